"""Measures the hire signal on simulated organizations and prints each target beside what is required.

Run it with `make signal-eval`, or with FAST=1 for a first look on a few worlds; what the targets mean and which are
missed stands in docs/hire-signal.md.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from statistics import fmean
from time import process_time

from bot.features.signal.phrasing import word_name
from rubrics.catalogue.precision import Z80
from rubrics.signal import Word, summarize
from rubrics.signal.severity import severities_of
from rubrics.signal.uncertainty import Z90
from tests.evaluations.signal_lines import Line, at_least, at_most, reported, within
from tests.evaluations.signal_outcomes import (
    Outcome,
    Outcomes,
    calibrated_coverage,
    calibration_error,
    coverage,
    gains,
    outcomes_of,
    root_mean_square,
    share,
    worlds_of,
)
from tests.evaluations.signal_properties import full_coverage, invariant, monotone, never_enough
from tests.evaluations.signal_simulator import (
    ALWAYS_LOW,
    BASE,
    DRIFTING,
    EVEN_HANDED,
    HIGH_POOL,
    IN_TEAMS,
    LOW_POOL,
    PARTIAL,
    UNEVEN,
    USED,
    Mode,
    World,
)

IS_FAST = bool(os.environ.get("FAST"))
SEEDS = range(3 if IS_FAST else 20)
WORD_SEEDS = range(6 if IS_FAST else 60)
"""A word is judged where at least a thousand panels have it, which takes more worlds."""
CHANCE_SEEDS = range(3 if IS_FAST else 30)
CANDIDATES = 60 if IS_FAST else 150
ENOUGH = 1_000
HONEST = (BASE, EVEN_HANDED, UNEVEN, PARTIAL, IN_TEAMS, USED, HIGH_POOL, LOW_POOL)
"""Kinds of organizations whose interviewers all measure something."""
BARS = (2.5, 3.0, 3.5, 4.0)
KNOWN_MISSES: dict[str, str] = {
    "A15 80% range, calibrated, always 1, 20 cards": "someone who rates everything 1 stays wrong beyond strictness",
    "A9 Brier score of the chance, base, history": "set for a calibrated score; a history changes the chance alone",
    "A10 80% range, nosev, 0 cards": "no interviewer is severe or lenient, and the fixed prior allows for it: too wide",
    "A10 80% range, sev50, 0 cards": "interviewers differ more than the fixed prior allows for: too narrow",
    "A15 calibrated over plain weighted mean, drift": "half of everyone's severity is new after a year of candidates",
    "A13 one signal, ms of processor time": "reached on an idle processor only",
}
"""Targets that are missed, each with the reason that docs/hire-signal.md gives too."""


def score_of(outcome: Outcome) -> float:
    """The score as it is shown."""
    return outcome.score


def calibrated_of(outcome: Outcome) -> float:
    """The score less the severity of its interviewers, as the calibrated option has it."""
    return outcome.calibrated


def measured(mode: Mode, per_interviewer: int = 0) -> Outcomes:
    """The candidates of a kind of organization."""
    return outcomes_of(mode, SEEDS, CANDIDATES, per_interviewer)


def gain(mode: Mode, per_interviewer: int) -> list[float]:
    """By world, what calibrating adds to the plain weighted mean."""
    worlds = worlds_of(mode, SEEDS, CANDIDATES, per_interviewer)
    return gains(worlds, calibrated_of, lambda outcome: outcome.plain)


def ranking() -> Iterator[Line]:
    """A4 to A8 and A15: how much better candidates are told apart, in Somers' D."""
    for number, least in ((5, 0.020), (20, 0.035), (100, 0.035)):
        yield at_least(f"A4 calibrated over plain weighted mean, {number} cards", fmean(gain(BASE, number)), least)
    for cards, score, limits in ((20, calibrated_of, (0.045, 0.13)), (0, score_of, (0.008, 0.09))):
        worlds, target = worlds_of(BASE, SEEDS, CANDIDATES, cards), "A5 calibrated" if cards else "A6 score"
        over_all = gains(worlds, score, lambda outcome: outcome.of_all)
        over_votes = gains(worlds, score, lambda outcome: outcome.votes)
        yield at_least(f"{target} over mean of all ratings, {cards} cards", fmean(over_all), limits[0])
        yield at_least(f"{target} over share of yes, {cards} cards", fmean(over_votes), limits[1])
    for number in (5, 20):
        lost = gain(EVEN_HANDED, number)
        yield at_least(f"A7 nothing to calibrate, {number} cards: mean", fmean(lost), -0.003)
        yield at_least(f"A7 nothing to calibrate, {number} cards: worst world", min(lost), -0.010)
    for mode, least in ((UNEVEN, 0.070), (IN_TEAMS, 0.030), (PARTIAL, 0.028), (ALWAYS_LOW, 0.09)):
        yield at_least(f"A8 calibrated over plain weighted mean, {mode.name}", fmean(gain(mode, 20)), least)
    yield reported("A8 the same, used", f"{fmean(gain(USED, 20)):+.3f}")
    yield at_least("A15 calibrated over plain weighted mean, drift", fmean(gain(DRIFTING, 20)), 0.012)


def accuracy() -> Iterator[Line]:
    """A9: how far scores lie from the truth, and how often they lie on the right side of the bar."""
    for mode in (BASE, USED, UNEVEN):
        found = measured(mode, 20)
        errors = f"{root_mean_square(found, score_of):.3f}  {root_mean_square(found, calibrated_of):.3f}"
        yield reported(f"A9 error of score and calibrated score, {mode.name}", errors)
    found = measured(BASE, 20)
    right = share(found, lambda each: (each.calibrated > 3) == (each.truth > 3))
    yield at_most("A9 error, calibrated, base", root_mean_square(found, calibrated_of), 0.273)
    yield Line("A9 right side of the bar, calibrated, base", f"{right:.3f}", "≥ 0.85", right >= 0.85)
    yield at_most("A9 Brier score of the chance, base, history", brier(found), 0.104)
    yield reported("A9 right side of the bar, no history, base", f"{share(measured(BASE), is_right):.3f}")
    yield reported("A9 Brier score of the chance, no history, base", f"{brier(measured(BASE)):.3f}")


def is_right(outcome: Outcome) -> bool:
    """Whether score and truth lie on one side of the bar."""
    return (outcome.score > 3) == (outcome.truth > 3)


def brier(outcomes: Outcomes) -> float:
    """The mean square of chance less outcome."""
    return fmean((each.chance() - (each.truth > 3)) ** 2 for each in outcomes)


def ranges() -> Iterator[Line]:
    """A10, A11 and A15: how often the ranges hold the truth."""
    for number in (0, 5, 20):
        for mode in HONEST:
            found = measured(mode, number)
            yield within(f"A10 80% range, {mode.name}, {number} cards", coverage(found, Z80), 0.78, 0.85)
            wider = within(f"A11 90% range, {mode.name}, {number} cards", coverage(found, Z90), 0.885, 0.94)
            # Without a history A11 asks nothing of the wider range.
            yield wider if number else reported(wider.target, wider.measured)
    for mode, number in ((BASE, 5), (BASE, 20), (BASE, 100), *((each, 20) for each in HONEST[1:])):
        found, name = measured(mode, number), f"calibrated, {mode.name}, {number} cards"
        yield within(f"A10 80% range, {name}", calibrated_coverage(found, Z80), 0.78, 0.85)
        yield within(f"A11 90% range, {name}", calibrated_coverage(found, Z90), 0.885, 0.94)
    held = calibrated_coverage(measured(ALWAYS_LOW, 20), Z80)
    yield Line("A15 80% range, calibrated, always 1, 20 cards", f"{held:.3f}", "≥ 0.73", held >= 0.73)
    held = coverage(measured(ALWAYS_LOW, 20), Z80)
    yield Line("A15 80% range, always 1, 20 cards", f"{held:.3f}", "≥ 0.73", held >= 0.73)
    yield reported("A15 80% range, drift, 20 cards", f"{coverage(measured(DRIFTING, 20), Z80):.3f}")


def chances() -> Iterator[Line]:
    """How far chances lie from what comes true, over three bars: of one alone, 3,000 candidates tell little."""
    for number in (0, 5, 20):
        for mode in (BASE, USED, UNEVEN, HIGH_POOL, LOW_POOL):
            found = outcomes_of(mode, CHANCE_SEEDS, CANDIDATES, number)
            name, off = f"ECE, {mode.name}, {number} cards", calibration_error(found, BARS[:3])
            yield at_most(name, off, 0.015) if number == 20 else reported(name, f"{off:.3f}")


REQUIRED = {
    Word.CLEAR_HIRE: (0.94, 1.0),
    Word.LEAN_HIRE: (0.75, 0.93),
    Word.SPLIT: (0.35, 0.65),
    Word.LEAN_NO: (0.0, 0.25),
    Word.CLEAR_NO: (0.0, 0.06),
}


def words() -> Iterator[Line]:
    """A12: how many candidates of each word truly lie above the bar."""
    for number in (0, 20):
        found = [each for mode in (BASE, PARTIAL, IN_TEAMS) for each in measured(mode, number)]
        for word, (low, high) in REQUIRED.items():
            said = [outcome for outcome in found if outcome.word() is word]
            name = f"A12 {word_name(word)}, {number} cards ({len(said) / len(found):.0%} of candidates)"
            yield within(name, share(said, lambda each: each.truth > 3), low, high, ".2f")


def words_elsewhere() -> Iterator[Line]:
    """What words are worth at other bars and of other pools: how many are truly above, beside the chance said."""
    for number in (0, 20):
        for mode, bars in ((BASE, BARS), (HIGH_POOL, (3.0,)), (LOW_POOL, (3.0,))):
            found = outcomes_of(mode, WORD_SEEDS, CANDIDATES, number)
            for bar in bars:
                yield from _words_at(f"{mode.name}, bar {bar:g}, {number} cards", found, bar, is_judged=number > 0)


def _words_at(name: str, found: Outcomes, bar: float, *, is_judged: bool) -> Iterator[Line]:
    for word in REQUIRED:
        said = [outcome for outcome in found if outcome.word(bar) is word]
        if not said:
            continue
        above, chance = share(said, lambda each: each.truth > bar), fmean(each.chance(bar) for each in said)
        counts = is_judged and len(said) >= ENOUGH
        target = f"Words: {word_name(word)}, {name} ({len(said)})"
        holds = abs(above - chance) <= 0.03 if counts else None
        yield Line(target, f"{above:.3f} said {chance:.3f}", "within .03" if counts else "", holds)


def speed() -> Iterator[Line]:
    """A13: processor time of one signal, and of fitting severities to 100,000 scorecards."""
    panels = [case.scorecards for case in World(BASE, 0).cases(20)]
    rubric, rounds = World(BASE, 0).rubric, []
    for _ in range(20):
        start = process_time()
        for cards in panels:
            summarize(cards, rubric)
        rounds.append((process_time() - start) / len(panels) * 1_000)
    yield at_most("A13 one signal, ms of processor time", min(rounds), 0.2)
    random = Random("speed")  # noqa: S311  # the same panels in every run
    people = [f"interviewer {number}" for number in range(500)]
    means = [{person: random.gauss(3, 0.8) for person in random.sample(people, 5)} for _ in range(20_000)]
    start = process_time()
    severities_of(means)
    yield at_most("A13 100,000 scorecards fitted, s of processor time", process_time() - start, 3.0)


def more_or_better() -> Iterator[Line]:
    """How far the score lies from the truth for each panel size, usual interviewers beside even-handed ones."""
    for size in (2, 3, 4, 5, 6, 8):
        usual, even = (
            root_mean_square(outcomes_of(replace(mode, size=size), range(len(SEEDS) // 2), CANDIDATES), score_of)
            for mode in (BASE, EVEN_HANDED)
        )
        yield reported(f"Error with {size} interviewers: usual ones, even-handed ones", f"{usual:.2f}  {even:.2f}")


def measure() -> Iterator[Line]:
    """Measure every target in turn."""
    random = Random("hire signal")  # noqa: S311  # the same panels in every run
    yield full_coverage(random)
    yield monotone(random)
    yield from invariant(random)
    yield never_enough(random)
    for part in (ranking, accuracy, ranges, words, chances, words_elsewhere, more_or_better, speed):
        yield from part()


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
        print(f"{line.target:<68} {line.measured:>18}  {line.required:<16} {verdicts[-1]}", flush=True)
    print("\nKnown misses:")
    for target, reason in KNOWN_MISSES.items():
        print(f"  {target}: {reason}.")
    if IS_FAST:
        print("\nA first look on a few worlds: their figures are rough, and none of them is judged.")
    return int("MISSES" in verdicts and not IS_FAST)


if __name__ == "__main__":
    sys.exit(main())
