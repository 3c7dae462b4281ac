"""The button beside a refusal that asks a colleague who may."""

from bot.features.loop.ask_colleague import ask_colleague, ask_to_open
from bot.features.loop.pleas import ASK, pleaded
from bot.features.loop.show_plea import asked, asked_to_open
from bot.features.workspace.who_opens import TO_OPEN
from bot.slack.block_types import Modal
from bot.slack.replying import on_click
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to who asks someone."""
    on_click(routes, ASK, on_ask)


def on_ask(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask a colleague for what one may not do oneself."""
    plea, person = pleaded(value)
    if plea.act == TO_OPEN:
        return asked_to_open(person, is_new=ask_to_open(workspace, actor, person))
    loop, is_new = ask_colleague(workspace, actor, plea, person)
    return asked(loop, person, is_new=is_new)
