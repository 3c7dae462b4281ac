"""Sorts what files hold into the sections of one folder; knows their shape, not their meaning."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.authoring.definition_files import Report
from rubrics.authoring.file_shape import DefinitionFile
from rubrics.authoring.merging import walk
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

KEYED = ("sources", "competencies", "work_samples", "exercises", "sample_answers")
WITH_ID = ("role", "checklist")
_PLACEHOLDER = re.compile(
    r"\s*(?:\[[^\]]*\]|to ?do|tbd|tbc|x{3,5}|\.{2,}|…|lorem ipsum.*)[.:]?\s*", re.IGNORECASE | re.DOTALL
)
"""A whole text that only keeps a place for one."""
LISTED = ("pay", "pay_notes", "level_words", "facts")


@dataclass
class Sections:
    """The definitions of one folder: those with an id by their id, the others in their order."""

    named: dict[str, dict[str, Block]] = field(default_factory=lambda: {kind: {} for kind in (*KEYED, *WITH_ID)})
    listed: dict[str, list[Block]] = field(default_factory=lambda: {kind: [] for kind in LISTED})
    hiring: Block | None = None


def collect(files: Iterable[Block], report: Report) -> Sections:
    """Return the sections of a folder's files; reports what is unknown, of the wrong shape or there twice."""
    collector = _Collector(report)
    for file in files:
        for key, value in file.items():
            collector.add(key, value, file.places[key])
    return collector.sections


class _Collector:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.sections = Sections()
        self.ids: dict[tuple[str, str], Block] = {}

    def add(self, key: str, value: Any, place: Place) -> None:
        if key not in DefinitionFile.model_fields:
            near = nearest_name(key, DefinitionFile.model_fields)
            self.report(Problem.at(place, ProblemKind.UNKNOWN_SECTION, name=key, near=near))
        elif key in LISTED:
            self.add_listed(key, value, place)
        elif not isinstance(value, Block):
            self.report(Problem.at(place, ProblemKind.NOT_A_MAPPING, field=key))
        elif key in KEYED:
            self.add_keyed(key, value)
        elif key in WITH_ID:
            self.add_with_id(key, value, place)
        else:
            self.sections.hiring = value

    def add_listed(self, kind: str, value: Any, place: Place) -> None:
        if not isinstance(value, Listing):
            self.report(Problem.at(place, ProblemKind.NOT_A_LIST, field=kind))
            return
        for item, where in zip(value, value.places, strict=True):
            if isinstance(item, Block):
                self.sections.listed[kind].append(item)
                self.check_once(kind, item)
            else:
                self.report(Problem.at(where, ProblemKind.ENTRY_NOT_A_MAPPING, field=kind))

    def check_once(self, kind: str, item: Block) -> None:
        """Report an entry whose id another one of the same kind has; the later of two would hide the first."""
        name = item.get("id")
        if isinstance(name, str) and (first := self.ids.setdefault((kind, name), item)) is not item:
            self.report(_already(item.places["id"], name, first))

    def add_keyed(self, kind: str, value: Block) -> None:
        for name, item in value.items():
            if isinstance(item, Block):
                self.add_named(kind, name, item, value.places[name])
            else:
                self.report(Problem.at(value.places[name], ProblemKind.NOT_A_MAPPING, field=name))

    def add_with_id(self, kind: str, value: Block, place: Place) -> None:
        name = value.get("id")
        if isinstance(name, str):
            self.add_named(kind, name, value, value.places["id"])
        else:
            self.report(Problem.at(place, ProblemKind.NO_ID, section=kind))

    def add_named(self, kind: str, name: str, item: Block, place: Place) -> None:
        already = self.sections.named[kind].get(name)
        if already is None:
            self.sections.named[kind][name] = item
            return
        self.report(_already(place, name, already))


def _already(place: Place, name: str, first: Block) -> Problem:
    return Problem.at(place, ProblemKind.DEFINED_TWICE, name=name, file=first.place.file, line=first.place.line)


def check_marks(files: Iterable[Block], known: Iterable[str], report: Report) -> None:
    """Report every source mark that no `sources` section explains."""
    marks = set(known)
    for file in files:
        for block, key in walk(file):
            for mark, place in _marks(block, key):
                if mark not in marks:
                    hints = {"near": nearest_name(mark, marks), "known": sorted(marks)}
                    report(Problem.at(place, ProblemKind.UNKNOWN_MARK, name=mark, **hints))


def _marks(block: Block, key: str) -> list[tuple[str, Place]]:
    value = block[key]
    if key == "source" and isinstance(value, str):
        return [(value, block.places[key])]
    if key == "sources" and isinstance(value, Listing):
        return [(mark, place) for mark, place in zip(value, value.places, strict=True) if isinstance(mark, str)]
    return []


def check_placeholders(files: Iterable[Block], report: Report) -> None:
    """Report every text that a starter or a template left to be written, such as “[Summary]” or “TBD”."""
    for file in files:
        for block, key in walk(file):
            for text, place in _texts(block, key):
                if is_placeholder(text):
                    report(Problem.at(place, ProblemKind.PLACEHOLDER, text=text))


def is_placeholder(text: str) -> bool:
    """Tell whether a text only keeps a place for one."""
    return _PLACEHOLDER.fullmatch(text) is not None


def _texts(block: Block, key: str) -> list[tuple[str, Place]]:
    value = block[key]
    if isinstance(value, str):
        return [(value, block.places[key])]
    listed = zip(value, value.places, strict=True) if isinstance(value, Listing) else ()
    return [(item, place) for item, place in listed if isinstance(item, str)]


def check_roles(entries: Iterable[Block], known: Iterable[str], report: Report) -> None:
    """Report every role that an entry names and no one defines."""
    names = set(known)
    for entry in entries:
        roles = entry.get("roles")
        if not isinstance(roles, Listing):
            continue
        for name, place in zip(roles, roles.places, strict=True):
            if name not in names:
                report(Problem.at(place, ProblemKind.UNKNOWN_ROLE, name=name, near=nearest_name(str(name), names)))
