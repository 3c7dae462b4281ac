"""Whether a technology is old enough for the years that are asked of it; the ages are data."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rubrics.jd.knowledge.facts import Technology
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.years import Years
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, Word
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_DAYS = 365.25
_FEW = 8
"""Technologies named in one breath before the years; a longer list asks for no years of its first."""
_REST_OF_LINE = 80
"""Characters behind a sentence in which its joke may be told as one."""
_JEST = re.compile(r"(?<!no )\b(?:kidding|joke|joking)\b|\bhaha|\blol\b|[;:]-?\)|[😉😄😂🤣😅😜😁]")
_HUMOR = re.compile(rf"\bsense of humou?r\b|{_JEST.pattern}")
_LEAST_GAP = 0.05
"""Years; a technology three weeks too young is none that a reader would quarrel about."""


def age_findings(reading: Reading, years: Sequence[Years]) -> Iterator[Finding]:
    """Yield the technologies that are younger than the years asked for."""
    named: dict[int, _Named] = {}
    for asked in years:
        if asked.cap or asked.low < 1:
            continue
        # Once for each segment: one that asks for years over and over names technologies as often.
        if id(asked.segment) not in named:
            jest = _in_jest(reading.document.text.folded, asked.segment)
            named[id(asked.segment)] = _NONE if jest else _Named.of(asked.segment, reading.document.text.folded)
        bound = _bound(reading, asked, named[id(asked.segment)])
        if bound is not None:
            yield from _judged(reading, asked, *bound)


def _in_jest(folded: str, segment: Segment) -> bool:
    """Whether a sentence, or what follows in its line, says that it jokes."""
    end = folded.find("\n", segment.end, segment.end + _REST_OF_LINE)
    rest = folded[segment.end : end if end >= 0 else segment.end + _REST_OF_LINE]
    return _HUMOR.search(folded, segment.start, segment.end) is not None or _JEST.search(rest) is not None


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


@dataclass(frozen=True, slots=True)
class _Named:
    """The technologies that a segment names, in their order, and the words that name them."""

    hits: tuple[Hit, ...]
    starts: tuple[int, ...]
    words: frozenset[int]

    @classmethod
    def of(cls, segment: Segment, folded: str) -> "_Named":
        young = (hit for hit in segment.hits if hit.kind is ListKind.TECHNOLOGY)
        # “Azure, machine learning” and “Azure/ML” are two fields, and no Azure Machine Learning.
        found = (hit for hit in young if _TWO_FIELDS.isdisjoint(folded[hit.start : hit.end]))
        hits = tuple(sorted(found, key=lambda hit: (hit.first, -hit.last)))
        words = frozenset(word for hit in hits for word in range(hit.first, hit.last + 1))
        return cls(hits, tuple(hit.start for hit in hits), words)

    def after(self, place: int) -> Hit | None:
        """Return the first that begins at a character or behind it, the longest of those that begin there."""
        at = bisect_left(self.starts, place)
        return self.hits[at] if at < len(self.hits) else None

    def before(self, place: int) -> Sequence[Hit]:
        """Return the few last ones before a character: what stands further off is not next to it."""
        at = bisect_left(self.starts, place)
        return self.hits[max(0, at - _FEW) : at]


_NONE = _Named((), (), frozenset())


def _bound(reading: Reading, asked: Years, named: _Named) -> tuple[Technology, int] | None:
    """Return the technology these years are plainly of: next to them, with nothing else in between or after."""
    knowledge, words = reading.knowledge, asked.segment.words
    near = named.after(asked.end)
    if near is None:
        return _before(reading, asked, named)
    between = words.keys[bisect_left(words.spans, (asked.end,)) : near.first]
    gap = reading.document.text.folded[asked.end : near.start]
    if any(key not in knowledge.bridge for key in between) or not _CLAUSE.isdisjoint(gap) or _told_apart(between, gap):
        return None
    if _shared(reading, asked.segment, near, named.words):
        return None
    return knowledge.ages.technologies[int(near.name)], near.end


_CLAUSE = frozenset(";:.,")
_TWO_FIELDS = frozenset(",;/")
"""What stands between two fields, and never within a name."""


def _told_apart(between: Sequence[str], gap: str) -> bool:
    """Whether years of experience end before the technology, of which something else is asked.

    As in “12 years of experience and strong knowledge of dbt” and “an engineer (12 years' experience) with dbt”.
    """
    if ")" in gap.partition("(")[0]:
        return True
    joints = [place for place, key in enumerate(between) if key in ("and", "with")]
    return any(
        not _ABILITY.isdisjoint(between[:place]) and not _ABILITY.isdisjoint(between[place:]) for place in joints
    )


_ABILITY = frozenset(("experience", "exp", "knowledge", "background", "expertise", "record", "practice"))
"""Words for what someone brings, as they are compared: what follows a second one is no matter of the first."""


def _shared(reading: Reading, segment: Segment, hit: Hit, young: Collection[int]) -> bool:
    """Whether the years may be of an older field right after the technology, or of whatever may stand in its place.

    A word of another technology is no field: “generative AI, LLMs and prompt engineering”.
    """
    following = segment.words.between(hit.last + 1, hit.last + 5)
    folded = reading.document.text.folded
    end = hit.end
    for place, word in enumerate(following, hit.last + 1):
        gap = folded[end : word.start]
        if word.key in reading.knowledge.older and place not in young:
            return True
        choice = word.key == "or" and folded[word.end : word.end + 1] != ","  # “or, failing that, …” names no other
        if (choice or "/" in gap) and place + choice not in young:
            return True
        if ";" in gap or "(" in gap or word.key in ("with", "including", "plu", "in", "for", "to"):
            return False
        end = word.end
    return False


def _before(reading: Reading, asked: Years, named: _Named) -> tuple[Technology, int] | None:
    """Return the technology named just before the years, as in “LangChain (5+ years)” or “LLM: 5 years”."""
    folded = reading.document.text.folded
    for hit in named.before(asked.start):
        gap = folded[hit.end : asked.start]
        if re.fullmatch(r"[ \t]{0,2}(?:experience)?[ \t]{0,2}[:(\-][ \t]{0,2}(?:minimum |min |at least )?", gap):
            lead = asked.segment.words.between(max(0, hit.first - 3), hit.first)
            older = any(word.key in reading.knowledge.older for word in lead)
            if not older and not _in_place(folded, lead, hit, named.words):
                return reading.knowledge.ages.technologies[int(hit.name)], asked.end
    return None


def _in_place(folded: str, lead: Sequence[Word], hit: Hit, young: Collection[int]) -> bool:
    """Whether a technology may stand in place of what is named before it: “Teradata or Snowflake: 15 years”."""
    if not lead:
        return False
    last = hit.first - 1
    joined = lead[-1].key == "or" or "/" in folded[lead[-1].end : hit.start]
    return joined and last - (lead[-1].key == "or") not in young
