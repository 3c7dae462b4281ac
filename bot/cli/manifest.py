"""`debrief manifest`: the app manifest to paste at api.slack.com/apps; asks nothing of anyone."""

import json
from typing import Annotated

import typer

from bot.serving.manifest import manifest


def manifest_command(
    http: Annotated[
        str | None, typer.Option("--http", metavar="HOST", help="Served over HTTP at this host, not by Socket Mode.")
    ] = None,
    only_debrief: Annotated[
        bool, typer.Option("--only-debrief", help="Ask for /debrief alone, where other apps have /loop, /jd and so on.")
    ] = False,
) -> None:
    """Write the app manifest that Slack asks for.

    It holds what this version listens to.
    """
    typer.echo(json.dumps(manifest(http, only_debrief=only_debrief), indent=2, ensure_ascii=False))
