"""Exercises are data with a schema and limits: the built-in ones are complete, and a team's are read like the rest."""

from collections import Counter
from itertools import pairwise

import pytest

from bot.wording.problems import located
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue import limits
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.exercises import ExerciseKind
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE

EXERCISES = list(CATALOGUE.exercises.values())


def refusals(folder, text):
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    return [located(problem).partition("ours.yaml:")[2] for problem in refused.value.problems]


def test_there_are_cases_packs_a_coding_round_decompositions_and_two_for_researchers():
    assert Counter(each.kind for each in EXERCISES) == {
        ExerciseKind.SYSTEM_DESIGN: 8,
        ExerciseKind.DEBUGGING: 6,
        ExerciseKind.CODING: 1,
        ExerciseKind.DECOMPOSITION: 2,
        ExerciseKind.CRITICAL_READING: 1,
        ExerciseKind.EXPERIMENT_DESIGN: 1,
    }
    packs = [each.name.partition(":")[0] for each in EXERCISES if each.kind is ExerciseKind.DEBUGGING]
    assert Counter(packs) == {"Trace": 2, "Transcript": 2, "Table": 2}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_an_exercise_can_be_given_as_it_stands(exercise):
    assert 30 <= exercise.minutes <= 60
    assert 1 <= len(exercise.materials) <= limits.MATERIALS
    assert 3 <= len(exercise.look_for) <= limits.LOOK_FOR
    assert sum(criterion.weight for criterion in exercise.criteria) == 100
    assert all(len(line) <= 62 for each in exercise.materials for line in each.text.splitlines())


@pytest.mark.parametrize("exercise", [each for each in EXERCISES if each.kind is ExerciseKind.DEBUGGING], ids=str)
def test_a_pack_holds_what_is_read_and_a_key_for_the_interviewer(exercise):
    *read, key = exercise.materials
    assert len(read) == 1
    assert key.id == "key"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_its_criteria_can_be_told_apart(exercise):
    for criterion in exercise.criteria:
        assert all(len(anchor.short) <= limits.ONE_LINE for anchor in criterion.anchors)
        for one, two in pairwise(criterion.anchors):
            assert one.short.casefold() != two.short.casefold()
            assert one.behavior.casefold() != two.behavior.casefold()


@pytest.mark.parametrize("level", Level)
def test_an_ai_engineer_has_exercises_at_every_level_and_they_differ_where_the_work_does(level):
    found = CATALOGUE.exercises_for("ai-engineer", level)
    assert found
    assert [each.kind for each in found] == sorted((each.kind for each in found), key=list(ExerciseKind).index)
    assert (ExerciseKind.SYSTEM_DESIGN in {each.kind for each in found}) == (level is not Level.JUNIOR)


def test_a_role_that_is_not_defined_has_none():
    assert CATALOGUE.exercises_for("astronaut") == ()


def test_a_role_of_the_team_s_own_has_the_exercises_of_the_role_it_extends(tmp_path):
    (tmp_path / "ours.yaml").write_text("role: {id: ai-builder, extends: ai-engineer, name: AI Builder}\n")
    catalogue = load_catalogue(tmp_path)
    assert catalogue.exercises_for("ai-builder") == catalogue.exercises_for("ai-engineer")


def test_a_team_changes_an_exercise_and_adds_one(tmp_path):
    (tmp_path / "ours.yaml").write_text(
        "exercises:\n"
        "  old-policy:\n    extends: old-policy\n    look_for: [Asks for our own policy]\n"
        "  our-case:\n    extends: design-case\n    name: Our case\n    brief: Design our help desk.\n"
        "    roles: [data-scientist]\n"
    )
    catalogue = load_catalogue(tmp_path)
    changed, own = catalogue.exercise("old-policy"), catalogue.exercise("our-case")
    assert changed.look_for == ("Asks for our own policy",)
    assert changed.materials == CATALOGUE.exercise("old-policy").materials
    assert catalogue.exercises_for("data-scientist")[0] == own
    assert [each.id for each in own.criteria] == ["needs", "design", "proof", "running"]
    assert "design-case" not in catalogue.exercises


def test_what_does_not_fit_is_refused_with_its_line(tmp_path):
    text = "exercises:\n  our-case:\n    extends: design-case\n    name: Our case\n    brief: Design our help desk.\n"
    long = "x" * (limits.MATERIAL + 1)
    assert refusals(tmp_path, text + "    roles: [ai-enginer]\n") == [
        '6: no role has the id "ai-enginer"; did you mean "ai-engineer"?'
    ]
    assert refusals(tmp_path, text + f"    materials: {{one: {{name: One, text: {long}}}}}\n") == [
        f'6: "text" has {limits.MATERIAL + 1} characters; at most {limits.MATERIAL} fit'
    ]
    (kind,) = refusals(tmp_path, text + "    kind: riddle\n")
    kinds = "system-design, debugging, coding, decomposition, critical-reading, experiment-design or role-play"
    assert kind.startswith(f'6: "kind" takes {kinds}, not "riddle"')


@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
def test_every_role_has_an_exercise(role):
    assert CATALOGUE.exercises_for(role)
