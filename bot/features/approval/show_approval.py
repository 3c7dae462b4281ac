"""A JD that people approve: its state and its people, what its review says, what changed, and what one may do."""

from bot.features.approval.read_approval import ApprovalShown
from bot.features.doors import Door
from bot.features.jd.show_changes import MOST_LINES, changes, shown_lines
from bot.features.jd.show_findings import entries, task_of, weight_of
from bot.features.jd.show_fix import MOST_PARTS, readable_lines
from bot.features.jd.show_history import OPEN as OPEN_REVIEW
from bot.features.jd.show_review import verdict_words
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, divided, header, modal, section, sections
from bot.slack.elements import button, overflow
from bot.slack.rich_text import preformatted
from bot.wording.jd import task_words
from bot.wording.phrases import cut, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Severity
from rubrics.jd.versions import JdState, JdVersion

APPROVE = "jd_approve"
TAKE_BACK = "jd_approval_back"
READ = "jd_version_text"
MORE = "jd_approval_more"
"""The ⋯ menu of a version; the value of each entry is an act's name and the version's id."""
MOST_OPEN, MOST_WAIVED = 8, 5
"""Remarks named on the page: with what changed they still fit one look; the others are counted."""
LONGEST_NOTE = 120
LONGEST_TASK = 90


def approval(one: ApprovalShown) -> Modal:
    """Return how a version stands, with what its reader may do."""
    blocks = [
        section(words("approval.heading", jd=one.jd, opening=one.opening)),
        section(words("approval.people", jd=one.jd, left=sorted(one.left))),
        *actions(*_ways(one)),
        *_changed(one),
        header(plain_words("approval_labels.review")),
        section(verdict_words(one.shown, title=False)),
        *_remarks(one),
        context(words("approval.counts", review=one.shown.review, waived=len(one.shown.waived), **_counts(one))),
    ]
    return modal(plain_words("approval_labels.title"), blocks, callback_id=Door.JD_APPROVAL, private_metadata=one.jd.id)


def whole_text(jd: JdVersion) -> Modal:
    """Return the text of a version as it was put up for approval."""
    parts = [part for part in divided(readable_lines(jd.text)) if part.strip()]
    note = words("approval.text", jd=jd, is_cut=len(parts) > MOST_PARTS)
    return modal(
        plain_words("approval_labels.text"),
        [section(note), *(preformatted(part) for part in parts[:MOST_PARTS])],
        callback_id=READ,
        close="Back",
    )


def _ways(one: ApprovalShown) -> list[Element | None]:
    jd = one.jd
    return [
        button(plain_words("approval_labels.approve"), APPROVE, jd.id, primary=True) if one.may_approve else None,
        button(plain_words("approval_labels.read"), READ, jd.id),
        button(plain_words("approval_labels.take_back"), TAKE_BACK, jd.id) if one.may_take_back else None,
        button(plain_words("approval_labels.open_review"), OPEN_REVIEW, jd.review) if one.has_review else None,
        button(plain_words("door_labels.new_opening"), Door.NEW_OPENING, jd.review)
        if one.has_review and jd.opening is None
        else None,
        button(plain_words("approval_labels.open_opening"), Door.OPENING, jd.opening)
        if one.runs_opening and jd.opening
        else None,
        _seldom(one),
    ]


def _seldom(one: ApprovalShown) -> Element | None:
    jd = one.jd
    in_review = jd.state is JdState.IN_REVIEW
    counts_still = in_review or jd.state is JdState.APPROVED
    acts = [
        ("edit", one.reader == jd.asked_by and counts_still),
        ("people", one.runs and in_review),
        ("withdraw", one.runs and in_review),
    ]
    offers = [(plain_words(f"approval_labels.{act}"), f"{act} {jd.id}") for act, offered in acts if offered]
    return overflow(MORE, offers) if offers else None


def _changed(one: ApprovalShown) -> list[Block]:
    """Return what changed since the text that was approved last; nothing for the first text."""
    if one.before is None:
        return []
    lines = shown_lines(one.changes or ())
    note = words(
        "approval.changed",
        version=one.before.version,
        is_too_long=one.changes is None,
        number=len(lines),
        more=max(0, len(lines) - MOST_LINES),
    )
    return [section(note), *changes(lines)]


def _counts(one: ApprovalShown) -> dict[str, int]:
    return {f"{severity}s": one.shown.review.count(severity) for severity in Severity}


def _remarks(one: ApprovalShown) -> list[Block]:
    found = entries(one.shown.review)
    rows = [(task_of(entry, one.shown), weight_of(entry)) for entry in found[:MOST_OPEN]]
    waived = [
        (
            cut(task_words(one.shown.knowledge, each.finding), LONGEST_TASK),
            plain_words(f"jd_waive.reason_{each.waiver.kind}"),
            shortened(each.waiver.note, LONGEST_NOTE),
            each.waiver.by,
        )
        for each in one.shown.waived[:MOST_WAIVED]
    ]
    if not rows and not waived:
        return []
    more = len(found) - len(rows)
    more_waived = len(one.shown.waived) - len(waived)
    return sections(words("approval.remarks", rows=rows, waived=waived, more=more, more_waived=more_waived))
