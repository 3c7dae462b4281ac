"""`/signal`: what a panel says together, why, and on what evidence."""

from slack_bolt import App

from bot.listeners.replying import Answer, Asked, on_click, on_command, on_page
from bot.usecases.access import Actor
from bot.usecases.read_loop import loop_details, my_loops, read_content, read_evidence
from bot.views import signal as view
from bot.views.blocks import Modal
from bot.views.help import help_on
from bot.wiring import Services


def register(app: App, services: Services) -> None:
    """Listen to `/signal` and to the buttons of a signal."""
    on_command(app, services, "/signal", on_signal)
    on_click(app, services, view.READ_SIGNAL, on_read)
    on_click(app, services, view.WHY, on_why)
    on_click(app, services, view.READ_EVIDENCE, on_evidence)
    on_page(app, services, view.MORE_EVIDENCE, on_evidence)


def on_signal(services: Services, asked: Asked) -> Answer:
    """Answer `/signal` and `/signal CANDIDATE`."""
    if asked.first == "help":
        return help_on("signal")
    loops = my_loops(services, asked.actor, asked.text)
    if len(loops) != 1:
        return view.listing(loops, services.now())
    found = loop_details(services, asked.actor, loops[0].id)
    return view.answer(found.loop, found.signals, in_full=found.may_read_content)


def on_read(services: Services, actor: Actor, value: str) -> Modal:
    """Show a loop's signal privately."""
    found = loop_details(services, actor, value)
    return view.answer_modal(found.loop, found.signals, in_full=found.may_read_content)


def on_why(services: Services, actor: Actor, value: str) -> Modal:
    """Show the arithmetic behind a signal, which shows every interviewer's part in it."""
    return view.why(read_content(services, actor, value).signals)


def on_evidence(services: Services, actor: Actor, value: str) -> Modal:
    """Show a page of the panel's ratings and notes; the reading is noted."""
    loop_id, _, page = value.partition(":")
    found = read_evidence(services, actor, loop_id)
    return view.evidence(found.loop, found.cards, int(page or 0))
