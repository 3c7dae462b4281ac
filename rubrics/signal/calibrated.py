"""The calibrated reading: what a panel would say with its people's usual strictness taken out; beside the signal only.

Everybody is compared with colleagues on the same candidates (docs/calibrated-signal.md). It never sorts, filters or
decides, and a signal knows nothing of it.
"""

from collections.abc import Mapping, Sequence
from math import fsum, sqrt

from rubrics.catalogue.model import Arithmetic, Rubric, Scorecard, Value
from rubrics.catalogue.precision import Z80
from rubrics.catalogue.scale import FIVE, LEAST, MOST, Scale
from rubrics.signal.closed_panels import ClosedPanel
from rubrics.signal.history import LEAST_CANDIDATES, halo_variance, pool_mean, pool_variance, rating_variances
from rubrics.signal.in_points import interval_in_points
from rubrics.signal.kinds import Word
from rubrics.signal.panel import Panel, panel_of
from rubrics.signal.score import RatingWeights, Sums, rating_weights, score_of, sums_of
from rubrics.signal.severity import severities_of
from rubrics.signal.spreads import Pool
from rubrics.signal.uncertainty import SPREAD_PRIOR, Estimate
from rubrics.signal.values import Interval, StandardError
from rubrics.signal.voices import voices_of

LEAST_SHARED = 3
"""Below so many shared panels' worth no one is adjusted: half of what is seen of them would be chance."""
LEAST_KNOWN = 3
"""People whose strictness is known: of two, each could tell the other's from the adjustment; of one, it is theirs."""
CLEAR, LEAN, LEAN_NO, NO = 0.90, 0.65, 0.35, 0.10
"""The words' limits where a pool is known: "90% sure" then comes true 98 times of 100 (docs/calibrated-signal.md)."""


class Strictness(Value):
    """How much higher than colleagues one person rates (below 0: lower), and the variance of what isn't known of it."""

    points: float
    variance: float


class Calibration(Value):
    """What closed panels say of strictness and of how far ratings lie apart; `unknown` is V of whom they don't know."""

    candidates: int
    people: Mapping[str, Strictness]
    unknown: float
    pool_mean: float
    pool_variance: float
    halo: float
    competency: float
    noise: float

    def of(self, person: str) -> Strictness:
        """Return a person's strictness: none is assumed of whom the panels don't know."""
        return self.people.get(person) or Strictness(points=0.0, variance=self.unknown)


class CalibratedReading(Value):
    """A panel with strictness taken out: the score, how far it lies from the signal's, its 80% range and its chance.

    `word` is what the chance alone would be called. Of its `people` the strictness of so many is `known`: no one
    else is adjusted. Both are 0 in readings that were kept before they were counted.
    """

    candidates: int
    people: int = 0
    known: int = 0
    score: float
    adjustment: float
    interval80: Interval
    probability_above_bar: float
    word: Word
    scale: Scale | None = None

    @property
    def likely_range(self) -> Interval:
        """The 80% interval within the scale, as people are shown it."""
        scale = self.scale or FIVE
        return scale.within(self.interval80[0]), scale.within(self.interval80[1])


def calibration_of(panels: Sequence[ClosedPanel]) -> Calibration | None:
    """Return what these panels say, one a candidate; None below ten."""
    if len(panels) < LEAST_CANDIDATES:
        return None
    found = severities_of([panel.means for panel in panels])
    known = sorted(person for person, info in found.shared.items() if info >= LEAST_SHARED)
    people = {each: Strictness(points=found.of(each), variance=found.uncertainty_of(each)) for each in known}
    taken = {person: strictness.points for person, strictness in people.items()}
    means = [fsum(x - taken.get(i, 0.0) for i, x in panel.means.items()) / len(panel.means) for panel in panels]
    competency, noise = rating_variances([panel.sums for panel in panels])
    return Calibration(
        candidates=len(panels),
        people=people,
        unknown=found.wide,
        pool_mean=pool_mean(means),
        pool_variance=pool_variance(panels, means, found.card),
        halo=halo_variance(panels, found, noise),
        competency=competency,
        noise=noise,
    )


def calibrated_reading(
    scorecards: Sequence[Scorecard], rubric: Rubric, calibration: Calibration
) -> CalibratedReading | None:
    """Return what a panel says with strictness taken out; None of fewer than three people who are known.

    Every weight is the signal's own (b), so that raising a rating never lowers score or chance.
    """
    if rubric.arithmetic is Arithmetic.NONE:
        return None
    panel = panel_of(voices_of(scorecards), rubric)
    known = sum(card.interviewer in calibration.people for card in panel.cards)
    if known < LEAST_KNOWN:
        return None
    b = rating_weights(panel.weights, panel.rated)
    own = sums_of(panel.weights, b)
    plain = score_of(panel, b)
    shares = zip(own.cards, panel.cards, strict=True)
    taken = fsum([share * calibration.of(card.interviewer).points for share, card in shares])
    score, scale = min(MOST, max(LEAST, plain - taken)), rubric.scale
    estimate = Estimate(
        score, _error(panel, b, own, calibration), Pool(calibration.pool_mean, calibration.pool_variance)
    )
    chance = estimate.probability_above(rubric.bar_value)
    width = Z80 * estimate.error.total
    return CalibratedReading(
        candidates=calibration.candidates,
        people=len(panel.cards),
        known=known,
        score=scale.rating_at(score),
        adjustment=scale.rating_at(score) - scale.rating_at(plain),
        interval80=interval_in_points((score - width, score + width), scale),
        probability_above_bar=chance,
        word=_word_at(chance),
        scale=None if scale == FIVE else scale,
    )


def _error(panel: Panel, b: RatingWeights, own: Sums, calibration: Calibration) -> StandardError:
    """Return SE0 and SE: the signal's, with the variance that each person's strictness still has.

    The range is of SE, which a panel that disagrees widens: strictness that was misjudged shows so. No chance stands
    beside it that it could contradict.
    """
    gaps = fsum([(weight - own.items[item]) ** 2 for item, weight in panel.weights.items()])
    people = [
        share**2 * (calibration.halo + calibration.of(card.interviewer).variance)
        for share, card in zip(own.cards, panel.cards, strict=True)
    ]
    squares = fsum([value * value for row in b for value in row.values()])
    parts = calibration.competency * gaps, fsum(people), calibration.noise * squares
    design = sqrt(fsum(parts))
    spread = _spread(panel, calibration)
    widening = max(1.0, sqrt((SPREAD_PRIOR + spread) / (SPREAD_PRIOR + len(panel.cards) - 1)))
    return StandardError(
        not_assessed=parts[0],
        interviewers=parts[1],
        single_ratings=parts[2],
        design=design,
        spread=spread,
        widening=widening,
        total=design * widening,
    )


def _spread(panel: Panel, calibration: Calibration) -> float:
    """Return SS of the cards' means with strictness taken out, about n - 1 for a panel that differs as usual."""
    people = [calibration.of(card.interviewer) for card in panel.cards]
    means = [card.mean - person.points for card, person in zip(panel.cards, people, strict=True)]
    center, of_a_rating = fsum(means) / len(means), calibration.noise + 0.6 * calibration.competency
    concentrations = [
        fsum([panel.weights[item] ** 2 for item in card.ratings]) / card.weight**2 for card in panel.cards
    ]
    return fsum(
        (mean - center) ** 2 / (calibration.halo + person.variance + of_a_rating * concentration)
        for mean, person, concentration in zip(means, people, concentrations, strict=True)
    )


def _word_at(chance: float) -> Word:
    limits = ((CLEAR, Word.CLEAR_HIRE), (LEAN, Word.LEAN_HIRE), (LEAN_NO, Word.SPLIT), (NO, Word.LEAN_NO))
    return next((word for limit, word in limits if chance >= limit), Word.CLEAR_NO)
