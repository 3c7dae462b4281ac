"""One's own past JD reviews, newest first: what each came to, and opening it again."""

from collections.abc import Mapping, Sequence

from bot.features.doors import Door
from bot.features.jd.phrasing import outcome_words
from bot.features.jd.reviewed import titled
from bot.features.jd.show_review import DELETE_OFFER
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button, select
from bot.wording.phrases import day, when
from bot.wording.words import plain_words, words
from rubrics.jd.outcome import KeptReview

HISTORY = "jd_history"
PAGE = "jd_history_page"
OPEN = "jd_history_open"
A_PAGE = 10


def history(reviews: Sequence[KeptReview], names: Mapping[str, str], offset: int, *, more: bool) -> Modal:
    """Return one page of the list; it carries the offset it begins at."""
    blocks: list[Block] = [_line(kept, names) for kept in reviews]
    if not reviews:
        blocks.append(section(words("jd_history.none", later=offset > 0)))
    new = plain_words("jd_labels.review_a_jd")
    blocks += actions(
        button(new, Door.START_REVIEW, primary=True),
        button("Newer", f"{PAGE}:newer", str(max(0, offset - A_PAGE))) if offset else None,
        button("Older", f"{PAGE}:older", str(offset + A_PAGE)) if more else None,
        _delete_menu(reviews) if reviews else None,
    )
    return modal("Your JD reviews", [*blocks, context(words("jd_history.footnote"))], callback_id=HISTORY)


def _line(kept: KeptReview, names: Mapping[str, str]) -> Block:
    title = titled(kept)
    return section(
        words(
            "jd_history.line",
            title=title,
            outcome=outcome_words(kept.outcome, names),
            counts=kept.outcome,
            reviewed=when(kept.reviewed_at),
            until=day(kept.keep_until),
        ),
        accessory=button(
            plain_words("jd_labels.open"),
            f"{OPEN}:{kept.id}",
            kept.id,
            label=plain_words("jd_labels.open_label", title=title),
        ),
    )


def _delete_menu(reviews: Sequence[KeptReview]) -> Element:
    return select(DELETE_OFFER, [(titled(kept), kept.id) for kept in reviews], placeholder="Delete …")
