"""From probability to one word, and the three rules that may overrule it; every rule says why in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from rubrics.catalogue.model import Rubric
from rubrics.signal.values import CompetencySummary, FloorCheck, Reason, Rule, Shortfall, Tally, Word

STRONG, LEAN, LEAN_NO, NO = 0.97, 0.65, 0.35, 0.03


def word_at(probability: float) -> Word:
    """Return the word of a probability: ≥ .97, ≥ .65, ≥ .35, > .03 and the rest (rule “Words”)."""
    if probability >= STRONG:
        return Word.STRONG_HIRE
    if probability >= LEAN:
        return Word.LEAN_HIRE
    if probability >= LEAN_NO:
        return Word.SPLIT
    return Word.LEAN_NO if probability > NO else Word.NO_HIRE


@dataclass(frozen=True, slots=True)
class Overrule:
    """What may overrule the probability: the recommendations, the declared floors, missing evidence."""

    tally: Tally
    floors: tuple[FloorCheck, ...]
    shortfalls: tuple[Shortfall, ...]


def ruling(probability: float | None, bar: float, overrule: Overrule) -> tuple[Word, Reason]:
    """Return the word and the rule that had the last say: probability, then contradiction, floor, evidence."""
    if overrule.shortfalls or probability is None:
        sentence = " ".join(f"{shortfall.reason} {shortfall.cure}" for shortfall in overrule.shortfalls)
        return Word.NOT_ENOUGH_EVIDENCE, Reason(rule=Rule.EVIDENCE, sentence=sentence)
    word = word_at(probability)
    reason = Reason(rule=Rule.PROBABILITY, sentence=_probability_sentence(probability, bar))
    if overrule.tally.contradiction and word in _CAPPED:
        reason = Reason(rule=Rule.CONTRADICTION, sentence=_contradiction_sentence(overrule.tally, word))
        word = _CAPPED[word]
    missed = [check for check in overrule.floors if check.met is False]
    if missed and word in _ABOVE_FLOOR:
        reason = Reason(rule=Rule.FLOOR, sentence=_floor_sentence(missed, word))
        word = Word.LEAN_NO
    return word, reason


_CAPPED: Mapping[Word, Word] = {Word.STRONG_HIRE: Word.LEAN_HIRE, Word.NO_HIRE: Word.LEAN_NO}
_ABOVE_FLOOR = (Word.STRONG_HIRE, Word.LEAN_HIRE, Word.SPLIT)


def _probability_sentence(probability: float, bar: float) -> str:
    return (
        f"The chance that a fuller panel would come out above the bar of {figure(bar)} "
        f"is {percent(probability)}: {word_at(probability).words}."
    )


def _contradiction_sentence(tally: Tally, word: Word) -> str:
    contradiction = tally.contradiction
    return f"The recommendations contradict each other ({contradiction}): {word.words} becomes {_CAPPED[word].words}."


def _floor_sentence(missed: Sequence[FloorCheck], word: Word) -> str:
    parts = ", ".join(f"{check.name} at {figure(check.mean or 0)} (floor {figure(check.floor)})" for check in missed)
    changed = f"{word.words} becomes {Word.LEAN_NO.words}"
    return f"A must-have is below the floor that the rubric declares, so {changed}: {parts}."


def percent(probability: float) -> str:
    """Write a probability so that it never seems to lie on the other side of a word's limit."""
    if probability < 0.01:
        return "less than 1%"
    if probability > 0.99:
        return "more than 99%"
    hundredths = probability * 100
    return f"{ceil(hundredths - 1e-9) if hundredths < 4 else floor(hundredths + 1e-9)}%"


def figure(value: float) -> str:
    """Write a figure on the scale with one decimal, or two where a second one is needed."""
    return f"{value:.1f}" if abs(value * 10 - round(value * 10)) < 1e-6 else f"{value:.2f}"


def floors_of(rubric: Rubric, summaries: Sequence[CompetencySummary]) -> tuple[FloorCheck, ...]:
    """Return each declared floor beside the mean of the ratings it is held against."""
    means = {summary.id: summary.mean for summary in summaries}
    return tuple(
        FloorCheck(
            competency=competency.id,
            name=competency.name,
            floor=competency.floor,
            mean=means[competency.id],
            met=_met(means[competency.id], competency.floor),
        )
        for competency in rubric.competencies
        if competency.floor is not None
    )


def _met(mean: float | None, limit: float) -> bool | None:
    return None if mean is None else mean >= limit - 1e-9
