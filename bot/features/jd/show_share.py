"""A JD review that its author shares to a channel: the form that asks where, and the post."""

from bot.features.doors import Door
from bot.features.jd.jd_form import CHANNEL
from bot.features.jd.phrasing import outcome_words
from bot.features.jd.reviewed import ReviewShown, titled
from bot.features.jd.show_findings import Entry, conclusion_of, entries, task_of, tasks_of, weight_of
from bot.features.jd.show_points import points_of
from bot.features.jd.show_review import FIRST, verdict_words
from bot.features.jd.show_why import rubric_button
from bot.features.rubric.show_page import row
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import context, divider, header, message, modal, section, sections
from bot.slack.elements import button
from bot.wording.words import plain_words, words
from rubrics.jd import Severity
from rubrics.jd.outcome import KeptReview

SHARE_FORM = "jd_share_form"
MOST_NAMED = 8


def heading(shown: ReviewShown) -> str:
    """Return what a shared review is called."""
    return heading_of(shown.kept)


def heading_of(kept: KeptReview) -> str:
    """Return what the share of a kept review is called."""
    return plain_words("jd_labels.heading", title=titled(kept))


def share_form(shown: ReviewShown) -> Modal:
    """Return the form that asks for the channel, with all that the channel will see."""
    blocks = [
        section(words("jd_share.form")),
        CHANNEL.block(),
        divider(),
        *_content(shown),
    ]
    return modal(
        "Share to channel",
        blocks,
        callback_id=SHARE_FORM,
        submit="Share",
        close="Cancel",
        private_metadata=shown.kept.id,
    )


def post(shown: ReviewShown, author: str) -> Message:
    """Return what the channel sees of a review, with its author's name."""
    text = words(
        "jd_share.fallback", user=author, title=shown.title, outcome=outcome_words(shown.kept.outcome, shown.role_names)
    )
    mine = button(plain_words("jd_labels.check_mine"), Door.START_REVIEW)
    by = context(words("jd_share.by", user=author, legal=shown.review.cites_law))
    return message(text, [*_content(shown), *row(rubric_button(shown, named=True), mine), by])


def _content(shown: ReviewShown) -> list[Block]:
    blocks: list[Block] = [header(heading(shown)), section(verdict_words(shown, title=False))]
    return [*blocks, *_findings(shown), *_missing(shown)]


def _findings(shown: ReviewShown) -> list[Block]:
    """Return the remarks that are more than notes: the first with their reason, the others by what to do."""
    grave = [entry for entry in entries(shown.review) if entry.severity is not Severity.NOTE]
    if not grave:
        return []
    first = [_line(entry, shown) for entry in grave[:FIRST]]
    others, more = tasks_of(grave[FIRST : FIRST + MOST_NAMED], shown), len(grave[FIRST + MOST_NAMED :])
    return sections(words("jd_share.findings", lines=first, others=others, more=more))


def _line(entry: Entry, shown: ReviewShown) -> tuple[str, str, str]:
    return task_of(entry, shown), weight_of(entry), conclusion_of(entry, shown)


def _missing(shown: ReviewShown) -> list[Block]:
    missing = [item for item in points_of(shown.items, shown.review.checklist).missing if item.kind == "must"]
    return [section(words("jd_share.missing", names=[item.name for item in missing]))] if missing else []
