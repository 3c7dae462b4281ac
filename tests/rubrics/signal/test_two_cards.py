"""Two scorecards of one person are one voice: their mean counts once, whatever the order and however many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.signal import OVERALL, HireSignal, Lack, beside_others, own_part, summarize
from tests.rubrics.signal.panels import rubric_of

NO, YES = Recommendation.NO, Recommendation.YES


def card(interviewer: str, ratings: dict[str, int], recommendation: Recommendation = YES) -> Scorecard:
    return Scorecard(interviewer=interviewer, ratings=ratings, recommendation=recommendation)


@pytest.fixture
def rubric() -> Rubric:
    return rubric_of((3, 2))


def test_the_mean_of_two_ratings_weighs_as_one_rating(rubric: Rubric) -> None:
    others = [card("Ben", {"competency-0": 4, "competency-1": 4}), card("Cyd", {"competency-0": 3, "competency-1": 3})]
    twice = summarize([card("Ana", {"competency-0": 2}), card("Ana", {"competency-0": 4}), *others], rubric)
    once = summarize([card("Ana", {"competency-0": 3}), *others], rubric)
    assert twice == _seen_as(once, twice)
    assert twice.competency("competency-0").n == 3
    assert (twice.competency("competency-0").low, twice.competency("competency-0").high) == (2, 4)
    assert not twice.competency("competency-0").differs, "no two people differ by 2"


def _seen_as(once: HireSignal, twice: HireSignal) -> HireSignal:
    """Return a signal with the range of ratings of another: all that two cards may change beside their mean."""
    ranges = {each.id: {"low": each.low, "high": each.high} for each in twice.competencies}
    competencies = tuple(each.model_copy(update=ranges[each.id]) for each in once.competencies)
    return once.model_copy(update={"competencies": competencies})


def test_the_tally_shows_the_later_recommendation_and_the_score_the_mean_of_both(rubric: Rubric) -> None:
    signal = summarize([card("Ana", {"competency-0": 3}, NO), card("Ana", {"competency-1": 3}, YES)], rubric)
    assert (signal.tally.yes, signal.tally.no, signal.tally.given) == (1, 0, 1)
    (overall,) = (part for part in signal.contributions if part.item == OVERALL)
    assert overall.rating == pytest.approx(3.0)


def test_three_cards_of_two_people_are_not_enough_evidence(rubric: Rubric) -> None:
    cards = [card("Ana", {"competency-0": 4}), card("Ana", {"competency-1": 4}), card("Ben", {"competency-0": 4})]
    signal = summarize(cards, rubric)
    assert (signal.scorecards, len(signal.by_interviewer)) == (2, 2)
    (few,) = (each for each in signal.shortfalls if each.lack is Lack.SCORECARDS)
    assert few.measured == 2
    assert signal.coverage.rated_once == ("competency-1",)


def test_ones_own_part_holds_both_of_ones_cards(rubric: Rubric) -> None:
    cards = [card("Ana", {"competency-0": 5}), card("Ana", {"competency-0": 2}), card("Ben", {"competency-0": 2})]
    signal = summarize(cards, rubric)
    assert own_part(signal, cards, rubric, "Ana").without == summarize(cards[2:], rubric).score
    (row,) = beside_others(cards, rubric, "Ana")
    assert (row.own, dict(row.others)) == (3.5, {"Ben": 2})
    (row,) = beside_others(cards, rubric, "Ben")
    assert (row.own, dict(row.others)) == (2, {"Ana": 3.5})


ratings = st.dictionaries(st.sampled_from(["competency-0", "competency-1"]), st.integers(1, 5))
cards = st.lists(st.builds(card, st.sampled_from(["Ana", "Ben", "Cyd"]), ratings, st.sampled_from(Recommendation)))


@given(cards, st.randoms())
def test_the_parts_of_people_add_up_and_no_order_of_cards_changes_the_score(panel: list[Scorecard], dice) -> None:
    rubric = rubric_of((3, 2))
    signal = summarize(panel, rubric)
    shuffled = list(panel)
    dice.shuffle(shuffled)
    assert summarize(shuffled, rubric).score == pytest.approx(signal.score)
    assert len({part.interviewer for part in signal.by_interviewer}) == len(signal.by_interviewer)
    if signal.score is not None:
        assert sum(part.part for part in signal.by_interviewer) == pytest.approx(signal.score)
        assert sum(part.weight for part in signal.by_interviewer) == pytest.approx(1)
