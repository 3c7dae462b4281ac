"""Why a signal reads as it does: the rule, the bar, the sum and the range, for a manager and to be checked by hand."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.views.blocks import Modal, actions, button, context, divider, modal, section, sections
from bot.views.words import words
from rubrics.loop import Loop
from rubrics.model import Recommendation
from rubrics.signal import OVERALL, HireSignal, InterviewerPart, ItemPart, Rule, StandardError

WHY = "signal_why"
RATINGS = "signal_ratings"
NOTICEABLE = 0.005
"""A difference of weight or width below half a percent is not worth a sentence."""


def why(loop: Loop, signals: Sequence[HireSignal]) -> Modal:
    """Return the arithmetic of the newest signal, competency by competency; each person's ratings by button."""
    signal = signals[-1]
    blocks = [*sections(words("why.word", signal=signal)), *_bar(signal)]
    if signal.score is not None and signal.standard_error is not None:
        blocks += [divider(), *_sum(signal), divider(), *_range(signal, signal.standard_error)]
    blocks += _gaps(signal)
    if len(signals) > 1:
        blocks.append(context(words("why.amended", original=signals[0], amendments=len(signals) - 1)))
    if signal.contributions:
        blocks += actions(button("Each person’s ratings", RATINGS, loop.id))
    blocks.append(context(words("why.limits")))
    return modal(f"Why {signal.word.words}?", blocks, callback_id=WHY)


def _bar(signal: HireSignal) -> list[Block]:
    if signal.probability_above_bar is None:
        return []
    if signal.decided_by.rule is Rule.EVIDENCE:
        return [section(words("why.no_bar", signal=signal))]
    own = {"bar": signal.bar, "probability": signal.probability_above_bar, "word": signal.word, "own": True}
    others = [{**reading.model_dump(), "word": reading.word, "own": False} for reading in signal.neighbouring_bars]
    readings = sorted([own, *others], key=lambda reading: reading["bar"])
    return [section(words("why.bar", signal=signal, readings=readings)), *_floors(signal)]


def _floors(signal: HireSignal) -> list[Block]:
    return [section(words("why.floors", floors=signal.floors))] if signal.floors else []


def _sum(signal: HireSignal) -> list[Block]:
    rated = {competency.id: competency.n for competency in signal.competencies}
    items = [{"item": item, "n": rated.get(item.item, signal.tally.given)} for item in signal.by_item]
    blocks = [*sections(words("why.sum", signal=signal, items=items)), section(words("why.compared", signal=signal))]
    moved = [item for item in signal.by_item if abs(item.weight - item.declared) > NOTICEABLE]
    if moved:
        gains = next((item for item in moved if item.item == OVERALL and item.weight > item.declared), None)
        blocks.append(section(words("why.moved", gains=gains, example=_most_lost(moved))))
    return blocks


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
    half = (signal.interval80[1] - signal.interval80[0]) / 2
    wider = error.widening - 1 if error.widening - 1 > NOTICEABLE else 0.0
    return [section(words("why.range", signal=signal, half=half, causes=shown, wider=wider))]


def _gaps(signal: HireSignal) -> list[Block]:
    names = {competency.id: competency.name for competency in signal.competencies}
    missing = [names[competency] for competency in signal.coverage.not_assessed]
    once = [names[competency] for competency in signal.coverage.rated_once]
    return [section(words("why.gaps", missing=missing, once=once))] if missing or once else []


def ratings(signal: HireSignal) -> Modal:
    """Return each person's ratings with their weight and part of the sum, for those who may read them."""
    blocks = [section(words("why.ratings", signal=signal))]
    for person in signal.by_interviewer:
        blocks += sections(words("why.person", person=person, lines=_lines(signal, person)))
    return modal("Each person’s ratings", blocks, callback_id=RATINGS)


def _lines(signal: HireSignal, person: InterviewerPart) -> list[dict[str, object]]:
    names = {item.item: item.name for item in signal.by_item}
    own = [part for part in signal.contributions if part.interviewer == person.interviewer]
    return [{"name": names[c.item], "said": _said(c.item, c.rating), "part": c} for c in own]


def _said(item: str, rating: float) -> str:
    if item != OVERALL:
        return f"{rating:.0f}"
    choices = list(Recommendation)
    return f"{choices[round((rating - 1) * (len(choices) - 1) / 4)].words} ({rating:.2f})"
