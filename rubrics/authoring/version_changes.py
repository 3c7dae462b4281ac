"""What differs between two versions of a role, as an approver reads it: shares of the score, new parts as a whole."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from rubrics.authoring.scale_changes import on_scale
from rubrics.authoring.scale_shape import scale_line
from rubrics.authoring.sheet_levels import level_cell
from rubrics.authoring.team_layer import SIGNED, with_role
from rubrics.authoring.written_out import role_written, rubric_at
from rubrics.catalogue.comparison import Change, rubric_changes
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Arithmetic, Competency, Rubric, Value
from rubrics.catalogue.role import Role


class NewCompetency(Value):
    """A competency as a version brings it: its share of the score, whether it is a must-have, its anchors in short."""

    name: str
    share: float
    must_have: bool
    anchors: tuple[tuple[int, str], ...]


class VersionChange(Value):
    """One difference: at which level, in which competency by its name, and where; empty texts where it is the role's.

    A competency that only one of the versions has is one change, whatever it says.
    """

    level: str
    competency: str
    where: str
    kind: Literal["added", "removed", "changed"]
    before: str | date | None = None
    after: str | date | None = None
    new: NewCompetency | None = None
    """What a competency that was added weighs and holds."""


ANCHOR, QUESTION = "anchor ", "question "
"""What rubrics' changes call an anchor by, before its rating, and a question, before its id."""
ADDED_UP, SCORE, COUNT = "adds up to", "a score", "recommendations alone"
LISTEN = ", listen for at "
OF_KIND = ("must have", "yes or no")
KIND = "how it's judged"
"""What changes with a competency's kind, and is told as that."""
LONGEST_QUOTE = 60
"""Characters of a question that tell it from the others of a competency, where only something below it differs."""
COMPETENCY, ORDER, WEIGHT, NAME, SUMMARY, LEVEL = "competency", "order", "weight", "name", "summary", "level"
"""What `where` says of a whole competency, of their order, of a share of the score, of the role, of a whole level."""
LEVEL_NAME, LEVEL_ORDER, SCALE = "level's name", "order of levels", "scale"
"""What it says of a level that is called something else, or is like another one; of where levels stand; of the scale.
"""


def changes_between(one: Catalogue, other: Catalogue, role_id: str) -> tuple[VersionChange, ...]:
    """Return what differs in a role between two catalogues; nothing where only the later one has it."""
    before, after = (next((role for role in each.roles if role.id == role_id), None) for each in (one, other))
    if before is None or after is None:
        return ()
    found = [*_of_role(before, after), *_once(_of_levels(one, other, after), len(after.levels))]
    # What holds for all that follows is read first.
    return tuple(sorted(found, key=lambda each: bool(each.competency)))


def _of_role(before: Role, after: Role) -> Iterator[VersionChange]:
    for where, old, new in ((NAME, before.name, after.name), (SUMMARY, before.summary, after.summary)):
        if old != new:
            yield VersionChange(level="", competency="", where=where, kind="changed", before=old, after=new)
    levels = {guide.level.value: guide.level for guide in before.levels}
    kept = [guide.level for guide in after.levels if guide.level in levels]
    for level in kept:
        old, new = level_cell(levels[level.value]), level_cell(level)
        if old != new:
            yield VersionChange(level="", competency="", where=LEVEL_NAME, kind="changed", before=old, after=new)
    orders = [[each for each in levels if each in kept], [each.value for each in kept]]
    if orders[0] != orders[1]:
        names = {level.value: level.name for level in kept}
        old, new = (", ".join(names[each] for each in order) for order in orders)
        yield VersionChange(level="", competency="", where=LEVEL_ORDER, kind="changed", before=old, after=new)


def _once(changes: Iterable[VersionChange], levels: int) -> Iterator[VersionChange]:
    """Yield changes, and what differs alike at every level once, as the role's."""
    listed = [*changes]
    alike = Counter(_told(each) for each in listed)
    seen = set[tuple[Any, ...]]()
    for each in listed:
        is_everywhere = not each.competency and levels > 1 and alike[_told(each)] == levels
        if not is_everywhere:
            yield each
        elif _told(each) not in seen:
            seen.add(_told(each))
            yield each.model_copy(update={"level": ""})


def _told(change: VersionChange) -> tuple[Any, ...]:
    return change.competency, change.where, change.kind, change.before, change.after


def _of_levels(one: Catalogue, other: Catalogue, after: Role) -> Iterator[VersionChange]:
    for guide in after.levels:
        level = guide.level.value
        old, new = rubric_at(one, after.id, level), rubric_at(other, after.id, level)
        if new and not old:
            yield VersionChange(level=guide.level.name, competency="", where=LEVEL, kind="added", after=new.expectation)
        elif old and new and old.digest != new.digest:
            if old.scale != new.scale:
                lines = [scale_line(each.scale) for each in (old, new)]
                facts = {"before": lines[0], "after": lines[1]}
                yield VersionChange(level=guide.level.name, competency="", where=SCALE, kind="changed", **facts)
                old = _moved(one, old, new)
            yield from _of_rubric(guide.level.name, old, new)


def _moved(catalogue: Catalogue, old: Rubric, new: Rubric) -> Rubric:
    """Return a rubric as it is on another one's scale: what only moved with the scale is no change of its own."""
    written = on_scale(role_written(catalogue.role(old.role), [old]), new.scale)
    return rubric_at(with_role(catalogue, written), old.role, old.level.value) or old


def _of_rubric(level: str, old: Rubric, new: Rubric) -> Iterator[VersionChange]:
    before, after = ({each.id: each for each in rubric.competencies} for rubric in (old, new))
    for change in rubric_changes(_unsigned(old), _unsigned(new)):
        name, _, rest = change.where.partition(", ")
        known = after.get(name) or before.get(name)
        if known is None:
            yield from _of_whole(level, change, new)
        elif name not in before or name not in after:
            if not rest:
                yield _whole(level, known, change, new)
        elif _kind(before[name]) != _kind(after[name]) and _follows_kind(rest):
            continue
        elif rest.startswith(QUESTION):
            yield _question(level, known, change, rest, (before[name], after[name]))
        elif rest.startswith(ANCHOR):
            yield from _anchor(level, before[name], after[name], int(rest.removeprefix(ANCHOR)))
        else:
            yield _part(level, known, change, rest, (old, new))
    shared = [[each for each in rubric if each in before and each in after] for rubric in (before, after)]
    for name in shared[1]:
        old_kind, new_kind = _kind(before[name]), _kind(after[name])
        if old_kind != new_kind:
            told = {"where": KIND, "kind": "changed", "before": old_kind, "after": new_kind}
            yield VersionChange(level=level, competency=after[name].name, **told)
    if shared[0] != shared[1]:
        names = [", ".join(after[each].name for each in order) for order in shared]
        yield VersionChange(level=level, competency="", where=ORDER, kind="changed", before=names[0], after=names[1])


def _of_whole(level: str, change: Change, new: Rubric) -> Iterator[VersionChange]:
    """Yield what differs of a rubric beside its competencies; where nothing is added up, no bar."""
    if change.where == "Arithmetic":
        was, now = (SCORE, COUNT) if new.arithmetic is Arithmetic.NONE else (COUNT, SCORE)
        yield VersionChange(level=level, competency="", where=ADDED_UP, kind="changed", before=was, after=now)
    elif change.where != "Bar" or new.arithmetic is not Arithmetic.NONE:
        yield VersionChange(level=level, competency="", **dict(change))


def _kind(one: Competency) -> str:
    """Return how a competency is judged; its anchors and what to listen for follow from that."""
    return "knock-out" if one.knock_out else "yes or no" if one.scale.is_yes_or_no else "rated"


def _follows_kind(rest: str) -> bool:
    return rest in OF_KIND or rest.startswith(ANCHOR) or LISTEN in rest


def _unsigned(rubric: Rubric) -> Rubric:
    """Return a rubric without who approved it, which each version says of itself."""
    return rubric.model_copy(update=dict.fromkeys(SIGNED))


def new_competencies(rubric: Rubric) -> tuple[NewCompetency, ...]:
    """Return what a rubric assesses, as a version that brings all of it is read."""
    return tuple(_new(rubric, one) for one in rubric.competencies)


def _new(rubric: Rubric, one: Competency) -> NewCompetency:
    anchors = tuple((each.rating, each.short) for each in one.anchors)
    share = rubric.shares_of_score.get(one.id, 0)
    return NewCompetency(name=one.name, share=share, must_have=one.must_have, anchors=anchors)


def _whole(level: str, one: Competency, change: Change, rubric: Rubric) -> VersionChange:
    values: dict[str, Any] = {"before": change.before, "after": change.after}
    if change.kind == "added":
        values["new"] = _new(rubric, one)
    return VersionChange(level=level, competency=one.name, where=COMPETENCY, kind=change.kind, **values)


def _anchor(level: str, old: Competency, new: Competency, rating: int) -> Iterator[VersionChange]:
    """Yield what differs of an anchor: its few words, its full ones, or both."""
    before, after = (next((each for each in one.anchors if each.rating == rating), None) for one in (old, new))
    for field, where in (("short", f"{rating} in short"), ("behavior", f"{rating} in full")):
        said = [getattr(each, field) if each else None for each in (before, after)]
        if said[0] != said[1]:
            kind = "added" if before is None else "removed" if after is None else "changed"
            facts = {"where": where, "kind": kind, "before": said[0], "after": said[1]}
            yield VersionChange(level=level, competency=new.name, **facts)


def _question(
    level: str, one: Competency, change: Change, rest: str, versions: tuple[Competency, Competency]
) -> VersionChange:
    """Return what differs of a question, or of what is listened for in its answer, quoted in the place of its id."""
    name, _, below = rest.removeprefix(QUESTION).partition(", ")
    known = [
        each
        for version in versions
        for number, each in enumerate(version.questions, 1)
        if name in (each.id, f"{number}")
    ]
    where = QUESTION.strip()
    if below and known:
        ask = known[-1].ask
        where = f"“{ask if len(ask) <= LONGEST_QUOTE else ask[:LONGEST_QUOTE].rstrip() + '…'}”, {below}"
    values = {"before": change.before, "after": change.after}
    return VersionChange(level=level, competency=one.name, where=where, kind=change.kind, **values)


def _part(level: str, one: Competency, change: Change, rest: str, rubrics: tuple[Rubric, Rubric]) -> VersionChange:
    values = {"before": change.before, "after": change.after}
    if rest == WEIGHT:
        # A weight says nothing alone: it is relative to the others.
        shares = [f"{rubric.shares_of_score[one.id]:.0%}" for rubric in rubrics]
        values = {"before": shares[0], "after": shares[1]}
    return VersionChange(level=level, competency=one.name, where=rest or COMPETENCY, kind=change.kind, **values)
