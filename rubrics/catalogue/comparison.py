"""Sets two roles, or two versions of a rubric or catalogue, side by side; judges neither."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Checklist, Competency, Rubric, Value
from rubrics.catalogue.role import Role, Statement


class Row(Value):
    """One aspect of several roles: a cell for each role, in their order; an empty cell where nothing is said."""

    aspect: str
    cells: tuple[tuple[Statement, ...], ...]


def _one(statement: Statement | None) -> tuple[Statement, ...]:
    return (statement,) if statement else ()


def _growth(role: Role) -> tuple[Statement, ...]:
    if role.growth is None:
        return ()
    return (Statement(text=" → ".join(role.growth.path), sources=role.growth.sources),)


_ASPECTS: Mapping[str, Callable[[Role], tuple[Statement, ...]]] = {
    "In short": lambda role: (Statement(text=role.summary),),
    "Does": lambda role: role.does,
    "Does not": lambda role: role.does_not,
    "Leaves behind": lambda role: (role.output,),
    "Strongest at": lambda role: (role.strongest_at,),
    "Daily tools": lambda role: role.daily_tools,
    "Mathematics": lambda role: _one(role.mathematics),
    "Typical background": lambda role: _one(role.typical_background),
    "Recognised by": lambda role: role.markers,
    "Hire when": lambda role: _one(role.hire_when),
    "In regulated work": lambda role: _one(role.regulated_fit),
    "Must have": lambda role: role.must_have,
    "Not needed": lambda role: role.not_needed,
    "Grows into": _growth,
    "Confused with": lambda role: role.confused_with,
}


def compare_roles(*roles: Role) -> tuple[Row, ...]:
    """Return the roles side by side, aspect by aspect, leaving out aspects none of them mentions."""
    rows = (Row(aspect=name, cells=tuple(cell(role) for role in roles)) for name, cell in _ASPECTS.items())
    return tuple(row for row in rows if any(row.cells))


class Change(Value):
    """One difference between two versions: where it is, what stood there and what stands there now."""

    where: str
    kind: Literal["added", "removed", "changed"]
    before: str | date | None = None
    after: str | date | None = None


def rubric_changes(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    """Return what changed between two versions of a rubric, in the order people read it."""
    return _changes(dict(_lines(before)), dict(_lines(after)))


def catalogue_changes(before: Catalogue, after: Catalogue) -> tuple[Change, ...]:
    """Return what changed in rubrics and checklists between two catalogues."""
    return _changes(dict(_catalogue_lines(before)), dict(_catalogue_lines(after)))


def _changes(before: Mapping[str, str | date], after: Mapping[str, str | date]) -> tuple[Change, ...]:
    found = []
    for where in dict.fromkeys([*before, *after]):
        old, new = before.get(where), after.get(where)
        if old is None:
            found.append(Change(where=where, kind="added", after=new))
        elif new is None:
            found.append(Change(where=where, kind="removed", before=old))
        elif old != new:
            found.append(Change(where=where, kind="changed", before=old, after=new))
    return tuple(found)


Lines = Iterator[tuple[str, str | date]]


def _lines(rubric: Rubric) -> Lines:
    yield "Expectation", rubric.expectation
    yield "Bar", f"{rubric.bar:g}"
    yield "Weight of the recommendation", f"{rubric.recommendation_share:.0%}"
    yield "Fewest scorecards", str(rubric.minimum_scorecards)
    if rubric.approved_by:
        yield "Approved by", rubric.approved_by
    if rubric.approved_on:
        yield "Approved on", rubric.approved_on
    for competency in rubric.competencies:
        yield from _competency_lines(competency)
    yield from _numbered("Do not ask", rubric.do_not_ask)


def _competency_lines(competency: Competency) -> Lines:
    name = competency.id
    yield name, f"{competency.name}: {competency.meaning}"
    yield f"{name}, weight", f"{competency.weight:g}"
    yield f"{name}, must have", _must_have(competency)
    for anchor in competency.anchors:
        yield f"{name}, anchor {anchor.rating}", f"{anchor.short} – {anchor.behaviour}"
    for number, question in enumerate(competency.questions, start=1):
        yield f"{name}, question {question.id or number}", " / ".join((question.ask, *question.follow_ups))
    yield from _numbered(f"{name}, strong evidence", competency.strong_evidence)
    yield from _numbered(f"{name}, red flag", competency.red_flags)


def _must_have(competency: Competency) -> str:
    floor = f", floor {competency.floor:g}" if competency.floor else ""
    return f"{'yes' if competency.must_have else 'no'}{floor}"


def _numbered(name: str, texts: Iterable[str]) -> Lines:
    for number, text in enumerate(texts, start=1):
        yield f"{name} {number}", text


def _checklist_lines(checklist: Checklist) -> Lines:
    for item in checklist.items:
        yield f"{item.id}, {item.kind.replace('_', ' ')}", f"{item.text} – {item.why}"


def _catalogue_lines(catalogue: Catalogue) -> Lines:
    for rubric in catalogue.rubrics.values():
        yield from ((f"{rubric.id}: {where}", text) for where, text in _lines(rubric))
    for role, checklist in catalogue.checklists.items():
        yield from ((f"checklist {role}: {where}", text) for where, text in _checklist_lines(checklist))
