"""Draws what people share to channels or have sent to themselves, and what is said of a share that was not posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.jd import show_share as jd_share
from bot.features.jd.review_jd import review_again
from bot.features.jd.reviewed import shown_for, titled
from bot.features.jd.show_fix import text_message
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_menus import not_shared
from bot.features.rubric.show_page import as_posts
from bot.features.rubric.topic import topic_of
from bot.slack.block_types import Message
from bot.slack.blocks import message, section
from bot.wiring import Actor, Services
from bot.wording.words import words
from bot.worker.draw_calibration import calibration_post
from rubrics.catalogue.errors import UnknownNameError
from storage.message_lookups import message_row
from storage.messages import MessageKind, MessageRow, Problem

WITH_WORDS_OF_THEIR_OWN = frozenset(
    {Problem.SHARED_CHANNEL, Problem.ARCHIVED, Problem.NOT_IN_CHANNEL, Problem.RESTRICTED, Problem.GONE}
)


@dataclass(frozen=True)
class Shared:
    """What is shared: what it is called, and the message, with the other ways to draw it where there are any."""

    heading: str
    post: Message
    fallbacks: Sequence[Message] = ()


def draw_share(services: Services, row: MessageRow, at: datetime) -> Shared | None:
    """Return what a share says; None where that is gone."""
    sharer = row.actor or ""
    if row.kind is MessageKind.CALIBRATION_SHARE:
        asked = calibration_post(services, row)
        return Shared(*asked) if asked else None
    if row.kind is MessageKind.JD_REVIEW_SHARE:
        return _review(services, row, sharer, at)
    try:
        page = page_on(services.workspace(row.team_id).catalogue, topic_of(row.subject), at.date())
    except (UnknownNameError, ValueError):  # the definitions have lost it, or no topic is called so any more
        return None
    best, *others = as_posts(page, sharer)
    return Shared(page.heading, best, others)


def draw_share_notice(services: Services, session: Session, row: MessageRow, at: datetime) -> Message | None:
    """Return what a sharer is told of a share that was not posted; None where it was after all."""
    share = message_row(session, row.subject)
    if share is None or share.problem is None:
        return None
    shared = draw_share(services, share, at)
    heading = shared.heading if shared else ""
    if share.problem in WITH_WORDS_OF_THEIR_OWN:
        return not_shared(share.problem, share.recipient, heading)
    text = words("delivery.share_given_up", channel=share.recipient, heading=heading)
    return message(text, [section(text)])


def draw_text(services: Services, row: MessageRow) -> Message | None:
    """Return the text of a JD for its author, to be copied; None where they have deleted it."""
    try:
        reviewed = review_again(services.workspace(row.team_id), Actor(row.team_id, row.recipient), row.subject)
    except Refusal:
        return None
    counts = reviewed.review.counts
    return text_message(titled(reviewed.kept), reviewed.text, counts["blanks"], counts["blockers"])


def _review(services: Services, row: MessageRow, sharer: str, at: datetime) -> Shared | None:
    workspace = services.workspace(row.team_id)
    try:
        reviewed = review_again(workspace, Actor(row.team_id, sharer), row.subject)
    except Refusal:
        return None
    shown = shown_for(workspace.jd_knowledge, reviewed.kept, reviewed.review, reviewed.text, at.date())
    return Shared(jd_share.heading(shown), jd_share.post(shown, sharer))
