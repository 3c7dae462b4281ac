"""`debrief audit`: whether the records of loops are whole."""

from typing import Annotated

import typer

from bot.cli.starting import opened_services
from bot.features.record.verify_records import verify_records
from bot.wording.words import plain_words

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
        typer.echo(plain_words("cli_audit.broken", check=check), err=True)
    whole, entries = len(checks) - len(broken), sum(check.entries for check in checks)
    typer.echo(plain_words("cli_audit.summary", whole=whole, number=len(checks), entries=entries))
    if broken:
        raise typer.Exit(1)
