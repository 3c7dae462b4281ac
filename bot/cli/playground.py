"""`debrief playground`: the whole of Debrief in a browser page, without a Slack account."""

from typing import Annotated

import typer

from bot.cli import collecting
from bot.playground.demo import run as demo

PORT = 8200


def playground_command(
    port: Annotated[
        int, typer.Option(min=1, max=65535, envvar="DEBRIEF_PLAYGROUND_PORT", help="The page's port.")
    ] = PORT,
) -> None:
    """Start a small local Slack with Debrief in it, seeded with a team and a finished loop."""
    collecting.serving()
    demo.run(port, typer.echo)
