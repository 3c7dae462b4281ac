"""Names are found by one look-up, forgiving about case and punctuation; what was perhaps meant is found when shown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.catalogue import lookup
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import Level
from rubrics.catalogue.market import LevelWord
from rubrics.catalogue.names import LONGEST_MISSPELLED, NEAR, NearNames, close_names, folded, is_name
from rubrics.catalogue.role import RelatedTitle, Role
from tests.built_in import CATALOGUE

FIRST, SECOND = CATALOGUE.roles[:2]


def titled(role: Role, *titles: str) -> Role:
    return role.model_copy(update={"related_titles": tuple(RelatedTitle(title=title) for title in titles)})


def test_every_role_is_found_by_id_and_name_in_any_case():
    for role in CATALOGUE.roles:
        for name in (role.id, role.name, role.name.upper(), role.id.replace("-", " ")):
            assert CATALOGUE.find_role(name) == role
            assert CATALOGUE.names_role(name)


def test_a_title_of_two_roles_is_refused_with_both():
    catalogue = replace(CATALOGUE, roles=(titled(FIRST, "Wizard"), titled(SECOND, "wizard")))
    with pytest.raises(UnknownNameError) as refused:
        catalogue.find_role("WIZARD")
    assert refused.value.suggestions == (FIRST.id, SECOND.id)
    assert not catalogue.names_role("wizard")


def test_a_title_that_is_another_roles_name_means_that_role():
    catalogue = replace(CATALOGUE, roles=(titled(FIRST, SECOND.name), SECOND))
    assert catalogue.find_role(SECOND.name) == SECOND


def test_of_two_roles_with_one_name_the_first_is_found():
    twin = SECOND.model_copy(update={"name": FIRST.name})
    assert replace(CATALOGUE, roles=(FIRST, twin)).find_role(FIRST.name) == FIRST


def test_a_level_word_of_two_levels_is_refused_with_both_lowest_first():
    entries = (LevelWord(word="Boss", level=Level.STAFF), LevelWord(word="boss", level=Level.MID))
    catalogue = replace(CATALOGUE, level_words=entries)
    with pytest.raises(UnknownNameError) as refused:
        catalogue.find_level("boss")
    assert refused.value.suggestions == (Level.MID, Level.STAFF)
    assert catalogue.level_of("boss") is None


def test_a_levels_own_name_means_that_level_whatever_the_words_say():
    catalogue = replace(CATALOGUE, level_words=(LevelWord(word="senior", level=Level.MID),))
    assert catalogue.find_level("Senior") is Level.SENIOR
    assert catalogue.level_of("senior") is Level.SENIOR


def test_suggestions_are_looked_for_only_when_they_are_shown(monkeypatch):
    asked: list[str] = []

    def near(names, name, most=3):
        asked.append(name)
        return ["ai engineer"]

    monkeypatch.setattr(lookup.NearNames, "near", near)
    assert not CATALOGUE.names_role("ai enginer")
    with pytest.raises(UnknownNameError) as refused:
        CATALOGUE.find_role("ai enginer")
    assert asked == []
    assert refused.value.suggestions == ("ai-engineer",)
    assert refused.value.suggestions == ("ai-engineer",)
    assert asked == ["ai enginer"]


def test_a_name_that_is_near_nothing_has_no_suggestion():
    with pytest.raises(UnknownNameError) as refused:
        CATALOGUE.find_role("zzzzzzzz")
    assert refused.value.suggestions == ()


def test_no_name_of_the_definitions_is_too_long_to_be_found():
    titles = (related.title for role in CATALOGUE.roles for related in role.related_titles)
    competencies = (each.name for rubric in CATALOGUE.rubrics.values() for each in rubric.competencies)
    roles = (role.name for role in CATALOGUE.roles)
    words = (entry.word for entry in CATALOGUE.level_words)
    assert all(is_name(f"{name} entry level") for name in (*titles, *roles, *words))
    assert all(is_name(name) and len(name) <= LONGEST_MISSPELLED for name in competencies)


def test_what_is_too_long_for_a_name_is_near_none():
    assert close_names("ai enginer", ["AI Engineer"]) == ("AI Engineer",)
    assert close_names("a i e n g i n e e r", ["a i e n g i n e e r"]) == ("a i e n g i n e e r",)
    assert close_names("a i e n g i n e e r s", ["a i e n g i n e e r"]) == ()
    assert close_names("x" * 81, ["x" * 80]) == ()


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_ascii_is_folded_as_any_other_text(name):
    assert folded(name) == folded(f"{name} é").removesuffix("e").strip()


def in_common(one: str, other: str) -> int:
    """The longest common subsequence, as textbooks have it: row by row of a table."""
    before = [0] * (len(other) + 1)
    for character in one:
        row = [0]
        for place, theirs in enumerate(other):
            row.append(before[place] + 1 if theirs == character else max(before[place + 1], row[place]))
        before = row
    return before[-1]


LIKE_NAMES = st.text("aein grs+é京x", min_size=1, max_size=24).map(folded).filter(bool)


@given(LIKE_NAMES, st.lists(LIKE_NAMES, max_size=12, unique=True), st.integers(1, 4))
def test_the_nearest_names_are_those_with_most_in_common_and_no_bound_hides_one(name, known, most):
    likeness = {each: 2 * in_common(name, each) / (len(name) + len(each)) for each in known}
    near = [each for each in known if likeness[each] >= NEAR]
    expected = sorted(near, key=lambda each: (-likeness[each], known.index(each)))[:most]
    assert NearNames(known).near(name, most) == expected


def test_a_character_that_a_name_repeats_beyond_all_measure_costs_nothing_but_its_comparison():
    assert NearNames(["a" * 80, "é" * 200]).near("a" * 79) == ["a" * 80]
