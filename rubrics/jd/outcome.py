"""What a review came to, small enough to keep, and what changed from one review to the next; knows no text."""

import re
from collections.abc import Sequence
from datetime import datetime

from rubrics.catalogue.model import Value
from rubrics.jd.values import Facts, Finding, Review, Severity

MOST_REMARKS = 200
"""More would be a list that no one reads; they are counted all the same."""
LONGEST_QUOTE = 120
"""Enough to know a remark again."""


_WORD = re.compile(r"\w+")
_ALIKE = 0.6
"""Words that two quotations share where one is the other with some words changed."""


class Remark(Value):
    """A finding as it is remembered: enough to know it again, and to fill its rule's sentence.

    `why` is the sentence itself in reviews that were kept before facts were; none is written any more, and the last
    of those rows is deleted when its time is up.
    """

    rule: str
    severity: Severity
    quote: str | None
    facts: Facts = Facts()
    more: int = 0
    fault: str | None = None
    why: str | None = None

    @property
    def key(self) -> tuple[str, str | None]:
        """What makes two remarks the same: the fault, and the words it was raised by."""
        return self.fault or self.rule, self.quote.casefold() if self.quote else None


class Outcome(Value):
    """What a review came to; its blanks count apart from the blockers, warnings and notes."""

    role: str | None
    other_kind: str | None = None
    share: float = 0.0
    title_fits: bool | None = None
    by_title: bool = False
    blockers: int
    warnings: int
    notes: int
    blanks: int = 0
    remarks: tuple[Remark, ...] = ()


class Changes(Value):
    """What a review says that the one before did not, and the other way round."""

    since: datetime
    same_text: bool
    new: tuple[Remark, ...] = ()
    fixed: tuple[Remark, ...] = ()


class KeptReview(Value):
    """A review as its author's history has it, without the text: what it came to, and until when it is kept."""

    id: str
    title: str
    reviewed_at: datetime
    keep_days: int
    keep_until: datetime
    outcome: Outcome
    changes: Changes | None = None


def outcome_of(review: Review) -> Outcome:
    """Return what a review came to."""
    verdict = review.verdict
    return Outcome(
        role=verdict.role,
        other_kind=verdict.other_kind,
        share=verdict.distribution.get(verdict.role, 0.0) if verdict.role else 0.0,
        title_fits=verdict.title_fits,
        by_title=verdict.by_title,
        **review.counts,
        remarks=tuple(remark_of(finding) for finding in review.findings[:MOST_REMARKS]),
    )


def remark_of(finding: Finding) -> Remark:
    """Return a finding as it is remembered."""
    quote = " ".join(finding.quote.split())[:LONGEST_QUOTE] if finding.quote else None
    return Remark(
        rule=finding.rule,
        severity=finding.severity,
        quote=quote,
        facts=finding.facts,
        more=finding.more,
        fault=finding.fault,
    )


def changes_since(before: Outcome, after: Outcome, since: datetime, *, same_text: bool) -> Changes:
    """Return what is new in a later review, and what is gone.

    A sentence on which one remark is gone and another new was changed and not fixed: it counts as neither. Nor does a
    fault that moved to other words.
    """
    new, gone = _without(after.remarks, before.remarks), _without(before.remarks, after.remarks)
    for remark in tuple(new):
        other = next((one for one in gone if _is_changed(one, remark)), None)
        if other is not None:
            new.remove(remark)
            gone.remove(other)
    return Changes(since=since, same_text=same_text, new=tuple(new), fixed=tuple(gone))


def _without(remarks: Sequence[Remark], others: Sequence[Remark]) -> list[Remark]:
    known = {remark.key for remark in others}
    return [remark for remark in remarks if remark.key not in known]


def _is_changed(before: Remark, after: Remark) -> bool:
    """Whether a remark that is gone and a new one speak of one fault, or of one sentence with some words changed."""
    if before.key[0] == after.key[0]:
        return True
    if not before.quote or not after.quote:
        return False
    words, others = (set(_WORD.findall(one.casefold())) for one in (before.quote, after.quote))
    return len(words) > 1 and len(words & others) >= _ALIKE * max(len(words), len(others))
