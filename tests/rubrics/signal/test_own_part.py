"""What one's own ratings did to a score, and where they lie beside the others'."""

import pytest
from hypothesis import given

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import beside_others, own_part, summarize
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases

USUAL = rubric_of((3, 2, 2, 1, 2))


@given(cases(least=1))
def test_without_one_s_own_card_the_score_is_that_of_the_others_and_all_shares_make_one(
    case: tuple[list[Scorecard], Rubric],
) -> None:
    panel, rubric = case
    signal = summarize(panel, rubric)
    parts = {one.interviewer: own_part(signal, panel, rubric, one.interviewer) for one in panel}
    for interviewer, part in parts.items():
        others = [one for one in panel if one.interviewer != interviewer]
        assert part.without == summarize(others, rubric).score
        assert 0 <= part.share <= 1 + 1e-9
    assert sum(part.share for part in parts.values()) == pytest.approx(1 if signal.scorecards else 0)


def test_a_card_that_rates_nothing_has_no_share_and_changes_nothing() -> None:
    rubric = rubric_of((1, 1), recommendation_share=0)
    panel = [card("Ana", []), card("Ben", [4, 3])]
    signal = summarize(panel, rubric)
    part = own_part(signal, panel, rubric, "Ana")
    assert (part.share, part.without) == (0, signal.score)
    assert own_part(signal, panel, rubric, "Ben").without is None


def test_what_one_rated_stands_beside_the_others_ratings_the_widest_gap_first() -> None:
    panel = [
        card("Ana", {0: 4, 1: 4, 2: 3, 3: 2}),
        card("Ben", {0: 3, 1: 2, 4: 5}),
        card("Cy", {1: 5, 3: 2}),
    ]
    rows = beside_others(panel, USUAL, "Ana")
    assert [(row.competency, row.own, dict(row.others), row.gap, row.differs) for row in rows] == [
        ("competency-1", 4, {"Cy": 5, "Ben": 2}, 2, True),
        ("competency-0", 4, {"Ben": 3}, 1, False),
        ("competency-2", 3, {}, 0, False),
        ("competency-3", 2, {"Cy": 2}, 0, False),
    ]
    assert list(rows[0].others) == ["Cy", "Ben"], "the highest first"
    assert beside_others([card("Ana", []), *panel[1:]], USUAL, "Ana") == ()
