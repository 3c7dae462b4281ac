"""`debrief staffing`: what people answered on whether to hire, as JSON."""

import json
from typing import Annotated

import typer

from bot.cli.starting import opened_services
from bot.features.staffing.export_checks import export_checks


def staffing_command(
    team: Annotated[str | None, typer.Option("--team", help="Of this workspace alone, by its Slack id.")] = None,
) -> None:
    """Write the answers on whether to hire."""
    with opened_services() as services:
        checks = export_checks(services, team)
    typer.echo(json.dumps(checks, indent=2, ensure_ascii=False))
