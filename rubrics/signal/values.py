"""The hire signal as frozen values that survive JSON; they hold results and know no arithmetic."""

from enum import StrEnum

from rubrics.catalogue.model import Level, Value

OVERALL = "overall"
"""The item under which a recommendation enters the score, beside the competencies' ids."""

Interval = tuple[float, float]


class Word(StrEnum):
    """The signal in one word, best first."""

    STRONG_HIRE = "strong_hire"
    LEAN_HIRE = "lean_hire"
    SPLIT = "split"
    LEAN_NO = "lean_no"
    NO_HIRE = "no_hire"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"

    @property
    def words(self) -> str:
        """As people read it: “lean hire”."""
        return self.value.replace("_", " ")


class Rule(StrEnum):
    """Which rule had the last say on the word."""

    PROBABILITY = "probability"
    CONTRADICTION = "contradiction"
    FLOOR = "floor"
    EVIDENCE = "evidence"


class Topic(StrEnum):
    """A kind of disagreement."""

    SPLIT_PANEL = "split_panel"
    AGAINST_RATINGS = "against_ratings"
    COMPETENCY = "competency"
    SPREAD = "spread"
    LONE_VOICE = "lone_voice"


class Reason(Value):
    """The rule that decided the word and a sentence that says so to a manager."""

    rule: Rule
    sentence: str


class StandardError(Value):
    """How far the score may be off: three variances that add up to `design` squared, and what the spread adds.

    `design` (SE0) depends only on who rated what; `widening` (≥ 1) comes from the `spread` (SS) of the
    scorecards; `total` is their product and makes the intervals.
    """

    not_assessed: float
    interviewers: float
    single_ratings: float
    design: float
    spread: float
    widening: float
    total: float


class Shortfall(Value):
    """One reason why the evidence does not suffice, and what would cure it."""

    reason: str
    cure: str


class Coverage(Value):
    """How much of the rubric was rated: the share of competency weight, and the competencies that fall short."""

    share: float
    not_assessed: tuple[str, ...]
    rated_once: tuple[str, ...]


class CompetencySummary(Value):
    """The ratings of one competency: how many, their mean and range; `differs` when they lie 2 or more apart."""

    id: str
    name: str
    share: float
    must_have: bool
    n: int
    mean: float | None
    low: int | None
    high: int | None
    differs: bool


class FloorCheck(Value):
    """A must-have's declared floor beside its mean; `met` is None while nobody rated it."""

    competency: str
    name: str
    floor: float
    mean: float | None
    met: bool | None


class Tally(Value):
    """How many interviewers recommended what; `missing` gave a scorecard without a recommendation."""

    strong_no: int
    no: int
    yes: int
    strong_yes: int
    missing: int

    @property
    def for_hire(self) -> int:
        """Yes and strong yes together."""
        return self.yes + self.strong_yes

    @property
    def against(self) -> int:
        """No and strong no together."""
        return self.no + self.strong_no

    @property
    def given(self) -> int:
        """All recommendations given."""
        return self.for_hire + self.against

    @property
    def contradiction(self) -> str | None:
        """A strong no beside a yes, a strong yes beside a no, or a minority of at least 40%; None without any."""
        if not (self.for_hire and self.against):
            return None
        if self.strong_yes:
            return "a strong yes beside a strong no" if self.strong_no else "a strong yes beside a no"
        if self.strong_no:
            return "a strong no beside a yes"
        is_near = 5 * min(self.for_hire, self.against) >= 2 * self.given
        return f"{self.for_hire} for and {self.against} against" if is_near else None

    @property
    def words(self) -> str:
        """In words, without names: “1 strong yes, 2 yes, 2 no”; each recommendation is counted once."""
        counts = ((self.strong_yes, "strong yes"), (self.yes, "yes"), (self.no, "no"), (self.strong_no, "strong no"))
        given = ", ".join(f"{number} {name}" for number, name in counts if number) or "none given"
        return f"{given}, {self.missing} without" if self.missing and self.given else given


class Disagreement(Value):
    """One topic for the debrief: its kind, the competency it concerns if any, and a sentence without names."""

    topic: Topic
    competency: str | None
    sentence: str


class Contribution(Value):
    """One rating's part of the score: part = weight · rating; `item` is a competency's id or “overall”."""

    interviewer: str
    item: str
    weight: float
    rating: float
    part: float


class InterviewerPart(Value):
    """One interviewer's part of the score: weight, mean of their own scorecard, part."""

    interviewer: str
    weight: float
    mean: float
    part: float


class ItemPart(Value):
    """One item's part of the score: the weight the rubric gives it, the weight it got, and its part."""

    item: str
    name: str
    declared: float
    weight: float
    part: float


class BarReading(Value):
    """How the same panel would read at another bar."""

    bar: float
    probability: float
    word: Word


class HireSignal(Value):
    """What the scorecards say together; figures are None when there is nothing to add up.

    The contributions' parts add up to `score`. The intervals are T ± z·SE and may reach beyond the
    scale; `likely_range` is what people are shown.
    """

    formula: str
    rubric: str
    rubric_digest: str
    role_name: str
    level: Level
    scorecards: int
    score: float | None
    plain_mean: float | None
    interval80: Interval | None
    interval90: Interval | None
    standard_error: StandardError | None
    bar: float
    probability_above_bar: float | None
    word: Word
    decided_by: Reason
    shortfalls: tuple[Shortfall, ...]
    coverage: Coverage
    competencies: tuple[CompetencySummary, ...]
    floors: tuple[FloorCheck, ...]
    recommendation_share: float
    tally: Tally
    against_ratings: bool
    unusual_spread: bool
    disagreements: tuple[Disagreement, ...]
    contributions: tuple[Contribution, ...]
    by_interviewer: tuple[InterviewerPart, ...]
    by_item: tuple[ItemPart, ...]
    neighbouring_bars: tuple[BarReading, ...]

    @property
    def likely_range(self) -> Interval | None:
        """The 80% interval within the scale of 1 to 5, as people are shown it."""
        if self.interval80 is None:
            return None
        low, high = self.interval80
        return max(1.0, low), min(5.0, high)

    def topics(self, limit: int = 3) -> tuple[Disagreement, ...]:
        """Return the disagreements that most deserve discussion, at most as many as asked."""
        return self.disagreements[:limit]
