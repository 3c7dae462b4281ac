"""`/rubric`: everything the definitions say about roles, levels, pay and what to assess."""

from typing import Any

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import RUBRICS, Door, step
from bot.features.rubric import show_menus as rubric_menus
from bot.features.rubric import show_page as rubric_page
from bot.features.rubric.find_pair import compare
from bot.features.rubric.find_role import Unclear, find_role
from bot.features.rubric.find_rubric import find_topic
from bot.features.rubric.hidden_roles import hidden_role_meant
from bot.features.rubric.share_answer import share_answer
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_page import MORE, OPEN, TURN, Page, as_messages, as_modal
from bot.features.rubric.topic import GONE, NOTHING, Kind, Topic, asked_topic
from bot.features.workspace.declared import WE_ARE
from bot.features.workspace.settings import settings_in
from bot.slack.block_types import Message, Modal
from bot.slack.commands import Command, Line, Subcommand
from bot.slack.forms import check
from bot.slack.payloads import carried_number, submission_of
from bot.slack.ready_answers import Ready, ready, ready_drawn
from bot.slack.replying import Answer, Asked, TypingHandler, on_click, on_page, on_submit, on_typing
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.phrases import level_name
from bot.wording.refusals import reason_and_advice
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role


def register(routes: Routes) -> None:
    """Listen to the buttons of answers about the definitions, and to their menus and forms.

    What changed since a loop opened is a kind of answer that the loops' room gives.
    """
    on_click(routes, OPEN, on_open)
    on_click(routes, MORE, on_more)
    on_page(routes, TURN, on_turn)
    on_click(routes, Door.BROWSE_RUBRICS, on_browse)
    on_click(routes, rubric_menus.START_COMPARE, on_start_compare)
    on_submit(routes, rubric_menus.BROWSE, on_browsed)
    on_submit(routes, rubric_menus.COMPARE, on_compared)
    on_submit(routes, rubric_menus.SHARE_FORM, on_shared)
    for menu, offer in MENUS.items():
        on_typing(routes, menu, offer)


def on_rubric(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/rubric` and everything that may stand behind it."""
    if not asked.text:
        return ready(workspace, "roles", lambda: _offer(workspace.catalogue))
    return _understood(workspace, asked)


def on_compare(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/rubric compare`, with two roles or by asking for them."""
    if not asked.text:
        return rubric_menus.compare_form()
    return _understood(workspace, asked, "compare ")


def _understood(workspace: Workspace, asked: Asked, before: str = "") -> Answer:
    text = f"{before}{asked.text}"
    try:
        topic = find_topic(workspace.catalogue, text)
    except Unclear as refusal:
        if hidden := hidden_role_meant(workspace, asked.actor, text):
            return rubric_menus.hidden(hidden)
        reason, advice = reason_and_advice(refusal)
        return rubric_menus.unclear(reason, f"{reason}\n{advice}", refusal.near, is_guess=refusal.is_guess)
    return _answer(workspace, topic)


COMMAND = Command(
    "/rubric",
    "What to assess for a role at a level",
    "what to assess, what to ask, what it pays. Only you see it.",
    on_rubric,
    "Rubrics",
    (RUBRICS, step("compare_roles", "rubric compare")),
    "[role] [level]",
    lines=(
        Line("", "offers the roles"),
        Line("ai-engineer", "shows a role; with `requirements`, `exercises` or `work-sample` behind it, that part"),
        Line("ai-engineer senior", "shows the rubric; with `questions`, `anchors` or `sources`, those in full"),
        Line("ai-engineer senior retrieval", "shows one competency"),
    ),
    subcommands=(
        Subcommand(
            "/rubric",
            "compare",
            on_compare,
            lines=(Line("compare ai-engineer ml-engineer", "compares two roles, or one role at two levels"),),
        ),
        Subcommand(
            "/rubric",
            "pay",
            lines=(Line("pay ai-engineer senior", "shows base and total pay, by kind of employer"),),
        ),
        Subcommand("/rubric", "hire", lines=(Line("hire", "helps decide whether to hire at all"),)),
    ),
    divider=Kind.ANCHORS,
)


def _offer(catalogue: Catalogue) -> Message:
    return rubric_menus.offer(catalogue.roles, advice=catalogue.hiring is not None)


def _answer(workspace: Workspace, asked: Topic) -> Ready:
    topic = _as_set(workspace, asked)
    return ready_drawn(workspace, f"answer {topic.key}", lambda: as_messages(_page(workspace, topic)))


def _as_set(workspace: Workspace, topic: Topic) -> Topic:
    """Return a question about pay as one about the kind of employer that the workspace is, unless it names another."""
    if topic.kind is not Kind.PAY or topic.detail != NOTHING:
        return topic
    with workspace.reads() as session:
        layer = settings_in(session, workspace.team)[WE_ARE].layer
    return topic.model_copy(update={"detail": layer.value}) if layer else topic


def _modal(workspace: Workspace, asked: Topic, number: int = 0) -> Modal:
    topic = _as_set(workspace, asked)
    return ready(workspace, f"page {number} {topic.key}", lambda: as_modal(_page(workspace, topic), number)).drawn()


def _page(workspace: Workspace, topic: Topic) -> Page:
    try:
        return page_on(workspace.catalogue, topic, workspace.now.date())
    except UnknownNameError:
        raise Refusal(GONE) from None


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the answer that a button leads to."""
    return _modal(workspace, asked_topic(value))


def on_turn(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show another page of an answer."""
    number, _, key = value.partition(" ")
    return _modal(workspace, asked_topic(key), carried_number(number))


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Do what was chosen in the menu below an answer: open another, share this one, or find a third."""
    verb, _, about = value.partition(" ")
    match verb:
        case rubric_page.SHARE:
            topic = asked_topic(about)
            return rubric_menus.share_form(topic, _page(workspace, topic).heading)
        case rubric_page.BROWSE:
            return rubric_menus.browse(_role(workspace, about))
        case rubric_page.COMPARE_WITH:
            return rubric_menus.compare_form(_role(workspace, about))
    return _modal(workspace, asked_topic(about))


def _role(workspace: Workspace, role_id: str) -> Role:
    try:
        return workspace.catalogue.role(role_id)
    except UnknownNameError:
        raise Refusal(GONE) from None


def on_browse(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the menus of roles and levels."""
    return rubric_menus.browse()


def on_browsed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:  # noqa: ARG001
    """Show the role, or its rubric, that was chosen."""
    role, level = rubric_menus.ROLE.need(filled), rubric_menus.LEVEL.read(filled)
    levels = workspace.catalogue.levels(find_role(workspace.catalogue, role).id)
    if level is not None and level not in levels:
        named = [level_name(each) for each in levels]
        raise FormRefusal({rubric_menus.LEVEL.block_id: reason("menus_refusals.other_levels", levels=named)})
    kind = Kind.RUBRIC if level else Kind.ROLE
    return _modal(workspace, Topic(kind=kind, role=role, level=RoleLevel(level) if level else None))


def on_start_compare(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form that asks for two roles."""
    return rubric_menus.compare_form()


def on_compared(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:  # noqa: ARG001
    """Show two roles side by side."""
    check(filled, [rubric_menus.ROLE, rubric_menus.OTHER_ROLE])
    one, other = rubric_menus.ROLE.need(filled), rubric_menus.OTHER_ROLE.need(filled)
    if one == other:
        raise FormRefusal({rubric_menus.OTHER_ROLE.block_id: reason("menus_refusals.same_role")})
    catalogue = workspace.catalogue
    return _modal(workspace, compare(catalogue, find_role(catalogue, one), find_role(catalogue, other)))


def on_shared(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Put an answer on its way to the channel that was chosen."""
    topic, channel = asked_topic(filled["private_metadata"]), rubric_menus.CHANNEL.need(filled)
    share_answer(workspace, actor, topic, channel, request=submission_of(filled))
    heading = _page(workspace, topic).heading
    return rubric_menus.shared(channel, heading, rubric_page.open_button(heading, topic))


def offered_roles(workspace: Workspace, typed: str) -> rubric_menus.Options:
    """Return the roles that what was typed may mean."""
    return rubric_menus.role_options(workspace.catalogue.roles, typed)


def offered_levels(workspace: Workspace, typed: str) -> rubric_menus.Options:
    """Return the levels that what was typed may mean."""
    return rubric_menus.level_options(workspace.catalogue.every_level, typed, workspace.catalogue.level_of(typed))


MENUS: dict[str, TypingHandler] = {
    rubric_menus.ROLE.id: offered_roles,
    rubric_menus.OTHER_ROLE.id: offered_roles,
    rubric_menus.LEVEL.id: offered_levels,
}
