"""Where the title of a posting stands: on its first line, below a preface or a page's navigation, or at the head of
one long line; and what of that line is the page's and not the title's.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rubrics.jd.text.lines import Line
from rubrics.jd.text.matcher import words_of
from rubrics.jd.text.plaintext import FILLER, lowered

_MARKS = f" #*_:\t{FILLER}"
_LENGTH = 160
"""A longer line is a sentence and no title as a whole."""
_HEAD_LINES, _TITLE_WORDS = 16, 14
"""In so many lines a title is looked for, and so many words it has at most."""
_FAR_WORDS = 9
"""So many words a title has at most that stands below lines which may be titles themselves."""
_HEAD_WORDS = 8
"""So many words at the head of one long line may be its title."""
_FIELD = re.compile(r"[*_ \t]{0,4}([A-Za-z][A-Za-z' ]{1,24}?)[*_ \t]{0,4}:[*_]{0,3}[ \t]*")
_CUT = re.compile(r"[,.;:!?(|\n]|[ \t]-[ \t]")
_SMALL = frozenset(("of", "and", "the", "for", "in", "to", "at", "on", "with", "a", "an", "or"))
_SPEAKING = ("As ", "We ", "You ", "Our ", "Your ", "This ", "The ", "Join ", "Reporting ", "Reports ")
"""How a line begins that speaks of a job and is not its title."""
_WORD = re.compile(r"[^\W\d_][\w'/+#.-]*")
_PARTED = re.compile(r"[ \t]*[|•·>»/][ \t]*|[ \t]{2,}")
_PIPES = re.compile(r"[ \t]+\|[ \t]+")
_APPLICATION = re.compile(r"(?:job )?application for (?:the )?", re.IGNORECASE)
_HIRING = re.compile(r".{1,60}? (?:is )?hiring(?: an?)? (.+?) in [A-Z].*")
"""How pages of job boards are called: “Acme hiring AI Engineer in Denver, CO”."""
_AT = re.compile(r"[ \t]+(?:at|@)[ \t]+(?=[A-Z0-9])")
_PICTURE = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d \t]+"
_PICTURES = re.compile(rf"^{_PICTURE}|{_PICTURE}$")


@dataclass(frozen=True)
class TitleLists:
    """The words that tell a title from what stands before it; see definitions/jd/titles.yaml."""

    job_words: frozenset[str]
    labels: frozenset[str]
    fields: frozenset[str]
    prefaces: frozenset[str]
    greetings: frozenset[str]
    leaders: frozenset[str]
    site_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Titled:
    """A title with the offset it ends at, the lines that are left, and its whole line; no title is an empty one."""

    name: str
    end: int
    lines: list[Line]
    line: str = ""


def title_in(plain: str, lines: Sequence[Line], lists: TitleLists, is_heading: Callable[[str], bool]) -> Titled:
    """Return the title of a text: its first line, unless that names no job and one of the next short lines does.

    A first line that is a heading, under which no line names a job, is no title.
    """
    found: int | None = None
    first: int | None = None
    for index, line in enumerate(lines[:_HEAD_LINES]):
        body = _without_pictures(plain[line.start : line.end])
        if _is_preface(body, lists):
            continue
        if _is_named(body, lists, first=index == 0, far=first is not None):
            found = index
            break
        first = index if first is None else first
        if len(body.split()) > _TITLE_WORDS:
            break
    if found is None:
        found = _unnamed(plain, lines, first, is_heading)
    if found is None:
        return Titled("", 0, list(lines))
    return _titled(plain, lines[found:], _named(plain[lines[found].start : lines[found].end], lists), lists)


def job_named(body: str, lists: TitleLists) -> str | None:
    """Return the title that a line is, wherever it stands; None for any other line."""
    name = _named(_without_pictures(body), lists)
    is_title = len(name.split()) <= _FAR_WORDS and _is_title("", name) and _names_job(name, lists)
    return _without_page(name, lists) if is_title else None


def _without_pictures(line: str) -> str:
    """Return a line without the pictures and spaces at its ends; most have no picture."""
    return line.strip(" \t") if line.isascii() else _PICTURES.sub("", line)


def _is_named(body: str, lists: TitleLists, *, first: bool, far: bool) -> bool:
    """Whether a line is a title; below others that may be one, it must be short and look like one."""
    name = _named(body, lists)
    words = len(name.split())
    if _names_job(name, lists):
        near = words <= _TITLE_WORDS and not far and not name.startswith(_SPEAKING)
        return first or near or (words <= _FAR_WORDS and _is_title(body, name))
    return not far and not lists.leaders.isdisjoint(words_of(lowered(name)).keys)


def _unnamed(plain: str, lines: Sequence[Line], first: int | None, is_heading: Callable[[str], bool]) -> int | None:
    """Return which line is the title where none names a job: the first that is no preface, if it looks like one."""
    if not lines:
        return None
    chosen = first if first is not None and _is_title("", plain[lines[first].start : lines[first].end]) else 0
    name = plain[lines[chosen].start : lines[chosen].end].strip(_MARKS)
    return None if is_heading(name) else chosen


def _is_title(body: str, name: str) -> bool:
    """Whether a line is written as titles are: no sentence and no field; in capitals, or marked as a heading."""
    if name[-1:] in ".,;:?!" or (":" in name and _FIELD.match(name)) or name.startswith(_SPEAKING):
        return False
    words = [word for word in _WORD.findall(name) if word not in _SMALL]
    return body[:1] in ("#", "*") or sum(word[0].isupper() for word in words) * 4 >= 3 * len(words) > 0


def _titled(plain: str, lines: Sequence[Line], name: str, lists: TitleLists) -> Titled:
    first, *rest = lines
    if len(name) <= _LENGTH:
        return Titled(_without_page(name, lists), first.end, rest, name)
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


def _without_page(line: str, lists: TitleLists) -> str:
    """Return a title without what its page adds: “… at Acme”, “… | Careers”, “Job Application for …”, a picture."""
    name = _without_pictures(line) or line
    hiring = _HIRING.fullmatch(name)
    name = hiring[1] if hiring and _names_job(hiring[1], lists) else _APPLICATION.sub("", name, count=1)
    parts = _PIPES.split(name)
    if len(parts) > 1 and any(not lists.site_words.isdisjoint(words_of(lowered(part)).keys) for part in parts):
        name = next((part for part in parts if _names_job(part, lists)), name)
    head, *tail = _AT.split(name, maxsplit=1)
    own = words_of(lowered(head)).keys
    return head if tail and own and own[-1] in lists.job_words else name


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
    if body[:1] == "@":
        return True
    words = words_of(lowered(body.strip(_MARKS))).keys
    if not words or " ".join(words) in lists.prefaces or words[0] in lists.greetings:
        return True
    parts = [" ".join(words_of(lowered(part)).keys) for part in _PARTED.split(body.strip(_MARKS))]
    return len(parts) > 2 and sum(part in lists.prefaces for part in parts) * 2 >= len(parts)


def _names_job(name: str, lists: TitleLists) -> bool:
    return any(key in lists.job_words for key in words_of(lowered(name)).keys)
