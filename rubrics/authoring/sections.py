"""Sorts what files hold into the sections of one folder; knows their shape, not their meaning."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rubrics.authoring.definition_files import Report
from rubrics.authoring.merging import walk
from rubrics.authoring.shapes import DefinitionFile
from rubrics.authoring.yaml_text import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import did_you_mean

KEYED = ("sources", "competencies", "work_samples")
WITH_ID = ("role", "checklist")
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
            hint = did_you_mean(key, DefinitionFile.model_fields)
            self.report(Problem(*place, f"“{key}” is not a section of a definition file{hint}"))
        elif key in LISTED:
            self.add_listed(key, value, place)
        elif not isinstance(value, Block):
            self.report(Problem(*place, f"“{key}” must be a mapping: lines of `key: value`"))
        elif key in KEYED:
            self.add_keyed(key, value)
        elif key in WITH_ID:
            self.add_with_id(key, value, place)
        else:
            self.sections.hiring = value

    def add_listed(self, kind: str, value: Any, place: Place) -> None:
        if not isinstance(value, Listing):
            self.report(Problem(*place, f"“{kind}” must be a list: lines that start with a hyphen"))
            return
        for item, where in zip(value, value.places, strict=True):
            if isinstance(item, Block):
                self.sections.listed[kind].append(item)
                self.check_once(kind, item)
            else:
                self.report(Problem(*where, f"each entry of “{kind}” must be a mapping: lines of `key: value`"))

    def check_once(self, kind: str, item: Block) -> None:
        """Report an entry whose id another one of the same kind has; the later of two would hide the first."""
        name = item.get("id")
        if isinstance(name, str) and (first := self.ids.setdefault((kind, name), item)) is not item:
            self.report(Problem(*item.places["id"], _already(name, first)))

    def add_keyed(self, kind: str, value: Block) -> None:
        for name, item in value.items():
            if isinstance(item, Block):
                self.add_named(kind, name, item, value.places[name])
            else:
                self.report(Problem(*value.places[name], f"“{name}” must be a mapping: lines of `key: value`"))

    def add_with_id(self, kind: str, value: Block, place: Place) -> None:
        name = value.get("id")
        if isinstance(name, str):
            self.add_named(kind, name, value, value.places["id"])
        else:
            self.report(Problem(*place, f"this {kind} has no id, such as `id: data-engineer`"))

    def add_named(self, kind: str, name: str, item: Block, place: Place) -> None:
        already = self.sections.named[kind].get(name)
        if already is None:
            self.sections.named[kind][name] = item
            return
        self.report(Problem(*place, _already(name, already)))


def _already(name: str, first: Block) -> str:
    return f"“{name}” is already defined in {first.place.file}:{first.place.line}; keep one of the two"


def check_marks(files: Iterable[Block], known: Iterable[str], report: Report) -> None:
    """Report every source mark that no `sources` section explains."""
    marks = set(known)
    for file in files:
        for block, key in walk(file):
            for mark, place in _marks(block, key):
                if mark not in marks:
                    hint = did_you_mean(mark, marks) or f"; known are {', '.join(sorted(marks))}"
                    report(Problem(*place, f"no source has the mark “{mark}”{hint}"))


def _marks(block: Block, key: str) -> list[tuple[str, Place]]:
    value = block[key]
    if key == "source" and isinstance(value, str):
        return [(value, block.places[key])]
    if key == "sources" and isinstance(value, Listing):
        return [(mark, place) for mark, place in zip(value, value.places, strict=True) if isinstance(mark, str)]
    return []


def check_roles(entries: Iterable[Block], known: Iterable[str], report: Report) -> None:
    """Report every role that an entry names and nobody defines."""
    names = set(known)
    for entry in entries:
        roles = entry.get("roles")
        if not isinstance(roles, Listing):
            continue
        for name, place in zip(roles, roles.places, strict=True):
            if name not in names:
                report(Problem(*place, f"no role has the id “{name}”{did_you_mean(str(name), names)}"))
