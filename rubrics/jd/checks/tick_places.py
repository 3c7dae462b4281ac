"""Where a text shows what a checklist asks for: the sentence to cite, or none where words alone look like it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rubrics.jd.reading.acts import not_meant
from rubrics.jd.reading.place_names import places_named
from rubrics.jd.reading.reading import Reading, Span
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import OTHER, PayFound

_FIRST_WORDS = 7
"""The verb of what a person makes is one of so many first words: “In this role you will design and build …”."""
_PURPOSE = frozenset(("that", "which", "who"))
"""One of these behind what is made says what it is for."""
_WHOM = frozenset(
    ("our", "the", "their", "its", "your", "internal", "external", "customer", "client", "user", "a", "an")
)
"""Behind “for” it says for whom something is made, and not for which technique."""
_BEFORE_A_VERB = frozenset(("will", "ll", "to", "and", "or", "help", "also", "you"))
"""Between these and an object a word is what someone does."""
_REACH = 80
"""So many characters on either side let a reader judge a phrase in a long sentence."""
_REQUIRED = re.compile(r"(?<!not )\brequired\b")
"""What says that a thing among the wishes is none."""
_BONUS_PAID = re.compile(
    r"\b(?:annual|performance|signing|sign-on|company|referral|yearly|quarterly|cash) bonus(?:es)?\b"
)
"""Where the word for a wish is one for pay."""
_PAID_TO = re.compile(r"\b(?:candidates?|residents?|those|hires?|hired|employees|applicants?)\b")
"""In a sentence on pay it says whom a sum is for, and not where the work is done."""


def shown_by(reading: Reading, check: str, said: Span | None) -> Span | None:
    """Return the place that shows what a check looks for, `said` the one by its words; None for what none shows."""
    match check:
        case "output":
            return _made(reading)
        case "place":
            return _placed(reading) or said
        case "pay-range":
            return _paid(reading, (one for one in reading.pay if not one.open_ended and one.low != one.high))
        case "pay-basis":
            return _based(reading)
        case "split":
            return _apart(reading)
    return None


def sentence_around(reading: Reading, segment: Segment, start: int, end: int) -> Span:
    """Return the sentence around some words, or as much of a long one as lets a reader judge them."""
    if segment.end - segment.start <= 2 * _REACH:
        return segment.start, segment.end
    plain = reading.document.text.plain
    first = plain.rfind(" ", segment.start, max(segment.start, start - _REACH)) + 1 or segment.start
    last = plain.find(" ", min(segment.end, end + _REACH), segment.end)
    return max(first, segment.start), last if last >= 0 else segment.end


def is_perk(segment: Segment) -> bool:
    """Whether a sentence is a bullet among benefits."""
    return segment.bullet and segment.kind == "benefits"


def paying_sentences(reading: Reading) -> frozenset[int]:
    """Return the sentences that state pay, wherever they stand: a range below the requirements is no requirement."""
    around = (reading.document.segment_at(pay.start) for pay in reading.pay)
    return frozenset(id(segment) for segment in around if segment is not None)


def not_meant_in(reading: Reading, segment: Segment) -> frozenset[int]:
    """Return which words of a sentence are negated or of others' work."""
    return not_meant(reading.document, segment, reading.knowledge.evidence.negations.window)


def meant_otherwise(segment: Segment, hit: Hit) -> bool:
    """Whether a phrase stands inside one that means something else: “internal equity”."""
    excuses = (other for other in segment.hits if other.kind is ListKind.ITEM_EXCUSE and other.name == hit.name)
    return any(other.start < hit.end and hit.start < other.end for other in excuses)


def _based(reading: Reading) -> Span | None:
    """Return the sentence of a pay that says what the sum is of."""
    span = _paid(reading, (one for one in reading.pay if one.basis != "unclear" and one.currency))
    words = reading.document.text.folded[slice(*span)] if span else ""
    return span if reading.knowledge.pay_words.says_basis(words) else None


def _apart(reading: Reading) -> Span | None:
    """Return what tells wishes apart from musts: the heading over them, else the first that says so as a whole."""
    document = reading.document
    nice = reading.of_kind("nice") if reading.of_kind("musts") else []
    wishes = [one for one in nice if not _REQUIRED.search(document.text.folded, one.start, one.end)]
    headed = next((part for one in wishes if (part := document.parts[one.section]).kind == "nice"), None)
    if headed is not None and headed.heading:
        start = document.text.plain.find(headed.heading, headed.start)
        return start, start + len(headed.heading)
    cues = {id(one): hit for one, hit in reading.hits(ListKind.SECTION_CUE, "nice")}
    said = (one for one in wishes if not _BONUS_PAID.search(document.text.folded, one.start, one.end))
    whole = (one for one in said if id(one) in cues and not _in_brackets(reading, one, cues[id(one)]))
    return next(((one.start, one.end) for one in whole), None)


def _in_brackets(reading: Reading, segment: Segment, hit: Hit) -> bool:
    """Whether words stand in brackets: “Kubernetes (AKS preferred)” is a must with a wish inside."""
    before = reading.document.text.folded[segment.start : hit.start]
    return before.count("(") > before.count(")")


def _made(reading: Reading) -> Span | None:
    """Return the first duty that is evidence of the role, else of any work, and says what is made and for what.

    It begins with the making. A duty that says of nothing what it is for may be any company's: “build AI solutions”.
    """
    role = reading.verdict.role or OTHER
    leaning = reading.knowledge.leans.get(role) if role != OTHER else None
    sentences = reading.evidence.by_sentence.items()
    shown = {
        id(reading.document.segments[index])
        for index, features in sentences
        if leaning is None or not leaning.keys().isdisjoint(features)
    }
    for segment, hit in reading.hits(ListKind.ITEM_CUE, "output"):
        begins = hit.first <= _FIRST_WORDS and _is_verb(segment, hit)
        told = begins and _tells_purpose(segment.words.keys[hit.last + 1 :])
        if segment.kind != "duties" or id(segment) not in shown or not told:
            continue
        if not meant_otherwise(segment, hit) and hit.first not in not_meant_in(reading, segment):
            return segment.start, segment.end
    return None


def _tells_purpose(words: Sequence[str]) -> bool:
    """Whether words say what something is for, or for whom: “that answer mail”, “for our customers”."""
    whom = any(first == "for" and second in _WHOM for first, second in pairwise(words))
    return whom or not _PURPOSE.isdisjoint(words)


def _is_verb(segment: Segment, hit: Hit) -> bool:
    """Whether a word that may be a noun is what the person does: “you will design”, not “software design”."""
    return not hit.first or segment.words.keys[hit.first - 1] in _BEFORE_A_VERB


def _placed(reading: Reading) -> Span | None:
    """Return the line or sentence that names where the work is done."""
    span = reading.where.span
    around = reading.document.segment_at(span[0]) if span else None
    if span is None or around is None:
        return span
    if is_perk(around) and not places_named(reading.document.quote(*span), reading.knowledge):
        return None
    paid = around.kind == "pay" or id(around) in paying_sentences(reading)
    if paid and _PAID_TO.search(reading.document.text.folded, around.start, around.end):
        return None
    start, end = sentence_around(reading, around, *span)
    return start, max(end, span[1])


def _paid(reading: Reading, pays: Iterator[PayFound]) -> Span | None:
    """Return the sentence of the first of some pays, which says what the sum is of."""
    pay = next(pays, None)
    around = reading.document.segment_at(pay.start) if pay else None
    if pay is None or around is None:
        return (pay.start, pay.end) if pay else None
    start, end = sentence_around(reading, around, pay.start, pay.end)
    before = reading.document.segment_at(around.start - 2)
    if before is not None and not reading.knowledge.pay_words.says_basis(reading.document.text.folded[start:end]):
        start = max(before.start, pay.start - 2 * _REACH)
    return start, max(end, pay.end)
