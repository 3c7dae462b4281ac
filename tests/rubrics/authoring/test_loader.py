"""Loading the built-in definitions gives complete values in themselves."""

from pathlib import Path

import pytest

from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Rubric
from tests.built_in import CATALOGUE

RUBRICS = [CATALOGUE.rubric(role.id, level) for role in CATALOGUE.roles for level in CATALOGUE.levels(role.id)]


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_a_rubric_survives_json_with_the_same_digest(rubric):
    again = Rubric.model_validate_json(rubric.model_dump_json())
    assert again == rubric
    assert again.digest == rubric.digest


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ai-engineer", "ai-engineer"),
        ("AI engineer", "ai-engineer"),
        ("  ai_ENGINEER ", "ai-engineer"),
        ("Applied AI Engineer", "ai-engineer"),
        ("machine learning engineer", "ml-engineer"),
        ("Data Scientist", "data-scientist"),
    ],
)
def test_a_role_is_found_by_id_name_or_title_whatever_the_case_and_punctuation(typed, found):
    assert CATALOGUE.find_role(typed).id == found


def test_an_unknown_role_is_answered_with_what_may_have_been_meant():
    with pytest.raises(UnknownNameError) as refused:
        CATALOGUE.find_role("ai enginer")
    assert refused.value.kind == "role"
    assert "ai-engineer" in refused.value.suggestions


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("Sr", Level.SENIOR),
        ("sr.", Level.SENIOR),
        ("mid-level", Level.MID),
        ("New Grad", Level.JUNIOR),
        ("L5", Level.SENIOR),
        ("L7+", Level.PRINCIPAL),
        ("STAFF", Level.STAFF),
    ],
)
def test_a_level_is_found_by_the_words_people_use(typed, level):
    assert CATALOGUE.find_level(typed) is level


def test_a_level_word_that_sources_use_for_two_levels_is_answered_with_both():
    with pytest.raises(UnknownNameError) as refused:
        CATALOGUE.find_level("L4")
    assert refused.value.suggestions == ("mid", "senior")


def test_every_mark_in_a_rubric_resolves_to_its_document():
    marks = {mark for rubric in RUBRICS for each in rubric.competencies for mark in each.sources}
    assert {CATALOGUE.source(mark).mark for mark in marks} == marks


def test_pay_of_a_level_leaves_out_other_levels_and_keeps_what_names_none():
    bands = CATALOGUE.pay("ai-engineer", Level.SENIOR)
    assert {band.level for band in bands} == {Level.SENIOR, None}
    assert {band.source for band in bands} == {"S0", "S1", "S2", "S3", "S4"}


def test_a_teams_folder_may_change_one_role_and_leaves_the_digest_of_others_alone(tmp_path: Path):
    (tmp_path / "ours.yaml").write_text(
        "role:\n  id: data-scientist\n  extends: data-scientist\n  name: Insight Scientist\n", encoding="utf-8"
    )
    ours = load_catalogue(tmp_path)
    assert ours.role("data-scientist").name == "Insight Scientist"
    assert ours.digest != CATALOGUE.digest
    for level in Level:
        assert ours.rubric("ai-engineer", level).digest == CATALOGUE.rubric("ai-engineer", level).digest
        assert ours.rubric("data-scientist", level).digest != CATALOGUE.rubric("data-scientist", level).digest
