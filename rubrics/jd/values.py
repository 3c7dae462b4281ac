"""What a review of a job description says, as frozen values; knows nothing of how it was found out."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from rubrics.catalogue.model import Value

Period = Literal["hour", "day", "week", "month", "year"]
Basis = Literal["base", "total", "on-target", "unclear"]
SectionKind = Literal[
    "title", "intro", "duties", "musts", "nice", "about", "pay", "benefits", "legal", "process", "other"
]


class Severity(StrEnum):
    """How much a finding costs, dearest first: law and impossibility, mismatch and gaps, style."""

    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"


class Evidence(Value):
    """A quotation that speaks for a role: where it stands in the text and why it counts."""

    start: int
    end: int
    quote: str
    why: str


class Verdict(Value):
    """Which role a text describes, with its evidence; `role` is absent where the text says too little.

    `role` is one of the role families or "other"; `rubric` is the role whose rubric to load, which may be a
    more special kind of the family. `carried_by` is how few sentences carry it: without that many another role
    leads; None where it stands even without its strongest. `title_fits` is None where the text is mixed or the
    title names no role.
    """

    role: str | None
    rubric: str | None = None
    distribution: Mapping[str, float]
    other_kind: str | None = None
    title_fits: bool | None = None
    fitting_titles: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[Evidence, ...]] = {}
    would_change: tuple[str, ...] = ()
    carried_by: int | None = None
    self_name: str | None = None
    abstained: str | None = None


class PayFound(Value):
    """One stated pay: a range, or a single figure (low equals high); an open end is None.

    `exceeds` where the text says that the pay may go beyond the top of the range: “or more”, “+”.
    """

    low: float | None
    high: float | None
    currency: str | None
    period: Period
    basis: Basis
    period_stated: bool
    start: int
    end: int
    exceeds: bool = False

    @property
    def open_ended(self) -> bool:
        """Whether one end is left open, as in “from 150,000”, “up to 90,000” or “150,000 to 180,000 or more”."""
        return self.low is None or self.high is None or self.exceeds

    @property
    def ratio(self) -> float | None:
        """The top divided by the bottom, where both are stated."""
        return self.high / self.low if self.low and self.high else None


class Finding(Value):
    """One remark with its evidence; start, end and quote are None where something is missing from the text."""

    rule: str
    severity: Severity
    start: int | None
    end: int | None
    quote: str | None
    why: str
    fix: str
    source: str
    section: SectionKind | None
    checked: date | None = None
    verified: bool = True
    legal: bool = False


class Section(Value):
    """A stretch of the text under one heading, and what it is about."""

    kind: SectionKind
    heading: str | None
    start: int
    end: int
    words: int


class ChecklistMark(Value):
    """Whether one checklist item is said in the text, and where."""

    item: str
    found: bool
    start: int | None = None
    end: int | None = None
    quote: str | None = None


class Review(Value):
    """Everything the reviewer has to say about one text; equal texts give equal reviews.

    `body_digest` is equal for bodies of the same words, so that one text under two titles is noticed; it is empty
    for a body of a few words. Where the text is not in English, `english` is False and no other remark is made.
    """

    title: str
    verdict: Verdict
    pay: tuple[PayFound, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    words: int
    checklist: tuple[ChecklistMark, ...]
    location: str | None = None
    jurisdictions: tuple[str, ...] = ()
    coded_words: Mapping[str, int] = {}
    body_digest: str = ""
    english: bool = True
    notice: str | None = None

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)
