"""A panel's focus is divided fairly, and what it would leave unassessed is said before a loop is opened."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import (
    GAPS,
    MOST_FOCUS,
    PanelFacts,
    WarningKey,
    alone_warning,
    coverage_warnings,
    divide_focus,
    last_one_warning,
    next_rater,
    with_rater,
    without_gaps,
)
from tests.built_in import CATALOGUE

NOTHING_KNOWN = PanelFacts()


@pytest.fixture(scope="session")
def rubric(catalogue: Catalogue) -> Rubric:
    return catalogue.rubric("ai-engineer", Level.SENIOR)


Told = tuple[WarningKey, dict[str, object]]


def warned(rubric: Rubric, focus: dict[str, tuple[str, ...]], facts: PanelFacts = NOTHING_KNOWN) -> list[Told]:
    return [(warning.key, dict(warning.values)) for warning in coverage_warnings(rubric, focus, facts)]


def keys(rubric: Rubric, focus: dict[str, tuple[str, ...]], facts: PanelFacts = NOTHING_KNOWN) -> list[WarningKey]:
    return [key for key, _ in warned(rubric, focus, facts)]


def test_four_people_rate_every_competency_twice_and_nobody_warns(rubric: Rubric) -> None:
    focus = divide_focus(rubric, ["a", "b", "c", "d"])
    raters = Counter(competency for ids in focus.values() for competency in ids)
    assert set(raters.values()) == {2}
    assert not warned(rubric, focus)


def test_no_two_of_a_panel_of_four_assess_nearly_the_same(rubric: Rubric) -> None:
    focus = divide_focus(rubric, ["a", "b", "c", "d"])
    assert max(len(set(focus[one]) & set(focus[other])) for one, other in combinations(focus, 2)) <= 2


@given(size=st.integers(1, 8), level=st.sampled_from(Level), role=st.sampled_from(["ai-engineer", "data-scientist"]))
def test_any_panel_gets_a_fair_division(size: int, level: Level, role: str) -> None:
    rubric = CATALOGUE.rubric(role, level)
    focus = divide_focus(rubric, [f"U{number}" for number in range(size)])
    loads = [len(ids) for ids in focus.values()]
    assert max(loads) <= MOST_FOCUS
    assert max(loads) - min(loads) <= 2
    assert all(len(set(ids)) == len(ids) for ids in focus.values())


@pytest.mark.parametrize("size", [3, 4, 8])
def test_from_three_people_on_every_must_have_is_rated_twice_in_every_rubric(catalogue: Catalogue, size: int) -> None:
    for rubric in catalogue.rubrics.values():
        focus = divide_focus(rubric, [f"U{number}" for number in range(size)])
        raters = Counter(competency for ids in focus.values() for competency in ids)
        assert [c.id for c in rubric.competencies if c.must_have and raters[c.id] < 2] == [], rubric.id


def test_what_nobody_assesses_is_named(rubric: Rubric) -> None:
    left_out = rubric.competencies[2]
    focus = {
        person: tuple(c for c in ids if c != left_out.id) or ("evaluation",)
        for person, ids in divide_focus(rubric, ["a", "b", "c", "d"]).items()
    }
    assert warned(rubric, focus) == [(WarningKey.NOBODY_ASSESSES, {"competency": left_out.id, "name": left_out.name})]


def test_a_must_have_with_one_rater_is_named(rubric: Rubric) -> None:
    must_have = next(c for c in rubric.competencies if c.must_have)
    everything = [c.id for c in rubric.competencies]
    focus = {"a": tuple(everything[:4]), "b": tuple(everything[4:]), "c": tuple(everything[4:])}
    named = {"competency": must_have.id, "name": must_have.name}
    assert (WarningKey.ONE_RATER, named) in warned(rubric, focus)


def test_too_many_competencies_too_few_and_too_many_people_are_said(rubric: Rubric) -> None:
    everything = tuple(c.id for c in rubric.competencies)
    too_many = (WarningKey.TOO_MANY_COMPETENCIES, {"number": len(everything), "most": 4})
    assert warned(rubric, {"a": everything, "b": everything}).count(too_many) == 2
    too_few = (WarningKey.TOO_FEW_INTERVIEWERS, {"number": 1, "least": rubric.minimum_scorecards})
    assert too_few in warned(rubric, {"a": everything})
    six = dict.fromkeys("abcdef", everything[:4])
    assert (WarningKey.TOO_MANY_INTERVIEWERS, {"number": 6, "most": 4}) in warned(rubric, six)


def test_nobody_is_overloaded_by_four_competencies_and_no_panel_crowded_by_four_people(rubric: Rubric) -> None:
    four = dict.fromkeys("abcd", tuple(c.id for c in rubric.competencies[:4]))
    assert not {WarningKey.TOO_MANY_COMPETENCIES, WarningKey.TOO_MANY_INTERVIEWERS} & set(keys(rubric, four))


def test_a_panel_that_owes_nothing_more_is_about_to_be_revealed() -> None:
    assert [warning.key for warning in last_one_warning(0)] == [WarningKey.REVEALS_PANEL]
    assert last_one_warning(1) == ()


def test_a_panel_known_to_have_no_senior_is_said_and_an_unknown_one_is_not(rubric: Rubric) -> None:
    focus = divide_focus(rubric, ["a", "b", "c"])
    juniors = dict.fromkeys("abc", Level.MID)
    assert WarningKey.NOBODY_SENIOR in keys(rubric, focus, PanelFacts(seniority=juniors))
    assert WarningKey.NOBODY_SENIOR not in keys(rubric, focus, PanelFacts(seniority={"a": Level.MID}))
    staffed = {**juniors, "c": Level.STAFF}
    assert WarningKey.NOBODY_SENIOR not in keys(rubric, focus, PanelFacts(seniority=staffed))


def test_a_referrer_is_named(rubric: Rubric) -> None:
    focus = divide_focus(rubric, ["a", "b", "c", "d"])
    warnings = coverage_warnings(rubric, focus, PanelFacts(referred=frozenset({"b"})))
    assert [(warning.key, warning.who) for warning in warnings] == [(WarningKey.REFERRED_CANDIDATE, "b")]


def test_a_gap_goes_to_whoever_has_least_to_do_and_room_for_it(rubric: Rubric) -> None:
    first, second, third, fourth, fifth = (competency.id for competency in rubric.competencies[:5])
    focus = {"full": (first, second, third, fourth), "busy": (first, second), "idle": (third,)}
    assert next_rater(focus, fifth) == "idle"
    assert next_rater(focus, third) == "busy", "the idle one assesses it already"
    assert next_rater({"full": focus["full"]}, fifth) is None
    assert next_rater({"only": (fifth,)}, fifth) is None


def test_one_more_competency_stands_in_the_rubrics_order_and_an_unknown_one_nowhere(rubric: Rubric) -> None:
    first, second, *_ = (competency.id for competency in rubric.competencies)
    focus = {"ida": (second,), "ivan": (second,)}
    assert with_rater(rubric, focus, first, "ida") == {"ida": (first, second), "ivan": (second,)}
    assert with_rater(rubric, focus, second, "ida") == focus, "twice is once"
    assert with_rater(rubric, focus, "juggling", "ida") == with_rater(rubric, focus, first, "nobody") == focus


@given(
    st.lists(st.sets(st.integers(0, 7), min_size=1, max_size=4), min_size=1, max_size=5),
    st.sampled_from(("ai-engineer", "ml-engineer")),
)
def test_closing_gaps_takes_nothing_away_overloads_nobody_and_leaves_no_gap_that_has_room(
    chosen: list[set[int]], role: str
) -> None:
    rubric = CATALOGUE.rubric(role, Level.SENIOR)
    ids = [competency.id for competency in rubric.competencies]
    focus = {f"U{n}": tuple(ids[place % len(ids)] for place in sorted(own)) for n, own in enumerate(chosen)}
    closed = without_gaps(rubric, focus)
    assert list(closed) == list(focus)
    assert all(set(focus[person]) <= set(closed[person]) for person in focus)
    assert all(len(own) <= MOST_FOCUS for own in closed.values())
    left = [warning for warning in coverage_warnings(rubric, closed, NOTHING_KNOWN) if warning.key in GAPS]
    assert all(next_rater(closed, str(warning.values["competency"])) is None for warning in left)


@pytest.mark.parametrize(
    ("parts", "ahead", "alone"),
    [
        (["hana"], [], True),
        (["hana", "hana.2"], [], True),
        (["hana"], ["hana.later0"], True),
        (["hana"], ["hana.later0", "ivan.later1"], False),
        (["hana"], ["0.later0"], False),
        (["hana", "ivan"], [], False),
        ([], [], False),
    ],
)
def test_a_manager_is_alone_only_where_no_stage_to_come_has_somebody_else(
    parts: list[str], ahead: list[str], alone: bool
) -> None:
    warnings = alone_warning("hana", parts, ahead)
    assert [warning.key for warning in warnings] == [WarningKey.MANAGER_ALONE] * alone
