"""Which checklist items a document says, and where; the items and their cues are data."""

from collections.abc import Sequence

from rubrics.jd.document import Document
from rubrics.jd.knowledge import ChecklistCue, Knowledge
from rubrics.jd.matcher import Hit
from rubrics.jd.titles import TitleReading
from rubrics.jd.values import ChecklistMark, PayFound

Span = tuple[int, int]


def checklist_of(
    document: Document,
    hits: Sequence[Sequence[Hit]],
    pay: Sequence[PayFound],
    title: TitleReading,
    knowledge: Knowledge,
) -> tuple[ChecklistMark, ...]:
    """Return one mark for every checklist item the definitions know how to recognise."""
    said = _said(document, hits, knowledge)
    return tuple(
        _mark(document, cue.item, _checked(cue, document, pay, title) or said.get(cue.item) or _headed(cue, document))
        for cue in knowledge.checklist.items
    )


def _mark(document: Document, item: str, span: Span | None) -> ChecklistMark:
    if span is None:
        return ChecklistMark(item=item, found=False)
    start, end = span
    return ChecklistMark(item=item, found=True, start=start, end=end, quote=document.quote(start, end) or None)


def _said(document: Document, hits: Sequence[Sequence[Hit]], knowledge: Knowledge) -> dict[str, Span]:
    """Return for each item the first phrase that says it, in a section where it counts."""
    limits = {cue.item: cue.sections for cue in knowledge.checklist.items}
    first: dict[str, Span] = {}
    for segment, inside in zip(document.segments, hits, strict=True):
        for hit in inside:
            item = hit.group[2:]
            if hit.group[0] != "k" or item in first:
                continue
            if not limits[item] or segment.kind in limits[item]:
                first[item] = (hit.start, hit.end)
    return first


def _headed(cue: ChecklistCue, document: Document) -> Span | None:
    """Return the first sentence of the kind an item asks for."""
    if cue.heading is None:
        return None
    return next(((part.start, part.end) for part in document.segments if part.kind == cue.heading), None)


def _checked(cue: ChecklistCue, document: Document, pay: Sequence[PayFound], title: TitleReading) -> Span | None:
    match cue.check:
        case "pay":
            return next(((found.start, found.end) for found in pay), None)
        case "title":
            return (0, len(document.title)) if document.title else None
        case "level":
            return (0, len(document.title)) if title.levels else None
        case "split":
            kinds = {segment.kind: (segment.start, segment.end) for segment in reversed(document.segments)}
            return kinds.get("nice") if "musts" in kinds else None
        case _:
            return None
