"""Versions and roles set side by side show every difference once, and names match as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue.comparison import Aspect, Row, compare_roles, rubric_changes
from rubrics.catalogue.levels import Level
from rubrics.catalogue.names import close_names, folded, nearest_name
from rubrics.catalogue.role import Growth, Role, Statement, span
from tests.built_in import CATALOGUE

RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
ONE, OTHER = CATALOGUE.roles[:2]


def rows(*roles: Role) -> dict[Aspect, Row]:
    return {row.aspect: row for row in compare_roles(*roles)}


@pytest.mark.parametrize(
    ("changed", "where", "before", "after"),
    [
        ({"expectation": "New"}, "Expectation", RUBRIC.expectation, "New"),
        ({"bar": 3.25}, "Bar", f"{RUBRIC.bar:g}", "3.25"),
        ({"recommendation_share": 0.5}, "Recommendation weight", f"{RUBRIC.recommendation_share:.0%}", "50%"),
        ({"minimum_scorecards": 9}, "Fewest scorecards", str(RUBRIC.minimum_scorecards), "9"),
    ],
)
def test_a_changed_field_is_one_change_with_both_values(
    changed: dict[str, object], where: str, before: str, after: str
) -> None:
    new = RUBRIC.model_copy(update=changed)
    (there,), (back,) = rubric_changes(RUBRIC, new), rubric_changes(new, RUBRIC)
    assert (there.where, there.kind, there.before, there.after) == (where, "changed", before, after)
    assert (back.before, back.after) == (after, before)


def test_equal_versions_differ_in_nothing() -> None:
    assert rubric_changes(RUBRIC, RUBRIC.model_copy()) == ()


def test_what_only_one_version_has_is_added_or_removed() -> None:
    fewer = RUBRIC.model_copy(update={"competencies": RUBRIC.competencies[1:]})
    gone = RUBRIC.competencies[0].id
    removed, added = rubric_changes(RUBRIC, fewer), rubric_changes(fewer, RUBRIC)
    assert {change.kind for change in removed} == {"removed"}
    assert {change.kind for change in added} == {"added"}
    assert {change.where for change in removed} == {change.where for change in added}
    assert all(change.where.split(",")[0] == gone for change in removed)
    assert all(change.after is None and change.before for change in removed)


def test_a_must_have_is_a_change_apart_from_its_weight() -> None:
    first = RUBRIC.competencies[0]
    new = first.model_copy(update={"must_have": True, "floor": 3, "weight": first.weight + 1})
    old = first.model_copy(update={"must_have": False, "floor": None})
    before, after = (
        RUBRIC.model_copy(update={"competencies": (each, *RUBRIC.competencies[1:])}) for each in (old, new)
    )
    changes = {change.where: (change.before, change.after) for change in rubric_changes(before, after)}
    assert changes == {
        f"{first.id}, weight": (f"{first.weight:g}", f"{first.weight + 1:g}"),
        f"{first.id}, must have": ("no", "yes, floor 3"),
    }


def test_roles_stand_in_their_order_and_what_none_says_is_left_out() -> None:
    bare = {"growth": None, "mathematics": None}
    one = ONE.model_copy(update={**bare, "summary": "One"})
    other = OTHER.model_copy(update={**bare, "summary": "Other"})
    compared = rows(one, other)
    assert compared[Aspect.IN_SHORT].cells == ((Statement(text="One"),), (Statement(text="Other"),))
    assert not {Aspect.GROWS_INTO, Aspect.MATHEMATICS} & set(compared)
    grown = one.model_copy(update={"growth": Growth(path=("A", "B"), sources=("S1",))})
    assert rows(other, grown)[Aspect.GROWS_INTO].cells == ((), (Statement(text="A → B", sources=("S1",)),))
    assert list(compared) == [aspect for aspect in Aspect if aspect in compared]


@pytest.mark.parametrize("field", ["does", "does_not", "daily_tools", "markers", "must_have", "not_needed"])
def test_each_list_of_a_role_stands_in_the_row_of_its_own(field: str) -> None:
    told = (Statement(text="Told apart"),)
    compared = rows(ONE.model_copy(update={field: told}))
    assert [row.aspect for row in compared.values() if row.cells == (told,)] == [
        Aspect("recognized_by" if field == "markers" else field)
    ]


NAMES = st.text(st.sampled_from("aÄé -_/+.жB9"), max_size=14)


@given(NAMES)
def test_folding_is_done_once_and_leaves_case_accents_and_marks_behind(name: str) -> None:
    plain = folded(name)
    assert folded(plain) == folded(name.upper()) == folded(f" {name}-") == plain
    assert "  " not in plain
    assert set(plain) <= set("aeжb9+ ")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("AI-Engineer", "ai  engineer", True), ("Señior", "senior", True), ("C++", "C", False), ("жа", "a", False)],
)
def test_names_are_alike_as_people_type_them(one: str, other: str, alike: bool) -> None:
    assert (folded(one) == folded(other)) is alike


def test_near_names_are_given_as_they_are_written_nearest_first_and_far_ones_not() -> None:
    known = ["ML-Engineer", "AI Engineer", "Data Scientist", "ai_engineer"]
    assert close_names("ai enginer", known) == ("AI Engineer", "ML-Engineer")
    assert (nearest_name("ai enginer", known), nearest_name("cook", known)) == ("AI Engineer", None)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 6, "3–6"), (5, None, "5+"), (None, 600, "up to 600"), (150, 150, "150"), (1.5, 2, "1.5–2"), (0, 1, "0–1")],
)  # fmt: skip
def test_a_range_is_written_as_people_do(low: float | None, high: float | None, words: str) -> None:
    assert span(low, high) == words
