"""Lays roles that a team wrote without files over a catalogue, and says all that is wrong with one; reads no file.

Such a role is what a definition file holds under `role`, as JSON. The levels that it names take the place of those
beneath it; what it says once for the role holds at every level; levels that it does not name stay as they are.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from rubrics.authoring.answer_sizes import most_of, too_large
from rubrics.authoring.assembly import role_of, rubrics_of
from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.level_checks import level_problems
from rubrics.authoring.level_shapes import in_order
from rubrics.authoring.misfits import Misfit, Path, misfits
from rubrics.authoring.scale_checks import check_scale
from rubrics.authoring.sections import is_placeholder
from rubrics.authoring.shapes import CompetencyText, RoleText
from rubrics.authoring.sum_checks import check_sum
from rubrics.authoring.written_out import DESCRIBED, RUBRIC_WIDE, Written, described, rubric_at
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.levels import FIVE_LEVELS
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Role

SIGNED = ("approved_by", "approved_on")
"""What a rubric says of who approved its role."""
HIDDEN = "hidden"
"""What a role holds beside what a file may say: it is offered nowhere."""


@dataclass(frozen=True)
class OwnRole:
    """A role that a team wrote, and what tells this version of it from others."""

    written: Written
    digest: str


def own_role(written: Written) -> OwnRole:
    """Return a role with its digest, that of its content as canonical JSON."""
    return OwnRole(written, digest_of(written))


def digest_of(written: Written) -> str:
    """Return what tells a role as written from others, whatever the order of its keys, but for that of its levels."""
    ordered = [*written.get("levels", {})]
    told = {**written, "order": ordered} if ordered != sorted(ordered) else written
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def laid_over(base: Catalogue, roles: Sequence[OwnRole]) -> Catalogue:
    """Return a catalogue with a team's roles over it; those that no longer fit it are left out.

    They fitted when they were approved, and may not any more after a release that asks for more.
    """
    catalogue = base
    for role in roles:
        if role.written.get(HIDDEN):
            catalogue = _without(catalogue, role.written["id"])
        elif not misfits_of(base, role.written):
            catalogue = with_role(catalogue, role.written)
    seen = "\n".join([base.digest, *(role.digest for role in roles)])
    return replace(catalogue, digest=hashlib.sha256(seen.encode()).hexdigest()) if roles else base


def misfits_of(base: Catalogue, written: Written) -> list[Misfit]:
    """Return everything that a role's texts and numbers are refused for, each with the path to it."""
    if not _is_changed(written):
        return []
    found = [Misfit(path, ProblemKind.PLACEHOLDER, {"text": text}) for path, text in _placeholders(written)]
    try:
        text = RoleText.model_validate(_whole(base, written))
    except ValidationError as error:
        return [*found, *misfits(error, RoleText)]
    if found or (off_scale := _located(written, lambda block: check_scale(text, block))):
        return found or off_scale
    if unfit := _located(written, level_problems):
        return unfit
    whole = with_role(base, written)
    rubrics = [rubric for (name, _), rubric in whole.rubrics.items() if name == text.id]
    summed = _located(written, lambda block: check_sum(rubrics, block))
    return [*_marks(base, text), *_too_long(whole, text.id), *summed]


def competency_misfits(one: Written) -> list[Misfit]:
    """Return what one competency as written is refused for by itself, with paths inside it."""
    found = [Misfit(path, ProblemKind.PLACEHOLDER, {"text": text}) for path, text in _placeholders(one)]
    try:
        CompetencyText.model_validate(one)
    except ValidationError as error:
        return [*found, *misfits(error, CompetencyText)]
    return found


def rubric_of(base: Catalogue, written: Written, level: str) -> Rubric | None:
    """Return the rubric that a role as written gives at a level, or None; it must fit."""
    return rubric_at(with_role(base, written), written["id"], level)


def _is_changed(written: Written) -> bool:
    return not written.get(HIDDEN) and bool(written.get("competencies") or set(written) - {"id", HIDDEN})


def _whole(base: Catalogue, written: Written) -> Written:
    """Return a role with what it leaves out taken from the one beneath it, or from the one that it extends."""
    beneath = written["id"] if _known(base, written["id"]) else written.get("extends")
    said = {name: value for name, value in written.items() if name != HIDDEN}
    return {**described(base, beneath), **level_by_level(said)}


def level_by_level(written: Written) -> Written:
    """Return a role whose own levels have what is written for them, and not besides what is for a level they are like.

    What is written without files names the levels that it is for, each time. A level that nothing names goes by the one
    that it is like.
    """
    weighted = [each for each in written.get("competencies", ()) if isinstance(each.get("weight"), Mapping)]
    named = {level for each in weighted for level in each["weight"]}
    own = [level for level in written.get("levels", {}) if level in named and level not in FIVE_LEVELS]
    if not own:
        return written
    listed = [
        {**each, "weight": {**dict.fromkeys(own), **each["weight"]}} if each in weighted else each
        for each in written["competencies"]
    ]
    return {**written, "competencies": listed}


def _known(base: Catalogue, role_id: str) -> Role | None:
    return next((role for role in base.roles if role.id == role_id), None)


def with_role(base: Catalogue, written: Written) -> Catalogue:
    """Return a catalogue with one role over it, which must fit; one that says nothing changes nothing."""
    if not _is_changed(written):
        return base
    text = RoleText.model_validate(_whole(base, written))
    own, beneath = role_of(text), _known(base, text.id)
    rubrics = {key: rubric for key, rubric in base.rubrics.items() if key[0] == text.id}
    changed = rubrics_of(text)
    first = next(iter(changed.values()))
    wide = {name: getattr(first, name) for name in (*RUBRIC_WIDE, "do_not_ask", *SIGNED)} | {"role_name": text.name}
    kept = {key: _with_wide(rubric, wide, first) for key, rubric in rubrics.items() if key not in changed}
    role = own if beneath is None else _over(beneath, own)
    known: dict[tuple[str, str], Rubric] = {**kept, **changed}
    ours: dict[tuple[str, str], Rubric] = {(text.id, guide.level): known[text.id, guide.level] for guide in role.levels}
    return replace(
        base,
        roles=_placed(base.roles, role),
        rubrics={**{key: each for key, each in base.rubrics.items() if key[0] != text.id}, **ours},
        checklists=base.checklists if beneath else _checklists(base, text),
    )


def _with_wide(rubric: Rubric, wide: Mapping[str, Any], said_by: Rubric) -> Rubric:
    """Return a rubric with what is said once for its role; a bar in points of another scale is none of its own."""
    own = {} if rubric.scale == said_by.scale else {"bar": rubric.bar}
    return rubric.model_copy(update={**wide, **own})


def _over(beneath: Role, own: Role) -> Role:
    """Return a role with what a team says of it, at its own levels and once for all; the rest as it is."""
    guides = {guide.level: guide for guide in (*beneath.levels, *own.levels)}
    said: dict[str, Any] = {name: getattr(own, name) for name in DESCRIBED}
    return beneath.model_copy(
        update={
            **said,
            "levels": tuple(guides[level] for level in in_order(guides)),
            "do_not_ask": own.do_not_ask,
        }
    )


def _placed(roles: Iterable[Role], role: Role) -> tuple[Role, ...]:
    known = tuple(roles)
    if all(each.id != role.id for each in known):
        return (*known, role)
    return tuple(role if each.id == role.id else each for each in known)


def _checklists(base: Catalogue, text: RoleText) -> Mapping[str, Any]:
    """Return the checklists with a new role's: that of the role it extends, else the one for any role."""
    beneath = base.checklists.get(text.extends or "") or base.general_checklist
    return {**base.checklists, **({text.id: beneath.model_copy(update={"role": text.id})} if beneath else {})}


def _without(base: Catalogue, role_id: str) -> Catalogue:
    return replace(
        base,
        roles=tuple(role for role in base.roles if role.id != role_id),
        rubrics={key: each for key, each in base.rubrics.items() if key[0] != role_id},
        checklists={name: each for name, each in base.checklists.items() if name != role_id},
    )


def _placeholders(value: Any, path: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if isinstance(value, str):
        if is_placeholder(value):
            yield path, value
        return
    entries = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield from _placeholders(each, (*path, key))


def _marks(base: Catalogue, text: RoleText) -> Iterator[Misfit]:
    """Yield every document that a competency names and the catalogue does not know."""
    for number, one in enumerate(text.competencies):
        for mark in (*one.sources, *(mark for each in one.questions.values() for mark in each.sources)):
            if mark not in base.sources:
                facts = {"name": mark, "near": None, "known": sorted(base.sources)}
                yield Misfit(("competencies", number, "sources"), ProblemKind.UNKNOWN_MARK, facts)


def _too_long(catalogue: Catalogue, role_id: str) -> Iterator[Misfit]:
    """Yield each answer about a role that one message could not hold."""
    role = catalogue.role(role_id)
    for answer, size in too_large(catalogue, role).items():
        facts = {"answer": answer, "role": role.name, "size": size, "most": most_of(answer)}
        yield Misfit(("competencies",), ProblemKind.ANSWER_TOO_LONG, facts)


def _located(written: Written, check: Callable[[Block], Iterable[Problem]]) -> list[Misfit]:
    """Return what a check of files finds in a role as written, with paths in the place of lines."""
    paths: list[Path] = []
    return [Misfit(paths[each.line], each.kind, each.values) for each in check(_as_block(written, (), paths))]


def _as_block(value: Any, path: Path, paths: list[Path]) -> Any:
    """Return a value as a file's reader would, each part with the number of its path as its line."""
    paths.append(path)
    place = Place("", len(paths) - 1)
    if isinstance(value, Mapping):
        block = Block(place)
        for key, each in value.items():
            at = Place("", len(paths))
            block.put(key, _as_block(each, (*path, key), paths), at)
        return block
    if isinstance(value, list):
        listing = Listing(place)
        for number, each in enumerate(value):
            listing.places.append(Place("", len(paths)))
            listing.append(_as_block(each, (*path, number), paths))
        return listing
    return value
