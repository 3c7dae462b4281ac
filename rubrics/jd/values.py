"""What a review of a job description says, as keys and values; knows no sentence."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from rubrics.catalogue.levels import Level
from rubrics.catalogue.market import PayBand
from rubrics.catalogue.model import Value
from rubrics.jd.verdicts import Verdict

BLANK = "unfilled-template"
"""The rule that finds a blank no one filled in, those that a fix leaves among them."""
OTHER = "other"
"""What the verdict calls work that is of no role."""
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


class MarketSide(StrEnum):
    """On which side of every band a pay lies."""

    BELOW = "below"
    ABOVE = "above"


class Apart(StrEnum):
    """Why a stretch of the text is not the posting."""

    OTHER_JOBS = "other-jobs"
    SECOND_JOB = "second-job"
    FORM = "form"
    PAGE = "page"
    OTHER_LANGUAGE = "other-language"


class LeftOut(Value):
    """A stretch that was set apart and not reviewed; `head` is the line that it begins with."""

    kind: Apart
    start: int
    end: int
    head: str


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


class LawCited(Value):
    """A law that a finding rests on: of which place, since when, and by which source."""

    place: str
    law: str
    in_force: date
    source: str


class Money(Value):
    """A sum in a currency."""

    amount: float
    currency: str


class Facts(Value):
    """What fills the sentences of a finding's rule, each fact in its own type and unformatted.

    Shares are parts of one, `years` and `age` are years, `items` are ids of checklist items, `role` is a role's id or
    "other", and `kind` says which other work. `quote` are words that do not stand in the text, since the title was
    given apart.
    """

    quote: str | None = None
    title: str | None = None
    name: str | None = None
    other: str | None = None
    others: tuple[str, ...] = ()
    role: str | None = None
    kind: str | None = None
    share: float | None = None
    fitting: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    other_levels: tuple[Level, ...] = ()
    level_word: str | None = None
    years: float | None = None
    first: float | None = None
    second: float | None = None
    age: float | None = None
    since: date | None = None
    source: str | None = None
    count: int | None = None
    words: int | None = None
    grade: float | None = None
    families: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    domain: str | None = None
    short: str | None = None
    right: str | None = None
    laws: tuple[LawCited, ...] = ()
    ratio: float | None = None
    width: float | None = None
    widest: Money | None = None
    top: float | None = None
    side: MarketSide | None = None
    band: PayBand | None = None


class Finding(Value):
    """One remark with its evidence, by its rule and the facts that fill the rule's sentences.

    Start, end and quote are None where something is missing from the text. `more` counts further places where the
    same holds.
    """

    rule: str
    severity: Severity
    start: int | None
    end: int | None
    quote: str | None
    section: SectionKind | None
    facts: Facts = Facts()
    more: int = 0
    checked: date | None = None
    verified: bool = True
    legal: bool = False
    fault: str | None = None

    @property
    def about(self) -> str:
        """What it is about: its fault, of which several rules may speak, else its own rule."""
        return self.fault or self.rule


class Section(Value):
    """A stretch of the text under one heading, and what it is about."""

    kind: SectionKind
    heading: str | None
    start: int
    end: int
    words: int


class Limit(StrEnum):
    """How a text stands to a limit of the checklist."""

    KEPT = "kept"
    BROKEN = "broken"
    UNCOUNTED = "uncounted"


class ChecklistMark(Value):
    """Whether one checklist item is said in the text, and where.

    An item with a `limit` asks for no words: it is kept, broken, or could not be counted; found means kept, and
    `count` is what was counted. An item is hinted at where it wasn't found and no remark may say that it is missing.
    """

    item: str
    found: bool
    hinted: bool = False
    limit: Limit | None = None
    count: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


class Review(Value):
    """Everything the reviewer has to say about one text; equal texts give equal reviews.

    `body_digest` is equal for bodies of the same words, so that one text under two titles is noticed; it is empty
    for a body of a few words. `left_out` is what was not reviewed, since it is not the posting.
    Where the text is not in English, `english` is False and no other remark is made. `employer_places` is where it
    says its employer is, when no place of the job is named or given: its law may be another's, and is not checked.
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
    employer_places: tuple[str, ...] = ()
    remote: bool = False
    coded_words: Mapping[str, int] = {}
    body_digest: str = ""
    left_out: tuple[LeftOut, ...] = ()
    english: bool = True

    @property
    def cites_law(self) -> bool:
        """Whether a remark rests on a law, so that people must read that it is no legal advice."""
        return any(finding.legal for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def blanks(self) -> tuple[Finding, ...]:
        """The findings that are blanks to fill in: people count these apart from remarks."""
        return tuple(finding for finding in self.findings if finding.rule == BLANK)

    @property
    def counts(self) -> dict[str, int]:
        """How many blanks there are, and how many remarks of each severity besides: "blanks", "blockers" …."""
        remarks = [finding.severity for finding in self.findings if finding.rule != BLANK]
        return {"blanks": len(self.blanks), **{f"{one}s": remarks.count(one) for one in Severity}}
