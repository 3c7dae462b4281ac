"""An exercise comes back from its sheet as it was, material line for line; what is wrong in one is named by its row."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.problems import said
from rubrics.authoring.exercise_sheets import exercise_csv, exercise_markdown
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.pasted_sheet import role_pasted
from rubrics.authoring.sheet_reading import parse_sheet
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.exercises import Exercise, Material
from rubrics.catalogue.problem_kinds import ProblemKind
from tests.built_in import CATALOGUE

WRITTEN = ((exercise_csv, "csv"), (exercise_markdown, "md"))
ONE = CATALOGUE.exercises["client-with-assistant"]


@pytest.mark.parametrize(("write", "suffix"), WRITTEN)
def test_every_built_in_exercise_comes_back_from_its_sheet_as_it_was(
    tmp_path: Path, write: Callable[[Exercise], str], suffix: str
) -> None:
    for name, exercise in CATALOGUE.exercises.items():
        (tmp_path / f"{name}.{suffix}").write_bytes(write(exercise).encode())
    assert load_catalogue(tmp_path).exercises == CATALOGUE.exercises


@given(st.text("ab |\\\n<>&'=-+@,;\"\t[]:1…", min_size=1, max_size=60).map(str.rstrip).filter(str.strip))
def test_any_material_comes_back_line_for_line(text: str) -> None:
    material = Material(id="log", name="Log", text=text)
    exercise = ONE.model_copy(update={"materials": (material,), "criteria": ONE.criteria[:1]})
    for write, suffix in WRITTEN:
        data, problems = parse_sheet(write(exercise), f"one.{suffix}")
        assert not problems
        assert data is not None
        assert data["exercises"][ONE.id]["materials"]["log"]["text"] == text


@pytest.mark.parametrize(
    ("was", "now", "row", "words"),
    [
        ('"Brief"', '"Breif"', 4, '"Breif" is no row of a rubric\'s sheet; did you mean "Brief"?'),
        ('"coding"', '"codeing"', 3, "did you mean"),
        ('"35"', '"long"', 8, "minutes"),
        ('"Step","5","Read', '"Id","5","Read', 7, "already given"),
    ],
)
def test_what_is_wrong_is_named_with_its_row(tmp_path: Path, was: str, now: str, row: int, words: str) -> None:
    text = exercise_csv(ONE)
    assert was in text
    (tmp_path / "one.csv").write_bytes(text.replace(was, now, 1).encode())
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(tmp_path)
    told = [(each.line, said(each)) for each in caught.value.problems]
    assert any(line == row and words in sentence for line, sentence in told), told


def test_a_table_of_an_exercise_that_is_pasted_for_a_role_is_told_apart() -> None:
    written, problems = role_pasted(exercise_csv(ONE), CATALOGUE, {})
    assert written is None
    assert [each.kind for each in problems] == [ProblemKind.SHEET_OF_EXERCISE]
