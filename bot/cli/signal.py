"""`debrief signal FILE`: the hire signal of scorecards given as JSON, without Slack and without a database."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.signal_file import SignalFileError, read_signal_file
from bot.cli.signal_text import answer_json, answer_text
from bot.wording.words import plain_words
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import HireSignal, SignalError, summarize

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
    """Sum up the scorecards in a JSON file.

    Score, likely range, word, and where they come from.
    """
    signal = _signal_of(*_read(file))
    typer.echo(answer_json(signal) if output is Format.JSON else answer_text(signal))


def _read(file: Path) -> tuple[list[Scorecard], Rubric]:
    try:
        if str(file) == "-":
            return read_signal_file(sys.stdin.buffer)
        with file.open("rb") as stream:
            return read_signal_file(stream)
    except OSError as error:
        text = plain_words("signal_file.unreadable", file=file, why=error.strerror)
        raise _refusal(text, USAGE_PROBLEM) from error
    except SignalFileError as error:
        raise _refusal(str(error), INPUT_PROBLEM) from error


def _signal_of(scorecards: list[Scorecard], rubric: Rubric) -> HireSignal:
    try:
        return summarize(scorecards, rubric)
    except UnknownNameError as error:
        raise _refusal(_unknown(error), INPUT_PROBLEM) from error
    except SignalError as error:
        text = plain_words(f"signal_file.{error.problem.value}", name=error.name)
        raise _refusal(text, INPUT_PROBLEM) from error


def _unknown(error: UnknownNameError) -> str:
    return plain_words("signal_file.unknown_name", error=error)


def _refusal(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)
