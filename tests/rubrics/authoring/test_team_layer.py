"""Roles that a team wrote without files, laid over a catalogue: what they change, what is refused, what stays."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.role_changes import (
    changed_competency,
    changed_role,
    moved_up,
    with_competency,
    with_level,
    without_competency,
)
from rubrics.authoring.team_layer import HIDDEN, laid_over, misfits_of, own_role, rubric_of
from rubrics.authoring.version_changes import changes_between
from rubrics.authoring.written_out import Written, role_written
from rubrics.catalogue.levels import Level
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Role
from tests.built_in import CATALOGUE
from tests.rubrics.authoring.test_scales import competency, role

SENIOR = ("ai-engineer", Level.SENIOR)


def copied(level: str = "senior") -> Written:
    return with_level({"id": "ai-engineer"}, CATALOGUE, level)


def changed(said: dict[str, Any]) -> Written:
    return changed_competency(copied(), "senior", "retrieval", said)


def kinds(written: Written) -> set[ProblemKind]:
    return {each.kind for each in misfits_of(CATALOGUE, written)}


@pytest.mark.parametrize("role", CATALOGUE.roles, ids=lambda role: role.id)
def test_a_copy_of_a_role_is_the_role(role: Role) -> None:
    written = role_written(role, [CATALOGUE.rubric(role.id, level) for level in CATALOGUE.levels(role.id)])
    assert not misfits_of(CATALOGUE, written)
    ours = laid_over(CATALOGUE, [own_role(written)])
    assert {key: rubric.digest for key, rubric in ours.rubrics.items()} == {
        key: rubric.digest for key, rubric in CATALOGUE.rubrics.items()
    }
    assert ours.role(role.id) == role.model_copy(update={"do_not_ask": ours.role(role.id).do_not_ask})


def test_one_level_changes_and_the_others_stay() -> None:
    ours = laid_over(CATALOGUE, [own_role(changed({"meaning": "Finds things"}))])
    assert ours.rubrics[SENIOR].competency("retrieval").meaning == "Finds things"
    others = {key: rubric for key, rubric in ours.rubrics.items() if key != SENIOR}
    assert others == {key: rubric for key, rubric in CATALOGUE.rubrics.items() if key != SENIOR}


def test_what_is_said_once_for_a_role_holds_at_every_level() -> None:
    ours = laid_over(CATALOGUE, [own_role(changed_role(copied(), "senior", {"name": "LLM Engineer", "bar": 3.5}))])
    rubrics = [ours.rubric("ai-engineer", level) for level in ours.levels("ai-engineer")]
    assert {(rubric.role_name, rubric.bar) for rubric in rubrics} == {("LLM Engineer", 3.5)}
    assert ours.find_role("LLM Engineer").id == "ai-engineer"


def test_a_new_role_has_the_checklist_for_any_role() -> None:
    written = deepcopy(copied()) | {"id": "prompt-tester", "name": "Prompt Tester", "summary": "Tests prompts"}
    ours = laid_over(CATALOGUE, [own_role(written)])
    assert ours.rubric("prompt-tester", Level.SENIOR).role_name == "Prompt Tester"
    assert CATALOGUE.general_checklist is not None
    assert ours.checklist("prompt-tester").items == CATALOGUE.general_checklist.items
    assert ours.checklist("prompt-tester").role == "prompt-tester"


def test_a_hidden_role_is_found_by_no_name_and_comes_back() -> None:
    hidden = laid_over(CATALOGUE, [own_role({"id": "ai-engineer", HIDDEN: True})])
    assert not hidden.names_role("AI Engineer")
    assert all(role != "ai-engineer" for role, _ in hidden.rubrics)
    assert laid_over(CATALOGUE, [own_role({"id": "ai-engineer"})]).rubrics == CATALOGUE.rubrics


def test_what_fits_no_more_is_left_out_and_nothing_else() -> None:
    broken, fine = own_role(changed({"meaning": ""})), own_role({"id": "ml-engineer", HIDDEN: True})
    ours = laid_over(CATALOGUE, [broken, fine])
    assert ours.rubrics[SENIOR] == CATALOGUE.rubrics[SENIOR]
    assert not ours.names_role("ml-engineer")


@pytest.mark.parametrize("text", ["[What it means]", "TODO", "tbd", "Lorem ipsum dolor sit amet"])
def test_placeholders_are_refused(text: str) -> None:
    assert ProblemKind.PLACEHOLDER in kinds(changed({"meaning": text}))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"meaning": ""}, ProblemKind.TEXT_EMPTY),
        ({"meaning": "x" * 301}, ProblemKind.TEXT_TOO_LONG),
        ({"weight": {"senior": 0}}, ProblemKind.WEIGHT_RANGE),
        ({"sources": ["S99"]}, ProblemKind.UNKNOWN_MARK),
        ({"colour": "red"}, ProblemKind.UNKNOWN_FIELD),
    ],
)
def test_what_a_file_is_refused_for_is_refused_here(said: dict[str, Any], kind: ProblemKind) -> None:
    assert kind in kinds(changed(said))


def test_a_bar_that_no_rating_reaches_is_refused() -> None:
    assert ProblemKind.BAR_OUT_OF_REACH in kinds(changed_role(copied(), "senior", {"bar": 5}))


def test_a_change_is_told_by_competency_and_share_of_the_score() -> None:
    one = changed({"weight": {"senior": 40}, "meaning": "Finds things"})
    ours = laid_over(CATALOGUE, [own_role(one)])
    told = {change.where: change for change in changes_between(CATALOGUE, ours, "ai-engineer")}
    weight, rubric = told["weight"], rubric_of(CATALOGUE, one, "senior")
    assert rubric is not None
    assert weight.after == f"{rubric.shares_of_score['retrieval']:.0%}"
    assert weight.competency == CATALOGUE.rubrics[SENIOR].competency("retrieval").name
    assert {change.level for change in told.values()} == {"senior"}


def test_of_an_anchor_only_what_differs_is_told() -> None:
    anchors = deepcopy(changed({})["competencies"][0]["anchors"])
    anchors["4"]["short"] = "Fixes what others can't find"
    one = changed_competency(copied(), "senior", copied()["competencies"][0]["id"], {"anchors": anchors})
    told = changes_between(CATALOGUE, laid_over(CATALOGUE, [own_role(one)]), "ai-engineer")
    assert [(change.where, change.after) for change in told] == [("4 in short", "Fixes what others can't find")]


def test_another_order_is_a_change() -> None:
    one = moved_up(copied(), "senior", copied()["competencies"][1]["id"])
    told = changes_between(CATALOGUE, laid_over(CATALOGUE, [own_role(one)]), "ai-engineer")
    assert [change.where for change in told] == ["order"]


def test_a_competency_that_is_new_is_one_change() -> None:
    blank = copied()["competencies"][0] | {"id": "care", "name": "Care"}
    one = without_competency(with_competency(copied(), "senior", blank), "senior", "retrieval")
    told = changes_between(CATALOGUE, laid_over(CATALOGUE, [own_role(one)]), "ai-engineer")
    whole = [(change.competency, change.kind) for change in told if change.where == "competency"]
    assert sorted(whole) == [("Care", "added"), ("Retrieval", "removed")]


def test_levels_of_a_teams_own_keep_their_names() -> None:
    levels = {
        "ic3": {"name": "IC3", "like": "senior", "expectation": "Leads a service"},
        "ic4": {"name": "IC4", "like": "staff", "expectation": "Leads several"},
    }
    listed = [{**each, "weight": {"ic3": 1, "ic4": 2}} for each in copied()["competencies"]]
    written = {**copied(), "id": "own", "name": "Own", "levels": levels, "competencies": listed}
    assert not misfits_of(CATALOGUE, written)
    ours = laid_over(CATALOGUE, [own_role(written)])
    assert [level.name for level in ours.levels("own")] == ["IC3", "IC4"]
    again = with_level(with_level({"id": "own"}, ours, "ic3"), ours, "ic4")
    assert laid_over(CATALOGUE, [own_role(again)]).rubrics == ours.rubrics


def test_another_scale_and_a_check_are_copied_as_they_are(tmp_path: Path) -> None:
    check = competency("licence", "", yes_or_no="true", knock_out="true", weight=0)
    four = role(competency("patience"), check, scale="4", minimum_scorecards="4")
    (tmp_path / "own.yaml").write_text(four, encoding="utf-8")
    base = load_catalogue(tmp_path)
    written = with_level({"id": "support-lead"}, base, "mid")
    assert not misfits_of(base, written)
    assert laid_over(base, [own_role(written)]).rubrics == base.rubrics
    off = changed_role(written, "mid", {"bar": 4})
    (found,) = misfits_of(base, off)
    assert (found.path, found.kind) == (("bar",), ProblemKind.BAR_OUT_OF_REACH)
    assert sentence(found.kind, found.values)
