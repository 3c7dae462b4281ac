"""A JD review that its author shares to a channel: the form that asks where, and the post."""

from slack_sdk.models.blocks import Block

from bot.features.jd.jd_form import CHANNEL
from bot.features.jd.phrasing import outcome_words
from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_findings import SEVERITIES, entries, in_order, section_called
from bot.features.jd.show_points import points_of
from bot.features.jd.show_review import counts, rubric_button, title_words, verdict_words
from bot.features.rubric.show_page import row
from bot.slack.blocks import Message, Modal, context, divider, header, message, modal, section, sections
from bot.wording.phrases import cut
from bot.wording.words import words
from rubrics.jd import Severity

SHARE_FORM = "jd_share_form"
MOST_FINDINGS = 8
LONGEST_WHY = 240
MOST_WHYS = 3


def heading(shown: ReviewShown) -> str:
    """Return what a shared review is called."""
    return f"JD review: {shown.title}"


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
    if any(finding.legal for finding in shown.review.findings):
        blocks.append(context(words("jd_share.legal")))
    return blocks


def _findings(shown: ReviewShown) -> list[Block]:
    grave = entries([found for found in in_order(shown.review) if found.severity is not Severity.NOTE])
    told = grave[:MOST_FINDINGS]
    lines = [
        (
            SEVERITIES[entry[0].severity],
            section_called(entry[0], shown.review),
            [cut(found.why, LONGEST_WHY) for found in entry[:MOST_WHYS]],
        )
        for entry in told
    ]
    more = sum(map(len, grave[MOST_FINDINGS:]))
    return sections(words("jd_share.findings", lines=lines, more=more)) if lines else []


def _missing(shown: ReviewShown) -> list[Block]:
    missing = [item for item in points_of(shown.items, shown.review.checklist).missing if item.kind == "must"]
    return sections(words("jd_share.missing", items=missing)) if missing else []
