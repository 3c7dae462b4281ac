"""Sets two roles, or two versions of a rubric or catalogue, side by side; judges neither."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from rubrics.catalogue.checklist import Checklist
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Arithmetic, Competency, Rubric, Value
from rubrics.catalogue.role import Role, Statement
from rubrics.catalogue.scale import FIVE, Scale


class Aspect(StrEnum):
    """What roles are compared by, in the order people read it."""

    IN_SHORT = "in_short"
    DOES = "does"
    DOES_NOT = "does_not"
    LEAVES_BEHIND = "leaves_behind"
    STRONGEST_AT = "strongest_at"
    DAILY_TOOLS = "daily_tools"
    MATHEMATICS = "mathematics"
    TYPICAL_BACKGROUND = "typical_background"
    RECOGNIZED_BY = "recognized_by"
    HIRE_WHEN = "hire_when"
    IN_REGULATED_WORK = "in_regulated_work"
    MUST_HAVE = "must_have"
    NOT_NEEDED = "not_needed"
    GROWS_INTO = "grows_into"
    CONFUSED_WITH = "confused_with"


class Row(Value):
    """One aspect of several roles: a cell for each role, in their order; an empty cell where nothing is said."""

    aspect: Aspect
    cells: tuple[tuple[Statement, ...], ...]


def _one(statement: Statement | None) -> tuple[Statement, ...]:
    return (statement,) if statement else ()


def _growth(role: Role) -> tuple[Statement, ...]:
    if role.growth is None:
        return ()
    return (Statement(text=" → ".join(role.growth.path), sources=role.growth.sources),)


_ASPECTS: Mapping[Aspect, Callable[[Role], tuple[Statement, ...]]] = {
    Aspect.IN_SHORT: lambda role: (Statement(text=role.summary),),
    Aspect.DOES: lambda role: role.does,
    Aspect.DOES_NOT: lambda role: role.does_not,
    Aspect.LEAVES_BEHIND: lambda role: _one(role.output),
    Aspect.STRONGEST_AT: lambda role: _one(role.strongest_at),
    Aspect.DAILY_TOOLS: lambda role: role.daily_tools,
    Aspect.MATHEMATICS: lambda role: _one(role.mathematics),
    Aspect.TYPICAL_BACKGROUND: lambda role: _one(role.typical_background),
    Aspect.RECOGNIZED_BY: lambda role: role.markers,
    Aspect.HIRE_WHEN: lambda role: _one(role.hire_when),
    Aspect.IN_REGULATED_WORK: lambda role: _one(role.regulated_fit),
    Aspect.MUST_HAVE: lambda role: role.must_have,
    Aspect.NOT_NEEDED: lambda role: role.not_needed,
    Aspect.GROWS_INTO: _growth,
    Aspect.CONFUSED_WITH: lambda role: role.confused_with,
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
    changes = []
    for where in dict.fromkeys([*before, *after]):
        old, new = before.get(where), after.get(where)
        if old is None:
            changes.append(Change(where=where, kind="added", after=new))
        elif new is None:
            changes.append(Change(where=where, kind="removed", before=old))
        elif old != new:
            changes.append(Change(where=where, kind="changed", before=old, after=new))
    return tuple(changes)


Lines = Iterator[tuple[str, str | date]]


def _lines(rubric: Rubric) -> Lines:
    yield "Expectation", rubric.expectation
    if rubric.scale != FIVE:
        yield "Scale", _scale(rubric.scale)
    if rubric.arithmetic is not Arithmetic.SCORE:
        yield "Arithmetic", rubric.arithmetic.value
    yield "Bar", f"{rubric.bar:g}"
    yield "Recommendation weight", f"{rubric.recommendation_share:.0%}"
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
    if competency.short:
        yield f"{name}, short name", competency.short
    yield f"{name}, weight", f"{competency.weight:g}"
    if competency.weight_reason:
        yield f"{name}, weight's reason", competency.weight_reason.text
    yield f"{name}, must have", _must_have(competency)
    if competency.scale.is_yes_or_no:
        yield f"{name}, yes or no", "knock-out" if competency.knock_out else "yes"
    for anchor in competency.anchors:
        yield f"{name}, anchor {anchor.rating}", f"{anchor.short} – {anchor.behavior}"
    for number, question in enumerate(competency.questions, start=1):
        asked = f"{name}, question {question.id or number}"
        yield asked, " / ".join((question.ask, *question.follow_ups))
        yield from ((f"{asked}, listen for at {each.rating}", each.sign) for each in question.listen_for)
    yield from _numbered(f"{name}, strong evidence", competency.strong_evidence)
    yield from _numbered(f"{name}, red flag", competency.red_flags)


def _scale(scale: Scale) -> str:
    points = zip(scale.points, scale.values, strict=True)
    return ", ".join(f"{scale.name(point) or point} = {value:.4g}" for point, value in points)


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
