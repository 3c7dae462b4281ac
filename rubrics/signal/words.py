"""From probability to one word, and the three rules that may overrule it; every rule says why in a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from rubrics.model import Rubric
from rubrics.signal.panel import Panel
from rubrics.signal.uncertainty import design_half_width
from rubrics.signal.values import CompetencySummary, Coverage, FloorCheck, Reason, Rule, Shortfall, Tally, Word

STRONG, LEAN, LEAN_NO, NO = 0.97, 0.65, 0.35, 0.03
COVERED = 0.70
HALF_WIDTH = 0.60
MOST_ADDED = 10
"""How many more interviewers a cure looks at before it says that they are too many to name."""


def word_at(probability: float) -> Word:
    """Return the word of a probability: ≥ .97, ≥ .65, ≥ .35, > .03 and the rest (rule “Words”)."""
    if probability >= STRONG:
        return Word.STRONG_HIRE
    if probability >= LEAN:
        return Word.LEAN_HIRE
    if probability >= LEAN_NO:
        return Word.SPLIT
    return Word.LEAN_NO if probability > NO else Word.NO_HIRE


@dataclass(frozen=True, slots=True)
class Overrule:
    """What may overrule the probability: the recommendations, the declared floors, missing evidence."""

    tally: Tally
    floors: tuple[FloorCheck, ...]
    shortfalls: tuple[Shortfall, ...]


def ruling(probability: float | None, bar: float, overrule: Overrule) -> tuple[Word, Reason]:
    """Return the word and the rule that had the last say: probability, then contradiction, floor, evidence."""
    if overrule.shortfalls or probability is None:
        sentence = " ".join(f"{shortfall.reason} {shortfall.cure}" for shortfall in overrule.shortfalls)
        return Word.NOT_ENOUGH_EVIDENCE, Reason(rule=Rule.EVIDENCE, sentence=sentence)
    word = word_at(probability)
    reason = Reason(rule=Rule.PROBABILITY, sentence=_probability_sentence(probability, bar))
    if overrule.tally.contradicts and word in _CAPPED:
        reason = Reason(rule=Rule.CONTRADICTION, sentence=_contradiction_sentence(overrule.tally, word))
        word = _CAPPED[word]
    missed = [check for check in overrule.floors if check.met is False]
    if missed and word in _ABOVE_FLOOR:
        reason = Reason(rule=Rule.FLOOR, sentence=_floor_sentence(missed, word))
        word = Word.LEAN_NO
    return word, reason


_CAPPED: Mapping[Word, Word] = {Word.STRONG_HIRE: Word.LEAN_HIRE, Word.NO_HIRE: Word.LEAN_NO}
_ABOVE_FLOOR = (Word.STRONG_HIRE, Word.LEAN_HIRE, Word.SPLIT)


def _probability_sentence(probability: float, bar: float) -> str:
    return (
        f"The chance that a fuller panel would come out above the bar of {figure(bar)} "
        f"is {percent(probability)}: {word_at(probability).words}."
    )


def _contradiction_sentence(tally: Tally, word: Word) -> str:
    return f"The recommendations contradict each other ({tally.words}): {word.words} becomes {_CAPPED[word].words}."


def _floor_sentence(missed: Sequence[FloorCheck], word: Word) -> str:
    parts = ", ".join(f"{check.name} at {figure(check.mean or 0)} (floor {figure(check.floor)})" for check in missed)
    return f"A must-have is below the floor that the rubric declares, so {word.words} becomes {Word.LEAN_NO.words}: {parts}."


def percent(probability: float) -> str:
    """Write a probability so that it never seems to lie on the other side of a word's limit."""
    if probability < 0.01:
        return "under 1 %"
    if probability >= 0.99:
        return "99 % or more"
    hundredths = probability * 100
    return f"{ceil(hundredths - 1e-9) if hundredths < 4 else floor(hundredths + 1e-9)} %"


def figure(value: float) -> str:
    """Write a figure on the scale with one decimal, or two where a second one is needed."""
    return f"{value:.1f}" if abs(value * 10 - round(value * 10)) < 1e-6 else f"{value:.2f}"


def shortfalls_of(panel: Panel, rubric: Rubric, coverage: Coverage) -> tuple[Shortfall, ...]:
    """Return why the evidence does not suffice; only who rated what matters, never how (“Not enough evidence”)."""
    found = (_too_few(panel, rubric), _too_little_rated(panel, rubric, coverage), _too_wide(panel, rubric, coverage))
    return tuple(shortfall for shortfall in found if shortfall is not None)


def _too_few(panel: Panel, rubric: Rubric) -> Shortfall | None:
    n, needed = len(panel.cards), rubric.minimum_scorecards
    if n >= needed:
        return None
    missing = needed - n
    return Shortfall(
        reason=f"{_count(n, 'scorecard')} with ratings so far; the rubric asks for {needed}.",
        cure=f"{_count(missing, 'more scorecard')} would cure it.",
    )


def _too_little_rated(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if coverage.share >= COVERED - 1e-9 or not panel.cards:
        return None
    rated = f"{floor(coverage.share * 100 + 1e-9)} %" if coverage.share else "none"
    return Shortfall(
        reason=f"Of the rubric's weight, {rated} was rated; 70 % is needed.",
        cure=f"Somebody on {_listed(_fewest_for(rubric, coverage))} would cure it.",
    )


def _fewest_for(rubric: Rubric, coverage: Coverage) -> list[str]:
    """The heaviest competencies that nobody rated, as many as lift the share to 70 %."""
    share, names = coverage.share, []
    missing = [competency for competency in rubric.competencies if competency.id in coverage.not_assessed]
    for competency in sorted(missing, key=lambda competency: -competency.weight):
        if share >= COVERED - 1e-9:
            break
        share += rubric.shares[competency.id]
        names.append(competency.name)
    return names


def _too_wide(panel: Panel, rubric: Rubric, coverage: Coverage) -> Shortfall | None:
    if not panel.cards:
        return None
    width = design_half_width(panel.weights, panel.rated)
    if width <= HALF_WIDTH:
        return None
    return Shortfall(
        reason=f"With who rated what, the score could be off by ±{width:.2f}; at most ±{HALF_WIDTH:.2f} is allowed.",
        cure=_narrowing(panel, rubric, coverage),
    )


def _narrowing(panel: Panel, rubric: Rubric, coverage: Coverage) -> str:
    """The smallest cure that suffices: somebody on what nobody rated, else more interviewers on everything."""
    gaps = tuple(coverage.not_assessed)
    if gaps and design_half_width(panel.weights, (*panel.rated, gaps)) <= HALF_WIDTH:
        return f"Somebody on {_listed([rubric.competency(gap).name for gap in gaps])} would cure it."
    everything = tuple(panel.weights)
    for added in range(1, MOST_ADDED + 1):
        if design_half_width(panel.weights, (*panel.rated, *[everything] * added)) <= HALF_WIDTH:
            return f"{_count(added, 'more interviewer')} on every competency would cure it."
    return "Several more interviewers on every competency would cure it."


def coverage_of(summaries: Sequence[CompetencySummary]) -> Coverage:
    """Return the share of competency weight that anybody rated and what nobody or only one person rated."""
    missing = tuple(summary.id for summary in summaries if summary.n == 0)
    share = sum(summary.share for summary in summaries if summary.n)
    return Coverage(
        share=min(1.0, share) if missing else 1.0,
        not_assessed=missing,
        rated_once=tuple(summary.id for summary in summaries if summary.n == 1),
    )


def floors_of(rubric: Rubric, summaries: Sequence[CompetencySummary]) -> tuple[FloorCheck, ...]:
    """Return each declared floor beside the mean of the ratings it is held against."""
    means = {summary.id: summary.mean for summary in summaries}
    return tuple(
        FloorCheck(
            competency=competency.id,
            name=competency.name,
            floor=competency.floor,
            mean=means[competency.id],
            met=_met(means[competency.id], competency.floor),
        )
        for competency in rubric.competencies
        if competency.floor is not None
    )


def _met(mean: float | None, limit: float) -> bool | None:
    return None if mean is None else mean >= limit - 1e-9


def _count(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
