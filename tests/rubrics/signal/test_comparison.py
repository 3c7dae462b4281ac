"""Comparing candidates: overlapping ranges are ties, in chains too, and only who lies above all is first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation, Scorecard
from rubrics.signal import HireSignal, compare, summarize, widest_gap
from tests.conftest import CATALOGUE

RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
IDS = [competency.id for competency in RUBRIC.competencies]
PLAIN = summarize(
    [
        Scorecard(interviewer=f"U{n}", ratings=dict.fromkeys(IDS, 3), recommendation=Recommendation.YES)
        for n in range(4)
    ],
    RUBRIC,
)


def signal(low: float, score: float, high: float) -> HireSignal:
    return PLAIN.model_copy(update={"score": score, "interval80": (low, high)})


def test_whose_range_lies_above_all_others_is_first() -> None:
    how = compare({"sam": signal(2.6, 3.0, 3.4), "dana": signal(3.6, 4.0, 4.5)})
    assert (how.order, how.first, how.ties) == (("dana", "sam"), "dana", ())


def test_ties_come_in_chains_and_give_no_first() -> None:
    how = compare({"dana": signal(3.6, 4.0, 4.5), "sam": signal(3.1, 3.5, 4.0), "mara": signal(2.6, 3.0, 3.5)})
    assert how.first is None
    assert how.ties == (("dana", "sam"), ("sam", "mara"))
    assert how.below_first == ("mara",)


def test_ranges_that_read_as_touching_are_a_tie() -> None:
    how = compare({"dana": signal(3.62, 4.0, 4.5), "sam": signal(3.1, 3.3, 3.58)})
    assert how.ties == (("dana", "sam"),)


RANGES = st.lists(st.tuples(*[st.integers(10, 50)] * 3).map(sorted), min_size=2, max_size=7)


@given(RANGES)
def test_two_tie_exactly_where_their_ranges_overlap(ranges: list[list[int]]) -> None:
    signals = {f"c{n}": signal(low / 10, mid / 10, high / 10) for n, (low, mid, high) in enumerate(ranges)}
    how = compare(signals)
    for one, (low, _, high) in enumerate(ranges):
        for other, (other_low, _, other_high) in enumerate(ranges):
            if one < other:
                overlap = low <= other_high and other_low <= high
                assert any({f"c{one}", f"c{other}"} <= set(group) for group in how.ties) is overlap
    assert how.first is None or not any(how.first in group for group in how.ties)
    assert sorted(how.order) == sorted(signals)


def test_the_widest_gap_is_over_what_two_were_rated_on() -> None:
    def rated(**means: float) -> HireSignal:
        changed = [
            each.model_copy(update={"mean": means.get(each.id.replace("-", "_"))}) for each in PLAIN.competencies
        ]
        return PLAIN.model_copy(update={"competencies": tuple(changed)})

    gap = widest_gap([rated(retrieval=4.0, evaluation=1.0), rated(retrieval=2.5)])
    assert gap is not None
    assert (gap.name, gap.points) == ("Retrieval", pytest.approx(1.5))
    assert widest_gap([rated(retrieval=4.0), rated(evaluation=2.5)]) is None
