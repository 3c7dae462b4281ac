"""A JD review for its author: the verdict, what to fix first and the ways on; then how long its text is kept."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.jd.jd_form import LOCATION
from bot.features.jd.phrasing import is_mixed, readable, shares, surest
from bot.features.jd.reviewed import LONGEST_TITLE, ReviewShown, titled
from bot.features.jd.show_duties import checked_words, place_unsaid
from bot.features.jd.show_findings import ALL, entries, fix_button, number_words, numbered_row
from bot.features.jd.show_points import CHECKED
from bot.features.jd.show_remarks import REMARKS
from bot.features.jd.show_why import WHY
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, header, modal, section
from bot.slack.elements import button, confirmation, overflow, select
from bot.wording.escaping import Mrkdwn
from bot.wording.jd import abstention_words
from bot.wording.phrases import day
from bot.wording.words import plain_words, words
from rubrics.jd import Severity
from rubrics.jd.outcome import KeptReview
from rubrics.jd.values import BLANK, OTHER
from rubrics.jd.verdicts import Abstention

REVIEW = "jd_review"
MORE = "jd_more"
"""The id of the ⋯ menu; its values are `share`, `keep`, `history` or `another` and a review's id: "keep:…"."""
KEEP = "jd_keep"
DELETE = "jd_delete"
DELETE_OFFER = "jd_delete_offer"
"""The id of the menu of reviews to delete; it leads to the page that says until when one is kept."""
SHARE = "jd_share"
HISTORY = "jd_history_show"
PLACE, PLACE_FORM = "jd_place", "jd_place_form"
FIRST = 3
"""So many remarks are worth one's while before the others."""


def review(shown: ReviewShown) -> Modal:
    """Return the first page: the verdict, what to fix first, counts."""
    why = button("Why?", WHY, shown.kept.id, label=plain_words("jd_labels.why_label"))
    blocks = [section(verdict_words(shown), accessory=why), *_changes(shown), *to_fix(shown)]
    blocks += [*_place_unsaid(shown), *_ways(shown), context(counts(shown))]
    return modal("JD review", blocks, callback_id=REVIEW, private_metadata=shown.kept.id)


def verdict_words(shown: ReviewShown, *, title: bool = True) -> Mrkdwn:
    """Return which role the text reads as and whether the title fits, below the title unless that stands elsewhere."""
    verdict = shown.review.verdict
    ranked = shares(verdict, shown.role_names)
    return words(
        "jd_review.verdict",
        title=shown.title if title else None,
        verdict=verdict,
        role=shown.role_names.get(verdict.role or ""),
        abstained=abstention_words(verdict.abstained or Abstention.TOO_LITTLE),
        shares=ranked if is_mixed(verdict) else ranked[:1],
        surest=surest(verdict, shown.role_names) if verdict.distribution else "",
        is_other=verdict.role == OTHER,
        has_title=bool(readable(shown.review.title).strip()),
        fitting=[title[:LONGEST_TITLE] for title in verdict.fitting_titles[:2]],
    )


def to_fix(shown: ReviewShown) -> list[Block]:
    """Return the first remarks as rows, or that there is none."""
    found, verdict = entries(shown.review), shown.review.verdict
    if not found:
        is_ready = not verdict.abstained and verdict.title_fits is not False
        return [section(words("jd_review.no_remarks", is_ready=is_ready))]
    only_notes = found[0].severity is Severity.NOTE
    rows = [numbered_row(number, entry, shown) for number, entry in enumerate(found[:FIRST], start=1)]
    return [header(plain_words("jd_labels.worth_a_look" if only_notes else "jd_labels.fix_first")), *rows]


def counts(shown: ReviewShown) -> Mrkdwn:
    """Return how many remarks there are, what was read and checked, and who sees it."""
    of = shown.knowledge, shown.review, shown.today
    return words(
        "jd_review.counts",
        words=shown.review.words,
        waived=len(shown.waived),
        checked=None if place_unsaid(*of) else checked_words(*of),
        legal=shown.review.cites_law,
        **shown.review.counts,
    )


def place_form(shown: ReviewShown) -> Modal:
    """Return the form that asks where the job is."""
    return modal(
        plain_words("jd_labels.name_place"),
        [LOCATION.block(shown.review.location)],
        callback_id=PLACE_FORM,
        submit=plain_words("jd_labels.review_again"),
        close="Back",
        private_metadata=shown.kept.id,
    )


def _place_unsaid(shown: ReviewShown) -> list[Block]:
    """Return that only the employer's place is named, with a way to name the job's."""
    said = place_unsaid(shown.knowledge, shown.review, shown.today)
    ask = button(plain_words("jd_labels.name_place"), PLACE, shown.kept.id)
    return [section(said, accessory=ask)] if said else []


def keep_page(kept: KeptReview, keep_choices: Sequence[int]) -> Modal:
    """Return until when a text is kept, with the ways to shorten that and to delete it at once."""
    options = [(plain_words("jd_labels.keep_for", days=days), f"{kept.id}:{days}") for days in keep_choices]
    sure = plain_words("jd_labels.delete_sure")
    ask = confirmation("Delete this review?", sure, "Delete it", "Keep it", danger=True)
    blocks = [
        section(words("jd_review.kept", title=titled(kept), until=day(kept.keep_until))),
        *actions(
            select(KEEP, options, f"{kept.id}:{kept.keep_days}", placeholder="Keep the text"),
            button("Delete now", DELETE, kept.id, danger=True, confirm=ask, label=delete_label(kept)),
        ),
    ]
    return modal("Keep or delete", blocks, callback_id=KEEP, close="Back", private_metadata=kept.id)


def delete_label(kept: KeptReview) -> str:
    """Return what the button that deletes a review says to a screen reader."""
    return plain_words("jd_labels.delete_label", title=titled(kept))


def deleted(kept: KeptReview) -> Modal:
    """Say that a review is gone; closing this closes the review below it too."""
    blocks = [
        section(words("jd_review.deleted", title=titled(kept))),
        *actions(
            button(plain_words("jd_labels.review_another"), Door.START_REVIEW, primary=True),
            button(plain_words("jd_labels.your_reviews"), HISTORY),
        ),
    ]
    return modal("Deleted", blocks, callback_id=REVIEW, clear_on_close=True)


def _changes(shown: ReviewShown) -> list[Block]:
    changes = shown.kept.changes
    if changes is None:
        return []
    text = words(
        "jd_review.changes",
        same_text=changes.same_text,
        since=day(changes.since),
        new=sum(remark.rule != BLANK for remark in changes.new),
        gone=len(shown.fixed_since),
    )
    return [context(text)]


def _ways(shown: ReviewShown) -> list[Block]:
    """Return the ways on: the fixes, the remarks, the checklist, the opening it's for, and a ⋯ menu of the rest."""
    review_id = shown.kept.id
    fixable = bool(shown.fixable)
    return actions(
        fix_button(shown, ALL) if fixable else None,
        button(number_words(shown.review), REMARKS, review_id, primary=not fixable)
        if shown.review.findings
        else button(plain_words("door_labels.ask_approval"), Door.ASK_APPROVAL, review_id, primary=True),
        button("Checklist", CHECKED, review_id) if shown.items else None,
        button(plain_words("door_labels.new_opening"), Door.NEW_OPENING, review_id),
        _seldom(review_id),
    )


def _seldom(review_id: str) -> Element:
    return overflow(
        MORE,
        [
            (plain_words("jd_labels.share"), f"share:{review_id}"),
            (plain_words("jd_labels.keep_or_delete"), f"keep:{review_id}"),
            (plain_words("jd_labels.your_reviews"), f"history:{review_id}"),
            (plain_words("jd_labels.review_another"), f"another:{review_id}"),
        ],
    )
