"""From probability to one word, and the three rules that may overrule it; knows the words' keys, no sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubrics.catalogue.precision import LEAN
from rubrics.signal.kinds import Rule, Word
from rubrics.signal.tally import Tally
from rubrics.signal.values import FloorCheck, Reason, Shortfall

CLEAR, LEAN_NO, NO = 0.97, 0.35, 0.03
SURELY = 0.90
"""From this chance on a must-have is below its floor beyond doubt: of simulated ones, 93 in 100 truly were."""


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
    """What may overrule the probability: too little evidence, recommendations that cap, the best that floors leave."""

    is_too_little: bool
    caps: bool
    at_best: Word


def overrule_of(tally: Tally, floors: Sequence[FloorCheck], shortfalls: Sequence[Shortfall]) -> Overrule:
    """Return what of a panel overrules its probability, at whatever bar."""
    return Overrule(bool(shortfalls), tally.caps, _at_best(floors))


def ruling(probability: float | None, overrule: Overrule) -> tuple[Word, Reason]:
    """Return the word and the rule that had the last say: probability, then contradiction, floor, evidence."""
    if overrule.is_too_little or probability is None:
        return Word.NOT_ENOUGH_EVIDENCE, Reason(rule=Rule.EVIDENCE)
    word = word_at(probability)
    capped = _CAPPED.get(word, word) if overrule.caps else word
    if _PLACES[capped] < _PLACES[overrule.at_best]:
        return overrule.at_best, Reason(rule=Rule.FLOOR, overruled=capped)
    if capped is not word:
        return capped, Reason(rule=Rule.CONTRADICTION, overruled=word)
    return word, _BY_PROBABILITY


_PLACES = {word: place for place, word in enumerate(Word)}
_BY_PROBABILITY = Reason(rule=Rule.PROBABILITY)
_CAPPED: Mapping[Word, Word] = {Word.CLEAR_HIRE: Word.LEAN_HIRE, Word.CLEAR_NO: Word.LEAN_NO}


def _at_best(floors: Sequence[FloorCheck]) -> Word:
    """Return the best word that the floors leave: a missed one asks for a look, one missed beyond doubt is a no."""
    missed = [check for check in floors if check.met is False]
    if any((check.below or 0) >= SURELY for check in missed):
        return Word.CLEAR_NO
    return Word.SPLIT if missed else Word.CLEAR_HIRE
