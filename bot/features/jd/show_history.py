"""One's own past JD reviews, newest first: what each came to, opening it again, deleting it."""

from collections.abc import Mapping, Sequence

from bot.features.doors import Door
from bot.features.jd.phrasing import on_day, outcome_words
from bot.features.jd.reviewed import titled
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, divider, modal, section
from bot.slack.elements import button, confirmation
from bot.wording.phrases import written_out
from bot.wording.words import plain_words, words
from rubrics.jd.outcome import KeptReview

HISTORY = "jd_history"
PAGE = "jd_history_page"
OPEN = "jd_history_open"
DELETE = "jd_history_delete"
A_PAGE = 10


def history(reviews: Sequence[KeptReview], names: Mapping[str, str], offset: int, *, more: bool) -> Modal:
    """Return one page of the list; it carries the offset it begins at."""
    blocks: list[Block] = []
    if not reviews:
        blocks.append(section(words("jd_history.none", later=offset > 0)))
    for number, kept in enumerate(reviews):
        blocks += [*([divider()] if number else []), _line(kept, names), *_buttons(kept, offset)]
    blocks += actions(
        button("Newer", f"{PAGE}:newer", str(max(0, offset - A_PAGE))) if offset else None,
        button("Older", f"{PAGE}:older", str(offset + A_PAGE)) if more else None,
        None if reviews else button("Review a JD", Door.START_REVIEW, primary=True),
    )
    return modal("Your JD reviews", [*blocks, context(words("jd_history.footnote"))], callback_id=HISTORY)


def _line(kept: KeptReview, names: Mapping[str, str]) -> Block:
    return section(
        words(
            "jd_history.line",
            title=titled(kept),
            outcome=outcome_words(kept.outcome, names),
            counts=kept.outcome,
            reviewed=written_out(kept.reviewed_at),
            until=on_day(kept.keep_until),
        )
    )


def _buttons(kept: KeptReview, offset: int) -> list[Block]:
    title = titled(kept)
    sure = plain_words("jd_labels.delete_sure")
    ask = confirmation("Delete this review?", sure, "Delete it", "Keep it", danger=True)
    label = plain_words("jd_labels.delete_label", title=title)
    delete = button("Delete", DELETE, f"{kept.id}:{offset}", label=label, confirm=ask)
    return actions(button("Open", OPEN, kept.id, label=plain_words("jd_labels.open_label", title=title)), delete)
