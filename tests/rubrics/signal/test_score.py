"""The score of the hire signal: what it adds up, what it equals and what cannot move it."""

from fractions import Fraction
from math import fsum, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.signal import OVERALL, HireSignal, SignalError, summarize
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, raised, unanimous

EXACTLY = {"strong_no": Fraction(1), "no": Fraction(7, 3), "yes": Fraction(11, 3), "strong_yes": Fraction(5)}


def exact_items(scorecards: list[Scorecard], rubric: Rubric) -> tuple[dict[str, Fraction], list[dict[str, Fraction]]]:
    """The rubric's items and the cards' ratings in exact fractions, written from the formula's text."""
    share = Fraction(rubric.recommendation_share)
    total = sum(Fraction(competency.weight) for competency in rubric.competencies)
    weights = {c.id: (1 - share) * Fraction(c.weight) / total for c in rubric.competencies}
    if share:
        weights[OVERALL] = share
    rows = []
    for scorecard in scorecards:
        row = {item: Fraction(rating) for item, rating in scorecard.ratings.items()}
        if share and scorecard.recommendation is not None:
            row[OVERALL] = EXACTLY[scorecard.recommendation]
        if row:
            rows.append(row)
    return weights, rows


def exact_weights(weights: dict[str, Fraction], rows: list[dict[str, Fraction]]) -> list[dict[str, Fraction]]:
    """b of every rating, in exact fractions."""
    counts = {item: sum(item in row for row in rows) for item in weights}
    pull = sum((weights[item] * Fraction(2, counts[item] + 2) for item in weights), Fraction(0))
    return [
        {
            item: weights[item] / (counts[item] + 2)
            + pull * weights[item] / sum(weights[other] for other in row) / len(rows)
            for item in row
        }
        for row in rows
    ]


@given(cases(least=1))
def test_score_and_every_weight_follow_the_formula_in_exact_fractions(case: tuple[list[Scorecard], Rubric]) -> None:
    weights, rows = exact_items(*case)
    b = exact_weights(weights, rows)
    signal = summarize(*case)
    if not rows:
        assert signal.score is None
        return
    exact = sum(b[i][item] * rating for i, row in enumerate(rows) for item, rating in row.items())
    assert isclose(signal.score or 0, exact, abs_tol=1e-12)
    assert sum(sum(row.values()) for row in b) == 1
    expected = sorted(float(value) for row in b for value in row.values())
    assert sorted(part.weight for part in signal.contributions) == pytest.approx(expected, abs=1e-12)


@given(cases(least=1, full=True))
def test_when_everybody_rates_everything_the_score_is_the_plain_weighted_mean(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    scorecards, rubric = case
    weights, rows = exact_items(scorecards, rubric)
    mean = sum(weights[item] * rating for row in rows for item, rating in row.items()) / len(rows)
    signal = summarize(scorecards, rubric)
    assert isclose(signal.score or 0, mean, abs_tol=1e-9)
    assert isclose(signal.plain_mean or 0, mean, abs_tol=1e-9)


@pytest.mark.parametrize("tiny", [1e-200, 5e-324, 1e-4])
def test_weights_and_shares_next_to_nothing_count_as_the_least_that_counts(tiny: float) -> None:
    """Rubrics that loops were pinned to may hold them: whatever they hold, a signal comes of it."""
    panel = [card("Ana", {0: 4}, "yes"), card("Ben", {1: 2}), card("Cy", [3, 5], "no")]
    for weights, share in (((tiny, tiny), 0), ((tiny, 3), tiny), ((tiny, 100), 0.5), ((3, 2), tiny)):
        least = [max(weight, 0.001) for weight in weights]
        signal = summarize(panel, rubric_of(weights, recommendation_share=share))
        expected = summarize(panel, rubric_of(least, recommendation_share=share and max(share, 0.001)))
        for name in ("score", "interval80", "probability_above_bar", "by_item", "shortfalls"):
            assert getattr(signal, name) == getattr(expected, name)


def test_a_panel_worked_out_by_hand() -> None:
    """Two competencies of weight .5 and no recommendation: Ana rates both (5, 3), Ben the first only (2)."""
    rubric = rubric_of((1, 1), recommendation_share=0)
    signal = summarize([card("Ana", [5, 3]), card("Ben", [2])], rubric)
    # n = 2 and 1: pull = .5·2/4 + .5·2/3 = 7/12, shared by two cards; Ana's is split over her two ratings.
    ana = [0.5 / 4 + 7 / 48, 0.5 / 3 + 7 / 48]
    ben = 0.5 / 4 + 7 / 24
    assert [part.weight for part in signal.contributions] == pytest.approx([*ana, ben])
    assert signal.score == pytest.approx(5 * ana[0] + 3 * ana[1] + 2 * ben)
    assert signal.plain_mean == 3.0


@given(st.data(), cases(least=1))
def test_raising_ratings_never_lowers_score_or_probability(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric]
) -> None:
    scorecards, rubric = case
    before, after = summarize(scorecards, rubric), summarize(data.draw(raised(scorecards)), rubric)
    assert (after.score or 0) >= (before.score or 0)
    assert (after.probability_above_bar or 0) >= (before.probability_above_bar or 0)


def without_names(signal: HireSignal) -> dict[str, object]:
    """All of a signal but what belongs to one interviewer."""
    return signal.model_dump(exclude={"contributions", "by_interviewer"})


@given(st.data(), cases())
def test_order_and_names_of_interviewers_change_nothing(
    data: st.DataObject, case: tuple[list[Scorecard], Rubric]
) -> None:
    scorecards, rubric = case
    names = data.draw(st.permutations([f"somebody {n}" for n in range(len(scorecards))]))
    renamed = [
        scorecard.model_copy(update={"interviewer": name})
        for scorecard, name in zip(data.draw(st.permutations(scorecards)), names, strict=True)
    ]
    assert without_names(summarize(renamed, rubric)) == without_names(summarize(scorecards, rubric))


@given(cases(least=1))
def test_other_names_of_competencies_and_another_order_change_no_figure(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    scorecards, rubric = case
    renamed = rubric.model_copy(
        update={"competencies": tuple(c.model_copy(update={"id": f"x-{c.id}"}) for c in rubric.competencies[::-1])}
    )
    moved = [
        scorecard.model_copy(update={"ratings": {f"x-{item}": rating for item, rating in scorecard.ratings.items()}})
        for scorecard in scorecards
    ]
    one, other = summarize(scorecards, rubric), summarize(moved, renamed)
    assert other.word is one.word
    for name in ("score", "plain_mean", "probability_above_bar", "interval80", "interval90"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), abs=1e-9)


@given(cases())
def test_the_parts_add_up_to_the_score_in_every_grouping(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    for parts in (signal.contributions, signal.by_interviewer, signal.by_item):
        if signal.score is None:
            assert fsum(part.part for part in parts) == 0
        else:
            assert isclose(fsum(part.part for part in parts), signal.score, abs_tol=1e-9)
            assert isclose(fsum(part.weight for part in parts), 1, abs_tol=1e-9)
    assert all(part.weight >= 0 for part in signal.contributions)


@given(cases(least=1))
def test_the_score_lies_between_the_lowest_and_the_highest_rating(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    ratings = [part.rating for part in signal.contributions]
    if signal.score is not None:
        assert 1 <= signal.score <= 5
        assert min(ratings) - 1e-9 <= signal.score <= max(ratings) + 1e-9


@pytest.mark.parametrize(("rating", "recommendation"), [(1, "strong_no"), (5, "strong_yes")])
def test_the_ends_of_the_scale_are_reached_and_not_passed(rating: int, recommendation: str) -> None:
    assert summarize(unanimous(rating, recommendation), rubric_of((3, 2, 2, 1, 2))).score == pytest.approx(rating)


def test_no_scorecards_give_no_figures() -> None:
    signal = summarize([], rubric_of((3, 2)))
    figures = (signal.score, signal.plain_mean, signal.interval80, signal.interval90, signal.standard_error)
    assert figures == (None,) * 5
    assert signal.probability_above_bar is None
    assert signal.likely_range is None
    assert (signal.contributions, signal.by_interviewer, signal.neighboring_bars) == ((), (), ())
    assert signal.scorecards == 0


def test_one_scorecard_gives_its_own_mean() -> None:
    signal = summarize([card("Ana", {0: 4, 1: 2}, "yes")], rubric_of((3, 2, 5)))
    assert signal.score == pytest.approx(signal.plain_mean)
    assert signal.standard_error is not None
    assert signal.standard_error.widening == 1


def test_a_blank_scorecard_neither_counts_nor_weighs() -> None:
    rubric = rubric_of((3, 2))
    panel = unanimous(4, "yes", competencies=2)
    assert summarize([*panel, card("Blank", [])], rubric).score == summarize(panel, rubric).score
    assert summarize([*panel, card("Blank", [])], rubric).scorecards == len(panel)


def test_a_recommendation_alone_is_a_scorecard_that_counts() -> None:
    signal = summarize([card("Ana", [], "yes")], rubric_of((3, 2)))
    assert signal.score == pytest.approx(11 / 3)
    assert signal.scorecards == 1


def test_with_a_share_of_none_recommendations_are_tallied_and_do_not_weigh() -> None:
    rubric = rubric_of((3, 2), recommendation_share=0)
    signal = summarize([*unanimous(4, "strong_no", competencies=2), card("Ana", [], "no")], rubric)
    assert signal.score == pytest.approx(4)
    assert (signal.tally.strong_no, signal.tally.no, signal.scorecards) == (4, 1, 4)
    assert OVERALL not in {part.item for part in signal.by_item}


@given(cases())
def test_a_signal_survives_json(case: tuple[list[Scorecard], Rubric]) -> None:
    signal = summarize(*case)
    assert HireSignal.model_validate_json(signal.model_dump_json()) == signal


def test_a_signal_names_its_formula_and_its_rubric() -> None:
    rubric = rubric_of((3, 2))
    signal = summarize([], rubric)
    assert (signal.formula, signal.rubric, signal.rubric_digest) == ("debrief-signal-2", rubric.id, rubric.digest)


def test_a_rating_on_an_unknown_competency_is_refused_with_a_suggestion() -> None:
    stray = Scorecard(interviewer="Ana", ratings={"competency-00": 3}, recommendation=Recommendation.YES)
    with pytest.raises(UnknownNameError, match="competency-00") as caught:
        summarize([stray], rubric_of((3, 2)))
    assert "competency-0" in caught.value.suggestions


@pytest.mark.parametrize("ids", [("overall", "coding"), ("coding", "coding")])
def test_a_rubric_whose_items_cannot_be_told_apart_is_refused(ids: tuple[str, str]) -> None:
    rubric = rubric_of((3, 2))
    same = tuple(c.model_copy(update={"id": name}) for c, name in zip(rubric.competencies, ids, strict=True))
    with pytest.raises(SignalError, match="same_item"):
        summarize([], rubric.model_copy(update={"competencies": same}))
