"""The hire signal for people: the post in the loop's channel, the private answer, and sharing it."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.show_loop import more_loops
from bot.features.loop.show_progress import progress
from bot.features.signal.phrasing import (
    decision_text,
    lack_text,
    remedy_text,
    tally_text,
    topic_text,
    whole_percent,
    word_name,
)
from bot.features.signal.read_signal import SignalList
from bot.features.signal.show_support import behind
from bot.features.signal.show_why import WHY
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, message, modal, private, section, sections
from bot.slack.elements import button, confirmation
from bot.slack.tables import table
from bot.wording.escaping import Mrkdwn, isolated
from bot.wording.phrases import percent
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop, LoopState, Support
from rubrics.signal import CompetencySummary, HireSignal

SHARE = "signal_share"
TOPICS = 3
MANY = 2
"""Ratings of a competency from which on its mean is no single person's."""


def post(loop: Loop, signals: Sequence[HireSignal], *, with_table: bool = True) -> Message:
    """Return the post of a revealed loop's signal: the original, and the newest amendment beside it.

    Without a table it says the same in core blocks, for workspaces that take none.
    """
    blocks = _signal_blocks(loop, signals, loop.label, with_table=with_table)
    return message(_fallback(signals, loop.label, in_full=False), blocks)


def shared(loop: Loop, signals: Sequence[HireSignal], *, by: str, at: datetime, with_table: bool = True) -> Message:
    """Return the same as a new message in the loop's channel, with the person who shared it."""
    blocks = _signal_blocks(loop, signals, loop.label, with_table=with_table)
    text = _fallback(signals, loop.label, in_full=False)
    return message(text, [context(words("signal.shared_by", by=by, at=at)), *blocks])


def public_post(loop: Loop) -> Message:
    """Return what a public channel gets instead: that the panel is revealed, and nothing of content."""
    text = words("signal.public", loop=loop)
    return message(text, [section(text)])


def listing(signals: SignalList, now: datetime) -> Message:
    """Return the loops whose signal one may ask for: its word where there is one, else how far the panel is."""
    if not signals.shown:
        text = words("loop.none")
        return private(text, [section(text)])
    lines = [_listed(loop, signal, now) for loop, signal in signals.shown]
    more = signals.revealed + signals.sealed - len(lines)
    intro = words("signal.listing", revealed=signals.revealed, sealed=signals.sealed)
    return private(intro, [section(intro), *lines, *more_loops(more, "/signal", is_cut=signals.is_cut)])


def _listed(loop: Loop, signal: HireSignal | None, now: datetime) -> Block:
    if signal is None:
        line = words("loop.line", loop=loop, progress=progress(loop), late=loop.is_late(now))
    else:
        line = words("signal.line", loop=loop, word=_word(signal, hidden=_is_one_voice(signal)))
    return section(
        line, accessory=button("Signal", Door.READ_SIGNAL, loop.id, label=f"Signal for {loop.candidate_code}")
    )


def answer(
    loop: Loop, signals: Sequence[HireSignal], *, support: Support | None = None, may_share: bool = False
) -> Message:
    """Return the private answer to `/signal` on one loop: the signal, or how far the sealed panel is.

    `support` is for those who may read the panel's content; to others one person's figures stay hidden.
    """
    text, blocks = _answer_parts(loop, signals, support=support, may_share=may_share)
    return private(text, blocks)


def answer_modal(
    loop: Loop, signals: Sequence[HireSignal], *, support: Support | None = None, may_share: bool = False
) -> Modal:
    """Return the same answer as a modal, for whoever clicked a button."""
    _, blocks = _answer_parts(loop, signals, support=support, may_share=may_share)
    return modal(f"Signal {loop.candidate_code}", blocks, callback_id=Door.READ_SIGNAL, private_metadata=loop.id)


def sharing(loop: Loop) -> Modal:
    """Return the confirmation that the signal is on its way to the loop's channel."""
    return modal("Shared", [section(words("signal.sharing", loop=loop))], callback_id=SHARE)


def _answer_parts(
    loop: Loop, signals: Sequence[HireSignal], *, support: Support | None, may_share: bool
) -> tuple[str, list[Block]]:
    if signals:
        in_full = support is not None
        blocks = _signal_blocks(loop, signals, loop.private_label, support=support, may_share=may_share)
        return _fallback(signals, loop.candidate_code, in_full=in_full), blocks
    part = "canceled" if loop.state is LoopState.CANCELED else "sealed"
    text = words(f"signal.{part}", loop=loop, progress=progress(loop))
    return words("signal.private_fallback", loop=loop, conclusion=progress(loop)), [section(text)]


def _fallback(signals: Sequence[HireSignal], label: str, *, in_full: bool) -> str:
    signal = signals[-1]
    hidden = _is_one_voice(signal) and not in_full
    topics = [topic_text(signal, topic) for topic in signal.topics(TOPICS)]
    facts = {"word": _word(signal, hidden=hidden), "tally": tally_text(signal.tally), "topics": topics}
    return words("signal.fallback", label=label, signal=signal, hidden=hidden, **facts)


def _is_one_voice(signal: HireSignal) -> bool:
    """Tell whether a signal's figures are one person's: its mean would tell the channel what they rated."""
    return len(signal.by_interviewer) == 1


def _word(signal: HireSignal, *, hidden: bool) -> str:
    return plain_words("signal_facts.one_scorecard") if hidden else word_name(signal.word)


def _signal_blocks(
    loop: Loop,
    signals: Sequence[HireSignal],
    label: str,
    *,
    support: Support | None = None,
    with_table: bool = False,
    may_share: bool = False,
) -> list[Block]:
    original, amended, in_full = signals[0], signals[-1], support is not None
    hidden, least = _is_one_voice(original) and not in_full, 1 if in_full else MANY
    summary = _summary(loop, original, hidden=hidden, least=least)
    blocks = [header(f"{isolated(label)}: {_word(original, hidden=hidden)}"), *summary]
    if len(signals) > 1 and (in_full or not _is_one_voice(amended)):
        blocks.insert(1, section(_amended(amended)))
    if not hidden and original.scorecards:
        blocks += _ranges(original, least=least, with_table=with_table)
    blocks += behind(support)
    if loop.override_by:
        missing = loop.expected - original.scorecards
        blocks.append(context(words("signal.override", loop=loop, missing=missing)))
    buttons = actions(*_buttons(loop), _share_button(loop) if may_share else None)
    return [*blocks, *buttons, context(words("signal.footnote", signal=original))]


def _amended(signal: HireSignal) -> Mrkdwn:
    word, tally = word_name(signal.word), tally_text(signal.tally)
    return words("signal.amended", amended=signal, word=word, tally=tally)


def _summary(loop: Loop, signal: HireSignal, *, hidden: bool, least: int) -> list[Block]:
    blocks = [section(words("signal.one_card")) if hidden else _headline(signal)]
    if signal.shortfalls:
        shortfalls = [(lack_text(one), remedy_text(signal, one)) for one in signal.shortfalls]
        blocks += sections(words("signal.shortfalls", shortfalls=shortfalls, closed=loop))
    if not hidden and (signal.disagreements or not signal.shortfalls):
        topics = [topic_text(signal, topic) for topic in signal.disagreements]
        blocks += sections(words("signal.topics", topics=topics[:TOPICS], later=topics[TOPICS:]))
    below = [c for c in signal.competencies if c.n >= least and c.mean is not None and c.mean < signal.bar - 1e-9]
    if below and not hidden:
        lowest_first = sorted(below, key=_lowest_first)
        blocks += sections(words("signal.below", signal=signal, below=lowest_first, weights=_weights(signal)))
    names = [c.name for c in signal.competencies if c.id in signal.coverage.not_assessed]
    if names and signal.scorecards:
        blocks.append(section(words("signal.not_assessed", names=names)))
    return blocks


def _headline(signal: HireSignal) -> Block:
    tally, coverage = tally_text(signal.tally), whole_percent(signal.coverage.share)
    capped = decision_text(signal) if signal.decided_by.overruled else None
    return section(words("signal.headline", signal=signal, tally=tally, coverage=coverage, capped=capped))


def _lowest_first(competency: CompetencySummary) -> tuple[bool, float]:
    return not competency.must_have, competency.mean or 0


def _ranges(signal: HireSignal, *, least: int, with_table: bool) -> list[Block]:
    """Return each competency's mean and range, of those with at least so many ratings."""
    if not with_table:
        facts = {"competencies": signal.competencies, "least": least, "weights": _weights(signal)}
        return sections(words("signal.ranges", **facts))
    heading = ("Competency, weight", "Ratings", "Mean", "Range")
    weights = _weights(signal)
    drawn = table([heading, *(_row(competency, least, weights[competency.id]) for competency in signal.competencies)])
    hides = any(0 < competency.n < least for competency in signal.competencies)
    return [drawn, context(words("signal.single"))] if hides else [drawn]


def _weights(signal: HireSignal) -> dict[str, str]:
    """Return each competency's share of the score by the rubric, and whether it is a must-have, in few words."""
    declared = {item.item: percent(item.declared) for item in signal.by_item}
    return {c.id: f"must-have, {declared[c.id]}" if c.must_have else declared[c.id] for c in signal.competencies}


def _row(competency: CompetencySummary, least: int, weight: str) -> tuple[str, str, str, str]:
    name = f"{competency.name} ({weight})"
    if competency.mean is None or competency.n < least:
        return name, str(competency.n), "–", "–"
    apart = competency.low != competency.high
    span = f"{competency.low}–{competency.high}" if apart else f"{competency.low}"
    return name, str(competency.n), f"{competency.mean:.1f}", span


def _label(button_name: str, loop: Loop) -> str:
    return plain_words(f"signal_labels.{button_name}", candidate=loop.label)


def _buttons(loop: Loop) -> list[Element]:
    return [
        button("Why?", WHY, loop.id, label=_label("why", loop)),
        button("Evidence", Door.READ_EVIDENCE, loop.id, label=_label("evidence", loop)),
        button("Record", Door.READ_RECORD, loop.id, label=_label("record", loop)),
    ]


def _share_button(loop: Loop) -> Element:
    confirm = confirmation("Share this signal?", words("signal.share_question"), "Share", "Not now")
    return button("Share to channel", SHARE, loop.id, label=_label("share", loop), confirm=confirm)
