"""What holds of every panel, whatever its ratings, drawn by the thousand: A1, A2, A3 and A14."""

from collections.abc import Iterator
from itertools import product
from math import fsum
from random import Random

from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.catalogue.scale import FIVE
from rubrics.signal import Word, summarize
from tests.evaluations.signal_lines import Line, below
from tests.evaluations.signal_simulator import rubric_of

RECOMMENDATIONS = list(Recommendation)


def random_panel(random: Random, rubric: Rubric, *, full: bool = False) -> list[Scorecard]:
    """Draw one to six scorecards with any ratings; unless full, with gaps and without some recommendations."""
    return [_random_card(random, f"interviewer {number}", rubric, full) for number in range(random.randint(1, 6))]


def _random_card(random: Random, name: str, rubric: Rubric, full: bool) -> Scorecard:
    items = [competency.id for competency in rubric.competencies]
    rated = items if full else random.sample(items, random.randint(1, len(items)))
    recommendation = random.choice(RECOMMENDATIONS) if full or random.random() < 0.8 else None
    return Scorecard(
        interviewer=name, ratings={item: random.choice(FIVE.points) for item in rated}, recommendation=recommendation
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
    patterns = list(product(FIVE.points, repeat=3))
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
