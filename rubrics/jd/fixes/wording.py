"""Fixes of single words: those that the knowledge has others for, and those whose sentence is better cut."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rubrics.jd.checks.structure import structure_findings
from rubrics.jd.checks.words import broken_words
from rubrics.jd.fixes.asking import CUT, KEEP, WISH, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.layout import heading_above, whole_bullet, whole_line
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.fixes.wishes import moved_to_wishes
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Finding, Severity

UNMASKED = ("role-not-said",)
"""What a text is asked for once its role can be told: a misspelled tool may have hidden that."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"\b(an?)([ \t]+)$", re.IGNORECASE)
_LEADING = re.compile(
    r"(?:(?:(?:prefer|preferably|look(?:ing)? for|seek(?:ing)?|want(?:ed)?|need|for|of|are|be|is|true"
    r"|(?:you|we)(?: a|'|’)re)[ \t]+)?an?[ \t]+"
    r"|(?:prefer|look(?:ing)? for|seek(?:ing)?|want|need|for|of)[ \t]+(?=young|digital))",
    re.IGNORECASE,
)
"""What stays before the words that give way: an article, as “a” or as “an”, and the verb that asks for someone."""
_VOWEL = re.compile(r"[aeio]|u(?!ni|se)", re.IGNORECASE)
_NOUN_BEHIND = re.compile(
    r"[ \t]+(?!(?:and|or|in|at|for|with|of|who|whom|whose|that|which|to|on|as|from|by|is|are|you|we)\b)[^\W\d_]"
)
"""What follows a word that may be cut before its noun."""
_NEXT_ADJECTIVE = re.compile(r",[ \t]+(?=[a-z][\w-]*[ \t])(?!(?:and|or|but|so|who|with|to|you|we)\b)")
"""What may follow the first of several: “a young, dynamic engineer”."""
_COMMA = re.compile(r"[,;][ \t]*(?:and[ \t]+|or[ \t]+|&[ \t]+)?")
_EMPTY_LINE, _EMPTY_ABOVE = re.compile(r"[ \t]*\n"), re.compile(r"\n[ \t]*\n\Z")
_GAP = 100
"""Characters; an empty line of more spaces is none that people leave."""
_EMPHASIS = re.compile(r"([*_])\1*[ \t]*\Z")
_SMALL = frozenset(("a", "an", "the", "and", "or", "is", "are", "be", "must", "you", "we", "have", "with", "of", "to"))
"""Words that say nothing by themselves, so that a sentence of the others is all about them."""
_PRONOUN = frozenset(("he", "she", "they"))
_TO_BE = {"is": "are", "was": "were", "has": "have", "does": "do"}
_BE = re.compile(r"([ \t]+)([a-z]+)")
_MOSTLY = 0.6
"""So much of an item's words say what the rule is about when nothing else would be lost with it."""


def word_proposals(case: Case) -> Iterator[Proposal]:
    """Yield a proposal for each word rule that has words of its own for what it finds, or whose words may be cut."""
    fixes = case.reading.knowledge.fixes
    broken = broken_words(case.reading)
    grave = {one.rule for one in case.review.findings if one.severity is Severity.BLOCKER}
    for rule in case.wants(*sorted(fixes.instead, key=lambda rule: rule not in grave)):
        spans = [(hit.start, hit.end) for hit in broken.get(rule, ())] + _in_title(case, rule)
        edits = [edit for span in spans if (edit := replaced(case, rule, *span)) is not None]
        if edits:
            yield Proposal((rule,), tuple(edits))
    for rule in case.wants(*fixes.cut):
        for number, findings in enumerate(_by_sentence(case, rule), start=1):
            yield from _cut(case, findings, number)


def _by_sentence(case: Case, rule: str) -> list[list[Finding]]:
    """Return a rule's remarks that nothing takes the place of, those on one sentence together."""
    sentences: dict[int, list[Finding]] = {}
    for finding in case.review.findings:
        if finding.rule != rule or finding.start is None or finding.end is None or finding.section in (None, "title"):
            continue
        segment = case.reading.document.segment_at(finding.start)
        if segment is not None and replaced(case, rule, finding.start, finding.end) is None:
            sentences.setdefault(segment.start, []).append(finding)
    return [sentences[start] for start in sorted(sentences)]


def _in_title(case: Case, rule: str) -> list[tuple[int, int]]:
    """Return where a rule's words stand in the title, which is no sentence of the text."""
    ends = case.reading.document.body_start
    own = ((one.start, one.end) for one in case.review.findings if one.rule == rule)
    return [(start, end) for start, end in own if start is not None and end is not None and end <= ends]


def replaced(case: Case, rule: str, start: int, end: int) -> Edit | None:
    """Return the edit that puts the knowledge's own words in place of others; None where it has none that fit."""
    text = case.text
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    written = _bare(text[start:end])
    known = {_bare(old): new for old, new in case.reading.knowledge.fixes.instead.get(rule, {}).items()}
    new = _in_parts(case, rule, known, start, end)
    if new is None:
        new = known.get(written)
    if new is None:
        new = _inflected(known, written)
    if new is None:
        end, new = _beginning(known, text, start, end)
    if not new:
        return _cut_before_noun(case, rule, start, end) if new is not None else None
    if new.partition(" ")[0] == "they" and written.split()[0] in _PRONOUN:
        return _they(text, rule, start, end)
    new = _cased(new, text[start:end])
    return _with_article(text, Edit(start, end, new, rule))


def _in_parts(case: Case, rule: str, known: Mapping[str, str], start: int, end: int) -> str | None:
    """Return what a phrase gives way to that ends in a noun of its own: “young, energetic digital native”.

    Before another noun, as in “digital native engineers”, that goes, and what stood before it is left.
    """
    written = _bare(case.text[start:end])
    for old, noun in case.reading.knowledge.fixes.nouns.get(rule, {}).items():
        lead = written.removesuffix(old).strip()
        if written.endswith(old) and (not lead or lead in known):
            own = "" if _NOUN_BEHIND.match(case.text, end) else noun
            return f"{known.get(lead, '')} {own}".strip()
    return None


def _bare(words: str) -> str:
    """Return words in lower case without the marks between them: “self-starter” is “self starter”."""
    return " ".join(_WORD.findall(words.lower()))


def _inflected(known: Mapping[str, str], written: str) -> str | None:
    """Return the other words with the -s of a plural, or of a verb that they begin with."""
    one = known.get(written.removesuffix("s"))
    if one is not None:
        return f"{one}s" if one else ""
    first, _, rest = written.partition(" ")
    one = known.get(f"{first.removesuffix('s')} {rest}")
    if not one:
        return one
    first, _, rest = one.partition(" ")
    return f"{first}s {rest}".strip()


def _beginning(known: Mapping[str, str], text: str, start: int, end: int) -> tuple[int, str | None]:
    """Return what the longest beginning of a phrase gives way to and where it ends: the rest of it stays."""
    words = list(_WORD.finditer(text, start, end))
    for number in range(len(words) - 1, 1, -1):
        new = known.get(" ".join(word[0].lower() for word in words[:number]))
        if new is not None:
            return words[number - 1].end(), new
    return end, None


def _cased(new: str, old: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    capitals = [word[:1].isupper() for word in old.split()]
    if len(capitals) > 1 and all(capitals):
        return new.title()
    return new[:1].upper() + new[1:] if capitals[:1] == [True] else new


def _with_article(text: str, edit: Edit, noun: str = "") -> Edit:
    """Change “a” into “an” before a vowel, also one of the noun that takes the next one's place, and back."""
    article = _ARTICLE.search(text, max(0, edit.start - 6), edit.start)
    following = edit.text or noun or text[edit.end :].lstrip()
    if article is None or not following[:1].isalpha():
        return edit
    wanted = "an" if _VOWEL.match(following) else "a"
    if article[1].lower() == wanted:
        return edit
    wanted = wanted.capitalize() if article[1][0].isupper() else wanted
    return Edit(article.start(), edit.end, f"{wanted}{article[2]}{edit.text}", edit.rule)


def _cut_before_noun(case: Case, rule: str, start: int, end: int) -> Edit | None:
    """Cut a word right before its noun; one in a row of such words, or behind its noun, stays."""
    text = case.text
    before, behind = text[:start], text[end:]
    listed = _NEXT_ADJECTIVE.match(text, end) if _ARTICLE.search(text, max(0, start - 6), start) else None
    if listed:
        return _with_article(text, Edit(start, listed.end(), "", rule))
    if not _NOUN_BEHIND.match(text, end):
        return None
    if not re.search(r"(?:^|[\s(])$", before) or re.search(r"(?:,|\band|\bor|\bis|\bare|\bbe)[ \t]+$", before):
        return None
    space = len(behind) - len(behind.lstrip(" \t"))
    edit = Edit(start, end + space, "", rule)
    capital = text[start].isupper() and (not before.strip() or before.rstrip(" \t")[-1:] in "\n.!?•-*#")
    if capital:
        noun = _WORD.match(text, edit.end)
        if noun is not None:
            return Edit(start, noun.end(), noun[0][0].upper() + noun[0][1:], rule)
    return _with_article(text, edit, _in_its_place(case, edit.end))


def _in_its_place(case: Case, start: int) -> str:
    """Return what a word that begins here gives way to at the same time, by another rule; empty where it stays."""
    instead = case.reading.knowledge.fixes.instead
    segment = case.reading.document.segment_at(start)
    wanted = case.wants(*instead) if segment else ()
    for hit in segment.hits if segment else ():
        if hit.kind is ListKind.RULE_TERM and hit.start == start and hit.name in wanted:
            known = {_bare(old): new for old, new in instead[hit.name].items()}
            return _inflected(known, _bare(case.text[hit.start : hit.end])) or ""
    return ""


def _they(text: str, rule: str, start: int, end: int) -> Edit | None:
    """Put “they” for “he”, with the verb behind it; where what follows is no plain verb, nothing fits."""
    verb = _BE.match(text, end)
    if verb is None:
        return None
    word = verb[2]
    plural = _TO_BE.get(word) or (word if word in ("will", "can", "must", "should", "may", "would", "had") else None)
    if plural is None and word.endswith("s") and not word.endswith(("ss", "ys")):
        plural = word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
        plural = f"{word[:-3]}y" if word.endswith("ies") else plural
    return Edit(start, verb.end(), _cased("they", text[start:end]) + verb[1] + plural, rule) if plural else None


def _cut(case: Case, findings: Sequence[Finding], number: int) -> Iterator[Proposal]:
    """Offer to cut the item or the sentence that remarks quote; by itself only what says little else is cut."""
    finding = findings[0]
    start, end = finding.start or 0, max(one.end or 0 for one in findings)
    segment = case.reading.document.segment_at(start)
    if segment is None:
        return
    item = _item(case.text, segment, start, end)
    says_else = _share(case.text, item, (start, end)) < _MOSTLY
    span = (segment.start, segment.end) if says_else else item
    wish = finding.rule in case.reading.knowledge.fixes.wish and segment.bullet
    options = (*((Option(value=WISH),) if wish else ()), Option(value=CUT), Option(value=KEEP))
    plain = not says_else and (case.asked_alone or finding.severity is Severity.BLOCKER)
    suggested = WISH if wish else CUT if plain else KEEP
    ask = Ask(
        id=f"{finding.rule}-{number}",
        kind=AskKind.CHOICE,
        rules=(finding.rule,),
        quote=case.text[span[0] : span[1]],
        options=options,
        suggested=(suggested,),
        proposed=(CUT,) if suggested == KEEP and case.asked_alone else (),
    )
    chosen = case.answers.choice(ask)
    edits: Sequence[Edit] = ()
    if chosen == CUT:
        edits = (cut_out(case, finding.rule, *span),)
    elif chosen == WISH:
        edits = moved_to_wishes(case, finding.rule, [whole_bullet(case.reading, segment.start)])
    yield Proposal((finding.rule,), tuple(edits), (ask,))


def _item(text: str, segment: Segment, start: int, end: int) -> tuple[int, int]:
    """Return the item of a bullet's list with commas that a phrase stands in; the sentence where there is no such list.

    The first item of a sentence holds what the others hang on, and is none.
    """
    commas = list(_COMMA.finditer(text, segment.start, segment.end))
    before = [comma for comma in commas if comma.end() <= start]
    behind = [comma for comma in commas if comma.start() >= end]
    if segment.bullet and before:
        return before[-1].start(), behind[0].start() if behind else segment.end
    return segment.start, segment.end


def _share(text: str, item: tuple[int, int], phrase: tuple[int, int]) -> float:
    words = [word for word in _WORD.findall(text[item[0] : item[1]].lower()) if word not in _SMALL]
    quoted = [word for word in _WORD.findall(text[phrase[0] : phrase[1]].lower()) if word not in _SMALL]
    return len(quoted) / len(words) if words else 1.0


def cut_out(case: Case, rule: str, start: int, end: int) -> Edit:
    """Return the edit that takes a stretch away: with its line where nothing else stands in it, else with a space."""
    text = case.text
    first, last = whole_line(text, start, end)
    rest = text[first:start] + text[end:last]
    if not any(char.isalnum() for char in rest):
        first = heading_above(case.reading, first, last)
        while _EMPTY_ABOVE.search(text, max(0, first - _GAP), first) and (empty := _EMPTY_LINE.match(text, last)):
            last = empty.end()
        return Edit(first, last, "", rule)
    start, end = _within_marks(text, start, end)
    while end < len(text) and text[end] in " \t":
        end += 1
    if not any(char.isalnum() for char in text[end : text.find("\n", end)]):
        start = len(text[:start].rstrip(" \t"))
    return Edit(start, end, "", rule)


def _within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the mark that ends an emphasis where only its end would go."""
    mark = _EMPHASIS.search(text, start, end)
    if mark and text.count(mark[0][0], start, end) % 2:
        end = mark.start()
    return start, end


def spelling_proposals(case: Case) -> Iterator[Proposal]:
    """Yield the right spellings of tools and the right expansions of short forms."""
    wanted = case.wants("misspelt-tool", "wrong-expansion")
    edits: dict[str, list[Edit]] = {rule: [] for rule in wanted}
    for finding in structure_findings(case.reading):
        if finding.rule in edits and finding.start is not None and finding.end is not None:
            right = finding.facts.right or ""
            old = case.text[finding.start : finding.end]
            right = right[:1].upper() + right[1:] if finding.rule == "wrong-expansion" and old[:1].isupper() else right
            edits[finding.rule].append(_with_article(case.text, Edit(finding.start, finding.end, right, finding.rule)))
    for rule, own in edits.items():
        if own:
            yield Proposal((rule,), tuple(own), may_bring=UNMASKED)
