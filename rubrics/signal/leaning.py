"""Which way a signal points, as a decision is held against it; decides nothing itself."""

from collections.abc import Mapping

from rubrics.panel.decision import Basis, Choice, Revote
from rubrics.signal.floors import CLOSE
from rubrics.signal.kinds import Word
from rubrics.signal.values import HireSignal

LEANINGS: Mapping[Word, Choice] = {
    Word.CLEAR_HIRE: Choice.HIRE,
    Word.LEAN_HIRE: Choice.HIRE,
    Word.LEAN_NO: Choice.NO_HIRE,
    Word.CLEAR_NO: Choice.NO_HIRE,
}
"""The words that point one way; a split panel and one without enough evidence point neither way."""


def basis_of(signal: HireSignal, revote: Revote | None = None) -> Basis:
    """Return what a decision rests on: a signal as it is now, and the re-vote, where there was one."""
    return Basis(
        word=signal.word.value,
        leaning=_leaning(signal),
        is_enough=signal.word is not Word.NOT_ENOUGH_EVIDENCE,
        score=signal.score,
        likely_range=signal.likely_range,
        bar=signal.bar,
        missed=must_haves_missed(signal),
        revote=revote,
    )


def _leaning(signal: HireSignal) -> Choice | None:
    """Return which way a signal points; one without arithmetic as most recommend, if nothing contradicts that."""
    if signal.word is not Word.TALLY_ALONE:
        return LEANINGS.get(signal.word)
    tally = signal.tally
    if tally.caps or tally.for_hire == tally.against or any(check.met is False for check in signal.floors):
        return None
    return Choice.HIRE if tally.for_hire > tally.against else Choice.NO_HIRE


def must_haves_missed(signal: HireSignal) -> tuple[str, ...]:
    """Return the must-haves that were rated too low, by their ids: below their own floor, else below the bar."""
    floors = {floor.competency: floor.met for floor in signal.floors}
    rated = [each for each in signal.competencies if not each.is_check and signal.score is not None]
    below = {each.id: each.mean is not None and each.mean < signal.bar - CLOSE for each in rated}
    must_haves = [each.id for each in signal.competencies if each.must_have or each.id in floors]
    return tuple(each for each in must_haves if (floors[each] is False if each in floors else below.get(each, False)))
