"""What a document says about the work: each phrase of evidence where it counts, and how strongly.

Drops what is negated, what a false friend means otherwise, and names that are the employer's own; decides
nothing.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.schema import Duty
from rubrics.jd.reading.matcher import Hit
from rubrics.jd.reading.segments import Segment
from rubrics.jd.text.document import Document
from rubrics.jd.values import SectionKind

_EMPLOYER = re.compile(
    r"[ \t*#]{0,6}(?:About|At|Join|Joining|Why|Why join|Working at|Life at|Inside|Who is)[ \t]+"
    r"([A-Z][\w.]{1,30}(?:[ \t][A-Z][\w.]{1,30}){0,2})"
)
_SUBJECT = re.compile(
    r"[ \t]{0,6}([A-Z][\w.]{1,30}(?:[ \t][A-Z][\w.]{1,30}){0,2})(?:,? Inc\.?,?)?[ \t]"
    r"(?:is (?:the|a|an|on|building|looking|seeking|hiring)|was founded|helps|provides|empowers|builds|seeks)\b"
)
_OPENING_LINES = 12
"""In so many lines a text says who is hiring."""
_PAUSE = frozenset(",;:()")
_PAIR_WINDOW = 9
"""So many words behind its verb an object still belongs to it."""


@dataclass(slots=True)
class Sighting:
    """One piece of evidence: what was seen, where, and what its section makes of it."""

    phrase: str
    segment: int
    weight: float


@dataclass(slots=True)
class Sightings:
    """Everything seen in one document, by feature; `strengths` is what the verdict adds up."""

    seen: dict[str, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    strengths: dict[str, float] = field(default_factory=dict)
    employer: frozenset[str] = frozenset()


def sight(document: Document, knowledge: Knowledge) -> Sightings:
    """Collect the evidence of a document whose phrases have been found sentence by sentence."""
    found = Sightings(employer=employer_names(document))
    weights = _section_weights(document, knowledge.sections.weights)
    for index, segment in enumerate(document.segments):
        weight = weights[segment.kind]
        if weight <= 0 or not segment.hits:
            continue
        counted = _counted(document, segment, found.employer, knowledge.evidence.negations.window)
        for hit in counted:
            name = hit.group[2:]
            if hit.group[0] == "c":
                found.seen[name].append(Sighting(hit.phrase, index, weight))
        for duty in _duties(counted, knowledge.duties_by_object):
            found.seen[duty].append(Sighting(str(index), index, weight))
    found.strengths = strengths_without(found, frozenset())
    return found


def strengths_without(found: Sightings, dropped: frozenset[int]) -> dict[str, float]:
    """Return how strong each feature would be without some sentences.

    A phrase counts once, where it weighs most; more phrases add ever less.
    """
    strengths = dict(found.strengths)
    for name, sightings in found.seen.items():
        if name not in strengths or any(one.segment in dropped for one in sightings):
            strengths[name] = _strength(one for one in sightings if one.segment not in dropped)
    return strengths


def _strength(sightings: Iterable[Sighting]) -> float:
    phrases: dict[str, float] = {}
    for one in sightings:
        if one.weight > phrases.get(one.phrase, 0.0):
            phrases[one.phrase] = one.weight
    return math.log1p(sum(phrases.values()))


def _section_weights(document: Document, weights: Mapping[SectionKind, float]) -> Mapping[SectionKind, float]:
    """Let preferred qualifications count nearly as musts where no others are given."""
    if any(segment.kind == "musts" for segment in document.segments):
        return weights
    return {**weights, "nice": 0.8 * weights["musts"]}


def employer_names(document: Document) -> frozenset[str]:
    """Return the lower-case names the text gives its own company, as far as its first lines and headings tell."""
    plain = document.text.plain
    starts = {line.start for line in document.lines} | {segment.start for segment in document.segments}
    first = [line.start for line in document.lines[:_OPENING_LINES]]
    told = [_EMPLOYER.match(plain, start) for start in starts] + [_SUBJECT.match(plain, start) for start in first]
    names = [found[1] for found in told if found]
    lowered = {name.lower().rstrip(".") for name in names}
    return frozenset(lowered | {name.split()[0] for name in lowered})


def _counted(document: Document, segment: Segment, employer: frozenset[str], window: int) -> list[Hit]:
    """Keep the longest phrases that are meant as they are said."""
    hits = segment.hits
    sorts = {hit.group[0] for hit in hits}
    if "c" not in sorts:
        return []
    friends = [hit for hit in hits if hit.group[0] == "x"] if "x" in sorts else []
    negated = _negated(document, segment, window) if "n" in sorts else frozenset()
    kept: dict[str, Hit] = {}
    result: list[Hit] = []
    for hit in hits:
        sort = hit.group[0]
        if sort not in "cv":
            continue
        if sort == "c":
            if friends and any(friend.first <= hit.last and hit.first <= friend.last for friend in friends):
                continue
            if negated and any(word in negated for word in range(hit.first, hit.last + 1)):
                continue
            if employer and document.text.folded[hit.start : hit.end] in employer:
                continue
        last = kept.get(hit.group)
        if last is not None and last.first <= hit.first and hit.last <= last.last:
            continue
        if last is not None and last.first == hit.first:
            result.remove(last)
        kept[hit.group] = hit
        result.append(hit)
    return result


def _negated(document: Document, segment: Segment, window: int) -> frozenset[int]:
    """Return which words of a sentence stand under a negation."""
    under: set[int] = set()
    stops = {hit.first for hit in segment.hits if hit.group == "n:stop"}
    for hit in segment.hits:
        if hit.group == "n:before":
            under.update(_after(document, segment, hit, stops, window))
        elif hit.group == "n:after":
            under.update(range(max(0, hit.first - window), hit.first))
    return frozenset(under)


def _after(document: Document, segment: Segment, hit: Hit, stops: set[int], window: int) -> Iterable[int]:
    spans, folded = segment.words.spans, document.text.folded
    for index in range(hit.last + 1, min(len(spans), hit.last + 1 + window)):
        between = folded[spans[index - 1][1] : spans[index][0]]
        if index in stops or not _PAUSE.isdisjoint(between):
            return
        yield index


def _duties(hits: Sequence[Hit], duties: Mapping[str, Sequence[Duty]]) -> list[str]:
    """Pair verbs with the objects that follow them closely; each duty once a sentence."""
    verbs, objects = _by_group(hits, "v"), _by_group(hits, "c")
    found: dict[str, None] = {}
    for name, things in objects.items() if verbs else ():
        for duty in duties.get(name, ()):
            if duty.id not in found and any(_follows(verbs.get(verb, ()), things) for verb in duty.verbs):
                found[duty.id] = None
    return list(found)


def _follows(verbs: Sequence[Hit], objects: Sequence[Hit]) -> bool:
    return any(0 < thing.first - verb.last <= _PAIR_WINDOW for verb in verbs for thing in objects)


def _by_group(hits: Sequence[Hit], sort: str) -> dict[str, list[Hit]]:
    grouped: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.group[0] == sort:
            grouped[hit.group[2:]].append(hit)
    return grouped
