"""What a body calls its own job (“we are looking for a …”), as a title of its own; knows nothing of the headline."""

import re
from dataclasses import dataclass

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, words_of
from rubrics.jd.text.segments import Segment

_STOP = re.compile(
    r"[,.;:()!?\n]|\s(?:who|to|with|that|for|in|on|at|will|you|passionate|responsible|as|within|based)\b|\s-\s"
)
_SUBJECT = re.compile(
    r"(?:the|our|this|as the|as our)[ \t]([^.;:!?\n]{4,70}?),?[ \t]"
    r"(?:will|is responsible|reports to|you[’']ll|you will)\b"
)
_AS = re.compile(r"[ \t*#_]*as (?:an?|our|the) ")
_LONGEST = 90
"""Characters; a longer name is a sentence."""
_SILENT = frozenset(("about", "legal", "benefits", "nice", "pay"))


@dataclass(frozen=True, slots=True)
class SelfMention:
    """What the body calls the job, and where."""

    name: str
    start: int
    end: int


def self_mention(document: Document, knowledge: Knowledge) -> SelfMention | None:
    """Return the first name the body gives its own job, without the praise before it; None where it gives none.

    A heading may name it too: “As a Staff ML Engineer you will:”.
    """
    headed = _headed(document, knowledge)
    said = _said(document, knowledge)
    return min((one for one in (headed, said) if one is not None), key=lambda one: one.start, default=None)


def _headed(document: Document, knowledge: Knowledge) -> SelfMention | None:
    folded = document.text.folded
    for line in document.lines:
        opening = _AS.match(folded, line.start, line.end) if line.heading is not None else None
        if opening is None:
            continue
        end = min(line.end, opening.end() + _LONGEST)
        stop = _STOP.search(folded, opening.end(), end)
        if job := _job(document, opening.end(), stop.start() if stop else end, knowledge):
            return job
    return None


def _said(document: Document, knowledge: Knowledge) -> SelfMention | None:
    for segment in document.segments:
        if segment.kind in _SILENT:
            continue
        subject = _SUBJECT.match(document.text.folded, segment.start, segment.end)
        if subject and (job := _job(document, subject.start(1), subject.end(1), knowledge)):
            return job
        for hit in segment.hits if ListKind.SELF_NAMING in segment.holds else ():
            if hit.kind is not ListKind.SELF_NAMING or (hit.phrase.startswith("as a") and hit.first > 1):
                continue
            named = _named(document, segment, hit, knowledge)
            if named is not None:
                return named
    return None


def _named(document: Document, segment: Segment, hit: Hit, knowledge: Knowledge) -> SelfMention | None:
    end = min(segment.end, hit.end + _LONGEST)
    after = document.text.folded[hit.end : end]
    stop = _STOP.search(after)
    return _job(document, hit.end, hit.end + stop.start() if stop else end, knowledge)


def _job(document: Document, start: int, end: int, knowledge: Knowledge) -> SelfMention | None:
    """Return the name of a job between two offsets, up to its last word for one."""
    words = list(words_of(document.text.folded, start, end))
    last = max((word.end for word in words if word.key in knowledge.job_words), default=None)
    if last is None:
        return None
    first = next((word.start for word in words if word.key not in knowledge.titles.praise and word.end <= last), start)
    return SelfMention(document.quote(first, last), first, last)
