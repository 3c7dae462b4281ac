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
        leaning=LEANINGS.get(signal.word),
        is_enough=signal.word is not Word.NOT_ENOUGH_EVIDENCE,
        score=signal.score,
        likely_range=signal.likely_range,
        bar=signal.bar,
        missed=must_haves_missed(signal),
        revote=revote,
    )


def must_haves_missed(signal: HireSignal) -> tuple[str, ...]:
    """Return the must-haves that were rated too low, by their ids: below their own floor, else below the bar."""
    floors = {floor.competency: floor.met for floor in signal.floors}
    below = {each.id: each.mean is not None and each.mean < signal.bar - CLOSE for each in signal.competencies}
    must_haves = [each.id for each in signal.competencies if each.must_have]
    return tuple(each for each in must_haves if (floors[each] is False if each in floors else below[each]))
