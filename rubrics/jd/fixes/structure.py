"""The build of a text: paragraphs split, headings put over lines that had none, repeats taken out; no word changed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rubrics.jd.fixes.asking import CUT, KEEP, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.layout import mark_of, style_of, whole_line
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.fixes.wording import cut_out
from rubrics.jd.text.lines import Line
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import SectionKind

_SHORTER = 0.6
"""So much of the longest paragraph allowed is a good one: what is split is read on phones."""
_HEADED: tuple[SectionKind, ...] = ("duties", "musts", "nice", "benefits", "process", "legal")
_RUN = 2
"""A single line of a kind among others is no section."""


def structure_proposals(case: Case) -> Iterator[Proposal]:
    """Yield what can be done for the build of a text without changing a word of it."""
    if case.wants("wall-of-text"):
        yield Proposal(("wall-of-text",), tuple(_split(case)))
    if case.wants("no-headings"):
        yield Proposal(("no-headings",), tuple(_headed(case)))
    if case.wants("duplicate-block"):
        yield Proposal(("duplicate-block",), tuple(_without_repeats(case)))
    if case.wants("empty-heading"):
        yield from _empty_headings(case)


def _split(case: Case) -> Iterator[Edit]:
    """Yield the breaks between sentences of every paragraph that is too long."""
    limit = case.reading.knowledge.words.limits.paragraph
    for line, sentences in _by_line(case):
        if sum(len(one.words) for one in sentences) <= limit:
            continue
        mark = mark_of(case.text, line)
        taken = 0
        for before, sentence in zip([None, *sentences], sentences, strict=False):
            if before is not None and taken + len(sentence.words) > limit * _SHORTER and taken:
                between = case.text[before.end : sentence.start]
                if between.strip():
                    continue
                yield Edit(before.end, sentence.start, f"\n{mark}" if mark else "\n\n", "wall-of-text")
                taken = 0
            taken += len(sentence.words)


def _by_line(case: Case) -> Iterator[tuple[Line, list[Segment]]]:
    lines = case.reading.document.lines
    starts = [line.start for line in lines]
    place = -1
    together: dict[int, list[Segment]] = {}
    for segment in case.reading.document.segments:
        while place + 1 < len(starts) and starts[place + 1] <= segment.start:
            place += 1
        together.setdefault(place, []).append(segment)
    yield from ((lines[at], sentences) for at, sentences in together.items() if at >= 0)


def _headed(case: Case) -> list[Edit]:
    """Return the headings over runs of lines of one kind; none where a kind has runs in several places."""
    style, headings = style_of(case.reading), case.reading.knowledge.fixes.headings
    kinds = [(line, _kind(sentences)) for line, sentences in _by_line(case)]
    runs = [(kind, [line for line, _ in run]) for kind, run in groupby(kinds, key=lambda pair: pair[1])]
    edits: list[Edit] = []
    for kind in _HEADED:
        own = [lines for other, lines in runs if other == kind]
        longest = max(own, key=len, default=[])
        if len(longest) >= _RUN and len(own) == 1:
            at, _ = whole_line(case.text, longest[0].start, longest[0].start)
            edits.append(Edit(at, at, style.heading(headings[kind]), "no-headings"))
    return edits


def _kind(sentences: Sequence[Segment]) -> SectionKind:
    weights: dict[SectionKind, int] = {}
    for one in sentences:
        weights[one.kind] = weights.get(one.kind, 0) + len(one.words)
    return max(weights, key=lambda kind: weights[kind])


def _without_repeats(case: Case) -> Iterator[Edit]:
    """Yield the edits that take out what stands above word for word: whole runs, in which one sentence is a long one.

    A short sentence alone may well be said twice; among repeated ones it would be left behind without them.
    """
    least = case.reading.knowledge.words.limits.repeat
    seen: set[str] = set()
    repeated: list[tuple[bool, Segment]] = []
    for segment in case.reading.document.segments:
        key = " ".join(segment.words.keys)
        repeated.append((key in seen, segment))
        seen.add(key)
    for again, run in groupby(repeated, key=lambda pair: pair[0]):
        sentences = [segment for _, segment in run]
        if again and any(len(one.words) >= least for one in sentences):
            yield from (cut_out(case, "duplicate-block", start, end) for start, end in _stretches(case, sentences))


def _stretches(case: Case, sentences: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return sentences as stretches of the text, parted where a heading stands between two."""
    stretches: list[tuple[int, int]] = []
    for one in sentences:
        between = case.text[stretches[-1][1] : one.start] if stretches else "-"
        beside = bool(stretches) and not any(char.isalnum() for char in between)
        start = stretches.pop()[0] if beside else one.start
        stretches.append((start, one.end))
    return stretches


def _empty_headings(case: Case) -> Iterator[Proposal]:
    """Offer to delete each heading that nothing stands under; a list may have got lost there, so it stays unasked."""
    findings = [one for one in case.review.findings if one.rule == "empty-heading"]
    for number, finding in enumerate(findings, start=1):
        if finding.start is None or finding.end is None:
            continue
        ask = Ask(
            id=f"heading-{number}",
            kind=AskKind.CHOICE,
            rules=("empty-heading",),
            quote=finding.quote or "",
            options=(Option(value=CUT), Option(value=KEEP)),
            suggested=(CUT if case.asked_alone else KEEP,),
        )
        edits: tuple[Edit, ...] = ()
        if case.answers.choice(ask) == CUT:
            first, last = whole_line(case.text, finding.start, finding.end)
            while case.text[last : last + 1] == "\n":
                last += 1
            edits = (Edit(first, last, "", "empty-heading"),)
        yield Proposal(("empty-heading",), edits, (ask,))
