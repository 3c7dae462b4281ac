"""Whether a technology is old enough for the years that are asked of it; the ages are data."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from rubrics.jd.knowledge.facts import Technology
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.years import Years
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_DAYS = 365.25
_LEAST_GAP = 0.05
"""Years; a technology three weeks too young is none that a reader would quarrel about."""


def age_findings(reading: Reading, years: Sequence[Years]) -> Iterator[Finding]:
    """Yield the technologies that are younger than the years asked for."""
    for asked in years:
        if asked.cap or asked.low < 1:
            continue
        bound = _bound(reading, asked)
        if bound is not None:
            yield from _judged(reading, asked, *bound)


def _judged(reading: Reading, asked: Years, technology: Technology, end: int) -> Iterator[Finding]:
    age = _age(technology.since, reading.today)
    broad = _age(technology.broad, reading.today) if technology.broad else age
    if asked.low <= broad + _LEAST_GAP:
        return
    impossible = asked.low > age + _LEAST_GAP
    since = technology.since if impossible or technology.broad is None else technology.broad
    yield reading.finding(
        "impossible-years" if impossible else "unrealistic-years",
        (asked.start, max(asked.end, end)),
        verified=technology.verified,
        checked=technology.checked,
        years=asked.low,
        name=technology.name,
        since=since,
        age=age if impossible else broad,
        source=technology.source,
    )


def _age(since: date, today: date) -> float:
    return (today - since).days / _DAYS


def _bound(reading: Reading, asked: Years) -> tuple[Technology, int] | None:
    """Return the technology these years are plainly of: next to them, with nothing else in between or after."""
    knowledge, words = reading.knowledge, asked.segment.words
    hits = [hit for hit in asked.segment.hits if hit.kind is ListKind.TECHNOLOGY]
    after = (hit for hit in hits if hit.start >= asked.end)
    near = min(after, key=lambda hit: (hit.first, -hit.last), default=None)
    if near is None:
        return _before(reading, asked, hits)
    between = words.keys[bisect_left(words.spans, (asked.end,)) : near.first]
    gap = reading.document.text.folded[asked.end : near.start]
    if any(key not in knowledge.bridge for key in between) or not _CLAUSE.isdisjoint(gap):
        return None
    if _shared(reading, asked.segment, near):
        return None
    return knowledge.ages.technologies[int(near.name)], near.end


_CLAUSE = frozenset(";:.,")


def _shared(reading: Reading, segment: Segment, hit: Hit) -> bool:
    """Whether an older field stands right after the technology, so that the years may be of that.

    A word of another technology is no field: “generative AI, LLMs and prompt engineering”.
    """
    young = {
        word
        for other in segment.hits
        if other.kind is ListKind.TECHNOLOGY
        for word in range(other.first, other.last + 1)
    }
    following = segment.words.between(hit.last + 1, hit.last + 5)
    folded = reading.document.text.folded
    end = hit.end
    for place, word in enumerate(following, hit.last + 1):
        gap = folded[end : word.start]
        if word.key in reading.knowledge.older and place not in young:
            return True
        if ";" in gap or "(" in gap or word.key in ("with", "including", "plu", "in", "for", "to"):
            return False
        end = word.end
    return False


def _before(reading: Reading, asked: Years, hits: Sequence[Hit]) -> tuple[Technology, int] | None:
    """Return the technology named just before the years, as in “LangChain (5+ years)” or “LLM: 5 years”."""
    folded = reading.document.text.folded
    for hit in hits:
        gap = folded[hit.end : asked.start]
        if re.fullmatch(r"[ \t]{0,2}(?:experience)?[ \t]{0,2}[:(\-][ \t]{0,2}(?:minimum |min |at least )?", gap):
            lead = segment_lead(asked.segment, hit)
            if not any(word in reading.knowledge.older for word in lead):
                return reading.knowledge.ages.technologies[int(hit.name)], asked.end
    return None


def segment_lead(segment: Segment, hit: Hit) -> list[str]:
    """Return the three words before a phrase."""
    return segment.words.keys[max(0, hit.first - 3) : hit.first]
