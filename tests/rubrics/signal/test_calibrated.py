"""The calibrated reading: strictness found beside colleagues alone, taken out by the signal's own weights."""

from math import isclose, sqrt
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import summarize
from rubrics.signal.calibrated import CalibratedReading, Calibration, Strictness, calibrated_reading, calibration_of
from rubrics.signal.closed_panels import ClosedPanel
from tests.evaluations.signal_simulator import BASE, EVEN_HANDED, Mode, World
from tests.rubrics.signal.panels import card, cases, raised, unanimous
from tests.rubrics.signal.test_history import closed, histories
from tests.rubrics.signal.test_score import exact_items, exact_weights

SEVERE = Mode("sev50", severity=0.50)


@st.composite
def calibrations(draw: st.DrawFn) -> Calibration:
    """Any strictness of some of those who sit on the panels that are drawn, and any variances."""
    variances = st.floats(0.018, 3)
    strictness = st.builds(Strictness, points=st.floats(-2, 2), variance=st.floats(1e-3, 1))
    return Calibration(
        candidates=draw(st.integers(10, 60)),
        people={f"interviewer {n}": draw(strictness) for n in range(draw(st.integers(0, 6)))},
        unknown=draw(st.floats(1e-3, 1)),
        pool_mean=draw(st.floats(1, 5)),
        pool_variance=draw(variances),
        halo=draw(variances),
        competency=draw(variances),
        noise=draw(variances),
    )


def learned(panels: list[list[Scorecard]]) -> Calibration:
    found = calibration_of(closed(panels))
    assert found is not None
    return found


@given(cases(least=3), calibrations())
def test_it_takes_each_ones_strictness_out_by_the_signal_s_own_weights(
    case: tuple[list[Scorecard], Rubric], calibration: Calibration
) -> None:
    reading, signal = calibrated_reading(*case, calibration), summarize(*case)
    known = [part.interviewer for part in signal.by_interviewer if part.interviewer in calibration.people]
    assert (reading is None) == (len(known) < 3)
    if reading is not None:
        assert (reading.people, reading.known) == (signal.scorecards, len(known))
        taken = sum(part.weight * calibration.of(part.interviewer).points for part in signal.by_interviewer)
        assert reading.score == pytest.approx(min(5, max(1, (signal.score or 0) - taken)), abs=1e-9)
        assert reading.score - reading.adjustment == pytest.approx(signal.score, abs=1e-9)


@given(cases(least=3), calibrations())
def test_its_range_is_no_narrower_than_its_design_written_a_second_time(
    case: tuple[list[Scorecard], Rubric], calibration: Calibration
) -> None:
    reading = calibrated_reading(*case, calibration)
    if reading is None:
        return
    weights, rows = exact_items(*case)
    b = exact_weights(weights, rows)
    people = [each.interviewer for each in summarize(*case).by_interviewer]
    variance = calibration.competency * float(sum((weights[k] - sum(row.get(k, 0) for row in b)) ** 2 for k in weights))
    variance += calibration.noise * float(sum(value**2 for row in b for value in row.values()))
    for person, row in zip(people, b, strict=True):
        variance += float(sum(row.values())) ** 2 * (calibration.halo + calibration.of(person).variance)
    low, high = reading.interval80
    assert high - low >= 2 * 1.2816 * sqrt(variance) - 1e-9
    assert isclose((low + high) / 2, reading.score, abs_tol=1e-9)


@given(st.data(), cases(least=3), calibrations())
def test_a_raised_rating_lowers_neither_score_nor_chance(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric], calibration: Calibration
) -> None:
    scorecards, rubric = case
    before = calibrated_reading(scorecards, rubric, calibration)
    after = calibrated_reading(data.draw(raised(scorecards)), rubric, calibration)
    if before is not None and after is not None:
        assert after.score >= before.score
        assert after.probability_above_bar >= before.probability_above_bar


@settings(max_examples=40)
@given(st.data(), histories())
def test_neither_the_order_of_panels_nor_names_change_it(data: st.DataObject, panels: list[list[Scorecard]]) -> None:
    names = dict(zip([f"U{n}" for n in range(6)], data.draw(st.permutations([f"W{n}" for n in range(6)])), strict=True))
    moved = data.draw(st.permutations(panels))
    renamed = [[each.model_copy(update={"interviewer": names[each.interviewer]}) for each in cards] for cards in moved]
    one, other = learned(panels), learned(renamed)
    assert {names[person]: strictness for person, strictness in one.people.items()} == other.people
    assert one.model_copy(update={"people": {}}) == other.model_copy(update={"people": {}})


def test_fewer_than_ten_candidates_calibrate_no_one() -> None:
    assert calibration_of(closed([unanimous(4, "yes")] * 9)) is None


def test_who_shared_few_panels_is_not_adjusted() -> None:
    often = [[card("Ana", [4] * 5), card("Ben", [3] * 5)] for _ in range(20)]
    seldom = [[card("Cy", [5] * 5), card("Ana", [4] * 5)] for _ in range(5)]  # half a panel's worth each
    assert set(learned([*often, *seldom]).people) == {"Ana", "Ben"}


def test_a_lenient_colleague_is_told_from_the_candidates_they_happened_to_see() -> None:
    """Cy sees only the better candidates, and rates them as Ana does, who sees all: Cy is not lenient."""
    weak = [[card("Ana", [2] * 5, "no"), card("Ben", [1] * 5, "strong_no")] for _ in range(20)]
    strong = [[card("Ana", [5] * 5, "strong_yes"), card("Cy", [5] * 5, "strong_yes")] for _ in range(20)]
    people = learned([*weak, *strong]).people
    assert people["Ben"].points < -0.1
    assert abs(people["Cy"].points) < people["Ana"].points


def test_without_anything_to_correct_the_score_hardly_moves() -> None:
    moved = [abs(reading.adjustment) for reading, _ in readings(EVEN_HANDED, 100)]
    assert fmean(moved) < 0.06


def test_where_people_differ_it_comes_closer_to_the_truth_than_the_signal() -> None:
    found = readings(SEVERE, 130)
    after = sqrt(fmean((reading.score - truth) ** 2 for reading, truth in found))
    before = sqrt(fmean((reading.score - reading.adjustment - truth) ** 2 for reading, truth in found))
    assert after < 0.85 * before
    held = fmean(reading.interval80[0] <= truth <= reading.interval80[1] for reading, truth in found)
    assert 0.75 < held < 0.90


def readings(mode: Mode, candidates: int) -> list[tuple[CalibratedReading, float]]:
    """The readings of fifty candidates of each of four organizations that closed so many before, with the truth."""
    found = []
    for seed in range(4):
        world = World(mode, seed)
        panels = closed([list(case.scorecards) for case in world.cases(candidates)], world.rubric)
        calibration = calibration_of(panels)
        assert calibration is not None
        for case in world.cases(50):
            reading = calibrated_reading(case.scorecards, world.rubric, calibration)
            assert reading is not None
            found.append((reading, case.truth))
    return found


def test_it_survives_json() -> None:
    world = World(BASE, 0)
    calibration = calibration_of(closed([list(case.scorecards) for case in world.cases(20)], world.rubric))
    assert calibration is not None
    assert Calibration.model_validate_json(calibration.model_dump_json()) == calibration
    panel = closed([list(world.cases(1)[0].scorecards)], world.rubric)[0]
    assert ClosedPanel.model_validate_json(panel.model_dump_json()) == panel
