"""What a workspace's closed panels say of how far ratings lie apart: six numbers that never touch a score.

They serve the range and the chance alone. Formulas and reasons stand in docs/pinned-history.md; every sum is rounded
once (math.fsum), so that neither the order of panels nor what people are called changes a figure.
"""

from collections.abc import Sequence
from math import fsum

from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal.closed_panels import ClosedPanel, RatingSums
from rubrics.signal.severity import Severities, severities_of
from rubrics.signal.spreads import FIXED, Pool, Spreads

LEAST_CANDIDATES = 10
"""Fewer say less than what was set beforehand; besides, no figure of a few can be led back to one of them."""
LEAST_FOR_MEAN = 30
"""From here on the pool's mean is known to about a tenth of a point, and chances are drawn to it."""
RATINGS_WORTH = 200
"""How many ratings the fixed variances of competencies and single ratings are worth."""
LEAST_RATINGS = 50
"""Fewer say nothing of single ratings."""
PAIRS_OF_A_RATING = 4
"""Pairs of people who rated the same hang together: four of them tell as much as one rating."""
LEAST_CENTERING = 0.3
"""Cards of one or two ratings say little of competencies: no more than threefold is made of what they say."""
MEAN_WORTH, POOL_WORTH = 10, 20
"""How many candidates the fixed mean of a pool is worth, and its fixed variance."""
# By hire-signal's priors on the scale of 1 to 4, times 16/9: below them a variance would claim more than ratings
# from 1 to 5 can bear.
COMPETENCY_FLOOR, NOISE_FLOOR, HALO_FLOOR, POOL_FLOOR = (each * 16 / 9 for each in (0.01, 0.03, 0.02, 0.02))
POOL_DIGITS = 2
"""Of loops that open before and after one candidate closes, finer figures of the pool would tell that one's mean."""
DIGITS = 4
"""What is pinned is rounded to these: the figures in a record are the very ones that a signal was worked out with."""


def spreads_of(history: PinnedHistory | None) -> Spreads:
    """Return what ranges and chances are made of: the pinned numbers, or those set beforehand.

    Of a pool whose mean is hardly known those set beforehand stay: a floor's chance is drawn to it.
    """
    if history is None:
        return FIXED
    pool = pool_of(history) or Pool(FIXED.pool_mean, FIXED.pool_variance)
    return Spreads(pool.mean, pool.variance, history.severity, history.halo, history.competency, history.noise)


def pool_of(history: PinnedHistory | None) -> Pool | None:
    """Return the pool that a chance is drawn to; None where too few candidates are known to tell its mean."""
    if history is None or history.candidates < LEAST_FOR_MEAN:
        return None
    return Pool(history.pool_mean, history.pool_variance)


def pinned_history(panels: Sequence[ClosedPanel]) -> PinnedHistory | None:
    """Return what these panels say, one a candidate; None below ten, where the fixed numbers serve."""
    if len(panels) < LEAST_CANDIDATES:
        return None
    found = severities_of([panel.means for panel in panels])
    means = [fsum(panel.means.values()) / len(panel.means) for panel in panels]
    competency, noise = rating_variances([panel.sums for panel in panels])
    # No one's strictness is taken out of these means, so the pool's variance has to give that up, too.
    return PinnedHistory(
        candidates=len(panels),
        pool_mean=round(pool_mean(means), POOL_DIGITS),
        pool_variance=round(pool_variance(panels, means, found.card + found.severity), POOL_DIGITS),
        severity=round(found.wide, DIGITS),
        halo=round(halo_variance(panels, found, noise), DIGITS),
        competency=round(competency, DIGITS),
        noise=round(noise, DIGITS),
    )


def rating_variances(sums: Sequence[RatingSums]) -> tuple[float, float]:
    """Return comp² and noise²: how far a candidate's strengths lie apart, and how rough a single rating is.

    Two people who see the same strength differ from their own means in the same direction: the average product of
    their deviations is comp², and what is left of a single deviation's square is noise².
    """
    ratings, freedom = sum(each.ratings for each in sums), sum(each.freedom for each in sums)
    pairs = sum(each.pairs for each in sums)
    if ratings < LEAST_RATINGS or not freedom:
        return FIXED.competency, FIXED.noise
    centering = fsum(each.centering for each in sums)
    centered = max(centering / (centering + fsum(each.inverses for each in sums)), LEAST_CENTERING)
    # Without two people on one competency nothing is told from noise, and the fixed variance stands in.
    shared = fsum(each.products for each in sums) / pairs / centered if pairs else FIXED.competency
    weight = pairs / PAIRS_OF_A_RATING
    competency = (RATINGS_WORTH * FIXED.competency + weight * shared) / (RATINGS_WORTH + weight)
    single = fsum(each.squares for each in sums) / freedom - shared
    noise = (RATINGS_WORTH * FIXED.noise + ratings * single) / (RATINGS_WORTH + ratings)
    return max(competency, COMPETENCY_FLOOR), max(noise, NOISE_FLOOR)


def halo_variance(panels: Sequence[ClosedPanel], found: Severities, noise: float) -> float:
    """Return halo²: what of a scorecard's variance single ratings don't explain."""
    cards = sum(len(panel.means) for panel in panels)
    return max(found.card - noise * fsum(panel.sums.inverses for panel in panels) / cards, HALO_FLOOR)


def pool_mean(means: Sequence[float]) -> float:
    """Return μ̂, the candidates' mean drawn to the fixed one."""
    return (fsum(means) + MEAN_WORTH * FIXED.pool_mean) / (len(means) + MEAN_WORTH)


def pool_variance(panels: Sequence[ClosedPanel], means: Sequence[float], of_a_card: float) -> float:
    """Return σ̂²: how far candidates lie apart, beyond what cards of this variance make their means differ."""
    center, apart = fsum(means) / len(means), len(means) - 1
    seen = fsum((mean - center) ** 2 for mean in means) / apart
    true = seen - of_a_card * fsum(1 / len(panel.means) for panel in panels) / len(panels)
    return (POOL_WORTH * FIXED.pool_variance + apart * max(true, POOL_FLOOR)) / (POOL_WORTH + apart)
