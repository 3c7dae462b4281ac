"""A pasted table as a role as written, with what it takes from the library; or all that is wrong with it, by row."""

import re
from collections.abc import Mapping
from typing import Any

from rubrics.authoring.blocks import Block, Listing
from rubrics.authoring.keyed_lists import with_keys
from rubrics.authoring.misfits import place_of
from rubrics.authoring.shapes import ANSWERS
from rubrics.authoring.sheet_reading import EVERY_ROLE, parse_sheet
from rubrics.authoring.team_layer import misfits_of
from rubrics.authoring.written_out import Written, competency_written
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

_WHOLE = re.compile(r"\d\.0+")
"""A whole number as some spreadsheets write it."""
CSV, MARKDOWN = "table.csv", "table.md"


def role_pasted(text: str, base: Catalogue, never_ask: Written) -> tuple[Written | None, list[Problem]]:
    """Return the role that a table describes, and what is wrong with it; with any problem it fits nowhere.

    `never_ask` is what it says of questions that are not to be asked unless it has its own.
    """
    is_markdown = text.lstrip().startswith(("|", "#"))
    data, problems = parse_sheet(text, MARKDOWN if is_markdown else CSV)
    if data is None:
        return None, problems or [Problem(CSV, 1, ProblemKind.SHEET_WITHOUT_TABLE)]
    if "role" not in data:
        return None, [*problems, Problem(CSV, 1, ProblemKind.SHEET_OF_EXERCISE)]
    role: Block = with_keys(data)["role"]
    written, missing = _completed(role, base, never_ask)
    found = [*problems, *missing]
    if not isinstance(written.get("id"), str):
        found.append(Problem.at(role.place, ProblemKind.NO_ID, section="role"))
    elif not found:
        found = [Problem.at(place_of(role, each.path), each.kind, **each.values) for each in misfits_of(base, written)]
    return (None if found else written), sorted(found, key=lambda each: each.line)


def _completed(role: Block, base: Catalogue, never_ask: Written) -> tuple[Written, list[Problem]]:
    written: Written = _plain(role)
    problems: list[Problem] = []
    if written.get("extends") == EVERY_ROLE:
        del written["extends"]
        written.setdefault("do_not_ask", never_ask)
    listed = role.get("competencies")
    if isinstance(listed, Listing):
        found = (_from_library(one, place, base, problems) for one, place in zip(listed, listed.places, strict=True))
        written["competencies"] = [*map(_by_points, found)]
    return written, problems


def _from_library(one: Block, place: Any, base: Catalogue, problems: list[Problem]) -> Written:
    """Return a competency with what it leaves out taken from the library, at the first of its levels."""
    said: Written = _plain(one)
    name = said.pop("extends", None)
    if name is None:
        return said
    weights = said.get("weight")
    level = next(iter(weights), "") if isinstance(weights, Mapping) else ""
    known = _library(base, level)
    if name not in known:
        near = nearest_name(name, known)
        problems.append(Problem.at(place, ProblemKind.UNKNOWN_COMPETENCY, name=name, near=near))
        return said
    whole = competency_written(known[name], level)
    # Whether this role turns someone down for it alone is its author's to say, as in the forms.
    inherited = {key: value for key, value in whole.items() if key not in ("weight", "must_have", "floor")}
    return inherited | said


def _by_points(one: Written) -> Written:
    """Return a competency whose anchors stand by their points as forms have them: “no” and “2.0” are points as well."""
    anchors = one.get("anchors")
    if not isinstance(anchors, Mapping):
        return one
    answers = ANSWERS if one.get("yes_or_no") else {}
    points = {key: str(answers.get(key.lower(), key)) for key in anchors}
    points = {key: str(int(float(point))) if _WHOLE.fullmatch(point) else point for key, point in points.items()}
    # Two rows for one point are left for the checks to find.
    return (
        one if len(set(points.values())) < len(points) else {**one, "anchors": {points[k]: anchors[k] for k in points}}
    )


def _library(base: Catalogue, level: str) -> dict[str, Competency]:
    """Return every competency by its id: as it is at a level where it is assessed there, else anywhere."""
    known: dict[str, Competency] = {}
    for rubric in sorted(base.rubrics.values(), key=lambda each: each.level == level):
        known.update({one.id: one for one in rubric.competencies})
    return known


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
