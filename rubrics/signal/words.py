"""From probability to one word, and the three rules that may overrule it; knows the words' keys, no sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.catalogue.model import Rubric
from rubrics.signal.values import CompetencySummary, FloorCheck, Reason, Rule, Shortfall, Tally, Word

CLEAR, LEAN, LEAN_NO, NO = 0.97, 0.65, 0.35, 0.03


def word_at(probability: float) -> Word:
    """Return the word of a probability: ≥ .97, ≥ .65, ≥ .35, > .03 and the rest (rule “Words”)."""
    if probability >= CLEAR:
        return Word.CLEAR_HIRE
    if probability >= LEAN:
        return Word.LEAN_HIRE
    if probability >= LEAN_NO:
        return Word.SPLIT
    return Word.LEAN_NO if probability > NO else Word.CLEAR_NO


def word_of(written: str | None) -> Word | None:
    """Return the word that an entry of a record names, by what it is called now or was once; None for any other."""
    return next((word for word in Word if written in (word.value, word.former)), None)


@dataclass(frozen=True, slots=True)
class Overrule:
    """What may overrule the probability: the recommendations, the declared floors, missing evidence."""

    tally: Tally
    floors: tuple[FloorCheck, ...]
    shortfalls: tuple[Shortfall, ...]


def ruling(probability: float | None, overrule: Overrule) -> tuple[Word, Reason]:
    """Return the word and the rule that had the last say: probability, then contradiction, floor, evidence."""
    if overrule.shortfalls or probability is None:
        return Word.NOT_ENOUGH_EVIDENCE, Reason(rule=Rule.EVIDENCE)
    word, reason = word_at(probability), Reason(rule=Rule.PROBABILITY)
    if overrule.tally.contradiction and word in _CAPPED:
        word, reason = _CAPPED[word], Reason(rule=Rule.CONTRADICTION, overruled=word)
    if word in _ABOVE_FLOOR and any(check.met is False for check in overrule.floors):
        word, reason = Word.LEAN_NO, Reason(rule=Rule.FLOOR, overruled=word)
    return word, reason


_CAPPED: Mapping[Word, Word] = {Word.CLEAR_HIRE: Word.LEAN_HIRE, Word.CLEAR_NO: Word.LEAN_NO}
_ABOVE_FLOOR = (Word.CLEAR_HIRE, Word.LEAN_HIRE, Word.SPLIT)


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
