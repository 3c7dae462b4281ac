"""The hire signal for people: the post, the private answer, why it says so, and the panel's evidence."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.views.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    divider,
    header,
    message,
    modal,
    private,
    quoted,
    section,
    sections,
)
from bot.views.progress import progress
from bot.views.words import words
from rubrics.loop import Loop, LoopState, SubmittedCard
from rubrics.model import Competency
from rubrics.signal import HireSignal

READ_SIGNAL = "read_signal"
WHY = "signal_why"
READ_EVIDENCE = "signal_evidence"
MORE_EVIDENCE = "signal_evidence_page"
BLOCKS_A_PAGE = 60
MOST_LISTED = 20


def post(loop: Loop, signals: Sequence[HireSignal]) -> Message:
    """Return the post of a revealed loop's signal: the original, and the newest amendment beside it."""
    blocks = _signal_blocks(loop, signals, loop.label, in_full=False)
    return message(_fallback(signals, loop.label, in_full=False), blocks)


def public_post(loop: Loop) -> Message:
    """Return what a public channel gets instead: that the panel is complete, and nothing of content."""
    text = words("signal.public", loop=loop)
    return message(text, [section(text)])


def listing(loops: Sequence[Loop], now: datetime) -> Message:
    """Return the loops whose signal one may ask for, with how far each is."""
    if not loops:
        text = words("loop.none")
        return private(text, [section(text)])
    return private(f"Your loops: {len(loops)}.", [_listed(loop, now) for loop in loops[:MOST_LISTED]])


def _listed(loop: Loop, now: datetime) -> Block:
    line = words("loop.line", loop=loop, progress=progress(loop), late=loop.is_late(now))
    return section(line, button=button("Signal", READ_SIGNAL, loop.id, label=f"Signal for {loop.candidate_code}"))


def answer(loop: Loop, signals: Sequence[HireSignal], *, in_full: bool) -> Message:
    """Return the private answer to `/signal` on one loop: the signal, or how far the sealed panel is.

    `in_full` is for those who may read the panel's content; to others one person's figures stay hidden.
    """
    text, blocks = _answer_parts(loop, signals, in_full=in_full)
    return private(text, blocks)


def answer_modal(loop: Loop, signals: Sequence[HireSignal], *, in_full: bool) -> Modal:
    """Return the same answer as a modal, for whoever clicked a button."""
    _, blocks = _answer_parts(loop, signals, in_full=in_full)
    return modal(f"Signal {loop.candidate_code}", blocks, callback_id=READ_SIGNAL, private_metadata=loop.id)


def _answer_parts(loop: Loop, signals: Sequence[HireSignal], *, in_full: bool) -> tuple[str, list[Block]]:
    if signals:
        blocks = _signal_blocks(loop, signals, loop.private_label, in_full=in_full)
        return _fallback(signals, loop.candidate_code, in_full=in_full), blocks
    part = "cancelled" if loop.state is LoopState.CANCELLED else "sealed"
    text = words(f"signal.{part}", loop=loop, progress=progress(loop))
    return words("signal.private_fallback", loop=loop, conclusion=progress(loop)), [section(text)]


def _fallback(signals: Sequence[HireSignal], label: str, *, in_full: bool) -> str:
    signal = signals[-1]
    hidden = _is_one_voice(signal) and not in_full
    return words("signal.fallback", label=label, signal=signal, word=_word(signal, hidden=hidden), hidden=hidden)


def _is_one_voice(signal: HireSignal) -> bool:
    """Tell whether a signal's figures are one person's: its mean would tell the channel what they rated."""
    return len(signal.by_interviewer) == 1


def _word(signal: HireSignal, *, hidden: bool) -> str:
    return "one scorecard" if hidden else signal.word.words


def _signal_blocks(loop: Loop, signals: Sequence[HireSignal], label: str, *, in_full: bool) -> list[Block]:
    original, amended = signals[0], signals[-1]
    hidden = _is_one_voice(original) and not in_full
    blocks = [header(f"{label}: {_word(original, hidden=hidden)}"), *_said(loop, original, hidden=hidden)]
    if amended is not original and (in_full or not _is_one_voice(amended)):
        blocks.append(section(words("signal.amended", amended=amended)))
    if loop.override_by:
        missing = len(loop.pending)
        blocks.append(context(words("signal.override", loop=loop, missing=missing)))
    return [*blocks, *_signal_buttons(loop), context(words("signal.footnote", signal=original))]


def _said(loop: Loop, signal: HireSignal, *, hidden: bool) -> list[Block]:
    blocks = [section(words("signal.one_card" if hidden else "signal.headline", signal=signal))]
    if signal.shortfalls:
        blocks += sections(words("signal.shortfalls", signal=signal))
    if signal.topics(3) and not hidden:
        blocks += sections(words("signal.topics", signal=signal))
    if signal.coverage.not_assessed and signal.scorecards:
        names = [loop.rubric.competency(c).name for c in signal.coverage.not_assessed]
        blocks.append(context(words("signal.not_assessed", names=names)))
    return blocks


def _signal_buttons(loop: Loop) -> list[Block]:
    why = button("Why?", WHY, loop.id, label=f"Why the signal for {loop.label} says so")
    return actions(why, button("Evidence", READ_EVIDENCE, loop.id, label=f"Ratings and evidence for {loop.label}"))


def why(signals: Sequence[HireSignal]) -> Modal:
    """Return the arithmetic of the newest signal in full, every interviewer's part included."""
    signal = signals[-1]
    blocks = [section(words("signal.why_word", signal=signal))]
    if signal.score is not None and signal.standard_error is not None:
        blocks += [*_sum(signal), *_people(signal), *_uncertainty(signal)]
    blocks.append(context(words("signal.why_limits")))
    return modal(f"Why {signal.word.words}?", blocks, callback_id=WHY)


def _sum(signal: HireSignal) -> list[Block]:
    rated = {c.id: c.n for c in signal.competencies}
    items = [
        {"name": i.name, "weight": i.weight, "part": i.part, "n": rated.get(i.item, signal.tally.given)}
        for i in signal.by_item
    ]
    intro = words("signal.why_intro", signal=signal, ratings=len(signal.contributions))
    return [divider(), section(intro), *sections(words("signal.why_sum", items=items))]


def _people(signal: HireSignal) -> list[Block]:
    return sections(words("signal.why_people", parts=signal.by_interviewer))


def _uncertainty(signal: HireSignal) -> list[Block]:
    error = signal.standard_error
    if error is None or signal.interval80 is None:
        return []
    parts = {
        "not_assessed": error.not_assessed,
        "interviewers": error.interviewers,
        "single_ratings": error.single_ratings,
    }
    total = sum(parts.values()) or 1.0
    half = (signal.interval80[1] - signal.interval80[0]) / 2
    shares = {name: variance / total for name, variance in parts.items()}
    blocks = [divider(), section(words("signal.why_interval", half=half, shares=shares))]
    if signal.neighbouring_bars:
        blocks.append(section(words("signal.why_bars", signal=signal)))
    return blocks


def evidence(loop: Loop, cards: Sequence[SubmittedCard], page: int = 0) -> Modal:
    """Return one page of a revealed panel's ratings and notes, competency by competency, every version."""
    blocks = [block for c in loop.rubric.competencies for block in _competency(c, cards)]
    blocks += [header("Recommendations"), *(section(words("signal.recommendation", card=card)) for card in cards)]
    pages = [blocks[start : start + BLOCKS_A_PAGE] for start in range(0, len(blocks), BLOCKS_A_PAGE)]
    page = min(page, len(pages) - 1)
    return modal(
        f"Evidence {loop.candidate_code}",
        [context(words("signal.evidence_intro")), *pages[page], *_page_buttons(loop, page, len(pages))],
        callback_id=READ_EVIDENCE,
        private_metadata=loop.id,
    )


def _page_buttons(loop: Loop, page: int, pages: int) -> list[Block]:
    if pages == 1:
        return []
    following = (page + 1) % pages
    text = f"Page {page + 1} of {pages}: next" if following else f"Page {page + 1} of {pages}: back to the first"
    return actions(button(text, MORE_EVIDENCE, f"{loop.id}:{following}"))


def _competency(competency: Competency, cards: Sequence[SubmittedCard]) -> list[Block]:
    asked = [card for card in cards if competency.id in card.ratings]
    if not asked:
        return []
    return [header(competency.name), *(block for card in asked for block in _rating(competency, card))]


def _rating(competency: Competency, card: SubmittedCard) -> list[Block]:
    rating = card.ratings[competency.id]
    if rating is None:
        blocks = [section(words("signal.not_rated", card=card))]
    else:
        anchor, lacking = competency.anchor(rating).short, card.lacks_evidence(competency.id)
        blocks = [section(words("signal.rating", card=card, rating=rating, anchor=anchor, lacking=lacking))]
    if text := card.evidence.get(competency.id):
        blocks.append(quoted(text))
    return blocks
