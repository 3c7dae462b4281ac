"""Signals of simulated candidates beside the truth, with and without a history, and how to judge many of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from statistics import fmean

from rubrics.catalogue.precision import Z80
from rubrics.signal import HireSignal, Tally, Word, summarize
from rubrics.signal.calibrated import CalibratedReading, calibrated_reading, calibration_of
from rubrics.signal.closed_panels import closed_panel
from rubrics.signal.history import pinned_history, pool_of
from rubrics.signal.uncertainty import Estimate
from rubrics.signal.words import overrule_of, ruling
from tests.evaluations.signal_simulator import INTERVIEWERS, Case, Mode, World

BAR = 3.0
CARDS_OF_A_PANEL = 4.7
"""How many scorecards a simulated candidate has on average."""
BINS = 10
"""Chances are judged in tenths."""


@dataclass(frozen=True)
class Outcome:
    """One candidate's signal beside the truth, and what simpler or calibrated scores would have said."""

    truth: float
    estimate: Estimate
    tally: Tally
    is_enough: bool
    plain: float
    of_all: float
    votes: float
    calibrated: float
    calibrated_error: float
    """The standard error of the calibrated score; without a history both are the signal's own."""

    @property
    def score(self) -> float:
        """The score as it is shown."""
        return self.estimate.score

    def chance(self, bar: float = BAR) -> float:
        """The chance of landing above a bar."""
        return self.estimate.probability_above(bar)

    def word(self, bar: float = BAR) -> Word:
        """The word at a bar, caps included; of floors simulated rubrics have none."""
        if not self.is_enough:
            return Word.NOT_ENOUGH_EVIDENCE
        return ruling(self.chance(bar), overrule_of(self.tally, (), ()))[0]


Outcomes = Sequence[Outcome]


@lru_cache(maxsize=64)
def worlds_of(mode: Mode, seeds: range, candidates: int, per_interviewer: int = 0) -> tuple[Outcomes, ...]:
    """Return each world's candidates, after so many earlier scorecards per interviewer that a history rests on."""
    return tuple(_outcomes(World(mode, seed), candidates, per_interviewer) for seed in seeds)


def outcomes_of(mode: Mode, seeds: range, candidates: int, per_interviewer: int = 0) -> Outcomes:
    """Return the candidates of all worlds."""
    return [each for world in worlds_of(mode, seeds, candidates, per_interviewer) for each in world]


def _outcomes(world: World, candidates: int, per_interviewer: int) -> Outcomes:
    earlier = round(per_interviewer * INTERVIEWERS / CARDS_OF_A_PANEL)
    closed = [panel for cards in world.panels(earlier) if (panel := closed_panel(cards, world.rubric))]
    history, calibration = pinned_history(closed), calibration_of(closed)
    found = []
    for case in world.cases(candidates):
        reading = calibrated_reading(case.scorecards, world.rubric, calibration) if calibration else None
        found.append(_outcome(case, summarize(case.scorecards, world.rubric, history), reading))
    return found


def _outcome(case: Case, signal: HireSignal, reading: CalibratedReading | None) -> Outcome:
    if signal.score is None or signal.standard_error is None:
        raise ValueError(case)  # simulated panels always rate something
    tally = signal.tally
    half = (reading.interval80[1] - reading.interval80[0]) / 2 if reading else Z80 * signal.standard_error.design
    return Outcome(
        truth=case.truth,
        estimate=Estimate(signal.score, signal.standard_error, pool_of(signal.history)),
        tally=tally,
        is_enough=not signal.shortfalls,
        plain=signal.plain_mean or 0.0,
        of_all=fmean(rating for card in case.scorecards for rating in card.ratings.values()),
        votes=tally.for_hire / tally.given,
        calibrated=reading.score if reading else signal.score,
        calibrated_error=half / Z80,
    )


def share(outcomes: Outcomes, says: Callable[[Outcome], bool]) -> float:
    """Of how many outcomes something is true."""
    return sum(map(says, outcomes)) / len(outcomes)


def root_mean_square(outcomes: Outcomes, score: Callable[[Outcome], float]) -> float:
    """How far a score lies from the truth."""
    return sqrt(fsum((score(outcome) - outcome.truth) ** 2 for outcome in outcomes) / len(outcomes))


def coverage(outcomes: Outcomes, z: float) -> float:
    """How often a range holds the truth."""
    return share(outcomes, lambda each: abs(each.score - each.truth) <= z * each.estimate.error.design)


def calibrated_coverage(outcomes: Outcomes, z: float) -> float:
    """How often the calibrated reading's range holds the truth."""
    return share(outcomes, lambda each: abs(each.calibrated - each.truth) <= z * each.calibrated_error)


def calibration_error(outcomes: Outcomes, bars: Sequence[float]) -> float:
    """How far chances lie from what comes true, on average over tenths and bars (ECE)."""
    off: list[float] = [0.0] * BINS
    for outcome in outcomes:
        for bar in bars:
            chance = outcome.chance(bar)
            off[min(int(chance * BINS), BINS - 1)] += chance - (outcome.truth > bar)
    return fsum(map(abs, off)) / len(outcomes) / len(bars)


def agreement(outcomes: Outcomes, score: Callable[[Outcome], float]) -> float:
    """Somers' D: how often two candidates' scores are in the order of their truths, less how often they are not.

    Ties of the score count 0; a measure that leaves them out would reward coarse scores for saying nothing.
    """
    ranked = sorted(outcomes, key=lambda outcome: outcome.truth)
    scores = [score(outcome) for outcome in ranked]
    pairs = len(scores) * (len(scores) - 1) / 2
    ordered = sum((later > one) - (later < one) for place, one in enumerate(scores) for later in scores[place + 1 :])
    return ordered / pairs


def gains(
    worlds: Iterable[Outcomes], score: Callable[[Outcome], float], over: Callable[[Outcome], float]
) -> list[float]:
    """By world, how much better one score agrees with the truth than another."""
    return [agreement(world, score) - agreement(world, over) for world in worlds]
