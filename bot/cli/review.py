"""`debrief review FILE…`: the review of job descriptions on the command line, without Slack and without a database.

Waivers stand in `debrief.toml` or in comments of a posting; what is waived fails nothing.
With `--fix` or `--diff` it fixes them; `review_fix.py` says how.

Exit code 0: nothing at or above --fail-on; 1: something is, or a file cannot be opened or is empty; 2: wrong usage, or
a file that is no text.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.posting_files import READ, text_of
from bot.cli.review_output import Format, Reviewed, written
from bot.cli.review_waivers import read_waivers, unwaived
from bot.cli.unreadable import Unread, UnreadableError
from bot.compiled.definitions import Definitions
from bot.wording.problems import located
from bot.wording.words import plain_words
from rubrics.catalogue.errors import CatalogueError
from rubrics.jd import Knowledge, Severity, beside, review_jd

FOUND, USAGE = 1, 2
LONGEST = 200_000
BAR_FROM = 5
OPENED = frozenset((Unread.UNREADABLE, Unread.EMPTY))
"""Why a file of a right kind may hold nothing; whatever else a file is, it was not one to hand over."""


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    BLOCKER = "blocker"
    WARNING = "warning"


def review_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE|DIR|-…", help="Texts to review; - reads stdin.")],
    *,
    location: Annotated[str | None, typer.Option(help='Where the job is, such as "Denver, CO".')] = None,
    title: Annotated[str | None, typer.Option(help="The title, if it is not the first line.")] = None,
    output: Annotated[Format, typer.Option("--format", help="How the answer is written.")] = Format.TEXT,
    fail_on: Annotated[FailOn | None, typer.Option(help="End with code 1 from this severity on.")] = None,
    definitions: Annotated[
        Path | None,
        typer.Option("--definitions", envvar="DEBRIEF_DEFINITIONS", help="Your own, laid over the built-in."),
    ] = None,
    today: Annotated[str | None, typer.Option(help="Judge dates as of this day (YYYY-MM-DD).")] = None,
    waivers: Annotated[
        Path | None, typer.Option(help="A file of waivers; debrief.toml in this folder if it is there.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Write FILE.fixed, with all fixed that can be.")] = False,
    in_place: Annotated[bool, typer.Option("--in-place", help="With --fix: write over FILE.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="What only you know, for --fix: benefits=….")
    ] = None,
) -> None:
    """Say which role a job description describes, and what to fix."""
    day = _day(today)
    paths = _expanded(files)
    knowledge = _knowledge(definitions)
    written_waivers = read_waivers(waivers)
    reviewed: list[Reviewed] = []
    unread: Counter[Unread] = Counter()
    for path in _watched(paths):
        try:
            text = _text(path)
        except UnreadableError as error:
            typer.echo(_words(error.why, path=_name(path), problem=error.problem), err=True)
            unread[error.why] += 1
        else:
            review = review_jd(knowledge, text, title=title, location=location, today=day)
            reviewed.append(unwaived(Reviewed(_name(path), text, review), written_waivers, day))
    if fix or in_place or diff:
        if output is not Format.TEXT:
            raise _refusal("fix_is_text")
        fix_files = import_module("bot.cli.review_fix").fix_files  # what fixes imports a fifth of what a review does
        given = {"title": title, "location": location, "day": day}
        reviewed = fix_files(knowledge, reviewed, fact or (), in_place=in_place, diff=diff, **given)
    elif reviewed:
        reviewed = _compared(knowledge, reviewed)
        single = len(paths) == 1 and not (len(files) == 1 and files[0].is_dir())
        typer.echo(written(knowledge, reviewed, output, single=single, unread=unread.total()))
    if unread.keys() - OPENED:
        raise typer.Exit(USAGE)
    if unread or (fail_on and any(_fails(one, fail_on) for one in reviewed)):
        raise typer.Exit(FOUND)


def _compared(knowledge: Knowledge, reviewed: Sequence[Reviewed]) -> list[Reviewed]:
    """Return the reviews, each with the other titles that its very text was given under."""
    titles: dict[str, list[str]] = {}
    for one in reviewed:
        titles.setdefault(one.review.body_digest, []).append(one.review.title)
    titles.pop("", None)
    return [
        replace(one, review=beside(knowledge, one.review, titles.get(one.review.body_digest, ()))) for one in reviewed
    ]


def _fails(one: Reviewed, fail_on: FailOn) -> bool:
    counted = (Severity.BLOCKER,) if fail_on is FailOn.BLOCKER else (Severity.BLOCKER, Severity.WARNING)
    return any(finding.severity in counted for finding in one.review.findings)


def _knowledge(folder: Path | None) -> Knowledge:
    try:
        return Definitions(folder).knowledge
    except CatalogueError as error:
        for problem in error.problems:
            typer.echo(located(problem), err=True)
        raise _refusal("bad_definitions", folder=folder) from error


def _day(written_day: str | None) -> date:
    if written_day is None:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(written_day)
    except ValueError as error:
        raise _refusal("no_date", day=written_day) from error


def _expanded(files: Sequence[Path]) -> list[Path]:
    """Return the files meant, those of a folder in the order of their names."""
    paths: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in READ)
            if not inside:
                raise _refusal("no_files", path=path)
            paths += inside
        elif str(path) != "-" and not path.exists():
            raise _refusal("absent", path=path)
        else:
            paths.append(path)
    return paths


def _watched(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the paths, with a bar on the terminal where there are many."""
    if len(paths) < BAR_FROM or not sys.stderr.isatty():
        yield from paths
        return
    with typer.progressbar(paths, label="Reviewing", file=sys.stderr) as bar:
        yield from bar


def _text(path: Path) -> str:
    """Return a file's text, and say so where it is longer than what is read of it; raises UnreadableError."""
    text = text_of(path)
    if len(text) > LONGEST:
        typer.echo(_words("too_long", path=_name(path), most=LONGEST), err=True)
    return text


def _name(path: Path) -> str:
    return "stdin" if str(path) == "-" else str(path)


def _refusal(key: str, **values: object) -> typer.Exit:
    typer.echo(_words(key, **values), err=True)
    return typer.Exit(USAGE)


def _words(key: str, **values: object) -> str:
    return plain_words(f"review_command.{key}", **values)
