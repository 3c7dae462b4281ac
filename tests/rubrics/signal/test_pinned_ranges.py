"""A signal with a pinned history: its range and chance rest on that, and nothing else does."""

from math import erf, isclose, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal import HireSignal, summarize
from rubrics.signal.history import spreads_of
from rubrics.signal.spreads import FIXED
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import cases, raised, unanimous, with_floors
from tests.rubrics.signal.test_score import exact_items, exact_weights

RESTS_ON_HISTORY = {
    *("interval80", "interval90", "standard_error", "probability_above_bar", "word", "decided_by"),
    *("unusual_spread", "disagreements", "neighboring_bars", "history"),
}
"""What of a signal a history may change: the range, the chance, and the words for both."""
USUAL = rubric_of((3, 2, 2, 1, 2))


@st.composite
def pinned(draw: st.DrawFn, *, least: int = 10) -> PinnedHistory:
    variances = st.floats(0.018, 3)
    return PinnedHistory(
        candidates=draw(st.integers(least, 60)),
        pool_mean=draw(st.floats(1, 5)),
        pool_variance=draw(variances),
        severity=draw(st.floats(2e-4, 3)),
        halo=draw(variances),
        competency=draw(variances),
        noise=draw(variances),
    )


def without_history(signal: HireSignal) -> dict[str, object]:
    return signal.model_dump(exclude=RESTS_ON_HISTORY)


@given(cases(least=1), pinned())
def test_only_the_range_and_the_chance_rest_on_it(case: tuple[list[Scorecard], Rubric], history: PinnedHistory) -> None:
    fixed, learned = summarize(*case), summarize(*case, history)
    assert without_history(learned) == without_history(fixed)
    assert (learned.word == "not_enough_evidence") == (fixed.word == "not_enough_evidence")


@given(pinned(least=10))
def test_the_chance_of_a_missed_floor_is_drawn_to_the_pool_only_once_that_is_known(history: PinnedHistory) -> None:
    rubric = with_floors(USUAL, {0: 2.5})
    (check,) = summarize(unanimous(2, "no"), rubric, history).floors
    is_known = history.candidates >= 30
    mean = history.pool_mean if is_known else 47 / 15
    prior = 1 / ((history.pool_variance if is_known else 64 / 225) + history.competency)
    rated = 4 / (history.severity + history.halo + history.noise)
    apart = (2.5 - (prior * mean + rated * 2) / (prior + rated)) * sqrt(prior + rated)
    assert isclose(check.below or 0, (1 + erf(apart / sqrt(2))) / 2, abs_tol=1e-12)


@given(cases(least=1), pinned())
def test_the_standard_error_follows_from_the_six_numbers(
    case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    weights, rows = exact_items(*case)
    assume(rows)
    b = exact_weights(weights, rows)
    gaps = sum((weights[k] - sum(row.get(k, 0) for row in b)) ** 2 for k in weights)
    own = sum(sum(row.values()) ** 2 for row in b)
    squares = sum(value**2 for row in b for value in row.values())
    expected = (
        history.competency * float(gaps),
        (history.severity + history.halo) * float(own),
        history.noise * float(squares),
    )
    error = summarize(*case, history).standard_error
    assert error is not None
    assert (error.not_assessed, error.interviewers, error.single_ratings) == pytest.approx(expected, abs=1e-12)


@given(cases(least=1), pinned(least=30))
def test_a_chance_is_drawn_to_the_pool_once_thirty_candidates_are_known(
    case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    signal = summarize(*case, history)
    assume(signal.score is not None)
    assert signal.score is not None
    assert signal.standard_error is not None
    error, variance = signal.standard_error.design, history.pool_variance
    center = (signal.score / error**2 + history.pool_mean / variance) / (1 / error**2 + 1 / variance)
    spread = sqrt(1 / (1 / error**2 + 1 / variance))  # the posterior of a normal pool, by precisions
    chance = (1 + erf((center - signal.bar) / spread / sqrt(2))) / 2
    assert isclose(signal.probability_above_bar or 0, chance, abs_tol=1e-9)


@given(cases(least=1), pinned())
def test_below_thirty_candidates_the_pool_changes_nothing(
    case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    few = history.model_copy(update={"candidates": 29})
    other = few.model_copy(update={"pool_mean": 5.0, "pool_variance": 0.02})
    assert summarize(*case, few).probability_above_bar == summarize(*case, other).probability_above_bar


@given(st.data(), cases(least=1), pinned())
def test_a_raised_rating_never_lowers_the_chance(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    scorecards, rubric = case
    before, after = summarize(scorecards, rubric, history), summarize(data.draw(raised(scorecards)), rubric, history)
    assert (after.probability_above_bar or 0) >= (before.probability_above_bar or 0)


@given(st.data(), cases(least=2), pinned())
def test_the_order_of_scorecards_changes_no_figure(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    scorecards, rubric = case
    moved = summarize(data.draw(st.permutations(scorecards)), rubric, history)
    signal = summarize(scorecards, rubric, history)
    assert moved.standard_error == signal.standard_error or pytest.approx(signal.interval80) == moved.interval80
    assert moved.probability_above_bar == pytest.approx(signal.probability_above_bar, abs=1e-12)


@given(cases(), pinned())
def test_a_signal_is_worked_out_again_from_the_figures_it_holds(
    case: tuple[list[Scorecard], Rubric], history: PinnedHistory
) -> None:
    kept = HireSignal.model_validate_json(summarize(*case, history).model_dump_json())
    assert summarize(*case, kept.history) == kept


def test_without_a_history_the_fixed_variances_serve() -> None:
    assert spreads_of(None) is FIXED
    assert summarize(unanimous(4, "yes"), USUAL).history is None


def test_a_team_that_agrees_more_than_usual_gets_a_narrower_range() -> None:
    calm = PinnedHistory(
        candidates=40, pool_mean=3.2, pool_variance=0.28, severity=0.01, halo=0.1, competency=0.1, noise=0.3
    )
    fixed, learned = (summarize(unanimous(4, "yes"), USUAL, history) for history in (None, calm))
    assert fixed.likely_range is not None
    assert learned.likely_range is not None
    assert learned.likely_range[1] - learned.likely_range[0] < fixed.likely_range[1] - fixed.likely_range[0]
    assert learned.score == fixed.score
