"""`/jd`: what a JD should say, a review of one that was pasted or posted, and one's own past reviews."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from bot.errors import Refusal
from bot.features.doors import REVIEW_A_JD, Door, step
from bot.features.jd import listen_checklist, listen_fixes, listen_waivers
from bot.features.jd import show_checklist as view
from bot.features.jd import show_findings as findings_view
from bot.features.jd import show_history as history_view
from bot.features.jd import show_points as checked_view
from bot.features.jd import show_remarks as remarks_view
from bot.features.jd import show_review as review_view
from bot.features.jd import show_share as share_view
from bot.features.jd import show_why as why_view
from bot.features.jd.fix_jd import shown_of
from bot.features.jd.jd_form import CHANNEL, JD, LOCATION, MORE, TITLE
from bot.features.jd.keep_jd import KEEP_CHOICES, delete_review, keep_review_for, my_review, my_reviews
from bot.features.jd.keep_text import keep_text, kept_text
from bot.features.jd.review_jd import KEEP_DAYS, Pasted, Reviewed, review_again, review_text
from bot.features.jd.reviewed import ReviewShown, role_names
from bot.features.jd.share_jd import share_review
from bot.features.rubric.show_menus import shared
from bot.slack.block_types import Modal
from bot.slack.commands import Command, Line, Shortcut, Subcommand
from bot.slack.forms import check
from bot.slack.payloads import carried_number, submission_of
from bot.slack.posted_text import posted_text
from bot.slack.replying import (
    Answer,
    Asked,
    ClickHandler,
    on_click,
    on_message_shortcut,
    on_page,
    on_submit,
)
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace


def register(routes: Routes) -> None:
    """Listen to `/jd`, to its form, pages and history, and to the message shortcut."""
    on_click(routes, Door.START_REVIEW, on_start_review)
    on_click(routes, view.REVIEW_TYPED, on_review_typed)
    on_submit(routes, view.REVIEW_FORM, on_review)
    for action_id, draw in _PUSHED.items():
        on_click(routes, action_id, draw)
    for action_id, draw in _IN_PLACE.items():
        on_page(routes, action_id, draw)
    on_submit(routes, share_view.SHARE_FORM, on_shared)
    on_submit(routes, review_view.PLACE_FORM, on_place)
    listen_checklist.register(routes)
    listen_fixes.register(routes)
    listen_waivers.register(routes)
    on_message_shortcut(routes, view.MESSAGE_SHORTCUT, on_posted_jd)


def on_review_command(workspace: Workspace, asked: Asked) -> Answer:  # noqa: ARG001
    """Answer `/jd review` with the form, holding what was typed behind it."""
    return view.review_form(KEEP_DAYS, asked.typed)


def on_text(workspace: Workspace, asked: Asked) -> Answer:
    """Answer a text behind any command that takes names: it may be a JD, pasted in the wrong place."""
    return view.text_offer(keep_text(workspace, asked.actor, asked.typed))


def on_history(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/jd history`."""
    return on_history_page(workspace, asked.actor, "0")


COMMAND = Command(
    "/jd",
    "What a JD should say, and a review of yours",
    "what to say in one, and a review before you post it. Only you see it.",
    title="JDs",
    ways=(REVIEW_A_JD, step("checklists", "jd checklist"), step("your_reviews", "jd history")),
    subcommands=(
        Subcommand(
            "/jd",
            "checklist",
            listen_checklist.on_checklist,
            "[role]",
            (Line("checklist ai-engineer", "shows what a JD for the role must, should and must not say"),),
        ),
        Subcommand(
            "/jd",
            "review",
            on_review_command,
            lines=(Line("review", "opens a form to paste a JD into"),),
            takes_text=True,
        ),
        Subcommand(
            "/jd",
            "history",
            on_history,
            lines=(Line("history", "lists your past reviews, to open or delete"),),
        ),
    ),
)
SHORTCUTS = (Shortcut(view.MESSAGE_SHORTCUT, "Review this JD", "Check a job description that someone posted"),)


def on_start_review(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Offer the form to paste a JD into."""
    return view.review_form(KEEP_DAYS)


def on_review_typed(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Offer the form, holding the text that was typed where a name belongs."""
    return view.review_form(KEEP_DAYS, kept_text(workspace, actor, value))


def on_review(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Review what was pasted."""
    check(filled, (TITLE, LOCATION))
    parts = (JD.read(filled), MORE.read(filled))
    pasted = Pasted(
        text="\n".join(part for part in parts if part),
        title=TITLE.read(filled),
        location=LOCATION.read(filled),
        submission=submission_of(filled),
    )
    return _page(workspace, review_text(workspace, actor, pasted))


def on_place(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Review the same text again, for the place that was named."""
    check(filled, (LOCATION,))
    before = review_again(workspace, actor, filled["private_metadata"])
    pasted = Pasted(before.text, before.given_title, LOCATION.read(filled), submission_of(filled))
    return _page(workspace, review_text(workspace, actor, pasted))


def on_posted_jd(workspace: Workspace, actor: Actor, message: dict[str, Any], own_ids: Set[str]) -> Modal:
    """Review the message that the shortcut was chosen on, unless it was posted under one of Debrief's `own_ids`."""
    if any(message.get(author) == own for author in ("user", "bot_id") for own in own_ids):
        raise Refusal("jd_refusals.own_message")
    text = posted_text(message)
    if not any(character.isalnum() for character in text):
        raise Refusal("jd_refusals.no_words")
    return _page(workspace, review_text(workspace, actor, Pasted(text)))


def _of_review(draw: Callable[[ReviewShown], Modal]) -> ClickHandler:
    """Return what answers a button whose value is a review's id."""

    def answer(workspace: Workspace, actor: Actor, value: str) -> Modal:
        return draw(shown_of(workspace, review_again(workspace, actor, value)))

    return answer


def _numbered(draw: Callable[[ReviewShown, int], Modal]) -> ClickHandler:
    """Return what answers a button whose value is a review's id and a number, as in "id:2"."""

    def answer(workspace: Workspace, actor: Actor, value: str) -> Modal:
        review_id, _, number = value.partition(":")
        return draw(shown_of(workspace, review_again(workspace, actor, review_id)), carried_number(number))

    return answer


def on_more(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Do what was chosen in a review's ⋯ menu."""
    choice, _, review_id = value.partition(":")
    match choice:
        case "share":
            return on_share(workspace, actor, review_id)
        case "keep":
            return on_keep_page(workspace, actor, review_id)
        case "history":
            return on_history_page(workspace, actor, "0")
    return on_start_review(workspace, actor, review_id)


def on_keep_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show until when a text is kept, with the ways to change that."""
    return review_view.keep_page(my_review(workspace, actor, value), KEEP_CHOICES)


def on_keep(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Keep a text for as long as was chosen."""
    review_id, _, days = value.partition(":")
    keep_review_for(workspace, actor, review_id, carried_number(days))
    return on_keep_page(workspace, actor, review_id)


def on_delete(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Delete a review whose author said so twice."""
    kept = my_review(workspace, actor, value)
    delete_review(workspace, actor, value)
    return review_view.deleted(kept)


def on_history_shown(workspace: Workspace, actor: Actor, value: str) -> Modal:  # noqa: ARG001
    """Show the first page of one's own reviews."""
    return on_history_page(workspace, actor, "0")


def on_history_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show a page of one's own reviews."""
    offset = carried_number(value)
    reviews = my_reviews(workspace, actor, history_view.A_PAGE + 1, offset)
    shown, more = reviews[: history_view.A_PAGE], len(reviews) > history_view.A_PAGE
    return history_view.history(shown, role_names(workspace.catalogue), offset, more=more)


def on_share(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Ask for the channel, and show what it will see."""
    return share_view.share_form(shown_of(workspace, review_again(workspace, actor, value)))


def on_shared(workspace: Workspace, actor: Actor, filled: dict[str, Any]) -> Modal:
    """Put a review on its way to the channel that was chosen."""
    review_id, channel = filled["private_metadata"], CHANNEL.need(filled)
    share_review(workspace, actor, review_id, channel, request=submission_of(filled))
    return shared(channel, share_view.heading_of(my_review(workspace, actor, review_id)))


def _page(workspace: Workspace, reviewed: Reviewed) -> Modal:
    return review_view.review(shown_of(workspace, reviewed))


_PUSHED: Mapping[str, ClickHandler] = {
    remarks_view.REMARKS: _of_review(remarks_view.remarks),
    findings_view.REMARK: _numbered(remarks_view.remark),
    checked_view.CHECKED: _of_review(checked_view.checked),
    why_view.WHY: _of_review(why_view.why),
    review_view.SHARE: on_share,
    review_view.MORE: on_more,
    review_view.DELETE_OFFER: on_keep_page,
    review_view.HISTORY: on_history_shown,
    review_view.PLACE: _of_review(review_view.place_form),
}
"""What a button stacks on the modal it stands in, so that Back returns."""
_IN_PLACE: Mapping[str, ClickHandler] = {
    remarks_view.TURN: _numbered(remarks_view.remarks),
    remarks_view.NEXT: _numbered(remarks_view.remark),
    remarks_view.RULES: _numbered(remarks_view.remark_rules),
    checked_view.FIRST_PAGE: _of_review(checked_view.checked),
    checked_view.FOUND: _of_review(checked_view.found),
    why_view.FIRST_PAGE: _of_review(why_view.why),
    why_view.STATEMENTS: _of_review(why_view.statements),
    review_view.KEEP: on_keep,
    review_view.DELETE: on_delete,
    history_view.PAGE: on_history_page,
    history_view.OPEN: _of_review(review_view.review),
}
"""What a button shows in place of the modal it stands in, which would not be Slack's third one otherwise."""
