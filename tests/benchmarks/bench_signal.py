"""How long one signal takes, beside the plain mean of the same ratings; prints and judges nothing.

Run it with `python -m tests.benchmarks.bench_signal`.
"""

from collections.abc import Callable, Sequence
from statistics import fmean
from timeit import repeat

from rubrics.catalogue.model import Scorecard
from rubrics.signal import summarize
from tests.evaluations.signal_properties import plain_weighted_mean
from tests.evaluations.signal_simulator import BASE, World

CALLS, ROUNDS = 5, 1000
"""Few calls a round and many rounds: on a busy machine some round still has the processor to itself."""


def milliseconds(work: Callable[[], object]) -> float:
    """The best round, per call."""
    return min(repeat(work, number=CALLS, repeat=ROUNDS)) / CALLS * 1000


def mean_of_all(scorecards: Sequence[Scorecard]) -> float:
    """What a spreadsheet would do: the mean of every rating."""
    return fmean(rating for card in scorecards for rating in card.ratings.values())


def main() -> None:
    """Print milliseconds per panel of six and the ratio to a plain mean."""
    world = World(BASE, 0)
    panel = next(case.scorecards for case in world.cases(100) if len(case.scorecards) == 6)
    cards = list(panel)
    rows = {
        "mean of all ratings": lambda: mean_of_all(cards),
        "plain weighted mean": lambda: plain_weighted_mean(cards, world.rubric),
        "hire signal": lambda: summarize(cards, world.rubric),
        "hire signal, as JSON": lambda: summarize(cards, world.rubric).model_dump_json(),
    }
    times = {name: milliseconds(work) for name, work in rows.items()}
    plain = times["plain weighted mean"]
    print(f"A panel of six on {len(world.rubric.competencies)} competencies, best of {ROUNDS} rounds of {CALLS}:")
    for name, time in times.items():
        print(f"  {name:<22} {time:8.4f} ms   {time / plain:7.1f} × the plain weighted mean")


if __name__ == "__main__":
    main()
