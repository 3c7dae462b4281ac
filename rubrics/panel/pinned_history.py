"""What a loop was given at its opening of the panels its workspace had closed; holds figures, knows no formula."""

from rubrics.catalogue.model import Value


class PinnedHistory(Value):
    """Six numbers learned from so many closed candidates: a pool's mean, and variances in squared points from 1 to 5.

    `severity` is what a range allows for strictness (V̂), so it may be more than what was found.
    """

    candidates: int
    pool_mean: float
    pool_variance: float
    severity: float
    halo: float
    competency: float
    noise: float
