"""An exercise with its rubric as a sheet: rows of a name and its values, and below them a table of criteria.

Reading what was written gives the same exercise again. A sheet is one where a row above the table is named “Exercise”.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.sheet_cells import listed, marks_of, number_of, texts_of
from rubrics.authoring.sheet_grid import Line, csv_text, markdown_text
from rubrics.authoring.sheet_lines import line_for
from rubrics.authoring.sheet_rows import Report, Row, entries_of
from rubrics.authoring.sheet_writing import Cells, table
from rubrics.authoring.starter import role_id_of
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.exercises import Exercise
from rubrics.catalogue.levels import FIVE_LEVELS
from rubrics.catalogue.names import folded, nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind


class Part(StrEnum):
    """A row above the table: its name in the first cell, what it says in the next."""

    EXERCISE = "Exercise"
    ID = "Id"
    KIND = "Kind"
    BRIEF = "Brief"
    ROLES = "Roles"
    LEVELS = "Levels"
    STEP = "Step"
    MATERIAL = "Material"
    LOOK_FOR = "Look for"
    WEIGHT = "Weight"
    SOURCES = "Sources"


ONCE = {
    Part.EXERCISE: "name",
    Part.KIND: "kind",
    Part.BRIEF: "brief",
    Part.ROLES: "roles",
    Part.LEVELS: "levels",
    Part.LOOK_FOR: "look_for",
    Part.WEIGHT: "weight",
    Part.SOURCES: "sources",
}
"""What an exercise says in one row, and its field; steps and materials have a row each."""
INDENTED = "\\\n"
"""What begins a cell whose text begins with space, which spreadsheets and readers take away from the ends of a cell."""


def is_of_exercise(lines: Sequence[Line]) -> bool:
    """Tell whether rows above a table are those of an exercise, and not of a role."""
    return any(folded(line.cells[0]) == folded(Part.EXERCISE) for line in lines)


def exercise_in(lines: Sequence[Line], rows: Sequence[Row], file: str, report: Report) -> Block:
    """Return a sheet as the data of a definition file with one exercise."""
    found: dict[Part, tuple[tuple[str, ...], Place]] = {}
    steps, materials, place = Listing(Place(file, 1)), Block(Place(file, 1)), Place(file, 1)
    for line in lines:
        name, *values = line.cells
        at, part = Place(file, line.number), _part(name)
        cells = (*values, "", "", "")
        if part is None:
            if name and any(values):
                near = nearest_name(name, list(Part))
                report(Problem.at(at, ProblemKind.SHEET_ROW_UNKNOWN, name=name, near=near))
        elif part is Part.STEP:
            steps.append(_block(at, minutes=number_of(cells[0]), what=cells[1]))
            steps.places.append(at)
        elif part is Part.MATERIAL:
            text = cells[1].removeprefix(INDENTED)
            materials.put(cells[2] or role_id_of(cells[0]), _block(at, name=cells[0], text=text), at)
        elif part in found:
            report(Problem.at(at, ProblemKind.KEY_TWICE, name=str(part), first=found[part][1].line))
        elif cells[0]:
            found[part] = (cells, at)
    exercise = Block(place)
    for part, field in ONCE.items():
        if part in found:
            (value, *_), at = found[part]
            exercise.put(field, _value(part, value, at), at)
    exercise.put("steps", steps, steps.places[0] if steps else place)
    exercise.put("materials", materials, place)
    exercise.put("criteria", _criteria(rows, report), place)
    (name, *_), at = found.get(Part.ID) or found.get(Part.EXERCISE) or (("",), place)
    whole, named = Block(place), Block(place)
    named.put(name if Part.ID in found else role_id_of(name), exercise, at)
    whole.put("exercises", named, place)
    return whole


def _part(name: str) -> Part | None:
    return next((part for part in Part if folded(name) == folded(part)), None)


def _block(place: Place, **values: Any) -> Block:
    block = Block(place)
    for key, value in values.items():
        if value != "":
            block.put(key, value, place)
    return block


def _value(part: Part, cell: str, place: Place) -> Any:
    if part is Part.WEIGHT:
        return number_of(cell)
    if part is Part.LOOK_FOR:
        return texts_of(cell, place)
    if part in (Part.ROLES, Part.LEVELS):
        return listed([each.strip() for each in cell.replace(";", ",").split(",") if each.strip()], place)
    return marks_of(cell, place) if part is Part.SOURCES else cell


def _criteria(rows: Sequence[Row], report: Report) -> Block:
    """Return the criteria of the table by their ids; they weigh the same at every level."""
    listing = entries_of(rows, [*FIVE_LEVELS], report)
    criteria = Block(listing.place)
    for one, place in zip(listing, listing.places, strict=True):
        key = str(one.pop("id", ""))
        if key in criteria:
            report(Problem.at(place, ProblemKind.KEY_TWICE, name=key, first=criteria.places[key].line))
        criteria.put(key, one, place)
    return criteria


def exercise_csv(exercise: Exercise) -> str:
    """Return an exercise as CSV."""
    return csv_text([*_parts(exercise), [], *table([(each, "") for each in exercise.criteria])])


def exercise_markdown(exercise: Exercise) -> str:
    """Return the same as two tables in Markdown."""
    criteria = [*table([(each, "") for each in exercise.criteria])]
    return markdown_text(exercise.name, ([[""] * 4, *_parts(exercise)], criteria))


def _parts(exercise: Exercise) -> Iterator[Cells]:
    yield [Part.EXERCISE, exercise.name]
    yield [Part.ID, exercise.id]
    yield [Part.KIND, exercise.kind.value]
    yield [Part.BRIEF, exercise.brief]
    yield [Part.ROLES, ", ".join(exercise.roles)]
    if exercise.levels:
        yield [Part.LEVELS, ", ".join(exercise.levels)]
    for step in exercise.steps:
        yield [Part.STEP, str(step.minutes), step.what]
    for each in exercise.materials:
        is_plain = each.text == each.text.lstrip() and not each.text.startswith(INDENTED)
        yield [Part.MATERIAL, each.name, each.text if is_plain else INDENTED + each.text, each.id]
    if exercise.look_for:
        yield [Part.LOOK_FOR, "\n".join(line_for(text) for text in exercise.look_for)]
    yield [Part.WEIGHT, repr(exercise.weight)]
    if exercise.sources:
        yield [Part.SOURCES, ", ".join(exercise.sources)]
