"""The four-fifths rule: exact at its limit, measured by the highest rate, and honest on small numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.four_fifths import GroupCount, fisher, impacts


def group(name: str, considered: int, selected: int, category: str = "sex") -> GroupCount:
    return GroupCount(category=category, group=name, considered=considered, selected=selected)


def test_a_rate_below_four_fifths_of_the_highest_falls_short_and_one_at_it_does_not() -> None:
    first, at, below = impacts([group("a", 100, 50), group("b", 100, 40), group("c", 100, 39)])
    assert first.is_first
    assert (at.ratio, at.falls_short) == (pytest.approx(0.8), False)
    assert below.falls_short
    assert not below.is_significant, "of a hundred, eleven points may be chance"


def test_a_large_difference_in_large_numbers_is_significant() -> None:
    _, other = impacts([group("a", 1000, 500), group("b", 1000, 390)])
    assert other.falls_short
    assert other.is_significant


def test_small_numbers_are_told_as_such() -> None:
    _, other = impacts([group("a", 4, 2), group("b", 3, 1)])
    assert other.falls_short
    assert other.chance == pytest.approx(1.0)


def test_no_group_is_measured_by_one_too_small_to_say_much() -> None:
    big, tiny = impacts([group("a", 1000, 100), group("b", 2, 2)])
    assert (big.is_first, tiny.is_small) == (True, True)


def test_each_category_is_measured_by_itself_and_nobody_selected_has_no_ratio() -> None:
    found = impacts([group("a", 10, 5), group("b", 10, 5), group("x", 10, 0, "race"), group("y", 9, 0, "race")])
    assert [each.ratio for each in found] == [1.0, 1.0, None, None]
    assert impacts([group("a", 0, 0)]) == ()


def test_fishers_test_gives_the_known_example() -> None:
    assert fisher(group("milk", 4, 3), group("tea", 4, 1)) == pytest.approx(0.4857, abs=1e-4)
    assert fisher(group("a", 12, 5), group("b", 17, 0)) == pytest.approx(0.0067, abs=1e-4)


COUNTS = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda pair: (pair[0], min(pair)))


@given(COUNTS, COUNTS)
def test_a_probability_is_one_whichever_group_comes_first(one: tuple[int, int], other: tuple[int, int]) -> None:
    a, b = group("a", *one), group("b", *other)
    assert 0 < fisher(a, b) <= 1
    assert fisher(a, b) == pytest.approx(fisher(b, a))
    assert {each.count.group: each.falls_short for each in impacts([a, b])} == {
        each.count.group: each.falls_short for each in impacts([b, a])
    }
