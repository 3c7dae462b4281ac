"""Where the title of a posting stands: on its first line, below a preface, or at the head of one long line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.jd.text.lines import Line
from rubrics.jd.text.matcher import words_of
from rubrics.jd.text.plaintext import FILLER, lowered

_MARKS = f" #*_:\t{FILLER}"
_LENGTH = 160
"""A longer line is a sentence and no title as a whole."""
_HEAD_LINES, _TITLE_WORDS = 8, 14
"""In so many lines below a preface a title is looked for, and so many words it has at most."""
_HEAD_WORDS = 8
"""So many words at the head of one long line may be its title."""
_FIELD = re.compile(r"[*_ \t]{0,4}([A-Za-z][A-Za-z' ]{1,24}?)[*_ \t]{0,4}:[*_]{0,3}[ \t]*")
_CUT = re.compile(r"[,.;:!?(|\n]|[ \t]-[ \t]")
_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "at"))


@dataclass(frozen=True)
class TitleLists:
    """The words that tell a title from what stands before it; see definitions/jd/titles.yaml."""

    job_words: frozenset[str]
    labels: frozenset[str]
    fields: frozenset[str]
    prefaces: frozenset[str]
    greetings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with the offset it ends at, and the lines that are left; no title is an empty one."""

    name: str
    end: int
    lines: list[Line]


def title_in(plain: str, lines: Sequence[Line], lists: TitleLists) -> Titled:
    """Return the title of a text: its first line, unless that is a preface with a title below it."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        body = plain[line.start : line.end]
        if _is_preface(body, lists):
            continue
        named = _named(body, lists)
        if index == 0 or (_names_job(named, lists) and len(named.split()) <= _TITLE_WORDS):
            return _titled(plain, lines[index:], named, lists)
        break
    return _titled(plain, lines, _named(plain[lines[0].start : lines[0].end], lists), lists) if lines else _NONE


_NONE = Titled("", 0, [])


def _titled(plain: str, lines: Sequence[Line], name: str, lists: TitleLists) -> Titled:
    first, *rest = lines
    if len(name) <= _LENGTH:
        return Titled(name, first.end, rest)
    head = _head(name, lists)
    if not head:
        return Titled("", 0, list(lines))
    end = plain.index(head, first.start) + len(head)
    while end < first.end and plain[end] in " \t,.;:|-":
        end += 1
    return Titled(head, end, [*([Line(end, first.end)] if end < first.end else []), *rest])


def _named(body: str, lists: TitleLists) -> str:
    """Return a line without its marks, and without a label such as “Job title:” where a job is named behind it."""
    name = body.strip(_MARKS)
    field = _FIELD.match(name)
    if field and field[1].strip().lower() in lists.labels:
        rest = name[field.end() :].strip(_MARKS)
        if _names_job(rest, lists):
            return rest
    return name


def _head(line: str, lists: TitleLists) -> str:
    """Return the name of a job that a long line begins with, all in capitals: “Senior AI Engineer Location: …”."""
    cut = _CUT.search(line)
    words = line[: cut.start() if cut else len(line)].split()[:_HEAD_WORDS]
    kept: list[str] = []
    for word in words:
        if not word[0].isupper() and word not in _SMALL:
            break
        kept.append(word)
    while kept and not _names_job(kept[-1], lists):
        kept.pop()
    head = " ".join(kept)
    return head if head and line.startswith(head) else ""


def _is_preface(body: str, lists: TitleLists) -> bool:
    """Whether a line is none of the posting: a label over nothing, a field, a page's link, a word to colleagues."""
    field = _FIELD.match(body)
    if field and field[1].strip().lower() in lists.fields:
        return True
    words = words_of(lowered(body.strip(_MARKS))).keys
    return not words or " ".join(words) in lists.prefaces or words[0] in lists.greetings


def _names_job(name: str, lists: TitleLists) -> bool:
    return any(key in lists.job_words for key in words_of(lowered(name)).keys)
