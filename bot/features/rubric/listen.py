"""`/rubric`: everything the definitions say about roles, levels, pay and what to assess."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from slack_bolt import Ack, App

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import Door
from bot.features.loop import show_rubric_changes as rubric_changes
from bot.features.loop.rubric_changes import ChangedRubric, changed_rubric, changed_rubrics
from bot.features.rubric import show_menus as rubric_menus
from bot.features.rubric.find_rubric import compare, find_role, find_topic
from bot.features.rubric.share_answer import share_answer
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_page import OPEN, SHARE, TURN, Page, as_message, as_modal
from bot.features.rubric.topic import Kind, Topic, topic_of
from bot.slack import fields
from bot.slack.blocks import Modal
from bot.slack.help import help_on
from bot.slack.replying import Answer, Asked, Body, on_click, on_command, on_page, on_submit
from bot.wiring import Actor, Services, Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level

GONE = "rubric_refusals.gone"
Offer = Callable[[Catalogue, str], rubric_menus.Options]


def register(app: App, services: Services) -> None:
    """Listen to `/rubric`, to the buttons of its answers, and to its menus and forms."""
    on_command(app, services, "/rubric", on_rubric)
    on_click(app, services, re.compile(f"^{OPEN}:"), on_open)
    on_click(app, services, SHARE, on_share)
    on_page(app, services, re.compile(f"^{TURN}:"), on_turn)
    on_click(app, services, Door.BROWSE_RUBRICS, on_browse)
    on_click(app, services, rubric_menus.START_COMPARE, on_start_compare)
    on_submit(app, services, rubric_menus.BROWSE, on_browsed)
    on_submit(app, services, rubric_menus.COMPARE, on_compared)
    on_submit(app, services, rubric_menus.SHARE_FORM, on_shared)
    for menu, offer in MENUS.items():
        _on_type(app, services, menu, offer)


def on_rubric(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/rubric` and everything that may stand behind it."""
    match asked.first:
        case "":
            return rubric_menus.offer(workspace.catalogue.roles, advice=workspace.catalogue.hiring is not None)
        case "help":
            return help_on("rubric")
        case "compare" if not asked.rest.text:
            return rubric_menus.compare_form()
        case "diff":
            return _diff(changed_rubrics(workspace, asked.actor, asked.rest.text))
    return as_message(_page(workspace, asked.actor, find_topic(workspace.catalogue, asked.text)))


def _diff(found: Sequence[ChangedRubric]) -> Answer:
    if len(found) == 1:
        return as_message(_changes(found[0]))
    return rubric_changes.listing([(each.loop, each.has_changed) for each in found])


def _changes(found: ChangedRubric) -> Page:
    return rubric_changes.changes(found.loop, found.current, found.changes)


def _page(workspace: Workspace, actor: Actor, topic: Topic) -> Page:
    if topic.kind is Kind.DIFF:
        return _changes(changed_rubric(workspace, actor, topic.detail))
    try:
        return page_on(workspace.catalogue, topic, workspace.now.date())
    except UnknownNameError:
        raise Refusal(GONE) from None


def _topic(key: str) -> Topic:
    try:
        return topic_of(key)
    except ValueError:
        raise Refusal(GONE) from None


def on_open(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show the answer that a button leads to."""
    return as_modal(_page(workspace, actor, _topic(value)))


def on_turn(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of an answer."""
    number, _, key = value.partition(" ")
    return as_modal(_page(workspace, actor, _topic(key)), int(number))


def on_browse(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the menus of roles and levels."""
    return rubric_menus.browse()


def on_browsed(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Show the role, or its rubric, that was chosen."""
    role, level = fields.option(filled, rubric_menus.ROLE), fields.option(filled, rubric_menus.LEVEL)
    if role is None:
        raise FormRefusal({rubric_menus.ROLE: reason("rubric_refusals.choose_a_role")})
    offered = workspace.catalogue.levels(find_role(workspace.catalogue, role).id)
    if level is not None and level not in offered:
        raise FormRefusal({rubric_menus.LEVEL: reason("rubric_refusals.levels_of_role", levels=offered)})
    kind = Kind.RUBRIC if level else Kind.ROLE
    return as_modal(_page(workspace, actor, Topic(kind=kind, role=role, level=Level(level) if level else None)))


def on_start_compare(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form that asks for two roles."""
    return rubric_menus.compare_form()


def on_compared(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Show two roles side by side."""
    one, other = fields.option(filled, rubric_menus.ROLE), fields.option(filled, rubric_menus.OTHER_ROLE)
    if one is None or other is None:
        raise FormRefusal({rubric_menus.OTHER_ROLE: reason("rubric_refusals.choose_two_roles")})
    if one == other:
        raise FormRefusal({rubric_menus.OTHER_ROLE: reason("rubric_refusals.choose_another_role")})
    catalogue = workspace.catalogue
    return as_modal(_page(workspace, actor, compare(catalogue, find_role(catalogue, one), find_role(catalogue, other))))


def on_share(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the channel to share an answer to."""
    topic = _topic(value)
    return rubric_menus.share_form(topic, _page(workspace, actor, topic).heading)


def on_shared(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Put an answer on its way to the channel that was chosen."""
    topic, channel = _topic(filled["private_metadata"]), fields.conversation(filled, rubric_menus.CHANNEL)
    if channel is None:
        raise FormRefusal({rubric_menus.CHANNEL: reason("rubric_refusals.choose_a_channel")})
    share_answer(workspace, actor, topic, channel, request=filled["id"])
    return rubric_menus.shared(channel, _page(workspace, actor, topic).heading)


def _on_type(app: App, services: Services, menu: str, offer: Offer) -> None:
    @app.options(menu)
    def listen(ack: Ack, body: Body) -> None:
        ack(options=offer(services.catalogue, body.get("value") or ""))


def offered_roles(catalogue: Catalogue, typed: str) -> rubric_menus.Options:
    """Return the roles that what was typed may mean."""
    return rubric_menus.role_options(catalogue.roles, typed)


def offered_levels(catalogue: Catalogue, typed: str) -> rubric_menus.Options:
    """Return the levels that what was typed may mean."""
    return rubric_menus.level_options(Level, typed, catalogue.level_of(typed))


MENUS: dict[str, Offer] = {
    rubric_menus.ROLE: offered_roles,
    rubric_menus.OTHER_ROLE: offered_roles,
    rubric_menus.LEVEL: offered_levels,
}
