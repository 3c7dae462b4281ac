"""What a body calls its own job (“we are looking for a …”), as a title of its own; knows nothing of the headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rubrics.jd.document import Document
from rubrics.jd.matcher import Hit
from rubrics.jd.segments import Segment

_JOB = re.compile(
    r"\b(?:engineers?|scientists?|developers?|researchers?|architects?|analysts?|specialists?|consultants?"
    r"|integrators?|strategists?|advocates?|managers?|leads?|interns?|administrators?|programmers?)\b"
)
_STOP = re.compile(
    r"[,.;:()!?\n]|\s(?:who|to|with|that|for|in|on|at|will|you|passionate|responsible|as|within|based)\b|\s-\s"
)
_LONGEST = 90
_SILENT = frozenset(("about", "legal", "benefits", "nice", "pay"))


@dataclass(frozen=True, slots=True)
class SelfName:
    """What the body calls the job, and where."""

    name: str
    start: int
    end: int


def self_name(document: Document, hits: Sequence[Sequence[Hit]]) -> SelfName | None:
    """Return the first name the body gives its own job; None where it gives none."""
    for segment, inside in zip(document.segments, hits, strict=True):
        if segment.kind in _SILENT:
            continue
        for hit in inside:
            if hit.group != "s:name" or (hit.phrase.startswith("as a") and hit.first > 1):
                continue
            named = _named(document, segment, hit)
            if named is not None:
                return named
    return None


def _named(document: Document, segment: Segment, hit: Hit) -> SelfName | None:
    end = min(segment.end, hit.end + _LONGEST)
    after = document.text.folded[hit.end : end]
    stop = _STOP.search(after)
    text = after[: stop.start()] if stop else after
    jobs = list(_JOB.finditer(text))
    if not jobs:
        return None
    lead = len(text) - len(text.lstrip())
    start, end = hit.end + lead, hit.end + jobs[-1].end()
    return SelfName(document.quote(start, end), start, end)
