"""One's own distance: exact against a slow reference, drawn toward none, and unsure where little was shared."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.calibration.distance import Z80, own_distance
from rubrics.signal.severity import severities_of

PEOPLE = ("a", "b", "c", "d", "e")
answers = st.lists(
    st.fixed_dictionaries({}, optional={person: st.integers(1, 5).map(float) for person in PEOPLE}),
    min_size=1,
    max_size=8,
)


@given(answers)
def test_the_raw_difference_is_the_mean_of_own_rating_minus_the_others_mean(rated):
    shared = [each for each in rated if "a" in each and len(each) > 1]
    distance = own_distance(rated, "a")
    if not shared:
        assert distance is None
        return
    exact = [
        Fraction(each["a"]) - sum(Fraction(r) for who, r in each.items() if who != "a") / (len(each) - 1)
        for each in shared
    ]
    assert distance.shared == len(shared)
    assert distance.raw == pytest.approx(float(sum(exact) / len(exact)), abs=1e-12)
    assert distance.apart == pytest.approx(sqrt(float(sum(each * each for each in exact) / len(exact))), abs=1e-9)


@given(answers)
def test_what_is_believed_is_no_further_from_none_than_what_was_seen(rated):
    distance = own_distance(rated, "a")
    if distance is None:
        return
    assert distance.low < distance.severity < distance.high
    # On what n people rated, g is (n - 1)/n of the differences: shrinking never goes beyond the widest of them.
    assert abs(distance.severity) <= distance.apart * sqrt(distance.shared) + 1e-9


@given(answers, st.randoms())
def test_neither_order_nor_names_matter(rated, dice):
    distance = own_distance(rated, "a")
    renamed = [
        {"me" if who == "a" else f"x{who}": rating for who, rating in sorted(each.items(), reverse=True)}
        for each in rated
    ]
    dice.shuffle(renamed)
    assert own_distance(renamed, "me") == distance


def test_six_answers_of_five_people_halve_what_is_not_known():
    """As docs/calibration.md says: from .40, before anything is known, to less than .25."""
    answers = ("33234", "23323", "44434", "12112", "33423", "55445")
    rated = [dict(zip(PEOPLE, map(float, each), strict=True)) for each in answers]
    found = severities_of(rated)
    assert sqrt(found.uncertainty_of("a")) < 0.25
    assert sqrt(found.uncertainty_of("nobody")) > 0.25
    distance = own_distance(rated, "a")
    assert distance.high - distance.low == pytest.approx(2 * Z80 * sqrt(found.uncertainty_of("a")))


def test_who_always_rates_two_points_higher_is_told_so_and_who_rates_alike_is_not():
    rated = [{"a": 5.0, "b": 3.0, "c": 3.0}, {"a": 4.0, "b": 2.0, "c": 2.0}] * 3
    high = own_distance(rated, "a")
    assert high.differs
    assert 0 < high.severity < high.raw == 2
    assert not own_distance([{"a": 3.0, "b": 3.0, "c": 3.0}] * 6, "a").differs


def test_raising_ones_own_rating_never_lowers_ones_distance():
    others = [{"b": 3.0, "c": 2.0}, {"b": 4.0, "c": 4.0}, {"b": 1.0, "c": 3.0}]
    for place in range(3):
        rated = [{**each, "a": 3.0} for each in others]
        lower = own_distance(rated, "a")
        rated[place]["a"] = 4.0
        assert own_distance(rated, "a").raw > lower.raw
