"""Why a signal reads as it does: the rule, the bar, the sum and the range, for a manager and to be checked by hand."""

from collections.abc import Sequence

from bot.features.signal.phrasing import (
    contradiction_text,
    decision_text,
    item_name,
    tally_text,
    whole_percent,
    word_name,
)
from bot.features.signal.show_support import behind
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button
from bot.wording.words import words
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop, Support
from rubrics.signal import (
    LEAN,
    LEAN_NO,
    NO,
    OVERALL,
    STRONG,
    BarReading,
    CompetencySummary,
    HireSignal,
    InterviewerPart,
    ItemPart,
    Rule,
    StandardError,
    word_at,
)

WHY = "signal_why"
ARITHMETIC = "signal_arithmetic"
RATINGS = "signal_ratings"
LIMITS = {"strong": STRONG, "lean": LEAN, "lean_no": LEAN_NO, "no": NO}
NOTICEABLE = 0.005
"""A difference of weight or width below half a percent is not worth a sentence."""


def why(
    loop: Loop, signals: Sequence[HireSignal], support: Support | None = None, without: HireSignal | None = None
) -> Modal:
    """Return in plain words why the newest signal reads as it does; the arithmetic and each person's part by button.

    `without` is how the panel would read without those who referred the candidate, where some did.
    """
    signal = signals[-1]
    blocks = _in_words(signal)
    if signal.contributions:
        blocks += actions(
            button("The arithmetic", ARITHMETIC, loop.id), button("Each person’s ratings", RATINGS, loop.id)
        )
    blocks += _bar(signal)
    if signal.score is not None and signal.standard_error is not None:
        blocks += _range(signal, signal.standard_error)
    blocks += _gaps(signal)
    blocks += behind(support, without)
    if len(signals) > 1:
        blocks.append(
            context(
                words("why.amended", original=signals[0], word=word_name(signals[0].word), amendments=len(signals) - 1)
            )
        )
    blocks.append(context(words("why.limits")))
    return modal(f"Why {word_name(signal.word)}?", blocks, callback_id=WHY)


def _amended(signals: Sequence[HireSignal]) -> Block:
    original = signals[0]
    facts = {"original": original, "word": word_name(original.word), "amendments": len(signals) - 1}
    return context(words("why.amended", **facts))


def arithmetic(signals: Sequence[HireSignal]) -> Modal:
    """Return how the newest signal's score adds up, competency by competency, and why the figures are what they are."""
    signal = signals[-1]
    blocks = _sum(signal) if signal.score is not None else [section(words("why.ratings", signal=signal))]
    return modal("The arithmetic", blocks, callback_id=ARITHMETIC)


def _in_words(signal: HireSignal) -> list[Block]:
    rule, probability = signal.decided_by.rule, signal.probability_above_bar
    if rule is Rule.EVIDENCE or probability is None:
        return sections(words("why.too_little", word=word_name(signal.word), shortfalls=decision_text(signal)))
    missed = [check.name for check in signal.floors if check.met is False]
    voices = next((item for item in signal.by_item if item.item == OVERALL and item.weight), None)
    uneven = voices is not None and voices.weight - voices.declared > NOTICEABLE
    text = words(
        "why.word",
        signal=signal,
        word=word_name(signal.word),
        by_itself=word_name(word_at(probability)),
        tally=tally_text(signal.tally),
        capped=decision_text(signal) if signal.decided_by.overruled else None,
        contradiction=contradiction_text(signal.tally),
        missed=missed,
        coverage=whole_percent(signal.coverage.share),
        voices=voices,
        uneven=uneven,
    )
    return [*sections(text), context(words("why.limits_of_words", **LIMITS))]


def _bar(signal: HireSignal) -> list[Block]:
    if signal.probability_above_bar is None:
        return []
    if signal.decided_by.rule is Rule.EVIDENCE:
        return [section(words("why.no_bar", signal=signal))]
    own = BarReading(bar=signal.bar, probability=signal.probability_above_bar, word=signal.word)
    shown = sorted([own, *signal.neighboring_bars], key=lambda reading: reading.bar)
    readings = [_reading(reading, is_own=reading is own) for reading in shown]
    return [section(words("why.bar", signal=signal, readings=readings)), *_floors(signal)]


def _reading(reading: BarReading, *, is_own: bool) -> dict[str, object]:
    return {
        "bar": reading.bar,
        "probability": reading.probability,
        "word": word_name(reading.word),
        "by_itself": word_name(word_at(reading.probability)),
        "own": is_own,
    }


def _floors(signal: HireSignal) -> list[Block]:
    return [section(words("why.floors", floors=signal.floors))] if signal.floors else []


def _sum(signal: HireSignal) -> list[Block]:
    rated = {competency.id: competency.n for competency in signal.competencies}
    items = [
        {"item": item, "name": item_name(item), "n": rated.get(item.item, signal.tally.given)}
        for item in signal.by_item
    ]
    blocks = [*sections(words("why.sum", signal=signal, items=items)), section(words("why.compared", signal=signal))]
    moved = [item for item in signal.by_item if abs(item.weight - item.declared) > NOTICEABLE]
    if moved:
        gains = next((item for item in moved if item.item == OVERALL and item.weight > item.declared), None)
        blocks.append(
            section(words("why.moved", signal=signal, gains=gains, example=_most_lost(moved), item_name=item_name))
        )
    if differing := _most_apart(signal):
        blocks.append(section(words("why.means", competency=differing[0], mean=differing[1])))
    return blocks


def _most_apart(signal: HireSignal) -> tuple[CompetencySummary, float] | None:
    """Return the competency whose mean by weight lies farthest from its plain one, with the former, if any differs."""
    parts = {item.item: item for item in signal.by_item if item.weight}
    means = [(c, parts[c.id].part / parts[c.id].weight) for c in signal.competencies if c.n and c.id in parts]
    apart = [(c, mean) for c, mean in means if abs(mean - (c.mean or 0)) > NOTICEABLE]
    return max(apart, key=lambda pair: abs(pair[1] - (pair[0].mean or 0)), default=None)


def _most_lost(moved: Sequence[ItemPart]) -> ItemPart | None:
    lost = [item for item in moved if 0 < item.weight < item.declared]
    return min(lost, key=lambda item: item.weight - item.declared, default=None)


def _range(signal: HireSignal, error: StandardError) -> list[Block]:
    if signal.interval80 is None:
        return []
    design = error.design**2 or 1.0
    causes = {
        "interviewers": error.interviewers / design,
        "single_ratings": error.single_ratings / design,
        "not_assessed": error.not_assessed / design,
    }
    shown = {name: share for name, share in causes.items() if share > NOTICEABLE}
    half = (signal.interval80[1] - signal.interval80[0]) / 2 / error.widening
    wider = error.widening - 1 if error.widening - 1 > NOTICEABLE else 0.0
    return [section(words("why.range", signal=signal, half=half, causes=shown, wider=wider))]


def _gaps(signal: HireSignal) -> list[Block]:
    names = {competency.id: competency.name for competency in signal.competencies}
    missing = [names[competency] for competency in signal.coverage.not_assessed]
    once = [names[competency] for competency in signal.coverage.rated_once]
    return [section(words("why.gaps", missing=missing, once=once))] if missing or once else []


def ratings(signal: HireSignal) -> Modal:
    """Return each person's ratings with their weight and part of the sum, for those who may read them."""
    blocks = [section(words("why.ratings", signal=signal)), *_uneven(signal)]
    for person in signal.by_interviewer:
        blocks += sections(words("why.person", person=person, lines=_lines(signal, person)))
    return modal("Each person’s ratings", blocks, callback_id=RATINGS)


def _uneven(signal: HireSignal) -> list[Block]:
    """Return why one recommendation weighs more than another, where it does."""
    voices = [part for part in signal.contributions if part.item == OVERALL]
    heaviest, lightest = (pick(voices, key=lambda part: part.weight, default=None) for pick in (max, min))
    if heaviest is None or lightest is None or heaviest.weight - lightest.weight <= NOTICEABLE:
        return []
    return [section(words("why.uneven", heaviest=heaviest, lightest=lightest))]


def _lines(signal: HireSignal, person: InterviewerPart) -> list[dict[str, object]]:
    names = {item.item: item_name(item) for item in signal.by_item}
    own = [part for part in signal.contributions if part.interviewer == person.interviewer]
    return [{"name": names[c.item], "rating": _rating(c.item, c.rating), "part": c} for c in own]


def _rating(item: str, rating: float) -> str:
    if item != OVERALL:
        return f"{rating:.0f}"
    choices = list(Recommendation)
    return f"{choices[round((rating - 1) * (len(choices) - 1) / 4)].words} ({rating:.2f})"
