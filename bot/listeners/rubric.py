"""`/rubric`: what to assess for a role at a level."""

import re

from slack_bolt import App

from bot.errors import Refusal
from bot.listeners.replying import Answer, Asked, on_click, on_command
from bot.usecases.access import Actor
from bot.usecases.find_rubric import find_role, find_rubric, levels_by_role, rubric_called
from bot.views import rubric as view
from bot.views.blocks import Modal
from bot.views.help import help_on
from bot.views.home import BROWSE_RUBRICS
from bot.wiring import Services


def register(app: App, services: Services) -> None:
    """Listen to `/rubric` and to the buttons of its answers."""
    on_command(app, services, "/rubric", on_rubric)
    on_click(app, services, re.compile(f"^{view.CHOOSE_LEVEL}:"), on_level)
    on_click(app, services, view.ANCHORS, on_anchors)
    on_click(app, services, view.QUESTIONS, on_questions)
    on_click(app, services, view.SOURCES, on_sources)
    on_click(app, services, BROWSE_RUBRICS, on_browse)


def on_rubric(services: Services, asked: Asked) -> Answer:
    """Answer `/rubric`, `/rubric ROLE` and `/rubric ROLE LEVEL`."""
    if asked.first == "help":
        return help_on("rubric")
    if not asked.text:
        return view.offer(levels_by_role(services.catalog))
    found = find_rubric(services.catalog, asked.text)
    if found is None:
        role = find_role(services.catalog, asked.text)
        return view.offer([(role, services.catalog.levels(role.id))])
    return view.answer(found)


def on_level(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the rubric whose level was chosen."""
    found = find_rubric(services.catalog, value)
    if found is None:
        raise Refusal("There is no such rubric any more.", "Type /rubric for the roles there are.")
    return view.answer_modal(found)


def on_browse(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer every role and level in a modal."""
    return view.offer_modal(levels_by_role(services.catalog))


def on_anchors(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show one competency's anchors in full."""
    rubric_id, competency = value.split()
    rubric = rubric_called(services.catalog, rubric_id)
    try:
        return view.anchors(rubric, rubric.competency(competency))
    except KeyError:
        raise Refusal("This competency left the rubric.", f"Type /rubric {rubric.role} {rubric.level}.") from None


def on_questions(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show every question of a rubric."""
    return view.questions(rubric_called(services.catalog, value))


def on_sources(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the documents behind a rubric."""
    rubric = rubric_called(services.catalog, value)
    return view.sources([services.catalog.source(mark) for mark in view.marks_of(rubric)])
