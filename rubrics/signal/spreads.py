"""How far interviewers and candidates usually lie apart: the variances that a range and a chance are made of."""

from dataclasses import dataclass

from rubrics.catalogue import precision


@dataclass(frozen=True, slots=True)
class Pool:
    """The candidates that a chance is drawn to: their mean, and how far they lie apart, as a variance."""

    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Spreads:
    """A pool of candidates and what makes ratings of one of them differ; all but the mean are variances.

    Points of the scale from 1 to 5, and their squares. `pool_mean` and `pool_variance` are of candidates among each
    other; `severity` is of interviewers, `halo` of an interviewer's view of one candidate, `competency` of a
    candidate's strengths around their own level, `noise` of a single rating.
    """

    pool_mean: float
    pool_variance: float
    severity: float
    halo: float
    competency: float
    noise: float

    @property
    def interviewer(self) -> float:
        """What all ratings share that one interviewer gives one candidate: severity and halo."""
        return self.severity + self.halo


FIXED = Spreads(
    pool_mean=47 / 15,
    pool_variance=(8 / 15) ** 2,
    severity=precision.SEVERITY,
    halo=precision.HALO,
    competency=0.40**2,
    noise=precision.NOISE,
)
"""Set beforehand, on simulated panels and public ratings (docs/hire-signal.md); they know no team's interviewers."""
