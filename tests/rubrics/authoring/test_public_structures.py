"""Six structures that other companies publish can be written: a file each, and nothing in it needs a second look."""

from itertools import pairwise
from pathlib import Path

import pytest

from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.sheet_writing import sheet_csv
from rubrics.catalogue.exercises import ExerciseKind
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.panel.coverage import divide_focus
from rubrics.panel.scored_exercises import scored, unfit
from tests.public_structures import FOLDER, ROLES, catalogue, level_of, rubric_of

LEFT_OUT = {ProblemKind.FEW_QUESTIONS, ProblemKind.NO_RED_FLAG}
"""They are structures: no question is asked in them."""
MEANT = {"fourteen-criteria": {ProblemKind.UNUSUAL_COUNT}}


def test_each_is_one_file_and_all_are_read() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(ROLES)
    assert all(catalogue().role(role) for role in ROLES.values())


@pytest.mark.parametrize("structure", ROLES)
def test_nothing_is_to_be_looked_at_twice_but_what_is_meant(structure: str) -> None:
    found = {each.kind for each in catalogue().cautions if Path(each.file).stem == structure}
    assert found - LEFT_OUT == MEANT.get(structure, set())


def test_four_points_have_names_and_no_middle() -> None:
    rubric = rubric_of("four-points")
    assert rubric.scale.names == ("Strong no", "Lean no", "Lean hire", "Strong hire")
    assert not rubric.scale.holds(4.5)
    assert {len(each.anchors) for each in rubric.competencies} == {4}
    assert rubric.bar == 2.5, "between what is a no and what is a hire"


def test_seven_points_may_be_described_at_both_ends_and_the_middle() -> None:
    rubric = rubric_of("seven-points")
    assert (rubric.scale.top, rubric.bar, rubric.bar_value) == (7, 4.5, pytest.approx(10 / 3))
    assert {tuple(anchor.rating for anchor in each.anchors) for each in rubric.competencies} == {(1, 4, 7)}


def test_seven_levels_by_five_axes_hold_each_level_to_its_own_cell() -> None:
    """What is above one level is at the next: 7 × 5 cells, each written once for those it divides."""
    role = ROLES["seven-by-five"]
    rubrics = [catalogue().rubric(role, level) for level in catalogue().levels(role)]
    assert [rubric.level.name for rubric in rubrics] == [f"E{number}" for number in range(1, 8)]
    assert {len(rubric.competencies) for rubric in rubrics} == {5}
    assert {rubric.scale.names for rubric in rubrics} == {("Below", "At level", "Above")}
    for lower, higher in pairwise(rubrics):
        for axis in lower.competencies:
            assert axis.anchors[2].short == higher.competency(axis.id).anchors[1].short
            assert axis.anchors[1].short == higher.competency(axis.id).anchors[0].short
    assert len({axis.anchors[1].short for rubric in rubrics for axis in rubric.competencies}) == 35


def test_a_grid_of_levels_and_axes_comes_back_from_its_sheet(tmp_path: Path) -> None:
    role = ROLES["seven-by-five"]
    rubrics = [catalogue().rubric(role, level) for level in catalogue().levels(role)]
    (tmp_path / "grid.csv").write_text(sheet_csv(catalogue().role(role), rubrics, None), encoding="utf-8")
    again = load_catalogue(tmp_path)
    assert [again.rubric(role, rubric.level).digest for rubric in rubrics] == [rubric.digest for rubric in rubrics]


def test_fourteen_criteria_are_divided_so_that_everything_is_assessed_and_no_one_rates_more_than_four() -> None:
    rubric = rubric_of("fourteen-criteria")
    focus = divide_focus(rubric, ["a", "b", "c", "d"])
    assert len(rubric.competencies) == 14
    assert {each for ids in focus.values() for each in ids} == {each.id for each in rubric.competencies}
    assert max(map(len, focus.values())) <= 4


def test_a_task_at_home_and_a_mock_call_can_be_rated_in_stages() -> None:
    role = ROLES["staged"]
    exercises = catalogue().exercises_for(role, level_of(role))
    homework, call = catalogue().work_sample(role), next(each for each in exercises if each.id == "mock-call")
    assert (homework.hours, call.kind, call.minutes) == (2, ExerciseKind.ROLE_PLAY, 25)
    assert not [one for one in scored([call], homework) if unfit(rubric_of("staged"), one)]


def test_values_are_answered_and_added_up_nowhere() -> None:
    rubric = rubric_of("values")
    asked = [each for each in rubric.competencies if each.scale.is_yes_or_no]
    assert rubric.arithmetic is Arithmetic.NONE
    assert [each.id for each in asked if each.knock_out] == ["tells-mistakes", "license"]
    assert [each.id for each in rubric.competencies if not each.is_rated] == ["why-here"]


def test_a_bar_is_pointed_out_where_nothing_is_added_up(tmp_path: Path) -> None:
    text = (FOLDER / "values.yaml").read_text(encoding="utf-8")
    (tmp_path / "values.yaml").write_text(text.replace("none\n", "none\n  bar: 4\n", 1), encoding="utf-8")
    (found,) = [each for each in load_catalogue(tmp_path).cautions if each.kind is ProblemKind.NOT_ADDED_UP]
    assert (found.line, found.values["field"]) == (9, "bar")
