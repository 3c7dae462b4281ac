"""The hire signal as frozen values that survive JSON; they hold results and know no arithmetic."""

from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Value
from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.kinds import Lack, RemedyKind, Rule, Topic, Word
from rubrics.signal.tally import Tally

OVERALL = "overall"
"""The item under which a recommendation enters the score, beside the competencies' ids."""

Interval = tuple[float, float]


class Reason(Value):
    """The rule that decided the word, and the word that it overruled, if a cap or a floor did."""

    rule: Rule
    overruled: Word | None = None


class StandardError(Value):
    """How far the score may be off: three variances that add up to `design` squared.

    `design` (SE0) depends only on who rated what, and makes the intervals and the chance. `spread` (SS) is how far
    the scorecards lie apart; `widening` (≥ 1) is what a range would grow by that allowed for it, `total` how far that
    went: signals of the first formula made their intervals of it.
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
    80% interval in points of the scale, by what is lacking.
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
    """The ratings of one competency, in points of its scale: by how many interviewers, their mean and range.

    `differs` says that two interviewers lie half the scale or more apart: 2 points or more of five. A check is
    answered: yes is 2 and no is 1.
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
    is_check: bool = False


class FloorCheck(Value):
    """A must-have's declared floor beside its mean; `met` is None while no one rated it.

    `below` is the chance that many interviewers would rate it below the floor, as far as its ratings tell; None where
    no one rated it, and in signals of the first formula. A `knock_out` is a check that anyone's no misses: 1 where two
    or more say no and no one yes, else None.
    """

    competency: str
    name: str
    floor: float
    mean: float | None
    met: bool | None
    below: float | None = None
    knock_out: bool = False


class Disagreement(Value):
    """One thing to discuss: its kind and the competency it concerns, if any; figures stand in the signal."""

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

    All figures are in points of the scale. The contributions' parts add up to `score`, or to `total` where the points
    lie unevenly: then they are on the line from 1 to 5 that declared values are on. The intervals are T ± z·SE0 and
    may reach beyond the scale; `likely_range` is what people are shown. `fix` is the one thing that makes up for all
    that the evidence lacks; signals of the first formula name one for each shortfall alone. `history` holds the
    variances that range and chance rest on in place of fixed ones.
    """

    formula: str
    rubric: str
    rubric_digest: str
    role_name: str
    level: RoleLevel
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
    fix: Remedy | None = None
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
    scale: Scale | None = None
    """None where it is the usual one, of five points."""
    total: float | None = None

    @property
    def rated_on(self) -> Scale:
        """The scale that all figures are points of."""
        return self.scale or FIVE

    def scale_of(self, competency: CompetencySummary) -> Scale:
        """Return the scale of one competency: the signal's, or yes and no."""
        return YES_OR_NO if competency.is_check else self.rated_on

    @property
    def likely_range(self) -> Interval | None:
        """The 80% interval within the scale, as people are shown it."""
        if self.interval80 is None:
            return None
        low, high = self.interval80
        return self.rated_on.within(low), self.rated_on.within(high)

    def competency(self, competency_id: str) -> CompetencySummary:
        """Return the ratings of one competency; raises LookupError where the rubric has none of this id."""
        for summary in self.competencies:
            if summary.id == competency_id:
                return summary
        raise LookupError(competency_id)
