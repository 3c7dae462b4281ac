"""What a document says about the work: each phrase of evidence where it counts, and how strongly.

Drops what is negated, what a false friend means otherwise, and names that are the employer's own; decides
nothing.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.schema import Duty
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import SectionKind

_EMPLOYER = re.compile(
    r"[ \t*#]{0,6}(?:About|At|Join|Joining|Why|Why join|Working at|Life at|Inside|Who is)[ \t]+"
    r"([A-Z][\w.]{1,30}(?:[ \t][A-Z][\w.]{1,30}){0,2})"
)
_MAY_OPEN = frozenset(" \t*#AJWLI")
"""What a line that names the employer begins with: of two hundred lines few do."""
_SUBJECT = re.compile(
    r"[ \t]{0,6}([A-Z][\w.]{1,30}(?:[ \t][A-Z][\w.]{1,30}){0,2})(?:,? Inc\.?,?)?[ \t]"
    r"(?:is (?:the|a|an|on|building|looking|seeking|hiring)|was founded|helps|provides|empowers|builds|seeks)\b"
)
_OPENING_LINES = 12
"""In so many lines a text says who is hiring."""
_CONCEPT, _VERB, _FRIEND = ListKind.CONCEPT, ListKind.VERB, ListKind.FALSE_FRIEND
"""Each phrase is asked for its kind several times, and an enumeration looks its members up by a slow call."""
_EVIDENCE = frozenset((_CONCEPT, ListKind.OWN_ROLE))
_COUNTED = _EVIDENCE | {_VERB}
_NEGATING = frozenset((ListKind.NEGATION_BEFORE, ListKind.NEGATION_AFTER))
_PAUSE = frozenset(",;:()")
_INSTEAD: Mapping[SectionKind, SectionKind] = {"nice": "musts", "intro": "duties"}
_NEARLY = 0.8
_PAIR_WINDOW = 9
"""So many words behind its verb an object still belongs to it."""


@dataclass(slots=True)
class EvidenceSpan:
    """One piece of evidence: its phrase, the sentence it stands in, and what its section makes of it."""

    phrase: str
    segment: int
    weight: float


@dataclass(slots=True)
class EvidenceSpans:
    """All evidence in one document, by feature, and which features each sentence with any has.

    `strengths` is what the verdict adds up.
    """

    by_feature: dict[str, list[EvidenceSpan]] = field(default_factory=lambda: defaultdict(list))
    by_sentence: dict[int, Collection[str]] = field(default_factory=dict)
    strengths: dict[str, float] = field(default_factory=dict)
    employer: frozenset[str] = frozenset()


def evidence_in(document: Document, knowledge: Knowledge) -> EvidenceSpans:
    """Return the evidence of a document whose phrases have been found sentence by sentence."""
    evidence = EvidenceSpans(employer=employer_names(document))
    weights = _section_weights(document, knowledge.sections.weights)
    window = knowledge.evidence.negations.window
    for index, segment in enumerate(document.segments):
        weight = weights[segment.kind]
        if weight <= 0 or not segment.hits:
            continue
        counted = meant_hits(document, segment, evidence.employer, _denied(document, segment, window))
        pieces = [(hit.name, hit.phrase) for hit in counted if hit.kind is not _VERB]
        pieces += [(duty, str(index)) for duty in _duties(counted, knowledge.duties_by_object)]
        for name, phrase in pieces:
            evidence.by_feature[name].append(EvidenceSpan(phrase, index, weight))
        if pieces:
            evidence.by_sentence[index] = {name for name, _ in pieces}
    evidence.strengths = {name: _strength(spans) for name, spans in evidence.by_feature.items()}
    return evidence


def strengths_without(evidence: EvidenceSpans, dropped: frozenset[int]) -> dict[str, float]:
    """Return how strong each feature would be without some sentences.

    A phrase counts once, where it weighs most; more phrases add ever less.
    """
    strengths = dict(evidence.strengths)
    for name in {name for index in dropped for name in evidence.by_sentence.get(index, ())}:
        strengths[name] = _strength(one for one in evidence.by_feature[name] if one.segment not in dropped)
    return strengths


def separately(spans: Iterable[EvidenceSpan]) -> float:
    """Return how strong spans would be if each of their phrases were a feature of its own."""
    return sum(math.log1p(weight) for weight in _heaviest(spans).values())


def _strength(spans: Iterable[EvidenceSpan]) -> float:
    return math.log1p(sum(_heaviest(spans).values()))


def _heaviest(spans: Iterable[EvidenceSpan]) -> Mapping[str, float]:
    """Return each phrase with its weight where it weighs most."""
    phrases: dict[str, float] = {}
    for one in spans:
        if one.weight > phrases.get(one.phrase, 0.0):
            phrases[one.phrase] = one.weight
    return phrases


def _section_weights(document: Document, weights: Mapping[SectionKind, float]) -> Mapping[SectionKind, float]:
    """Let preferred qualifications count nearly as musts where no others are given, and the introduction where no
    duties are."""
    kinds = {segment.kind for segment in document.segments}
    nearly = _NEARLY * weights["musts"]
    instead = {kind: nearly for kind, of in _INSTEAD.items() if of not in kinds}
    return {**weights, **instead}


def employer_names(document: Document) -> frozenset[str]:
    """Return the lower-case names the text gives its own company, as far as its first lines and headings tell."""
    plain = document.text.plain
    starts = {line.start for line in document.lines} | {segment.start for segment in document.segments}
    first = [line.start for line in document.lines[:_OPENING_LINES]]
    opening = (start for start in starts if plain[start] in _MAY_OPEN)
    matches = [_EMPLOYER.match(plain, start) for start in opening] + [_SUBJECT.match(plain, start) for start in first]
    names = [match[1] for match in matches if match]
    lowered = {name.lower().rstrip(".") for name in names}
    return frozenset(lowered | {name.split()[0] for name in lowered})


def meant_hits(document: Document, segment: Segment, employer: frozenset[str], denied: frozenset[int]) -> list[Hit]:
    """Return the longest phrases of evidence that are meant as they are said, with the verbs.

    Left out are false friends, the employer’s own names, and what stands on `denied` words.
    """
    hits = segment.hits
    kinds = segment.holds
    if _EVIDENCE.isdisjoint(kinds):
        return []
    friends = [hit for hit in hits if hit.kind is _FRIEND] if _FRIEND in kinds else []
    kept: dict[tuple[ListKind, str], Hit] = {}
    result: list[Hit] = []
    for hit in hits:
        kind = hit.kind
        if kind not in _COUNTED:
            continue
        if kind is not _VERB:
            if friends and any(friend.first <= hit.last and hit.first <= friend.last for friend in friends):
                continue
            if denied and any(word in denied for word in range(hit.first, hit.last + 1)):
                continue
            if employer and document.text.folded[hit.start : hit.end] in employer:
                continue
        key = (kind, hit.name)
        last = kept.get(key)
        if last is not None and last.first <= hit.first and hit.last <= last.last:
            continue
        if last is not None and last.first == hit.first:
            result.remove(last)
        kept[key] = hit
        result.append(hit)
    return result


def _denied(document: Document, segment: Segment, window: int) -> frozenset[int]:
    if _NEGATING.isdisjoint(segment.holds):
        return frozenset()
    return denied_words(document, segment, window)


def denied_words(document: Document, segment: Segment, window: int) -> frozenset[int]:
    """Return which words of a sentence stand under a negation."""
    under: set[int] = set()
    stops = {hit.first for hit in segment.hits if hit.kind is ListKind.NEGATION_STOP}
    for hit in segment.hits:
        if hit.kind is ListKind.NEGATION_BEFORE:
            under.update(words_after(document, segment, hit.last, stops, window))
        elif hit.kind is ListKind.NEGATION_AFTER:
            under.update(range(max(0, hit.first - window), hit.first))
    return frozenset(under)


def words_after(document: Document, segment: Segment, last: int, stops: Collection[int], window: int) -> Iterable[int]:
    """Yield the words behind one, up to the next pause or stop."""
    spans, folded = segment.words.spans, document.text.folded
    for index in range(last + 1, min(len(spans), last + 1 + window)):
        between = folded[spans[index - 1][1] : spans[index][0]]
        if index in stops or not _PAUSE.isdisjoint(between):
            return
        yield index


def _duties(hits: Sequence[Hit], duties: Mapping[str, Sequence[Duty]]) -> list[str]:
    """Pair verbs with the objects that follow them closely; each duty once a sentence."""
    verbs = [(hit.name, hit.last) for hit in hits if hit.kind is _VERB]
    if not verbs:
        return []
    near: dict[str, set[str]] = defaultdict(set)
    for hit in hits:
        if hit.kind is _CONCEPT and hit.name in duties:
            near[hit.name].update([verb for verb, last in verbs if 0 < hit.first - last <= _PAIR_WINDOW])
    paired = [duty.id for name, led_by in near.items() for duty in duties[name] if not led_by.isdisjoint(duty.verbs)]
    return list(dict.fromkeys(paired))
