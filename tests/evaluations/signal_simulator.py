"""A made-up organization on the scale of 1 to 5: interviewers, candidates, scorecards and the truth behind them.

The truth is what no one sees in reality: the rating that a candidate would get on average if everybody in the
organization rated every competency. Settings and sizes are explained in docs/hire-signal.md, “The simulator”.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import erfc, exp, fsum, sqrt
from random import Random

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Anchor, Competency, Recommendation, Rubric, Scorecard
from rubrics.panel.coverage import divide_focus

CENTRE = 47 / 15
STEP = 4 / 3
"""The settings were first chosen on a scale of 1 to 4; differences grow by this factor."""
RATING_CUTS = (1.5, 2.5, 3.5, 4.5)
RECOMMENDATION_CUTS = (5 / 3, 3.0, 13 / 3)
INTERVIEWERS = 30
A_YEAR = 150
"""Candidates: what an organization of thirty interviewers sees."""
TEAMS = 5


@dataclass(frozen=True)
class Mode:
    """What sets one kind of organization apart."""

    name: str
    severity: float = 0.35
    weights: tuple[float, ...] = (3, 2, 2, 1, 2)
    specialised: bool = False
    teams: bool = False
    divided: bool = False
    """Each panel's competencies are divided as `/loop new` divides them, the first and fourth being must-haves."""
    pool: float = 0.0
    """How far the candidates' mean lies from the middle of what interviewers see, in points of the scale."""
    always_low: float = 0.0
    """The share of interviewers who rate everything 1."""
    drift: float = 0.0
    """How much of an interviewer's severity is new after a year of candidates, from 0 to 1."""
    size: int | None = None
    """How many interviewers each panel has; usually 4, 5 or 6 at odds of 5, 3 and 2."""


BASE = Mode("base")
EVEN_HANDED = Mode("nosev", severity=0.0)
UNEVEN = Mode("sev50", severity=0.50)
PARTIAL = Mode("partial", weights=(3, 2, 2, 1, 2, 2), specialised=True)
IN_TEAMS = Mode("teams", teams=True)
USED = Mode("used", weights=(3, 3, 2, 3, 2, 2, 1, 1), divided=True)
HIGH_POOL = Mode("pool +.6", pool=0.6)
LOW_POOL = Mode("pool -.6", pool=-0.6)
ALWAYS_LOW = Mode("always 1", always_low=0.1)
DRIFTING = Mode("drift", drift=0.5)
MODES = (BASE, EVEN_HANDED, UNEVEN, PARTIAL, IN_TEAMS, USED, HIGH_POOL, LOW_POOL, ALWAYS_LOW, DRIFTING)
MUST_HAVES = (0, 3)
"""Of a divided rubric, by position: what `/loop new` gives away first."""


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
    always_low: bool

    def latent(self, level: float) -> float:
        """Where a candidate of this level stands in this interviewer's eyes, on average."""
        return CENTRE + self.compression * (level - CENTRE) + self.severity


@dataclass(frozen=True)
class Case:
    """One candidate's scorecards and the truth about the candidate."""

    scorecards: tuple[Scorecard, ...]
    truth: float
    truths: tuple[float, ...]
    """By competency, in the rubric's order."""


@dataclass
class World:
    """One organization; `cases` yields its candidates, the same ones for the same seed."""

    mode: Mode
    seed: int
    random: Random = field(init=False)

    def __post_init__(self) -> None:
        # Not secret: the same seed must give the same organization.
        self.random = Random(f"{self.mode.name} {self.seed}")  # noqa: S311
        self.rubric = rubric_of(self.mode.weights, MUST_HAVES if self.mode.divided else ())
        self.difficulty = [self._normal(0.15) for _ in self.mode.weights]
        self.team_level = [self._normal(0.35) if self.mode.teams else 0.0 for _ in range(TEAMS)]
        self.interviewers = self._interviewers()

    def _normal(self, sd: float) -> float:
        return self.random.gauss(0, sd * STEP)

    def _interviewers(self) -> list[Interviewer]:
        severities = self._severities()
        always_low = round(self.mode.always_low * INTERVIEWERS)
        ranks = self.random.sample(range(1, INTERVIEWERS + 1), INTERVIEWERS)
        return [
            Interviewer(
                name=f"interviewer {number}",
                team=number % TEAMS,
                popularity=ranks[number] ** -0.7,
                severity=severities[number],
                severity_on=tuple(self._normal(0.15) for _ in self.mode.weights),
                compression=0.9 * exp(self.random.gauss(0, 0.15)),
                noise=0.5 * STEP * exp(self.random.gauss(0, 0.3)),
                rates=self._focus(),
                always_low=number < always_low,
            )
            for number in range(INTERVIEWERS)
        ]

    def _severities(self) -> list[float]:
        drawn = [self._normal(self.mode.severity) for _ in range(INTERVIEWERS)]
        center = fsum(drawn) / INTERVIEWERS
        return [each - center for each in drawn]

    def _drift(self) -> None:
        """Let a year's part of everybody's severity become another, candidate by candidate."""
        kept = (1 - self.mode.drift) ** (1 / A_YEAR)
        fresh = self._severities()
        self.interviewers = [
            replace(person, severity=kept * person.severity + sqrt(1 - kept**2) * new)
            for person, new in zip(self.interviewers, fresh, strict=True)
        ]

    def _focus(self) -> tuple[int, ...]:
        everything = range(len(self.mode.weights))
        if not self.mode.specialised:
            return tuple(everything)
        return tuple(sorted(self.random.sample(everything, self.random.randint(2, 4))))

    def cases(self, number: int) -> list[Case]:
        """Draw this many candidates, each with a panel of 4, 5 or 6."""
        return [self._case() for _ in range(number)]

    def panels(self, number: int) -> list[tuple[Scorecard, ...]]:
        """Draw the scorecards of so many candidates of whom no one asks for the truth."""
        return [self._panel()[0] for _ in range(number)]

    def _case(self) -> Case:
        cards, levels = self._panel()
        truths = self._truths(levels)
        return Case(cards, _weighted(truths, self.mode.weights), truths)

    def _panel(self) -> tuple[tuple[Scorecard, ...], list[float]]:
        if self.mode.drift:
            self._drift()
        team = self.random.randrange(TEAMS)
        general = CENTRE + self.mode.pool + self.team_level[team] + self._normal(0.45)
        levels = [general + self._normal(0.35) + difficulty for difficulty in self.difficulty]
        (usual,) = self.random.choices((4, 5, 6), (0.5, 0.3, 0.2))
        panel = self._draw(self.mode.size or usual, team)
        rates = self._divided(panel)
        return tuple(self._scorecard(person, levels, rates[person.name]) for person in panel), levels

    def _divided(self, panel: Sequence[Interviewer]) -> dict[str, tuple[int, ...]]:
        """Who rates what, by position: their own fields, or what `/loop new` gives them."""
        if not self.mode.divided:
            return {person.name: person.rates for person in panel}
        divided = divide_focus(self.rubric, [person.name for person in panel])
        places = {competency.id: place for place, competency in enumerate(self.rubric.competencies)}
        return {name: tuple(places[each] for each in focus) for name, focus in divided.items()}

    def _draw(self, size: int, team: int) -> list[Interviewer]:
        """Draw without replacement; busy interviewers come up more often, and colleagues of the team most of all."""
        left, panel = list(self.interviewers), []
        for _ in range(size):
            odds = [person.popularity * (0.12 if self.mode.teams and person.team != team else 1) for person in left]
            (chosen,) = self.random.choices(range(len(left)), odds)
            panel.append(left.pop(chosen))
        return panel

    def _scorecard(self, interviewer: Interviewer, levels: Sequence[float], rates: Sequence[int]) -> Scorecard:
        if interviewer.always_low:
            lowest = {f"competency-{item}": 1 for item in rates}
            return Scorecard(interviewer=interviewer.name, ratings=lowest, recommendation=Recommendation.STRONG_NO)
        halo = self._normal(0.35)
        ratings = {}
        for item in rates:
            latent = interviewer.latent(levels[item]) + interviewer.severity_on[item] + halo
            ratings[f"competency-{item}"] = _cut(latent + self.random.gauss(0, interviewer.noise), RATING_CUTS)
        overall = interviewer.latent(_weighted(levels, self.mode.weights)) + halo + self._normal(0.3)
        recommendation = list(Recommendation)[_cut(overall, RECOMMENDATION_CUTS) - 1]
        return Scorecard(interviewer=interviewer.name, ratings=ratings, recommendation=recommendation)

    def _truths(self, levels: Sequence[float]) -> tuple[float, ...]:
        """By competency the mean of the ratings expected from all interviewers who measure at all."""
        measuring = [person for person in self.interviewers if not person.always_low]
        return tuple(
            fsum(self._expected(person, item, level) for person in measuring) / len(measuring)
            for item, level in enumerate(levels)
        )

    @staticmethod
    def _expected(person: Interviewer, item: int, level: float) -> float:
        latent = person.latent(level) + person.severity_on[item]
        spread = sqrt((0.35 * STEP) ** 2 + person.noise**2) * sqrt(2)
        return 1 + fsum(erfc((cut - latent) / spread) / 2 for cut in RATING_CUTS)


def _cut(latent: float, cuts: Sequence[float]) -> int:
    return 1 + sum(latent > cut for cut in cuts)


def _weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    return fsum(value * weight for value, weight in zip(values, weights, strict=True)) / fsum(weights)


def rubric_of(weights: Sequence[float], must_haves: Sequence[int] = (), **settings: float) -> Rubric:
    """A rubric whose competencies carry these weights and are otherwise blank."""
    anchors = tuple(Anchor(rating=rating, short="…", behavior="…") for rating in range(1, 6))
    competencies = tuple(
        Competency(
            id=f"competency-{item}",
            name=f"Competency {item}",
            meaning="…",
            weight=weight,
            must_have=item in must_haves,
            anchors=anchors,
        )
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
