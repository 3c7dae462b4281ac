"""`/jd`: what a JD should say, and a review of one that was pasted or posted."""

import re
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.listeners import fields
from bot.listeners.replying import Answer, Asked, Body, actor_of, on_click, on_command, on_page, on_submit
from bot.usecases.access import Actor
from bot.usecases.find_rubric import find_role
from bot.usecases.review_jd import KeptReview, review_again, review_text
from bot.views import jd as view
from bot.views.blocks import Modal
from bot.views.help import help_on
from bot.wiring import Services
from rubrics.errors import UnknownNameError
from rubrics.model import ChecklistItem


def register(app: App, services: Services) -> None:
    """Listen to `/jd`, to its form and pages, and to the message shortcut."""
    on_command(app, services, "/jd", on_jd)
    on_click(app, services, view.START_REVIEW, on_start_review)
    on_submit(app, services, view.REVIEW_FORM, on_review)
    on_page(app, services, re.compile(f"^{view.PAGE}:"), on_another_page)

    @app.shortcut(view.MESSAGE_SHORTCUT)
    def on_message_shortcut(ack: Ack, body: Body, client: WebClient) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=on_posted_jd(services, body))
        ack()


def on_jd(services: Services, asked: Asked) -> Answer:
    """Answer `/jd checklist ROLE` and `/jd review`."""
    match asked.first:
        case "checklist" if asked.rest.text:
            role = find_role(services.catalog, asked.rest.text)
            return view.checklist(role, services.catalog.checklist(role.id))
        case "checklist":
            return view.checklist_offer(services.catalog.roles)
        case "review":
            return view.review_form()
        case "" | "help":
            return help_on("jd")
    return help_on("jd", unknown=asked.first)


def on_start_review(services: Services, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form to paste a JD into."""
    return view.review_form()


def on_review(services: Services, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Review what was pasted."""
    parts = (fields.rich_text(filled, view.TEXT), fields.text(filled, view.MORE_TEXT) or "")
    text = "\n".join(part for part in parts if part)
    return _page(services, review_text(services, actor, text, fields.text(filled, view.LOCATION)))


def on_posted_jd(services: Services, body: Body) -> Modal:
    """Review the message that the shortcut was chosen on."""
    text = body["message"].get("text") or ""
    return _page(services, review_text(services, actor_of(body), text, None))


def on_another_page(services: Services, actor: Actor, value: str) -> Modal:
    """Show another page of a review."""
    review_id, _, page = value.partition(":")
    return _page(services, review_again(services, actor, review_id), int(page))


def _page(services: Services, kept: KeptReview, page: int = 0) -> Modal:
    names = {role.id: role.name for role in services.catalog.roles}
    return view.review(kept.id, kept.review, names, _items(services, kept), page)


def _items(services: Services, kept: KeptReview) -> tuple[ChecklistItem, ...]:
    verdict = kept.review.verdict
    try:
        return services.catalog.checklist(verdict.rubric or verdict.role or "ai-engineer").items
    except UnknownNameError:
        return services.catalog.checklist("ai-engineer").items
