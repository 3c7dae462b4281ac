"""Gathers the rows of a sheet's table into competencies with their anchors; knows nothing of what stands above it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.sheet_cells import flag_of, listed, marks_of, number_of, statement_of, texts_of
from rubrics.authoring.sheet_layout import Column
from rubrics.authoring.sheet_levels import levels_in
from rubrics.authoring.sheet_lines import Said, lines_of
from rubrics.authoring.starter import role_id_of
from rubrics.catalogue import limits
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.levels import FIVE_LEVELS
from rubrics.catalogue.names import folded
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import YES_OR_NO

Report = Callable[[Problem], Any]

ONCE = (
    *(Column.ID, Column.LIBRARY, Column.WEIGHT, Column.WEIGHT_REASON, Column.MUST_HAVE, Column.FLOOR, Column.MEANING),
    *(
        Column.YES_OR_NO,
        Column.KNOCK_OUT,
        Column.SHORT_NAME,
        Column.QUESTIONS,
        Column.STRONG_EVIDENCE,
        Column.RED_FLAGS,
        Column.SOURCES,
    ),
)
"""What a competency says once, whichever of its rows it stands on."""


class Row(NamedTuple):
    """One row of the table: its place, and its filled cells."""

    place: Place
    cells: dict[Column, str]


@dataclass
class _Entry:
    """One competency at one set of levels, as its rows say it."""

    name: str
    levels: tuple[str, ...]
    place: Place
    once: dict[Column, tuple[str, Place]] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    """Levels of a team's own that its rows do not name, and so don't mean, whatever those are like."""
    anchors: list[Row] = field(default_factory=list)


def entries_of(rows: Iterable[Row], levels: Sequence[str], report: Report) -> Listing:
    """Return the competencies of a table, in the order in which they appear; a row without a name continues one."""
    entries: dict[tuple[str, tuple[str, ...]], _Entry] = {}
    entry: _Entry | None = None
    for row in rows:
        name = row.cells.get(Column.COMPETENCY) or row.cells.get(Column.LIBRARY, "")
        if not name and entry is None:
            report(Problem.at(row.place, ProblemKind.SHEET_ROW_OF_NONE))
            continue
        at = _levels_of(row, levels) if name or Column.LEVEL in row.cells else entry.levels if entry else ()
        name = name or (entry.name if entry else "")
        elsewhere = tuple(level for level in levels if level not in at and level not in FIVE_LEVELS)
        entry = entries.setdefault((folded(name), at), _Entry(name, at, row.place, elsewhere=elsewhere))
        _add(entry, row, report)
    listing = Listing(Place("", 1))
    for each in entries.values():
        listing.append(_block_of(each, report))
        listing.places.append(each.place)
    return listing


def _levels_of(row: Row, levels: Sequence[str]) -> tuple[str, ...]:
    named = row.cells.get(Column.LEVEL)
    return tuple(level.id for level in levels_in(named)) if named else tuple(levels)


def _add(entry: _Entry, row: Row, report: Report) -> None:
    for column in ONCE:
        if value := row.cells.get(column):
            first, place = entry.once.setdefault(column, (value, row.place))
            if first != value:
                facts = {"column": str(column), "name": entry.name, "first": place.line}
                report(Problem.at(row.place, ProblemKind.SHEET_SAID_TWICE, **facts))
    if {Column.RATING, Column.SHORT, Column.BEHAVIOR} & row.cells.keys():
        entry.anchors.append(row)


def _block_of(entry: _Entry, report: Report) -> Block:
    block = Block(entry.place)
    _check_lines(entry, report)
    _name(block, entry)
    for column, key, read in _READ:
        if column in entry.once:
            value, place = entry.once[column]
            block.put(key, read(value, place), place)
    _weigh(block, entry)
    if entry.anchors:
        block.put("anchors", _anchors(entry, report), entry.anchors[0].place)
    return block


def _check_lines(entry: _Entry, report: Report) -> None:
    """Report the lines of questions that begin as what to listen for does, and can't be that."""
    cell, place = entry.once.get(Column.QUESTIONS, ("", entry.place))
    top, seen, is_asked = _top(entry), set[str](), False
    for said in lines_of(cell, rated=True):
        facts = {"name": entry.name, "rating": said.rating, "top": top}
        if said.rating is None:
            is_asked, seen = True, (seen if said.is_follow_up else set())
        elif not 1 < int(said.rating) < top:
            report(Problem.at(place, ProblemKind.SHEET_LISTEN_OFF_SCALE, **facts))
        elif not is_asked:
            report(Problem.at(place, ProblemKind.SHEET_LISTEN_OF_NONE, **facts))
        elif said.rating in seen:
            report(Problem.at(place, ProblemKind.SHEET_LISTEN_TWICE, **facts))
        else:
            seen.add(said.rating)


def _top(entry: _Entry) -> int:
    """Return the highest rating that has an anchor; where there is none, as of the library's, that of any scale."""
    if flag_of(entry.once.get(Column.YES_OR_NO, ("", entry.place))[0]) is True:
        return YES_OR_NO.top
    ratings = [row.cells.get(Column.RATING, "") for row in entry.anchors]
    return max((int(rating) for rating in ratings if rating.isdecimal()), default=limits.POINTS)


def _name(block: Block, entry: _Entry) -> None:
    """Give the competency its id, and its name where it is not just taken from the library."""
    library = entry.once.get(Column.LIBRARY)
    if library:
        block.put("extends", role_id_of(library[0]), library[1])
    if Column.ID in entry.once:
        block.put("id", *entry.once[Column.ID])
    elif not library:
        block.put("id", role_id_of(entry.name), entry.place)
    if not library or folded(entry.name) != folded(library[0]):
        block.put("name", entry.name, entry.place)


def _weigh(block: Block, entry: _Entry) -> None:
    """Give the weight at each of the entry's levels."""
    if Column.WEIGHT not in entry.once:
        return
    value, place = entry.once[Column.WEIGHT]
    # Weights are relative to one another: "30 %" and "30" say the same.
    number = number_of(value.rstrip(" %"))
    if isinstance(number, str):
        block.put("weight", number, place)
        return
    weights = Block(place)
    for level in entry.levels:
        weights.put(level, number, place)
    for level in entry.elsewhere:
        weights.put(level, None, place)
    block.put("weight", weights, place)


def _anchors(entry: _Entry, report: Report) -> Block:
    anchors = Block(entry.anchors[0].place)
    for row in entry.anchors:
        rating = row.cells.get(Column.RATING)
        if rating is None:
            report(Problem.at(row.place, ProblemKind.SHEET_RATING_MISSING, name=entry.name))
        elif rating in anchors:
            first = anchors.places[rating].line
            report(Problem.at(row.place, ProblemKind.KEY_TWICE, name=f"{entry.name} {rating}", first=first))
        else:
            anchors.put(rating, _anchor(row), row.place)
    return anchors


def _anchor(row: Row) -> Block:
    anchor = Block(row.place)
    for column, key in ((Column.SHORT, "short"), (Column.BEHAVIOR, "behavior")):
        if column in row.cells:
            anchor.put(key, row.cells[column], row.place)
    return anchor


def _questions(cell: str, place: Place) -> Listing:
    """Return the questions of a cell, one a line, each with follow-ups and what to listen for on the lines below it."""
    questions: list[Block] = []
    for said in lines_of(cell, rated=True):
        if said.rating:
            # One above every question, or off every scale, was reported already.
            if questions and 1 < int(said.rating) < limits.POINTS:
                questions[-1]["listen_for"].put(said.rating, said.text, place)
        elif said.is_follow_up and questions:
            questions[-1]["follow_ups"].append(said.text)
            questions[-1]["follow_ups"].places.append(place)
        else:
            questions.append(_question(said, place))
    return listed(questions, place)


def _question(said: Said, place: Place) -> Block:
    question = Block(place)
    if said.id:
        question.put("id", said.id, place)
    question.put("ask", said.text, place)
    question.put("follow_ups", listed([], place), place)
    question.put("listen_for", Block(place), place)
    if said.sources:
        question.put("sources", listed(said.sources, place), place)
    return question


_READ: tuple[tuple[Column, str, Callable[[str, Place], Any]], ...] = (
    (Column.SHORT_NAME, "short", lambda cell, _: cell),
    (Column.MEANING, "meaning", lambda cell, _: cell),
    (Column.WEIGHT_REASON, "weight_reason", statement_of),
    (Column.MUST_HAVE, "must_have", lambda cell, _: flag_of(cell)),
    (Column.FLOOR, "floor", lambda cell, _: number_of(cell)),
    (Column.YES_OR_NO, "yes_or_no", lambda cell, _: flag_of(cell)),
    (Column.KNOCK_OUT, "knock_out", lambda cell, _: flag_of(cell)),
    (Column.QUESTIONS, "questions", _questions),
    (Column.STRONG_EVIDENCE, "strong_evidence", texts_of),
    (Column.RED_FLAGS, "red_flags", texts_of),
    (Column.SOURCES, "sources", marks_of),
)
"""What each column of ONCE means for a competency, and how its cell is read."""
