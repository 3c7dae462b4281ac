"""`debrief signal FILE`: the hire signal of scorecards given as JSON, without Slack and without a database."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.signal_file import SignalFileError, read_signal_file
from rubrics.catalogue.errors import RubricError, UnknownNameError
from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import CompetencySummary, HireSignal, StandardError, summarise

INPUT_PROBLEM = 1
USAGE_PROBLEM = 2


class Format(StrEnum):
    """How the answer is written."""

    TEXT = "text"
    JSON = "json"


def signal_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Scorecards as JSON, or - to read them from stdin.")],
    output: Annotated[Format, typer.Option("--format", help="Text for people or JSON for programs.")] = Format.TEXT,
) -> None:
    """Sum up the scorecards in a JSON file: score, interval, word and where they come from."""
    signal = _signal_of(*_read(file))
    typer.echo(signal.model_dump_json(indent=2) if output is Format.JSON else "\n".join(_lines(signal)))


def _read(file: Path) -> tuple[list[Scorecard], Rubric]:
    try:
        if str(file) == "-":
            return read_signal_file(sys.stdin.buffer)
        with file.open("rb") as stream:
            return read_signal_file(stream)
    except OSError as error:
        raise _refusal(f"{file} cannot be read: {error.strerror}.", USAGE_PROBLEM) from error
    except SignalFileError as error:
        raise _refusal(str(error), INPUT_PROBLEM) from error


def _signal_of(scorecards: list[Scorecard], rubric: Rubric) -> HireSignal:
    try:
        return summarise(scorecards, rubric)
    except UnknownNameError as error:
        hint = f" Did you mean {' or '.join(error.suggestions)}?" if error.suggestions else ""
        raise _refusal(f"{error}{hint}", INPUT_PROBLEM) from error
    except RubricError as error:
        raise _refusal(str(error), INPUT_PROBLEM) from error


def _refusal(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _lines(signal: HireSignal) -> Iterator[str]:
    yield from _headline(signal)
    for number, topic in enumerate(signal.disagreements, start=1):
        yield f"{number}. {topic.sentence}" if number > 1 else f"\nDiscuss first\n1. {topic.sentence}"
    yield from _competencies(signal)
    if signal.standard_error is not None:
        yield from _sum(signal)
        yield from _sureness(signal, signal.standard_error)
    yield "\nA summary of people's ratings. It decides nothing; the hiring manager does."


def _headline(signal: HireSignal) -> Iterator[str]:
    word = signal.word.words.capitalize()
    if signal.score is None or signal.likely_range is None:
        yield word
    else:
        low, high = signal.likely_range
        yield f"{word}: {signal.score:.1f}, likely between {low:.1f} and {high:.1f}; the bar is {signal.bar:g}."
    yield signal.decided_by.sentence
    yield f"Recommendations: {signal.tally.words}."
    yield f"Scorecards: {signal.scorecards}; {_percent(signal.coverage.share)} of the rubric's weight was rated."


def _competencies(signal: HireSignal) -> Iterator[str]:
    width = max(len("Competency"), *(len(competency.name) for competency in signal.competencies))
    yield f"\n{'Competency':<{width}}  weight  ratings  mean  range"
    for competency in signal.competencies:
        yield f"{competency.name:<{width}}  {_percent(competency.share):>6}  {competency.n:>7}  {_ratings(competency)}"
    if recommendations := signal.recommendation_share:
        yield f"These weights divide {_percent(1 - recommendations)} of the score when everybody rates everything;"
        yield f"the recommendations have the other {_percent(recommendations)}."


def _ratings(competency: CompetencySummary) -> str:
    if competency.mean is None:
        return "   not assessed"
    differs = "  differs" if competency.differs else ""
    return f"{competency.mean:>4.1f}  {competency.low}–{competency.high}{differs}"


def _sum(signal: HireSignal) -> Iterator[str]:
    width = max(len("Interviewer"), *(len(part.interviewer) for part in signal.by_interviewer))
    yield f"\n{'Interviewer':<{width}}  weight  own mean  part"
    for part in signal.by_interviewer:
        yield f"{part.interviewer:<{width}}  {_percent(part.weight):>6}  {part.mean:>8.2f}  {part.part:.3f}"
    yield f"{'Sum':<{width}}  {'':6}  {'':8}  {signal.score:.3f}   (plain mean {signal.plain_mean:.3f})"


def _sureness(signal: HireSignal, error: StandardError) -> Iterator[str]:
    parts = (error.not_assessed, error.interviewers, error.single_ratings)
    names = ("what was not assessed", "interviewers", "single ratings")
    shares = ", ".join(f"{name} {_percent(part / error.design**2)}" for name, part in zip(names, parts, strict=True))
    yield f"\nStandard error {error.total:.2f}, of which: {shares}; widened {error.widening:.2f}-fold by disagreement."
    others = ", ".join(f"{reading.word.words} at {reading.bar:g}" for reading in signal.neighbouring_bars)
    yield f"At another bar: {others}."


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"
