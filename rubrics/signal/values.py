"""The hire signal as frozen values that survive JSON; they hold results and know no arithmetic."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from rubrics.catalogue.model import Level, Value
from rubrics.panel.pinned_history import PinnedHistory

OVERALL = "overall"
"""The item under which a recommendation enters the score, beside the competencies' ids."""

Interval = tuple[float, float]


class Word(StrEnum):
    """The signal in one word, best first; what signals of the first formula called two of them can still be read."""

    CLEAR_HIRE = "clear_hire"
    LEAN_HIRE = "lean_hire"
    SPLIT = "split"
    LEAN_NO = "lean_no"
    CLEAR_NO = "clear_no"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"

    @classmethod
    def _missing_(cls, value: object) -> "Word | None":
        return next((word for word, former in FORMER_WORDS.items() if former == value), None)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of all that can be read: records that were written before hold the former words."""
        found = handler.resolve_ref_schema(handler(core))
        found["enum"] = [*cls, *FORMER_WORDS.values()]
        return found

    @property
    def former(self) -> str:
        """What programs know it as that were written for the first formula."""
        return FORMER_WORDS.get(self, self.value)


FORMER_WORDS: Mapping[Word, str] = {Word.CLEAR_HIRE: "strong_hire", Word.CLEAR_NO: "no_hire"}
"""Nobody read "strong hire" as what it meant: surely above the bar, however strong the recommendations were."""


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


class Contradiction(StrEnum):
    """How a panel's recommendations contradict each other."""

    STRONG_YES_AND_STRONG_NO = "strong_yes_and_strong_no"
    STRONG_YES_AND_NO = "strong_yes_and_no"
    STRONG_NO_AND_YES = "strong_no_and_yes"
    LARGE_MINORITY = "large_minority"


class Lack(StrEnum):
    """What the evidence lacks; the unit of a shortfall's figures follows from it."""

    SCORECARDS = "scorecards"
    WEIGHT_RATED = "weight_rated"
    PRECISION = "precision"


class RemedyKind(StrEnum):
    """What would make up for a lack."""

    MORE_SCORECARDS = "more_scorecards"
    RATE_COMPETENCIES = "rate_competencies"
    MORE_INTERVIEWERS = "more_interviewers"
    MANY_INTERVIEWERS = "many_interviewers"


class Reason(Value):
    """The rule that decided the word, and the word that it overruled, if a cap or a floor did."""

    rule: Rule
    overruled: Word | None = None


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


class Remedy(Value):
    """What would make up for a shortfall: so many more scorecards or interviewers, or these competencies rated."""

    kind: RemedyKind
    number: int | None = None
    competencies: tuple[str, ...] = ()


class Shortfall(Value):
    """One reason why the evidence does not suffice, and what would make up for it.

    `measured` and `needed` count scorecards, or are shares of the rubric's weight from 0 to 1, or half-widths of the
    80% interval on the scale of ratings, by what is lacking.
    """

    lack: Lack
    measured: float
    needed: float
    remedy: Remedy


class Coverage(Value):
    """How much of the rubric was rated: the share of competency weight, and the competencies that fall short."""

    share: float
    not_assessed: tuple[str, ...]
    rated_once: tuple[str, ...]


class CompetencySummary(Value):
    """The ratings of one competency: by how many interviewers, their mean and range.

    `differs` says that two interviewers lie 2 or more apart.
    """

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
    def contradiction(self) -> Contradiction | None:
        """A strong no beside a yes, a strong yes beside a no, or a minority of at least 40%; None without any."""
        if not (self.for_hire and self.against):
            return None
        if self.strong_yes:
            return Contradiction.STRONG_YES_AND_STRONG_NO if self.strong_no else Contradiction.STRONG_YES_AND_NO
        if self.strong_no:
            return Contradiction.STRONG_NO_AND_YES
        # 40% in whole numbers: of five recommendations two are a minority that contradicts, and no rounding decides.
        is_large = 5 * min(self.for_hire, self.against) >= 2 * self.given
        return Contradiction.LARGE_MINORITY if is_large else None


class Disagreement(Value):
    """One topic for the debrief: its kind and the competency it concerns, if any; figures stand in the signal."""

    topic: Topic
    competency: str | None = None


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
    """One item's part of the score: the weight the rubric gives it, the weight it got, and its part.

    `name` is the competency's; the recommendation has none.
    """

    item: str
    name: str | None
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
    scale; `likely_range` is what people are shown. `history` holds the
    variances that range and chance rest on in place of fixed ones.
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
    neighboring_bars: tuple[BarReading, ...]
    history: PinnedHistory | None = None

    @property
    def likely_range(self) -> Interval | None:
        """The 80% interval within the scale of 1 to 5, as people are shown it."""
        if self.interval80 is None:
            return None
        low, high = self.interval80
        return max(1.0, low), min(5.0, high)

    def competency(self, competency_id: str) -> CompetencySummary:
        """Return the ratings of one competency; raises LookupError where the rubric has none of this id."""
        for summary in self.competencies:
            if summary.id == competency_id:
                return summary
        raise LookupError(competency_id)

    def topics(self, limit: int = 3) -> tuple[Disagreement, ...]:
        """Return the disagreements that most deserve discussion, at most as many as asked."""
        return self.disagreements[:limit]
