"""Which lines are bullets and which are headings, by their marks, their shape and the words of the lists."""

import re
from collections import Counter
from collections.abc import Sequence

from rubrics.jd.text.lines import Line
from rubrics.jd.text.plaintext import PlainText
from rubrics.jd.text.segments import LONG_HEADING, STARTS_LOWER, SectionLists

_DRAWN = "•·●▪◦‣○■□►➢✓✔→➔➜➤➡▶\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
"""Signs that stand for a bullet even without a space behind them; the last are how Word copies its own."""
_PICTURE = r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?"
_BULLET = re.compile(
    rf"[ \t]*(?:(?:[-*+~–—§¨»{_DRAWN}]|[-=]>|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|o(?=[ \t]+[A-Z]))[ \t]+"
    rf"|[{_DRAWN}]|{_PICTURE}(?=[ \t]*\w)|-(?=[A-Z][a-z]))"
)
_ORNAMENT = re.compile(rf"(?![{_DRAWN}])(?:{_PICTURE}[ \t]*)+(?=\S)")
_TAIL = re.compile(rf"(?:[ \t]*{_PICTURE})+$")
_A_LIST = 3
"""A picture before so many lines is their bullet, before fewer an ornament."""
_HEADING_MARK = re.compile(r"[ \t]*#{1,6}[ \t]+")
_STRONG = re.compile(r"[ \t]*(\*\*|\*|__)(?=\S)(.{1,90}?)\1[ \t:]*$")
_MARKS = ("#", "*", "_", " ", "\t")
"""What a line begins with that is marked as a heading."""
_LABEL = re.compile(r":[ \t]+[^ \t*_]")
_CONNECTIVE = re.compile(r"(?:or|and|with|in|of|for|from|by|at|on|including|plus|but|than|that|which)\b")
"""No heading begins with one in lower case."""
_ITEM = re.compile(
    r"(?:experience|background|knowledge|expertise|familiarity|proficiency|degree|skills?)[ \t]+"
    r"(?:with|in|of|using|on)\b",
    re.IGNORECASE,
)
"""“Experience with Go” is an item of a list, though “experience” alone is a heading."""
_HEADING_LENGTH = 75
"""Characters; a longer line is a sentence."""


def mark_headings(text: PlainText, lines: Sequence[Line], lists: SectionLists) -> None:
    """Find bullets and headings; a heading is marked as such, or short, and followed by something else."""
    plain = text.plain
    ornate = _ornaments(plain, lines)
    for index, line in enumerate(lines):
        if index in ornate:
            line.start = ornate[index]
        body = plain[line.start : line.end]
        mark = strong = None
        if body.startswith(_MARKS):
            mark, strong = _HEADING_MARK.match(body), _STRONG.match(body)
        bullet = None if mark or strong else _BULLET.match(body)
        if bullet:
            line.bullet = True
            line.start += bullet.end()
            bare = body[bullet.end() :].strip(" *_:")
            if len(bare) < _HEADING_LENGTH and lists.is_heading(bare, colon=body.endswith(":")):
                line.heading = bare
            continue
        line.marked = bool(mark or strong)
        if len(body) > _HEADING_LENGTH + 20:
            line.bullet = index in ornate
            continue
        bare = body[mark.end() :] if mark else strong[2] if strong else body
        bare = (bare if bare.isascii() else _TAIL.sub("", bare)).strip(" *_#:\t.…")
        if not bare or _goes_on(plain, lines[index - 1 : index], line):
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.marked or _looks_like_heading(body, bare, plain, after, lists):
            line.heading = bare
        else:
            line.bullet = index in ornate


def _ornaments(plain: str, lines: Sequence[Line]) -> dict[int, int]:
    """Return where the words begin of lines with a picture before them that is no bullet.

    That is one before few lines, on a line alone: lines with pictures right below each other are a list.
    """
    if plain.isascii():
        return {}
    led = {index: lead for index, line in enumerate(lines) if (lead := _ORNAMENT.match(plain, line.start, line.end))}
    uses = Counter(plain[lead.start()] for lead in led.values())
    return {
        index: lead.end()
        for index, lead in led.items()
        if uses[plain[lead.start()]] < _A_LIST and led.keys().isdisjoint((index - 1, index + 1))
    }


def _goes_on(plain: str, before: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on with the sentence of the line right above it: “… a related field / or equivalent …”."""
    return (
        bool(before)
        and before[0].heading is None
        and plain.count("\n", before[0].end, line.start) == 1
        and plain[before[0].end - 1] not in ".:;!?"
        and _CONNECTIVE.match(plain, line.start) is not None
    )


def _looks_like_heading(body: str, bare: str, plain: str, after: Line | None, lists: SectionLists) -> bool:
    trailing = body.endswith(("...", "…"))
    if len(body) > _HEADING_LENGTH or (body[-1] in ".,;!" and not trailing) or after is None:
        return False
    if _LABEL.search(body):
        return False
    if body.endswith((":", "...", "…")) and (body[-1] == ":" or lists.heading_kind(bare)):
        return len(bare.split()) <= (LONG_HEADING if lists.heading_kind(bare) else 9)
    if not bare[0].isalpha() and bare[0].isascii():
        return False
    if lists.heading_kind(bare) and len(bare.split()) <= 8:
        return _ITEM.search(bare) is None
    follows_list = bool(_BULLET.match(plain[after.start : after.end]))
    return follows_list and len(bare.split()) <= 6 and not STARTS_LOWER.match(bare)
