"""A made-up organization on the scale of 1 to 5: interviewers, candidates, scorecards and the truth behind them.

The truth is what nobody sees in reality: the rating that a candidate would get on average if everybody in the
organization rated every competency. Settings and sizes are explained in docs/hire-signal.md, “The simulator”.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import erfc, exp, fsum, sqrt
from random import Random

from rubrics.catalogue.model import Anchor, Competency, Level, Recommendation, Rubric, Scorecard

CENTRE = 47 / 15
STEP = 4 / 3
"""The settings were first chosen on a scale of 1 to 4; differences grow by this factor."""
RATING_CUTS = (1.5, 2.5, 3.5, 4.5)
RECOMMENDATION_CUTS = (5 / 3, 3.0, 13 / 3)
INTERVIEWERS = 30
TEAMS = 5


@dataclass(frozen=True)
class Mode:
    """What sets one kind of organization apart."""

    name: str
    severity: float = 0.35
    weights: tuple[float, ...] = (3, 2, 2, 1, 2)
    specialised: bool = False
    teams: bool = False
    size: int | None = None
    """How many interviewers each panel has; usually 4, 5 or 6 at odds of 5, 3 and 2."""


BASE = Mode("base")
EVEN_HANDED = Mode("nosev", severity=0.0)
MODES = (
    BASE,
    EVEN_HANDED,
    Mode("sev50", severity=0.50),
    Mode("partial", weights=(3, 2, 2, 1, 2, 2), specialised=True),
    Mode("teams", teams=True),
)


@dataclass(frozen=True)
class Interviewer:
    """How one interviewer turns what a candidate can do into ratings."""

    name: str
    team: int
    popularity: float
    severity: float
    severity_on: tuple[float, ...]
    compression: float
    noise: float
    rates: tuple[int, ...]

    def latent(self, level: float) -> float:
        """Where a candidate of this level stands in this interviewer's eyes, on average."""
        return CENTRE + self.compression * (level - CENTRE) + self.severity


@dataclass(frozen=True)
class Case:
    """One candidate's scorecards and the truth about the candidate."""

    scorecards: tuple[Scorecard, ...]
    truth: float


@dataclass
class World:
    """One organization; `cases` yields its candidates, the same ones for the same seed."""

    mode: Mode
    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        # Not secret: the same seed must give the same organization.
        self.random = Random(f"{self.mode.name} {self.seed}")  # noqa: S311
        self.rubric = rubric_of(self.mode.weights)
        self.difficulty = [self._normal(0.15) for _ in self.mode.weights]
        self.team_level = [self._normal(0.35) if self.mode.teams else 0.0 for _ in range(TEAMS)]
        self.interviewers = self._interviewers()

    def _normal(self, sd: float) -> float:
        return self.random.gauss(0, sd * STEP)

    def _interviewers(self) -> list[Interviewer]:
        severities = [self._normal(self.mode.severity) for _ in range(INTERVIEWERS)]
        center = fsum(severities) / INTERVIEWERS
        ranks = self.random.sample(range(1, INTERVIEWERS + 1), INTERVIEWERS)
        return [
            Interviewer(
                name=f"interviewer {number}",
                team=number % TEAMS,
                popularity=ranks[number] ** -0.7,
                severity=severities[number] - center,
                severity_on=tuple(self._normal(0.15) for _ in self.mode.weights),
                compression=0.9 * exp(self.random.gauss(0, 0.15)),
                noise=0.5 * STEP * exp(self.random.gauss(0, 0.3)),
                rates=self._focus(),
            )
            for number in range(INTERVIEWERS)
        ]

    def _focus(self) -> tuple[int, ...]:
        everything = range(len(self.mode.weights))
        if not self.mode.specialised:
            return tuple(everything)
        return tuple(sorted(self.random.sample(everything, self.random.randint(2, 4))))

    def cases(self, number: int) -> list[Case]:
        """Draw this many candidates, each with a panel of 4, 5 or 6."""
        return [self._case() for _ in range(number)]

    def _case(self) -> Case:
        team = self.random.randrange(TEAMS)
        general = CENTRE + self.team_level[team] + self._normal(0.45)
        levels = [general + self._normal(0.35) + difficulty for difficulty in self.difficulty]
        (usual,) = self.random.choices((4, 5, 6), (0.5, 0.3, 0.2))
        panel = self._draw(self.mode.size or usual, team)
        return Case(tuple(self._scorecard(interviewer, levels) for interviewer in panel), self._truth(levels))

    def _draw(self, size: int, team: int) -> list[Interviewer]:
        """Draw without replacement; busy interviewers come up more often, and colleagues of the team most of all."""
        left, panel = list(self.interviewers), []
        for _ in range(size):
            odds = [person.popularity * (0.12 if self.mode.teams and person.team != team else 1) for person in left]
            (chosen,) = self.random.choices(range(len(left)), odds)
            panel.append(left.pop(chosen))
        return panel

    def _scorecard(self, interviewer: Interviewer, levels: Sequence[float]) -> Scorecard:
        halo = self._normal(0.35)
        ratings = {}
        for item in interviewer.rates:
            latent = interviewer.latent(levels[item]) + interviewer.severity_on[item] + halo
            ratings[f"competency-{item}"] = _cut(latent + self.random.gauss(0, interviewer.noise), RATING_CUTS)
        overall = interviewer.latent(_weighted(levels, self.mode.weights)) + halo + self._normal(0.3)
        recommendation = list(Recommendation)[_cut(overall, RECOMMENDATION_CUTS) - 1]
        return Scorecard(interviewer=interviewer.name, ratings=ratings, recommendation=recommendation)

    def _truth(self, levels: Sequence[float]) -> float:
        """The weighted mean of the ratings expected from all interviewers together."""
        means = [
            fsum(self._expected(person, item, level) for person in self.interviewers) / INTERVIEWERS
            for item, level in enumerate(levels)
        ]
        return _weighted(means, self.mode.weights)

    @staticmethod
    def _expected(person: Interviewer, item: int, level: float) -> float:
        latent = person.latent(level) + person.severity_on[item]
        spread = sqrt((0.35 * STEP) ** 2 + person.noise**2) * sqrt(2)
        return 1 + fsum(erfc((cut - latent) / spread) / 2 for cut in RATING_CUTS)


def _cut(latent: float, cuts: Sequence[float]) -> int:
    return 1 + sum(latent > cut for cut in cuts)


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    return fsum(value * weight for value, weight in zip(values, weights, strict=True)) / fsum(weights)


def rubric_of(weights: Sequence[float], **settings: float) -> Rubric:
    """A rubric whose competencies carry these weights and are otherwise blank."""
    anchors = tuple(Anchor(rating=rating, short="…", behaviour="…") for rating in range(1, 6))
    competencies = tuple(
        Competency(id=f"competency-{item}", name=f"Competency {item}", meaning="…", weight=weight, anchors=anchors)
        for item, weight in enumerate(weights)
    )
    return Rubric(
        role="simulated",
        role_name="Simulated",
        level=Level.SENIOR,
        expectation="…",
        competencies=competencies,
        **settings,
    )
