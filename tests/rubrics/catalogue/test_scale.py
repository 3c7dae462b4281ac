"""A scale: its points and names, what each counts on the line from 1 to 5, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale, scale_of


@st.composite
def scales(draw):
    """Any scale of two to seven points, spread evenly or as a team may declare it."""
    between = draw(st.lists(st.integers(101, 499), max_size=5, unique=True))
    declared = Scale(values=(1.0, *(value / 100 for value in sorted(between)), 5.0))
    return draw(st.sampled_from((declared, scale_of(declared.top))))


@given(scales(), st.floats(1, 7), st.floats(1, 7))
def test_a_higher_rating_never_counts_less(scale, one, other):
    low, high = sorted((min(one, scale.top), min(other, scale.top)))
    assert scale.value_of(low) <= scale.value_of(high)


@given(scales(), st.floats(0, 8))
def test_what_a_rating_counts_leads_back_to_it(scale, rating):
    assert scale.rating_at(scale.value_of(rating)) == pytest.approx(rating)


@given(scales())
def test_each_point_counts_its_value_and_the_ends_are_the_ends(scale):
    assert tuple(map(scale.value_of, scale.points)) == pytest.approx(scale.values)
    assert (scale.value_of(1), scale.value_of(scale.top)) == (1, 5)


@given(st.floats(0, 6))
def test_on_the_usual_scale_a_rating_counts_its_own_number_exactly(rating):
    assert FIVE.value_of(rating) == rating == FIVE.rating_at(rating)
    assert scale_of(5) == Scale(values=(1, 2, 3, 4, 5)) == FIVE


def test_four_points_lie_where_the_four_recommendations_do():
    assert scale_of(4).values == pytest.approx((1, 7 / 3, 11 / 3, 5))


@pytest.mark.parametrize(
    ("scale", "asking"),
    [
        (FIVE, (1, 2, 5)),
        (scale_of(4), (1, 2, 4)),
        (scale_of(7), (1, 2, 3, 7)),
        (scale_of(3), (1, 3)),
        (YES_OR_NO, (1,)),
    ],
)
def test_evidence_is_asked_for_below_the_middle_and_at_the_top(scale, asking):
    assert scale.asking == asking


@pytest.mark.parametrize(
    "values", [(1,), (1, 3, 2, 5), (1, 3, 3, 5), (1, 2, 4), (2, 5), (1, 1.5, 2, 2.5, 3, 3.5, 4, 5)]
)
def test_values_that_do_not_rise_from_1_to_5_are_no_scale(values):
    with pytest.raises(ValidationError):
        Scale(values=values)


def test_names_are_as_many_as_points_or_none():
    with pytest.raises(ValidationError):
        scale_of(4, ("Yes", "No"))
    assert scale_of(3, ("Below", "At", "Above")).name(2) == "At"
    assert FIVE.name(2) == ""
