"""Remarks that someone waived: which of a review's they are, by the sentence that each is about; knows no store.

A waiver holds for one rule and one sentence, until a day. A changed sentence has another digest, so that its remark
comes back; a remark on what a text leaves out is about its title and the places whose law it is.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date

from rubrics.catalogue.model import Value
from rubrics.jd.values import Finding, Review

_ENDS = re.compile(r"[.!?](?=\s)")
_WORD = re.compile(r"\w+")
COMMENT, WRITTEN = "comment", "file"
"""Kinds of waivers that stand beside a posting: their reason is their author's own words."""
NAMED = "debrief:"
"""What a comment that waives something holds; a text without it has none."""


class Waiver(Value):
    """A remark that stays, and why: by whom, and until when; `kind` is one of a few reasons or a word of one's own.

    `digest` is of the sentence that the remark is about.
    """

    rule: str
    digest: str
    kind: str
    note: str = ""
    by: str
    until: date
    id: str = ""


class WaivedFinding(Value):
    """A remark that is not made, and the waiver behind it."""

    finding: Finding
    waiver: Waiver


def subject_of(review: Review, text: str, finding: Finding) -> str:
    """Return the words that a remark is about: its sentence; of one on a gap, the title and the places of its law."""
    if finding.start is None or finding.end is None:
        return " ".join([review.title, *sorted({law.place for law in finding.facts.laws})])
    first = text.rfind("\n", 0, finding.start) + 1
    last = text.find("\n", finding.end)
    last = len(text) if last < 0 else last
    before = [end.end() for end in _ENDS.finditer(text, first, finding.start)]
    behind = _ENDS.search(text, max(finding.end - 1, first), last)
    return text[before[-1] if before else first : behind.end() if behind else last]


def digest_of(words: str) -> str:
    """Return what tells the words of a sentence apart, whatever their case, marks and spaces."""
    return hashlib.sha256(" ".join(_WORD.findall(words.casefold())).encode()).hexdigest()


def without_waived(
    review: Review, text: str, waivers: Iterable[Waiver], today: date
) -> tuple[Review, tuple[WaivedFinding, ...]]:
    """Return a review without the remarks that are waived today, and those with their waivers."""
    held = {(one.rule, one.digest): one for one in waivers if one.until >= today}
    if not held:
        return review, ()
    pairs = [
        (finding, held.get((finding.rule, digest_of(subject_of(review, text, finding))))) for finding in review.findings
    ]
    waived = tuple(WaivedFinding(finding=finding, waiver=waiver) for finding, waiver in pairs if waiver is not None)
    kept = tuple(finding for finding, waiver in pairs if waiver is None)
    return review.model_copy(update={"findings": kept}) if waived else review, waived


def spared_by(review: Review, waived: Sequence[WaivedFinding]) -> frozenset[str]:
    """Return the rules that a fix must leave alone: those whose every remark is waived."""
    made = {finding.rule for finding in review.findings}
    return frozenset(one.finding.rule for one in waived) - made
