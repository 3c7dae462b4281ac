"""Word rules: a phrase in a place where it counts, unless the sentence excuses it; the lists are data."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from rubrics.jd.checks.repeats import counting
from rubrics.jd.knowledge.rules import Rule
from rubrics.jd.reading.evidence import denied_words
from rubrics.jd.reading.reading import Reading, title_span
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding

_MOST = 3
"""More phrases of one rule than this are left out: a few remarks are enough."""
_NEXT = 4
"""Words between a phrase and who it is said of: “customers are in their twenties”."""
_WORDS = re.compile(r"[^\W_]+")
_DAUNTED = frozenset(("afraid", "scared", "mind", "shy", "fear", "daunted", "fazed", "put"))
"""What a negation before one of these denies is a dislike: “you don't mind the grind”."""
_ASKED = frozenset(("duties", "musts", "nice"))
"""Where a word names no value of the company, but what a person is to bring."""
_LABEL_END = re.compile(r"[*_]{0,3}[ \t]{0,3}(?::|[-–—][ \t]|\n|$)")
"""What ends the name of a value: a colon, a dash or its line."""
_INSIDE = re.compile(r"(?:[a-z0-9,;&(][ \t]?|[a-z,;&][ \t][A-Z][a-z]+[ \t])$")
"""What stands before a word inside its sentence, be it the second of a name; not a colon or a bullet."""


def word_findings(reading: Reading) -> Iterator[Finding]:
    """Yield the word rules that a text breaks, at most a few times each."""
    yield from _in_title(reading)
    for rule_id, kept in broken_words(reading).items():
        rule = reading.knowledge.rule_by_id[rule_id]
        if rule.at_least > 1:
            yield from _dense(reading, rule, kept)
        else:
            distinct = {hit.phrase: hit for hit in reversed(kept)}
            times = _sentences_of(reading, kept)
            for hit in sorted(distinct.values(), key=lambda hit: hit.start)[:_MOST]:
                yield counting(reading.finding(rule_id, (hit.start, hit.end)), times[hit.phrase] - 1)


def _sentences_of(reading: Reading, hits: Iterable[Hit]) -> Counter[str]:
    """Count in how many sentences each phrase stands: twice in one is no other place."""
    found = {(hit.phrase, one.start) for hit in hits if (one := reading.document.segment_at(hit.start)) is not None}
    return Counter(phrase for phrase, _ in found)


def broken_words(reading: Reading) -> Mapping[str, list[Hit]]:
    """Return every phrase of the body by the word rule that it breaks, in the order of the text."""
    broken: dict[str, list[Hit]] = {}
    for segment, hit in reading.hits(ListKind.RULE_TERM):
        rule = reading.knowledge.rule_by_id[hit.name]
        if segment.kind in rule.sections and not _excused(reading, segment, hit, rule):
            broken.setdefault(rule.id, []).append(hit)
    kept: dict[str, list[Hit]] = {}
    for rule_id, found in broken.items():
        hits = _without_overlaps(found)
        if reading.knowledge.rule_by_id[rule_id].except_names:
            hits = _without_names(reading, hits)
        if hits:
            kept[rule_id] = hits
    return kept


def _in_title(reading: Reading) -> Iterator[Finding]:
    """Find the words of a rule in the title, which is no sentence of the text."""
    span = title_span(reading)
    for hit in _without_overlaps([hit for hit in reading.title_hits if hit.kind is ListKind.RULE_TERM]):
        rule = reading.knowledge.rule_by_id[hit.name]
        if "title" in rule.sections and rule.at_least == 1 and not _excuse_in(rule, reading.title_hits):
            if _said_elsewhere(reading, rule):
                continue
            place = (span[0] + hit.start, span[0] + hit.end) if span else None
            yield reading.finding(rule.id, place, quote=reading.document.title[hit.start : hit.end])


def _dense(reading: Reading, rule: Rule, hits: list[Hit]) -> Iterator[Finding]:
    """Make one finding of many small words; what stands in a block that was pasted twice is one."""
    some = list(dict.fromkeys(hit.phrase for hit in hits))
    if len(some) < rule.at_least:
        return
    first = hits[0]
    yield reading.finding(rule.id, (first.start, first.end), count=len(hits), some=tuple(some[:5]))


def _without_overlaps(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _excused(reading: Reading, segment: Segment, hit: Hit, rule: Rule) -> bool:
    """Whether an excuse stands where it counts, or the words are the employer's own name."""
    if rule.unless and _excuse_in(rule, (*segment.hits, *_headed(reading, segment))):
        return True
    if rule.titled and _excuse_in(rule, reading.title_hits, ListKind.RULE_TITLED):
        return True
    if rule.others and _of_others(segment, hit, rule):
        return True
    if rule.elsewhere and _said_elsewhere(reading, rule):
        return True
    if reading.document.text.folded[hit.start : hit.end] in reading.evidence.employer:
        return True
    return _meant_otherwise(reading, segment, hit, rule)


def _meant_otherwise(reading: Reading, segment: Segment, hit: Hit, rule: Rule) -> bool:
    """Whether the words are a name, denied, or the label of a value, where the rule excepts that."""
    named = rule.except_names and _is_name(reading.document.text.plain, segment, hit)
    denied = rule.except_denied and _is_denied(reading, segment, hit)
    return named or denied or (rule.except_labels and _of_label(reading, segment, hit, rule))


def _excuse_in(rule: Rule, hits: Iterable[Hit], kind: ListKind = ListKind.RULE_EXCUSE) -> bool:
    return any(hit.kind is kind and hit.name == rule.id for hit in hits)


def _said_elsewhere(reading: Reading, rule: Rule) -> bool:
    return any(reading.hits(ListKind.RULE_ELSEWHERE, rule.id))


def _of_others(segment: Segment, hit: Hit, rule: Rule) -> bool:
    """Whether others are named next to the words: “our young customers”, not “young people who talk to customers”."""
    named = [one for one in segment.hits if one.kind is ListKind.RULE_OTHERS and one.name == rule.id]
    return any(one.first - hit.last <= _NEXT and hit.first - one.last <= _NEXT for one in named)


def _is_denied(reading: Reading, segment: Segment, hit: Hit) -> bool:
    """Whether a sentence denies the words: “no nights and weekends”, but not “not afraid of nights and weekends”."""
    keys = segment.words.keys
    before = keys[max(0, hit.first - _NEXT) : hit.first]
    window = reading.knowledge.evidence.negations.window
    return _DAUNTED.isdisjoint(before) and hit.first in denied_words(reading.document, segment, window)


def _of_label(reading: Reading, segment: Segment, hit: Hit, rule: Rule) -> bool:
    """Whether a sentence explains a value that its line or its heading names by the words: “Hustle: we love hustle”."""
    if segment.kind in _ASKED:
        return False
    if any(one.name == rule.id and one.phrase == hit.phrase for one in _terms(_headed(reading, segment))):
        return True
    plain, start = reading.document.text.plain, segment.start
    named = [one for one in _terms(segment.hits) if one.name == rule.id and one.phrase == hit.phrase]
    return any(
        not _WORDS.search(plain, start, one.start) and _LABEL_END.match(plain, one.end) is not None for one in named
    )


def _terms(hits: Iterable[Hit]) -> Iterator[Hit]:
    return (hit for hit in hits if hit.kind is ListKind.RULE_TERM)


def _headed(reading: Reading, segment: Segment) -> Iterator[Hit]:
    """Yield what the heading over a sentence says."""
    start = reading.document.parts[segment.section].start
    yield from (hit for hit in reading.heading_hits if start <= hit.start < segment.start)


def _is_name(plain: str, segment: Segment, hit: Hit) -> bool:
    """Whether a phrase is all or part of a capitalized name: “Hims & Hers”, “Tumble Guys”, but not “GREAT GUYS”."""
    words = _WORDS.findall(plain, hit.start, hit.end)
    if not all(word[0].isupper() and not word.isupper() for word in words) or "/" in plain[hit.start : hit.end]:
        return False
    return len(words) > 1 or _INSIDE.search(plain, segment.start, hit.start) is not None


def _without_names(reading: Reading, hits: list[Hit]) -> list[Hit]:
    """Leave out what begins a sentence and is a name inside others: “Wizard changes … You join Wizard”."""
    plain = reading.document.text.plain
    words = {hit.phrase: plain[hit.start : hit.end] for hit in hits}
    named = {
        phrase
        for phrase, written in words.items()
        if written[:1].isupper() and re.search(rf"[a-z,(] {re.escape(written)}\b", plain)
    }
    return [hit for hit in hits if hit.phrase not in named or not plain[hit.start].isupper()]


def coded_words(reading: Reading) -> Mapping[str, int]:
    """Count words that studies call masculine or feminine, without a judgment: evidence of an effect is mixed."""
    counts: Counter[str] = Counter()
    for segment, hit in reading.hits(ListKind.CODED):
        if segment.kind in ("intro", "duties", "musts", "nice", "other"):
            counts[f"{hit.name}: {hit.phrase}"] += 1
    return dict(sorted(counts.items()))
