"""What the sentences on the work have someone do: a verb and its object, whose work that is, and how far it is meant.

Judges nothing. The verdict does not count these (it gained nothing by them), checks do.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.evidence import denied_words, meant_hits, words_after
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment

_SPOKEN = frozenset(("duties", "musts", "nice", "intro", "other"))
_REACH = 9
"""So many words behind a verb an object still belongs to it."""
_WITHIN = 4
"""So many words behind help, those whom it is given to still are: “help our enterprise customers”."""
_WHOLE = 1_000
"""A clause on others ends at its pause, however long it is."""
_RELATIVE = frozenset(("who", "that", "which"))
_EMPLOYER = frozenset(("we", "our"))
"""A sentence that begins with one tells of the employer, up to “you”."""
_PURPOSE = "to"
"""Behind it stands the person’s own part: “partner with designers to build”."""
_YOU = frozenset(("you", "you'll"))
_TOLD = frozenset(("intro", "other", "musts"))
"""Where a sentence on what the person will do may stand, when its kind was told wrongly."""
_NOUNS = frozenset(("design", "build", "test", "research", "support", "report", "plan", "review", "lead"))
"""Verbs of work that are nouns as well."""
_BEFORE_VERB = frozenset(
    ("and", "or", "to", "you", "you'll", "will", "we", "who", "that", "also", "then", "can", "help")
)
"""Words behind which such a word is a verb."""
_BRACKETS = re.compile(r"\([^()]*\)?")
_OF_OTHERS = frozenset((ListKind.WHOM, ListKind.WORK_FOR, ListKind.LENT, ListKind.BESIDE))
_NEGATED = frozenset((ListKind.NEGATION_BEFORE, ListKind.NEGATION_AFTER))


class Choice(StrEnum):
    """Whether a thing is wanted itself, as one of several, or as an example."""

    ALL = "all"
    ONE_OF = "one-of"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done or known: in which sentence, its verbs, the nearest last (none: only named), and its object.

    `thing` is the name of its list: a concept’s id, a kind of work. `own` is False where it is others’
    work, `waived` where it is said not to be needed, `optional` where it is a wish; `duty` tells what the person will
    do from what they bring.
    """

    segment: int
    verbs: tuple[str, ...]
    thing: str
    own: bool = True
    waived: bool = False
    optional: bool = False
    choice: Choice = Choice.ALL
    duty: bool = False

    @property
    def certain(self) -> bool:
        """Whether the person will do it, and not perhaps, or for example, or others."""
        plain = self.own and not self.waived and self.choice is Choice.ALL
        return self.duty and plain and bool(self.verbs)


def duty_lines(document: Document, knowledge: Knowledge) -> frozenset[int]:
    """Return the sentences that say what the person will do: duties, and others that ask for it or say “you build”."""
    return frozenset(index for index, one in enumerate(document.segments) if _is_duty(one, knowledge))


def _is_duty(segment: Segment, knowledge: Knowledge) -> bool:
    if segment.kind == "duties":
        return True
    keys, verbs = segment.words.keys, knowledge.work_verbs
    if segment.kind not in _TOLD or not keys:
        return False
    asked = segment.bullet and (keys[0] in verbs or "".join(keys[:2]) in verbs)  # “pre-train”
    if asked or _YOU.isdisjoint(keys):
        return asked
    behind = zip(keys, keys[1:], keys[2:], strict=False)
    return any(key in _YOU and not verbs.isdisjoint(after) for key, *after in behind)


def acts_in(
    document: Document, employer: frozenset[str], knowledge: Knowledge, duties: Collection[int], of: ListKind
) -> Iterator[Act]:
    """Yield the acts whose objects are of one kind of list, in their order; `duties` are the duty lines."""
    for index, segment in enumerate(document.segments):
        if segment.kind in _SPOKEN and of in segment.holds:
            yield from _acts_of(index, document, employer, knowledge, duty=index in duties, of=of)


def _acts_of(
    index: int, document: Document, employer: frozenset[str], knowledge: Knowledge, *, duty: bool, of: ListKind
) -> Iterator[Act]:
    segment = document.segments[index]
    hits = meant_hits(document, segment, employer, frozenset()) if of is ListKind.CONCEPT else segment.hits
    things = [hit for hit in hits if hit.kind is of]
    if not things:
        return
    verbs = [place for place, key in enumerate(segment.words.keys) if key in knowledge.work_verbs]
    if of is ListKind.WORK_KIND:
        verbs = [place for place in verbs if not _is_noun(document, segment, place, knowledge)]
        things = _outside_brackets(document, segment, things)
    kinds = segment.holds
    others = _others(document, segment)
    window = knowledge.evidence.negations.window
    waived = frozenset() if _NEGATED.isdisjoint(kinds) else denied_words(document, segment, window)
    examples = _behind(segment, ListKind.SUCH) if ListKind.SUCH in kinds else ()
    options = _behind(segment, ListKind.ONE_OF) if ListKind.ONE_OF in kinds else ()
    for hit in things:
        yield Act(
            segment=index,
            verbs=tuple(segment.words.keys[place] for place in verbs if 0 < hit.first - place <= _REACH),
            thing=hit.name,
            own=hit.first not in others,
            waived=hit.first in waived,
            optional=segment.kind == "nice",
            choice=_choice(hit, examples, options),
            duty=duty,
        )


def _is_noun(document: Document, segment: Segment, place: int, knowledge: Knowledge) -> bool:
    """Whether a word that is a verb and a noun stands behind a word it belongs to: “document the model design”."""
    keys, spans = segment.words.keys, segment.words.spans
    if keys[place] not in _NOUNS or place == 0:
        return False
    before = keys[place - 1]
    if before in _BEFORE_VERB or before in knowledge.work_verbs or before.endswith("ly"):
        return False
    return not document.text.folded[spans[place - 1][1] : spans[place][0]].strip()


def _outside_brackets(document: Document, segment: Segment, things: list[Hit]) -> list[Hit]:
    """Leave out what stands in brackets, which lists what another thing may hold."""
    spans = [one.span() for one in _BRACKETS.finditer(document.text.folded, segment.start, segment.end)]
    starts = [start for start, _ in spans]

    def inside(hit: Hit) -> bool:
        at = bisect_right(starts, hit.start) - 1
        return at >= 0 and hit.start < spans[at][1]

    return [hit for hit in things if not inside(hit)] if spans else things


def not_meant(document: Document, segment: Segment, window: int) -> frozenset[int]:
    """Return which words of a sentence tell someone else’s work, or what is said not to be needed."""
    return _others(document, segment) | denied_words(document, segment, window) if segment.hits else frozenset()


def _choice(hit: Hit, examples: Collection[int], options: Collection[int]) -> Choice:
    if hit.first in examples:
        return Choice.EXAMPLE
    return Choice.ONE_OF if hit.first in options else Choice.ALL


def _behind(segment: Segment, kind: ListKind) -> range:
    """Return the words behind the first phrase of a kind, up to the end of the sentence."""
    return range(min(hit.last for hit in segment.hits if hit.kind is kind) + 1, len(segment.words))


def _others(document: Document, segment: Segment) -> frozenset[int]:
    """Return which words of a sentence tell work that is someone else’s."""
    keys = segment.words.keys
    if _OF_OTHERS.isdisjoint(segment.holds) and keys[0] not in _EMPLOYER:
        return frozenset()
    whom = sorted((hit for hit in segment.hits if hit.kind is ListKind.WHOM), key=lambda hit: hit.first)
    purposes = [place for place, key in enumerate(keys) if key == _PURPOSE]
    under: set[int] = set()

    def mark(last: int, stops: Iterable[int] = ()) -> None:
        under.update(words_after(document, segment, last, frozenset(stops), _WHOLE))

    for hit in segment.hits:
        if hit.kind is ListKind.WORK_FOR:
            mark(hit.last)
        elif hit.kind in (ListKind.LENT, ListKind.BESIDE):
            given = next((one for one in whom if 0 < one.first - hit.last <= _WITHIN), None)
            if given is not None:
                mark(given.last, purposes if hit.kind is ListKind.BESIDE else ())
    if keys[0] in _EMPLOYER:
        under.update(range(next((place for place, key in enumerate(keys) if key in _YOU), len(keys))))
    for one in whom:
        if one.last + 1 < len(keys) and keys[one.last + 1] in _RELATIVE:
            mark(one.last + 1)
    return frozenset(under)
