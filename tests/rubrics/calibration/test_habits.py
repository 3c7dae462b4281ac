"""Habits as values: each candidate once, the scale as it is used, practice ratings beside the trainer's."""

import pytest

from rubrics.calibration.habits import RatedTogether, Training, habits_of, shared_candidates, training_of


def panel(candidate: str, own: float = 4.0, *, alone: bool = False, **fields) -> RatedTogether:
    means = {"me": own} if alone else {"me": own, "you": 3.0}
    return RatedTogether(candidate=candidate, means=means, own=(4, 3), others=(2, 4), **{"is_late": False, **fields})


def test_two_stages_of_one_candidate_are_one_candidate_and_a_panel_of_one_is_none():
    panels = [panel("A"), panel("A"), panel("B"), panel("C", alone=True)]
    assert shared_candidates(panels) == 2
    assert habits_of(panels, "me") is None


def test_the_scale_is_told_as_it_is_used():
    found = habits_of([panel(str(number), is_late=not number) for number in range(10)], "me")
    assert found.candidates == 10
    assert found.own.ratings == (3, 4)
    assert found.own.spread == pytest.approx(0.5)
    assert found.others.spread == pytest.approx(1.0)
    assert (found.scorecards, found.late) == (10, 1)


def test_practice_ratings_stand_beside_the_trainers():
    assert training_of([(3, 3), (4, 3), (2, 4)]) == Training(ratings=3, alike=1, higher=-1 / 3)
    assert training_of([]) is None
