"""How much interviewers differ in strictness, from closed panels: compared with colleagues on the same candidate only.

Every sum is rounded once (math.fsum): the order of panels and people cannot change a figure.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

SEVERITY = (4 / 15) ** 2
"""Variance between interviewers before any is known, for shrinking (docs/hire-signal.md)."""
SEVERITY_WIDE = 0.40**2
"""The same for the range, which may rather be too wide than too narrow."""
CARD = 0.60**2
"""Variance of one scorecard's mean around its candidate and its interviewer's strictness, before any is known."""
CARD_WORTH = 30
"""How many degrees of freedom the prior of a scorecard's variance is worth."""
LEAST_PRODUCTS = 1e-9
"""Without two panels in common for anyone there is no product to average; what is left is rounding."""
SEVERITY_FLOOR = 1e-4 * 16 / 9
CARD_FLOOR = 0.02 * 16 / 9


@dataclass(frozen=True, slots=True)
class Severities:
    """The variance of strictness and of one scorecard, and how far each person's means lie from their colleagues'.

    `trust` (ω) says from 0 to 1 how much of `severity` is data; `deviations` holds g and `shared` info by person.
    """

    severity: float
    trust: float
    card: float
    deviations: Mapping[str, float]
    shared: Mapping[str, float]

    @property
    def wide(self) -> float:
        """V̂ = max(sev², ω·sev² + (1 - ω)·.40²): what a range has to allow for."""
        return max(self.severity, self.trust * self.severity + (1 - self.trust) * SEVERITY_WIDE)

    def of(self, person: str) -> float:
        """Return s: how much higher this person rates than colleagues would; 0 where they shared no panel."""
        if person not in self.shared:
            return 0.0
        return self.deviations[person] / (self.shared[person] + self.card / self.severity)

    def uncertainty_of(self, person: str) -> float:
        """Return V: the variance of what is not known of this person's strictness."""
        return 1 / (self.shared.get(person, 0.0) / self.card + 1 / self.wide)


def severities_of(panels: Iterable[Mapping[str, float]]) -> Severities:
    """Return how people differ, from each panel's mean by person; panels of one say nothing."""
    apart: defaultdict[str, list[float]] = defaultdict(list)
    shared: defaultdict[str, list[float]] = defaultdict(list)
    met: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    squares = []
    for means in panels:
        if len(means) < 2:  # no one to be compared with
            continue
        center = fsum(means.values()) / len(means)
        each = 1 / len(means)
        people = sorted(means)
        for place, person in enumerate(people):
            deviation = means[person] - center
            apart[person].append(deviation)
            shared[person].append(1 - each)
            squares.append(deviation * deviation)
            for other in people[place + 1 :]:
                met[person, other].append(each)
    deviations = {person: fsum(found) for person, found in apart.items()}
    info = {person: fsum(found) for person, found in shared.items()}
    severity, trust = _severity(deviations, info, fsum(squares), [fsum(found) for found in met.values()])
    freedom = fsum(info.values())
    within = max(fsum(squares) / freedom - severity, CARD_FLOOR) if freedom else CARD
    card = (CARD_WORTH * CARD + freedom * within) / (CARD_WORTH + freedom)
    return Severities(severity, trust, card, deviations, info)


def _severity(
    deviations: Mapping[str, float], info: Mapping[str, float], squares: float, met: Sequence[float]
) -> tuple[float, float]:
    """Return sev² and ω: the average product of one person's deviations on different candidates, drawn to its prior.

    raw = (Σg² - SSW)/(Σinfo² + B - Σinfo), with B = Σ_{i≠j}(Σ_c 1/n_c)²; it is 0 if no one deviates consistently.
    """
    freedom = fsum(info.values())
    squared = fsum(each * each for each in info.values())
    products = squared + 2 * fsum(each * each for each in met) - freedom
    if products <= LEAST_PRODUCTS * len(info):
        return SEVERITY, 0.0
    raw = (fsum(each * each for each in deviations.values()) - squares) / products
    error = 2 / (len(info) - 1) * (SEVERITY + CARD / (squared / freedom)) ** 2
    trust = 1 / (1 + error / SEVERITY**2)
    return max(trust * raw + (1 - trust) * SEVERITY, SEVERITY_FLOOR), trust
