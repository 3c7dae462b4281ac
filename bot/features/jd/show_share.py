"""A JD review that its author shares to a channel: the form that asks where, and the post."""

from bot.features.jd.jd_form import CHANNEL
from bot.features.jd.phrasing import outcome_words
from bot.features.jd.reviewed import ReviewShown, titled
from bot.features.jd.show_findings import SEVERITIES, entries, in_order, section_called
from bot.features.jd.show_points import points_of
from bot.features.jd.show_review import counts, rubric_button, title_words, verdict_words
from bot.features.rubric.show_page import row
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import context, divider, header, message, modal, section, sections
from bot.wording.jd import finding_words
from bot.wording.phrases import cut
from bot.wording.words import plain_words, words
from rubrics.jd import Severity
from rubrics.jd.outcome import KeptReview

SHARE_FORM = "jd_share_form"
MOST_FINDINGS = 8
LONGEST_WHY = 240
MOST_WHYS = 3


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
    return message(text, [*_content(shown), context(words("jd_share.by", user=author))])


def _content(shown: ReviewShown) -> list[Block]:
    blocks: list[Block] = [header(heading(shown)), section(verdict_words(shown)), section(title_words(shown))]
    blocks.append(section(counts(shown)))
    blocks += [*_findings(shown), *_missing(shown), *row(rubric_button(shown))]
    if shown.review.cites_law:
        blocks.append(context(words("jd_share.legal")))
    return blocks


def _findings(shown: ReviewShown) -> list[Block]:
    grave = entries([finding for finding in in_order(shown.review) if finding.severity is not Severity.NOTE])
    lines = [
        (
            SEVERITIES[entry[0].severity],
            section_called(entry[0], shown.review),
            [cut(finding_words(shown.knowledge, each).why, LONGEST_WHY) for each in entry[:MOST_WHYS]],
        )
        for entry in grave[:MOST_FINDINGS]
    ]
    more = sum(map(len, grave[MOST_FINDINGS:]))
    return sections(words("jd_share.findings", lines=lines, more=more)) if lines else []


def _missing(shown: ReviewShown) -> list[Block]:
    missing = [item for item in points_of(shown.items, shown.review.checklist).missing if item.kind == "must"]
    return sections(words("jd_share.missing", items=missing)) if missing else []
