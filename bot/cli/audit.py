"""`debrief audit`: whether the records of loops are whole."""

from typing import Annotated

import typer

from bot.cli.starting import opened_services
from bot.features.record.verify_records import verify_records

app = typer.Typer(help="Check the records of loops.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Check the records of loops."""


@app.command("verify")
def verify_command(
    loop: Annotated[str | None, typer.Option("--loop", help="Check this loop alone; every loop otherwise.")] = None,
) -> None:
    """Check that nothing in the records was changed, removed or slipped in; exit 1 where something was."""
    with opened_services() as services:
        checks = verify_records(services, loop)
    broken = [check for check in checks if check.broken_at is not None]
    for check in broken:
        typer.echo(
            f"Loop {check.loop_id}: the record is broken at entry {check.broken_at} of {check.entries}.", err=True
        )
    whole = len(checks) - len(broken)
    total = sum(check.entries for check in checks)
    typer.echo(f"{whole} of {len(checks)} records are whole ({total} entries).")
    if broken:
        raise typer.Exit(1)
