"""Measures the hire signal on simulated organizations and prints each target beside what is required.

Run it with `make signal-eval`; what the targets mean and which are missed is in docs/hire-signal.md.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import fsum, sqrt
from random import Random

from bot.features.signal.phrasing import word_name
from rubrics.catalogue.model import RATINGS, Recommendation, Rubric, Scorecard
from rubrics.signal import HireSignal, Word, summarize
from tests.evaluations.signal_simulator import BASE, EVEN_HANDED, MODES, Mode, World, rubric_of

SEEDS = range(20)
CANDIDATES = 150
RECOMMENDATIONS = list(Recommendation)
KNOWN_MISSES = {
    "A10 80% interval, nosev": "no interviewer is severe or lenient here, and the fixed prior allows for it: too wide",
    "A10 80% interval, sev50": "interviewers differ more than the fixed prior allows for: too narrow",
}
"""The price of reading no history: the prior of severity cannot adapt. The calibrated option will."""


@dataclass(frozen=True)
class Line:
    """One target: what was measured, what is required, and whether it holds (None: only reported)."""

    target: str
    measured: str
    required: str
    holds: bool | None


def within(target: str, value: float, low: float, high: float, form: str = ".3f") -> Line:
    """A target that must lie between two limits."""
    return Line(target, format(value, form), f"{low:g} to {high:g}", low <= value <= high)


def below(target: str, value: float, limit: float) -> Line:
    """A target that must stay under a limit."""
    return Line(target, f"{value:.1e}", f"< {limit:g}", value < limit)


def reported(target: str, value: float, with_history: str) -> Line:
    """A figure without a target of its own, beside the one that a signal with history must reach."""
    return Line(target, format(value, ".3f"), f"({with_history} with history)", None)


def random_panel(random: Random, rubric: Rubric, *, full: bool = False) -> list[Scorecard]:
    """Draw one to six scorecards with any ratings; unless full, with gaps and without some recommendations."""
    return [_random_card(random, f"interviewer {number}", rubric, full) for number in range(random.randint(1, 6))]


def _random_card(random: Random, name: str, rubric: Rubric, full: bool) -> Scorecard:
    items = [competency.id for competency in rubric.competencies]
    rated = items if full else random.sample(items, random.randint(1, len(items)))
    recommendation = random.choice(RECOMMENDATIONS) if full or random.random() < 0.8 else None
    return Scorecard(
        interviewer=name, ratings={item: random.choice(RATINGS) for item in rated}, recommendation=recommendation
    )


def random_rubric(random: Random) -> Rubric:
    """Draw one to eight weighted competencies and a share for the recommendation."""
    weights = [random.uniform(0.5, 10) for _ in range(random.randint(1, 8))]
    return rubric_of(weights, recommendation_share=random.choice((0, 0.1, 0.25, 0.5)))


def plain_weighted_mean(scorecards: list[Scorecard], rubric: Rubric) -> float:
    """The mean of complete scorecards, each the plain weighted mean of its ratings and its recommendation."""
    total = 0.0
    for card in scorecards:
        ratings = fsum(rubric.shares[item] * rating for item, rating in card.ratings.items())
        overall = 1 + RECOMMENDATIONS.index(card.recommendation or Recommendation.NO) * 4 / 3
        total += (1 - rubric.recommendation_share) * ratings + rubric.recommendation_share * overall
    return total / len(scorecards)


def full_coverage(random: Random, panels: int = 2_000) -> Line:
    """A1: when everybody rated everything, the score is the plain weighted mean."""
    worst = 0.0
    for _ in range(panels):
        rubric = random_rubric(random)
        cards = random_panel(random, rubric, full=True)
        worst = max(worst, abs((summarize(cards, rubric).score or 0) - plain_weighted_mean(cards, rubric)))
    return below("A1 |score - plain weighted mean|, everybody rated everything", worst, 1e-9)


def raised(random: Random, cards: list[Scorecard]) -> list[Scorecard]:
    """The same panel with one rating or recommendation raised, where one can be."""
    number = random.randrange(len(cards))
    card = cards[number]
    ratings = dict(card.ratings)
    recommendation = card.recommendation
    item = random.choice([*ratings, None])
    if item is not None:
        ratings[item] = random.randint(ratings[item], 5)
    elif recommendation is not None:
        recommendation = random.choice(RECOMMENDATIONS[RECOMMENDATIONS.index(recommendation) :])
    card = Scorecard(interviewer=card.interviewer, ratings=ratings, recommendation=recommendation)
    return [*cards[:number], card, *cards[number + 1 :]]


def monotone(random: Random, panels: int = 20_000) -> Line:
    """A2: raising one rating lowers neither the score nor the probability."""
    violations = 0
    rubrics = [random_rubric(random) for _ in range(200)]
    for _ in range(panels):
        rubric = random.choice(rubrics)
        cards = random_panel(random, rubric)
        before, after = summarize(cards, rubric), summarize(raised(random, cards), rubric)
        violations += (after.score or 0) < (before.score or 0)
        violations += (after.probability_above_bar or 0) < (before.probability_above_bar or 0)
    return Line(
        f"A2 a raised rating lowers score or probability, {panels} panels", str(violations), "0", not violations
    )


def invariant(random: Random, panels: int = 2_000) -> Iterator[Line]:
    """A3: order and names change nothing, and the parts add up to the score."""
    moved = apart = 0.0
    for _ in range(panels):
        rubric = random_rubric(random)
        cards = random_panel(random, rubric)
        renamed = [card.model_copy(update={"interviewer": f"somebody {i}"}) for i, card in enumerate(cards)]
        random.shuffle(renamed)
        signal, other = summarize(cards, rubric), summarize(renamed, rubric)
        moved = max(moved, abs((signal.score or 0) - (other.score or 0)))
        apart = max(apart, abs((signal.score or 0) - fsum(part.part for part in signal.contributions)))
    yield below("A3 other order and other names change the score by", moved, 1e-9)
    yield below("A3 |sum of contributions - score|", apart, 1e-9)


def never_enough(random: Random, panels: int = 10_000) -> Line:
    """A14: too few scorecards or too little of the weight rated is not enough evidence, whatever the ratings."""
    rubric = rubric_of((3, 2, 2, 1, 2))
    patterns = list(product(RATINGS, repeat=3))
    held = 0
    for number in range(panels):
        few = number % 2 == 0
        rated = 5 if few else random.randint(1, 2)
        cards = [
            Scorecard(
                interviewer=f"interviewer {who}",
                ratings={f"competency-{item}": random.choice(patterns)[who % 3] for item in range(rated)},
                recommendation=random.choice(RECOMMENDATIONS),
            )
            for who in range(random.randint(1, 2) if few else random.randint(3, 6))
        ]
        held += summarize(cards, rubric).word is Word.NOT_ENOUGH_EVIDENCE
    return Line("A14 1–2 scorecards or < 70% rated: not enough evidence", f"{held} of {panels}", "all", held == panels)


@dataclass(frozen=True)
class Outcome:
    """A signal beside the truth that it was meant to find."""

    signal: HireSignal
    truth: float

    @property
    def score(self) -> float:
        """The score; simulated panels always have one."""
        return self.signal.score or 0.0

    @property
    def above(self) -> bool:
        """Whether the candidate truly lies above the bar."""
        return self.truth > self.signal.bar


def outcomes_of(mode: Mode, seeds: range = SEEDS) -> list[Outcome]:
    """Sum up every candidate of every world of one kind."""
    worlds = [World(mode, seed) for seed in seeds]
    return [
        Outcome(summarize(case.scorecards, world.rubric), case.truth)
        for world in worlds
        for case in world.cases(CANDIDATES)
    ]


def share(outcomes: list[Outcome], says: Callable[[Outcome], bool]) -> float:
    """Of how many outcomes something is true."""
    return sum(map(says, outcomes)) / len(outcomes)


def covers(interval: tuple[float, float] | None, truth: float) -> bool:
    """Whether an interval holds the truth."""
    return interval is not None and interval[0] <= truth <= interval[1]


def accuracy(outcomes: list[Outcome]) -> Iterator[Line]:
    """A9: how far the score lies from the truth, and how often it lies on the right side of the bar."""
    brier = [((outcome.signal.probability_above_bar or 0) - outcome.above) ** 2 for outcome in outcomes]
    right = share(outcomes, lambda outcome: (outcome.score > outcome.signal.bar) == outcome.above)
    yield reported("A9 root mean square error, base", root_mean_square(outcomes), "≤ .273")
    yield reported("A9 right side of the bar, base", right, "≥ .850")
    yield reported("A9 Brier score of the probability, base", fsum(brier) / len(brier), "≤ .104")


def more_or_better() -> Iterator[Line]:
    """How far the score lies from the truth for each panel size, usual interviewers beside even-handed ones."""
    for size in (2, 3, 4, 5, 6, 8):
        usual, even = (
            root_mean_square(outcomes_of(replace(mode, size=size), range(10))) for mode in (BASE, EVEN_HANDED)
        )
        yield Line(
            f"Error with {size} interviewers: usual ones, even-handed ones", f"{usual:.2f}  {even:.2f}", "", None
        )


def root_mean_square(outcomes: list[Outcome]) -> float:
    """How far the score lies from the truth."""
    return sqrt(fsum((outcome.score - outcome.truth) ** 2 for outcome in outcomes) / len(outcomes))


def coverage(name: str, outcomes: list[Outcome]) -> Iterator[Line]:
    """A10: how often the interval holds the truth."""
    held80 = share(outcomes, lambda outcome: covers(outcome.signal.interval80, outcome.truth))
    held90 = share(outcomes, lambda outcome: covers(outcome.signal.interval90, outcome.truth))
    yield within(f"A10 80% interval, {name}", held80, 0.78, 0.85)
    yield reported(f"A11 90% interval, {name}", held90, ".885 to .94")


def truth_of_words(outcomes: list[Outcome]) -> Iterator[Line]:
    """A12: how many candidates of each word truly lie above the bar."""
    required = {
        Word.CLEAR_HIRE: (0.94, 1.0),
        Word.LEAN_HIRE: (0.75, 0.93),
        Word.SPLIT: (0.35, 0.65),
        Word.LEAN_NO: (0.0, 0.25),
        Word.CLEAR_NO: (0.0, 0.06),
    }
    counts = Counter(outcome.signal.word for outcome in outcomes)
    for word, (low, high) in required.items():
        said = [outcome for outcome in outcomes if outcome.signal.word is word]
        name = f"A12 truly above the bar: {word_name(word)} ({counts[word] / len(outcomes):.0%} of candidates)"
        yield within(name, share(said, lambda outcome: outcome.above), low, high, ".2f")


def measure() -> Iterator[Line]:
    """Measure every target in turn."""
    random = Random("hire signal")  # noqa: S311  # the same panels in every run
    yield full_coverage(random)
    yield monotone(random)
    yield from invariant(random)
    outcomes = {mode.name: outcomes_of(mode) for mode in MODES}
    yield from accuracy(outcomes[BASE.name])
    for name, found in outcomes.items():
        yield from coverage(name, found)
    yield from truth_of_words(outcomes["base"] + outcomes["partial"] + outcomes["teams"])
    yield never_enough(random)
    yield from more_or_better()


def verdict(line: Line) -> str:
    """Say in a word whether a target holds."""
    if line.holds is None:
        return "reported"
    if line.holds:
        return "holds"
    return "misses, as known" if line.target in KNOWN_MISSES else "MISSES"


def main() -> int:
    """Print the table; return 1 when a target is missed that is not a known weak spot."""
    verdicts = []
    for line in measure():
        verdicts.append(verdict(line))
        print(f"{line.target:<68} {line.measured:>16}  {line.required:<26} {verdicts[-1]}", flush=True)
    print("\nKnown misses:")
    for target, reason in KNOWN_MISSES.items():
        print(f"  {target}: {reason}.")
    return int("MISSES" in verdicts)


if __name__ == "__main__":
    sys.exit(main())
