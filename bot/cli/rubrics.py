"""`debrief rubrics TEAM`: what a workspace made in Slack as definition files, for teams that go on in git."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.starting import opened_services
from bot.errors import Refusal
from bot.wording.words import plain_words
from rubrics.authoring.own_files import own_files
from storage.team_definitions import approved_roles


def rubrics_command(
    team: Annotated[str, typer.Argument(help="The workspace's id, such as T0123.")],
    to: Annotated[Path, typer.Option("--to", help="Where to write the files.")] = Path(),
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Replace files of an earlier export.")] = False,
) -> None:
    """Write the rubrics that a workspace made in Slack as files."""
    with opened_services() as services, services.reads() as session:
        written = own_files(services.catalogue, [each.written for each in approved_roles(session, team)])
    if not written:
        raise Refusal("own_files_refusals.none", team=team)
    files = {to / f"{role}.yaml": text for role, text in written.items()}
    if not replace and (there := [file for file in files if file.exists()]):
        raise Refusal("own_files_refusals.there_already", file=there[0])
    to.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
        typer.echo(plain_words("own_files.written", file=file))
    typer.echo(plain_words("own_files.next", folder=to))
