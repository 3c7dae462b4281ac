"""What of a pasted text is not the posting: other jobs, a second posting, a form, the foot of a page, a translation.

Each stretch is set apart before anything is read, and told. Knows nothing of what is good in a posting.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rubrics.jd.text.english import foreign_lines
from rubrics.jd.text.lines import Line
from rubrics.jd.text.matcher import first_key, words_of
from rubrics.jd.text.title_lines import TitleLists, job_named
from rubrics.jd.values import Apart, SectionKind

_TAIL = 4
"""So many words may follow “More jobs from”."""
_LEADING_ON = frozenset(("from", "at", "by", "like", "near", "in", "for", "with"))
_FIELDS, _NEAR = 4, 9
"""So many labels of a form in so many lines are a form."""
_LONGEST = 90
"""Characters of a line that may lead to what is not the posting."""
_SHORT = 8
"""Words of a line that may be a label, a foot or the head of other jobs."""
_COMPARED = 12
"""Words, signs between them counted, of a line that can be any of these."""
_FOOT = re.compile(r"©|\(c\) ?20\d\d|\ball rights reserved\b|\bpowered by\b", re.IGNORECASE)
_POSTING: tuple[SectionKind, ...] = ("duties", "musts")


@dataclass(frozen=True)
class ApartLists:
    """The lines that lead to what is not the posting; see definitions/jd/sections.yaml."""

    elsewhere: frozenset[str]
    fields: frozenset[str]
    feet: frozenset[str]
    titles: TitleLists
    english: frozenset[str]
    foreign: frozenset[str]

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that these lines begin with: most lines of a text begin with none of them."""
        return frozenset(line.partition(" ")[0] for line in self.elsewhere | self.fields | self.feet)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that is set apart, and the line by which it is told."""

    kind: Apart
    start: int
    end: int
    head_start: int
    head_end: int


def apart(
    plain: str, lines: Sequence[Line], title: str, lists: ApartLists, kind_of: Callable[[str], SectionKind | None]
) -> list[Stretch]:
    """Return the stretches that are not the posting, in their order; none overlaps another."""
    if not lines:
        return []
    keys = [_key(plain, line, lists.first_words) for line in lines]
    kinds = [kind_of(line.heading) if line.heading is not None else None for line in lines]
    second = _second(plain, lines, kinds, title, lists.titles)
    last = len(lines) if second is None else second
    found = [*_other_jobs(lines, keys, kinds, last, lists), *_forms(lines, keys, kinds, last, lists)]
    if second is not None:
        found.append(_stretch(Apart.SECOND_JOB, lines, second, len(plain)))
    run = foreign_lines([plain[line.start : line.end] for line in lines], lists.english, lists.foreign)
    if run is not None:
        found.append(_stretch(Apart.OTHER_LANGUAGE, lines, run[0], lines[run[1] - 1].end))
    foot = _foot(plain, lines, keys, lists)
    if foot < len(lines):
        found.append(_stretch(Apart.PAGE, lines, foot, len(plain)))
    return _without_overlaps(found)


def outside(lines: Sequence[Line], stretches: Sequence[Stretch]) -> list[Line]:
    """Return the lines that stand in none of some stretches, which are in order."""
    ends = [one.end for one in stretches]
    inside = ((line, bisect_right(ends, line.start)) for line in lines)
    return [line for line, index in inside if index == len(ends) or line.start < stretches[index].start]


def _key(plain: str, line: Line, first_words: frozenset[str]) -> str:
    """Return a short line as lines are compared; a long one is none of them, nor is one that begins otherwise."""
    if line.end - line.start > _LONGEST:
        return ""
    body = plain[line.start : line.end].lower()
    if first_key(body) not in first_words or len(body.split()) > _COMPARED:
        return ""
    return " ".join(words_of(body).keys)


def _stretch(kind: Apart, lines: Sequence[Line], index: int, end: int) -> Stretch:
    return Stretch(kind, lines[index].start, end, lines[index].start, lines[index].end)


def _without_overlaps(found: Sequence[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for one in sorted(found, key=lambda stretch: (stretch.start, -stretch.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _other_jobs(
    lines: Sequence[Line], keys: Sequence[str], kinds: Sequence[SectionKind | None], last: int, lists: ApartLists
) -> Iterator[Stretch]:
    """Yield the stretches about other jobs: each from its heading to the next heading of a known kind."""
    done = 0
    for index in range(last):
        if index >= done and not lines[index].bullet and _leads_elsewhere(keys[index], lists.elsewhere):
            done = _until(kinds, index, last)
            while done < last and _leads_elsewhere(keys[done], lists.elsewhere):
                done = _until(kinds, done, last)
            end = lines[done].start if done < len(lines) else lines[-1].end
            yield _stretch(Apart.OTHER_JOBS, lines, index, end)


def _leads_elsewhere(key: str, elsewhere: frozenset[str]) -> bool:
    """Whether a line is the heading of other jobs than this one: “Similar jobs”, “More jobs from Acme”."""
    words = key.split()
    if not 1 < len(words) <= _SHORT:
        return False
    heads = ((" ".join(words[:size]), size) for size in range(len(words), 1, -1))
    return any(
        head in elsewhere
        and len(words) - size <= _TAIL
        and (size == len(words) or not _LEADING_ON.isdisjoint(words[size - 1 : size + 1]))
        for head, size in heads
    )


def _until(kinds: Sequence[SectionKind | None], index: int, last: int) -> int:
    return next((after for after in range(index + 1, last) if kinds[after] is not None), last)


def _forms(
    lines: Sequence[Line], keys: Sequence[str], kinds: Sequence[SectionKind | None], last: int, lists: ApartLists
) -> Iterator[Stretch]:
    """Yield the form to apply by: from the first of several labels near each other, or the line right above it."""
    labels = [index for index in range(last) if keys[index] in lists.fields]
    for first, fourth in zip(labels, labels[_FIELDS - 1 :], strict=False):
        if fourth - first < _NEAR:
            start = first - 1 if first and keys[first - 1] in lists.feet else first
            done = _until(kinds, fourth, last)
            yield _stretch(Apart.FORM, lines, start, lines[done].start if done < len(lines) else lines[-1].end)
            return


def _foot(plain: str, lines: Sequence[Line], keys: Sequence[str], lists: ApartLists) -> int:
    """Return the first of the last lines that stand below every page of a site."""
    foot = len(lines)
    while foot > 1:
        body = plain[lines[foot - 1].start : lines[foot - 1].end]
        is_foot = keys[foot - 1] in lists.feet or (_FOOT.search(body) is not None and body.count(" ") < 2 * _SHORT)
        if not is_foot:
            break
        foot -= 1
    return foot


def _second(
    plain: str, lines: Sequence[Line], kinds: Sequence[SectionKind | None], title: str, titles: TitleLists
) -> int | None:
    """Return where a second posting begins: another job's title, with duties and musts of its own below those above."""
    seen: set[SectionKind] = set()
    last = min(max((index for index, kind in enumerate(kinds) if kind == one), default=-1) for one in _POSTING)
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in _POSTING:
            seen.add(kind)
        if not seen.issuperset(_POSTING) or line.bullet or line.end - line.start > _LONGEST:
            continue
        if index >= last:
            break
        name = job_named(plain[line.start : line.end], titles)
        if name and name.casefold() != title.casefold():
            return index
    return None
