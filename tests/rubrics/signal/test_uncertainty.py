"""How sure the hire signal is: its parts, its intervals and its probability."""

from math import erf, isclose, sqrt
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import StandardError, summarize
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, replaced_ratings, unanimous
from tests.rubrics.signal.test_score import exact_items, exact_weights


def error_of(scorecards: list[Scorecard], rubric: Rubric) -> StandardError:
    error = summarize(scorecards, rubric).standard_error
    assert error is not None
    return error


@given(cases(least=1))
def test_the_standard_error_follows_the_formula_written_a_second_time(case: tuple[list[Scorecard], Rubric]) -> None:
    weights, rows = exact_items(*case)
    assume(rows)
    b = exact_weights(weights, rows)
    gaps = sum((weights[k] - sum(row.get(k, 0) for row in b)) ** 2 for k in weights)
    not_assessed = 0.16 * float(gaps)
    interviewers = (49 / 225 + 0.16) * float(sum(sum(row.values()) ** 2 for row in b))
    single = 0.36 * float(sum(value**2 for row in b for value in row.values()))
    error = error_of(*case)
    assert (error.not_assessed, error.interviewers, error.single_ratings) == pytest.approx(
        (not_assessed, interviewers, single), abs=1e-12
    )
    assert isclose(error.design, sqrt(not_assessed + interviewers + single), abs_tol=1e-12)

    totals = [sum(weights[k] for k in row) for row in rows]
    means = [float(sum(weights[k] * y for k, y in row.items()) / t) for row, t in zip(rows, totals, strict=True)]
    concentration = [float(sum(weights[k] ** 2 for k in row) / t**2) for row, t in zip(rows, totals, strict=True)]
    center = sum(means) / len(means)
    spread = sum(
        (x - center) ** 2 / (49 / 225 + 0.16 + (0.36 + 0.6 * 0.16) * c)
        for x, c in zip(means, concentration, strict=True)
    )
    assert isclose(error.spread, spread, abs_tol=1e-9)
    assert isclose(error.total, error.design * max(1, sqrt((8 + spread) / (7 + len(rows)))), abs_tol=1e-9)


@given(cases(least=1))
def test_intervals_and_probability_follow_from_score_and_standard_error(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    if signal.score is None or signal.standard_error is None:
        return
    for interval, z in ((signal.interval80, 1.2816), (signal.interval90, 1.6449)):
        half = z * signal.standard_error.design
        assert interval == pytest.approx((signal.score - half, signal.score + half), abs=1e-12)
    distance = (signal.score - signal.bar) / signal.standard_error.design
    assert isclose(signal.probability_above_bar or 0, (1 + erf(distance / sqrt(2))) / 2, abs_tol=1e-12)


@given(st.data(), cases(least=1))
def test_how_sure_by_design_does_not_depend_on_any_rating(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric]
) -> None:
    scorecards, rubric = case
    assume(summarize(scorecards, rubric).scorecards)
    other = data.draw(replaced_ratings(scorecards))
    assert error_of(other, rubric).design == error_of(scorecards, rubric).design


@given(cases(least=1))
def test_whoever_knows_the_range_can_work_out_the_chance(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    if signal.interval80 is None or signal.score is None:
        return
    half = (signal.interval80[1] - signal.interval80[0]) / 2
    chance = NormalDist().cdf((signal.score - signal.bar) * 1.2816 / half)
    assert chance == pytest.approx(signal.probability_above_bar, abs=1e-9)


def test_disagreement_is_noted_and_changes_neither_range_nor_chance() -> None:
    rubric = rubric_of((1, 1))
    calm = [card(str(n), [3, 3]) for n in range(4)]
    torn = [card(str(n), [rating, rating]) for n, rating in enumerate((1, 5, 1, 5))]
    assert error_of(torn, rubric).total > error_of(torn, rubric).design == error_of(calm, rubric).design
    assert error_of(calm, rubric).widening == 1
    for name in ("interval80", "interval90", "probability_above_bar"):
        assert getattr(summarize(torn, rubric), name) == pytest.approx(getattr(summarize(calm, rubric), name))


def test_more_interviewers_make_the_signal_surer() -> None:
    rubric = rubric_of((3, 2, 2, 1, 2))
    designs = [error_of(unanimous(4, "yes", interviewers=n), rubric).design for n in range(1, 9)]
    assert designs == sorted(designs, reverse=True)


def test_a_gap_that_nobody_rated_makes_it_less_sure() -> None:
    rubric = rubric_of((3, 2, 2, 1, 2))
    complete = error_of(unanimous(4, "yes"), rubric)
    gap = error_of(unanimous(4, "yes", competencies=4), rubric)
    assert complete.not_assessed == pytest.approx(0, abs=1e-12)
    assert gap.not_assessed > 0
    assert gap.design > complete.design


def test_people_are_shown_an_interval_within_the_scale() -> None:
    signal = summarize(unanimous(5, "strong_yes"), rubric_of((3, 2, 2, 1, 2)))
    assert signal.interval80 is not None
    assert signal.interval80[1] > 5
    assert signal.likely_range == (signal.interval80[0], 5.0)
