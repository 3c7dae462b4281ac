"""Reads a sheet into the data that a definition file of the same role or exercise would hold; checks no text.

What is wrong with a text, a weight or a rating is found where every definition is checked, and named with its row.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.exercise_sheets import exercise_in, is_of_exercise
from rubrics.authoring.sheet_cells import marks_of, number_of, statement_of, statements_of
from rubrics.authoring.sheet_grid import MARKDOWN, Line, rows_of
from rubrics.authoring.sheet_layout import FIELDS, Fact, fact_of
from rubrics.authoring.sheet_levels import levels_in
from rubrics.authoring.sheet_rows import Row, entries_of
from rubrics.authoring.sheet_table import is_heading, rows_below
from rubrics.authoring.starter import role_id_of
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

EVERY_ROLE = "every-role"
LISTS = (Fact.DOES, Fact.DOES_NOT, Fact.DO_NOT_ASK)
NUMBERS = (Fact.BAR, Fact.RECOMMENDATION_SHARE, Fact.MINIMUM_SCORECARDS)

Report = Callable[[Problem], Any]


def parse_sheet(text: str, file: str) -> tuple[Block | None, list[Problem]]:
    """Return a sheet as the data of a definition file, and what is wrong with it.

    A Markdown text without such a table is no definition, and none is missed: then there is neither.
    """
    lines, problems = rows_of(text, file), list[Problem]()
    at = next((number for number, line in enumerate(lines) if is_heading(line)), None)
    if at is None:
        missing = [] if file.lower().endswith(MARKDOWN) else [Problem(file, 1, ProblemKind.SHEET_WITHOUT_TABLE)]
        return None, missing
    rows = rows_below(lines[at], lines[at + 1 :], file, problems.append)
    if is_of_exercise(lines[:at]):
        return exercise_in(lines[:at], rows, file, problems.append), problems
    sheet = _Sheet(file, rows, problems.append)
    sheet.read_facts(lines[:at])
    return sheet.block(), problems


class _Sheet:
    def __init__(self, file: str, rows: Sequence[Row], report: Report) -> None:
        self.file, self.rows, self.report = file, rows, report
        self.facts: dict[Fact, tuple[str, Place]] = {}
        self.levels = Listing(Place(file, 1))

    def read_facts(self, lines: Sequence[Line]) -> None:
        for line in lines:
            name, *values = line.cells
            place, fact = Place(self.file, line.number), fact_of(name)
            if fact is None:
                # A sheet may have a title or a remark above its table; what has no value beside it is one.
                if name and any(values):
                    near = nearest_name(name, list(Fact))
                    self.report(Problem.at(place, ProblemKind.SHEET_ROW_UNKNOWN, name=name, near=near))
            elif fact is Fact.LEVEL:
                self.add_level(values, place)
            elif fact in self.facts:
                first = self.facts[fact][1].line
                self.report(Problem.at(place, ProblemKind.KEY_TWICE, name=str(fact), first=first))
            elif values and values[0]:
                self.facts[fact] = (values[0], place)

    def add_level(self, values: Sequence[str], place: Place) -> None:
        """Note a level with what is expected at it and how far its responsibility reaches."""
        named, expectation, scope = (*values, "", "", "")[:3]
        for level in levels_in(named):
            block = Block(place)
            block.put("level", level.id, place)
            for key, said in (("name", level.name), ("like", level.like)):
                if said:
                    block.put(key, said, place)
            block.put("expectation", expectation or self.facts.get(Fact.SUMMARY, ("", place))[0], place)
            if scope:
                block.put("scope", statement_of(scope, place), place)
            self.levels.append(block)
            self.levels.places.append(place)

    def block(self) -> Block:
        place = Place(self.file, 1)
        role, whole = Block(place), Block(place)
        for field, fact in FIELDS.items():
            if fact in self.facts:
                value, where = self.facts[fact]
                role.put(field, _value(fact, value, where), where)
        self.complete(role)
        whole.put("role", role, place)
        return whole

    def complete(self, role: Block) -> None:
        name, place = self.facts.get(Fact.ROLE, ("", Place(self.file, 1)))
        if "id" not in role and name:
            role.put("id", role_id_of(name), place)
        # What is not to be asked is said once for every role; a sheet with a list of its own replaces it.
        if "extends" not in role and Fact.DO_NOT_ASK not in self.facts:
            role.put("extends", EVERY_ROLE, place)
        if Fact.APPROVED_BY in self.facts:
            role.put("approved", self.approval(), self.facts[Fact.APPROVED_BY][1])
        if self.levels:
            role.put("levels", self.levels, self.levels.places[0])
        levels = [str(level["level"]) for level in self.levels]
        competencies = entries_of(self.rows, levels, self.report)
        if competencies:
            role.put("competencies", competencies, competencies.places[0])

    def approval(self) -> Block:
        by, place = self.facts[Fact.APPROVED_BY]
        approval = Block(place)
        approval.put("by", by, place)
        if Fact.APPROVED_ON in self.facts:
            approval.put("on", *self.facts[Fact.APPROVED_ON])
        return approval


def _value(fact: Fact, cell: str, place: Place) -> Any:
    if fact in NUMBERS:
        return number_of(cell)
    if fact is Fact.SOURCES:
        return marks_of(cell, place)
    if fact in LISTS:
        return statements_of(cell, place)
    return statement_of(cell, place) if fact in (Fact.OUTPUT, Fact.STRONGEST_AT) else cell
