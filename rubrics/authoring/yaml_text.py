"""Reads YAML text into plain data that remembers its lines; knows nothing of what the data means.

The dialect is deliberately small: mappings, lists, text, numbers, true, false and null. Anchors, aliases,
tags and second documents are refused, so no file can unfold into more than it says. Words such as `no` and
`on` stay words.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from rubrics.authoring.blocks import Block, Listing, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind, YamlFault

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
LONGEST = 5_000
"""The longest sentence of a definition has 300 characters; what is quoted in a refusal should stay readable."""
DEEPEST = 20
"""Definitions nest about eight deep; a file beyond this is an accident or an attack."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class _RefusedError(Exception):
    """The text uses something this dialect leaves out."""

    def __init__(self, event: Any, kind: ProblemKind, **values: Any) -> None:
        self.line, self.kind, self.values = _line(event), kind, values


def parse(text: str, file: str) -> tuple[Any, list[Problem]]:
    """Return the data of a text, and what is wrong with it; with syntax that cannot be read the data is None."""
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.problems
    except _RefusedError as refusal:
        return None, [*reader.problems, Problem(file, refusal.line, refusal.kind, refusal.values)]
    except yaml.YAMLError as error:
        return None, [*reader.problems, _syntax_problem(error, text, file)]


class _Reader:
    """Turns libyaml's events into data, in one pass."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.events: Iterator[Any] = yaml.parse(text, Loader=LOADER)

    def document(self) -> Any:
        """Return the one document of the text; None where there is none."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        data = self.value(next(self.events), 0)
        next(self.events)
        more = next(self.events)
        if isinstance(more, yaml.DocumentStartEvent):
            raise _RefusedError(more, ProblemKind.SECOND_DOCUMENT)
        return data

    def value(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(event, ProblemKind.ALIAS, name=event.anchor)
        if event.anchor is not None:
            raise _RefusedError(event, ProblemKind.ANCHOR, name=event.anchor)
        if event.tag is not None:
            raise _RefusedError(event, ProblemKind.TAG, tag=_short_tag(event.tag))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if depth == DEEPEST:
            raise _RefusedError(event, ProblemKind.NESTED_TOO_DEEP, most=DEEPEST)
        if isinstance(event, yaml.MappingStartEvent):
            return self.block(event, depth + 1)
        return self.listing(event, depth + 1)

    def block(self, start: Any, depth: int) -> Block:
        block = Block(Place(self.file, _line(start)))
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, place = self.key(event), Place(self.file, _line(event))
            value = self.value(next(self.events), depth)
            if key in block:
                first = block.places[key].line
                self.problems.append(Problem.at(place, ProblemKind.KEY_TWICE, name=key, first=first))
            else:
                block.put(key, value, place)
        return block

    def listing(self, start: Any, depth: int) -> Listing:
        listing = Listing(Place(self.file, _line(start)))
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            listing.places.append(Place(self.file, _line(event)))
            listing.append(self.value(event, depth))
        return listing

    def key(self, event: Any) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.anchor is None and event.tag is None:
            return _text_of(event)
        raise _RefusedError(event, ProblemKind.KEY_NOT_PLAIN)


def _scalar(event: Any) -> Any:
    """Resolve a plain scalar; whatever stands in quotes or in a block is text."""
    text = _text_of(event)
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _text_of(event: Any) -> str:
    text = str(event.value)
    if len(text) > LONGEST:
        raise _RefusedError(event, ProblemKind.SCALAR_TOO_LONG, size=len(text), most=LONGEST)
    return text


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


_FAULTS = {
    "mapping values are": YamlFault.COLON,
    "found character '\\t'": YamlFault.TAB,
    "found character that": YamlFault.FIRST_CHARACTER,
    "expected ':'": YamlFault.COLON_MISSING,
    "expected key": YamlFault.INDENTATION,
    "expected '-' indicator": YamlFault.LIST_INDENTATION,
    "expected ',' or": YamlFault.BRACKET,
    "control characters": YamlFault.CONTROL_CHARACTER,
    "unexpected end of": YamlFault.QUOTE,
}
"""What libyaml's own words hold, for each fault that there are plainer words for."""


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Return what libyaml stumbled over, and where."""
    libyaml = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    fault = next((fault for part, fault in _FAULTS.items() if part in libyaml), YamlFault.OTHER)
    return Problem(file, _line_of(error, text), ProblemKind.YAML_SYNTAX, {"fault": fault, "libyaml": libyaml})


def _line_of(error: yaml.YAMLError, text: str) -> int:
    """Return where to look: a text that never ends is looked for where it begins."""
    if isinstance(error, yaml.reader.ReaderError):
        return text.encode()[: error.position].count(b"\n") + 1
    mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if began is not None and (mark is None or "end of stream" in str(getattr(error, "problem", ""))):
        mark = began
    return mark.line + 1 if mark else 1
