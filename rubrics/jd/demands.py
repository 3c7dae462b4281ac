"""What a posting demands, sentence by sentence, with what may assess each; decides nothing, and knows no plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rubrics.catalogue.model import Competency, Rubric
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.statements import Statement
from rubrics.jd.review import read
from rubrics.jd.text.board_json import readable
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, Words, word_key, words_of
from rubrics.jd.text.plaintext import MAX_LENGTH
from rubrics.jd.values import SectionKind
from rubrics.jd.waivers import digest_of
from rubrics.panel.trace import Demand, DemandKind

DEMANDING: Mapping[SectionKind, DemandKind] = {"musts": "musts", "duties": "duties"}
"""What a posting requires and what the person does: a wish need not be assessed."""
MOST_SUGGESTED = 2
"""Sentences that speak of more are lists, and the two that they say most of are enough to begin with."""
MOST_DEMANDS = 60
"""The longest of 175 postings read has 58; a text beyond that is no posting that a panel could follow."""
_NAMED = 3
_LONG, _SHORT = 2, 1
"""A phrase of several words says more than one word."""
_NEXT = 0.6
"""So much of the first one's strength a second competency has to have."""
_OWN_WORDS = 2
"""So many words of a definition without phrases stand in a sentence that asks for it."""
_LEAST_LETTERS = 5


def demands_of(
    knowledge: Knowledge,
    text: str,
    rubric: Rubric,
    today: date,
    *,
    title: str | None = None,
    location: str | None = None,
) -> tuple[Demand, ...]:
    """Return what a posting demands, each sentence once, in its order, with what may assess it."""
    reading = read(knowledge, readable(text[:MAX_LENGTH]), title=title, location=location, today=today)
    ties = _Ties(knowledge, rubric)
    found: dict[str, Demand] = {}
    for statement in _told_plainly(reading):
        kind, segment = DEMANDING[statement.kind], reading.document.segments[statement.segment]
        words = " ".join(reading.document.quote(segment.start, segment.end).split())
        digest = digest_of(words)
        suggested = ties.competencies(segment.words)
        elsewhere = None if suggested else ties.elsewhere(segment.words)
        demand = Demand(digest=digest, text=words, kind=kind, suggested=suggested, elsewhere=elsewhere)
        found.setdefault(digest, demand)
    return tuple(found.values())[:MOST_DEMANDS]


def _told_plainly(reading: Reading) -> Sequence[Statement]:
    """Return the statements that demand something: items of a list and what stands below a heading of demands.

    A sentence of the introduction is a summary; only where a text has nothing else is it taken for a demand.
    """
    demanding = [one for one in reading.statements if one.kind in DEMANDING]
    segments, parts = reading.document.segments, reading.document.parts
    plain = [
        one
        for one in demanding
        if segments[one.segment].bullet or parts[segments[one.segment].section].kind in DEMANDING
    ]
    return plain or demanding


class _Ties:
    """What ties the sentences of a posting to one rubric."""

    def __init__(self, knowledge: Knowledge, rubric: Rubric) -> None:
        self.rubric, self.matcher = rubric, knowledge.trace_matcher
        known = knowledge.traces.competencies
        self.names = {each.id: tuple(words_of(each.name.lower()).keys) for each in rubric.competencies}
        self.own = _own_words([each for each in rubric.competencies if each.id not in known], rubric, knowledge)

    def competencies(self, words: Words) -> tuple[str, ...]:
        """Return the competencies that a sentence most plainly asks for, the plainest first."""
        strengths = {each.id: 0 for each in self.rubric.competencies}
        for hit in _longest(hit for hit in self.matcher.hits(words) if hit.kind is ListKind.COMPETENCY):
            if hit.name in strengths:
                strengths[hit.name] += _LONG if hit.last > hit.first else _SHORT
        spoken = set(words.keys)
        for competency, telling in self.own.items():
            number = len(telling & spoken)
            strengths[competency] += number if number >= _OWN_WORDS else 0
        joined = f" {' '.join(words.keys)} "
        for competency, name in self.names.items():
            strengths[competency] += _NAMED if f" {' '.join(name)} " in joined else 0
        ranked = sorted(strengths.items(), key=lambda pair: -pair[1])
        top = ranked[0][1] if ranked else 0
        return tuple(each for each, strength in ranked[:MOST_SUGGESTED] if strength and strength >= _NEXT * top)

    def elsewhere(self, words: Words) -> str | None:
        """Return the check that a sentence is about that is no interview; the one it says most of."""
        hits = [hit.name for hit in self.matcher.hits(words) if hit.kind is ListKind.ELSEWHERE]
        return max(dict.fromkeys(hits), key=hits.count) if hits else None


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Return of the phrases of one competency at one place the longest, each phrase once."""
    kept: dict[tuple[str, str], Hit] = {}
    taken: dict[str, set[int]] = defaultdict(set)
    for hit in sorted(hits, key=lambda hit: hit.first - hit.last):
        places = set(range(hit.first, hit.last + 1))
        if places.isdisjoint(taken[hit.name]):
            taken[hit.name] |= places
            kept.setdefault((hit.name, hit.phrase), hit)
    return list(kept.values())


def _own_words(own: Sequence[Competency], rubric: Rubric, knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Return the telling words of definitions without phrases: those that no other one of the rubric has."""
    spelled = {each.id: _words(f"{each.name} {each.meaning}") for each in rubric.competencies}
    return {
        each.id: frozenset(
            word
            for word in spelled[each.id]
            if len(word) >= _LEAST_LETTERS
            and word not in knowledge.generic
            and not any(word in words for other, words in spelled.items() if other != each.id)
        )
        for each in own
    }


def _words(text: str) -> set[str]:
    return set(map(word_key, words_of(text.lower()).keys))
