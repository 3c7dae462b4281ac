"""The simulated organization behind `make signal-eval` is what its description says."""

from collections import Counter
from statistics import fmean, pstdev

import pytest

from rubrics.signal import summarize
from tests.evaluations.signal_report import KNOWN_MISSES, Line, verdict
from tests.evaluations.signal_simulator import BASE, CENTRE, MODES, Mode, World

TEAMS = next(mode for mode in MODES if mode.teams)
PARTIAL = next(mode for mode in MODES if mode.specialised)


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_the_same_seed_gives_the_same_organization(mode: Mode) -> None:
    assert World(mode, 3).cases(5) == World(mode, 3).cases(5)
    assert World(mode, 3).cases(5) != World(mode, 4).cases(5)


def test_severity_is_centered_over_the_organization() -> None:
    for mode in MODES:
        assert fmean(person.severity for person in World(mode, 0).interviewers) == pytest.approx(0, abs=1e-12)


def test_severity_is_as_strong_as_the_mode_says() -> None:
    for mode in MODES:
        found = [person.severity for seed in range(30) for person in World(mode, seed).interviewers]
        assert pstdev(found) == pytest.approx(mode.severity * 4 / 3, rel=0.1)


def test_panels_have_four_to_six_people_who_are_all_different() -> None:
    cases = World(BASE, 1).cases(200)
    sizes = Counter(len(case.scorecards) for case in cases)
    assert set(sizes) == {4, 5, 6}
    assert sizes[4] > sizes[5] > sizes[6]
    assert all(len({card.interviewer for card in case.scorecards}) == len(case.scorecards) for case in cases)


def test_interviewers_rate_everything_unless_they_are_specialised() -> None:
    assert {len(card.ratings) for case in World(BASE, 1).cases(20) for card in case.scorecards} == {5}
    specialised = {len(card.ratings) for case in World(PARTIAL, 1).cases(50) for card in case.scorecards}
    assert specialised == {2, 3, 4}


def test_about_four_seats_in_ten_come_from_another_team() -> None:
    """Within a panel most people share one team; what is left comes from the others."""
    away = seats = 0
    for seed in range(10):
        world = World(TEAMS, seed)
        teams = {person.name: person.team for person in world.interviewers}
        for case in world.cases(60):
            counted = Counter(teams[card.interviewer] for card in case.scorecards)
            seats += counted.total()
            away += counted.total() - max(counted.values())
    assert 0.28 < away / seats < 0.48


def test_the_truth_lies_on_the_scale_and_around_its_centre() -> None:
    truths = [case.truth for seed in range(5) for case in World(BASE, seed).cases(40)]
    assert all(1 < truth < 5 for truth in truths)
    assert fmean(truths) == pytest.approx(CENTRE, abs=0.15)


def test_scores_follow_the_truth() -> None:
    world = World(BASE, 0)
    errors = [(summarize(case.scorecards, world.rubric).score or 0) - case.truth for case in world.cases(100)]
    assert fmean(errors) == pytest.approx(0, abs=0.2)
    assert pstdev(errors) < 0.45


def test_a_missed_target_is_called_missed() -> None:
    assert verdict(Line("A1", "1", "< 1", holds=False)) == "MISSES"
    assert verdict(Line("A1", "0", "< 1", holds=True)) == "holds"
    assert verdict(Line(next(iter(KNOWN_MISSES)), "1", "< 1", holds=False)) == "misses, as known"
    assert verdict(Line("A9", "1", "", holds=None)) == "reported"
