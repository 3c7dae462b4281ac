"""How far ratings of one answer agree: by pairs of people, no matter who they are."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.calibration.agreement import agreement_of, least_agreed, share_alike

ratings = st.lists(st.integers(1, 5), min_size=2, max_size=12)


@given(ratings)
def test_agreement_is_the_share_of_pairs_that_gave_the_very_same(given_ratings):
    pairs = list(combinations(given_ratings, 2))
    agreement = agreement_of(given_ratings)
    assert agreement.pairs == len(pairs)
    assert agreement.pairs_alike == sum(one == other for one, other in pairs)
    assert share_alike([agreement]) == sum(one == other for one, other in pairs) / len(pairs)


@given(ratings, st.randoms())
def test_nobodys_place_in_the_list_changes_anything(given_ratings, dice):
    shuffled = list(given_ratings)
    dice.shuffle(shuffled)
    assert agreement_of(shuffled) == agreement_of(given_ratings)


@given(ratings)
def test_the_split_is_where_most_pairs_of_people_differ(given_ratings):
    split = agreement_of(given_ratings).split
    if len(set(given_ratings)) == 1:
        assert split is None
        return
    low, high = split
    assert low < high
    between = {
        (a, b): given_ratings.count(a) * given_ratings.count(b) for a, b in combinations(sorted(set(given_ratings)), 2)
    }
    assert between[low, high] == max(between.values())


@pytest.mark.parametrize(
    ("given_ratings", "split"),
    [
        ([3, 3, 3, 4, 4], (3, 4)),
        ([2, 3, 4], (2, 3)),  # neighbors before those further apart, and the lower ones
        ([1, 5, 5, 1, 3], (1, 5)),
        ([2, 4, 5], (4, 5)),
        ([3, 3], None),
    ],
)
def test_anchors_next_to_each_other_are_what_one_has_to_tell_apart(given_ratings, split):
    assert agreement_of(given_ratings).split == split


def test_what_divides_people_most_comes_first():
    agreements = {
        "same": agreement_of([3, 3, 3]),
        "near": agreement_of([2, 3, 3]),
        "wide": agreement_of([1, 5, 5]),
        "apart": agreement_of([1, 3, 5]),
    }
    assert least_agreed(agreements) == ["apart", "wide", "near", "same"]


def test_of_one_person_nothing_is_said():
    assert share_alike([agreement_of([3])]) is None
    assert share_alike([]) is None
    assert agreement_of([3]).split is None
