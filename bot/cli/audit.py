"""`debrief audit`: whether the records of loops are whole, in the database or in a file; and the four-fifths rule."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.four_fifths import lines, read_counts, spreadsheet
from bot.cli.starting import opened_services
from bot.errors import Refusal
from bot.features.record.check_file import FileCheck, check_file
from bot.features.record.export_calibrated import calibrated_csv, export_calibrated
from bot.features.record.record_file import schema
from bot.features.record.verify_records import verify_records
from bot.wording.words import plain_words
from rubrics.panel.four_fifths import impacts

MOST_BYTES = 50_000_000
"""Of a record: one of ten thousand entries and a panel of twenty takes ten."""

app = typer.Typer(help="Check the records of loops.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Check the records of loops."""


@app.command("verify")
def verify_command(
    file: Annotated[
        Path | None, typer.Argument(metavar="[RECORD.json]", help="A record in a file, or - for stdin: no database.")
    ] = None,
    loop: Annotated[str | None, typer.Option("--loop", help="Check this loop alone; every loop otherwise.")] = None,
    head: Annotated[
        str | None, typer.Option("--head", metavar="DIGEST", help="A digest of it that was noted elsewhere.")
    ] = None,
) -> None:
    """Check that nothing in the records was changed, removed or slipped in; exit 1 where something was."""
    if file is None:
        if head is not None:
            raise Refusal("record_refusals.head_without_file")
        _verify_database(loop)
        return
    if loop is not None:
        raise Refusal("record_refusals.file_and_loop")
    check = check_file(text_of(file), head)
    for line in _wrong(check):
        typer.echo(line, err=True)
    if not check.is_whole:
        raise typer.Exit(1)
    typer.echo(plain_words("cli_audit.whole", check=check, entries=len(check.file.entries), has_head=head is not None))


@app.command("four-fifths")
def four_fifths_command(
    counts: Annotated[Path, typer.Argument(metavar="COUNTS.csv", help="One line a group; - for stdin.")],
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a file to keep instead of a table to read.")] = False,
) -> None:
    """Compare selection rates of groups by the four-fifths rule; counts are read, and nothing is kept or sent."""
    found = impacts(read_counts(text_of(counts)))
    typer.echo(spreadsheet(found) if as_csv else "\n".join(lines(found)), nl=not as_csv)


@app.command("calibrated")
def calibrated_command() -> None:
    """Write each signal beside its calibrated reading as CSV, to count both by group for the four-fifths rule."""
    with opened_services() as services:
        typer.echo(calibrated_csv(export_calibrated(services)), nl=False)


@app.command("schema")
def schema_command() -> None:
    """Write the JSON Schema of a record's file."""
    typer.echo(json.dumps(schema(), indent=2))


def text_of(file: Path) -> str:
    """Return the text of a file, or of what is piped in for "-"; raises Refusal where it can't be read."""
    try:
        content = sys.stdin.buffer.read(MOST_BYTES) if str(file) == "-" else file.read_bytes()[:MOST_BYTES]
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Refusal("record_refusals.no_such_file", name=str(file)) from None


def _wrong(check: FileCheck) -> list[str]:
    names = check.file.people
    return [
        *(plain_words(f"cli_audit.{fault.kind.value}", fault=fault) for fault in check.faults),
        *(
            plain_words(f"cli_audit.{each.kind.value}", about=names.get(each.about, each.about))
            for each in check.mismatches
        ),
    ]


def _verify_database(loop: str | None) -> None:
    with opened_services() as services:
        checks = verify_records(services, loop)
    broken = [check for check in checks if check.broken_at is not None]
    for check in broken:
        typer.echo(plain_words("cli_audit.broken", check=check), err=True)
    whole, entries = len(checks) - len(broken), sum(check.entries for check in checks)
    typer.echo(plain_words("cli_audit.summary", whole=whole, number=len(checks), entries=entries))
    if broken:
        raise typer.Exit(1)
