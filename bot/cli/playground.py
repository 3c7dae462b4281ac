"""`debrief playground`: the whole of Debrief in a browser page, without a Slack account."""

from typing import Annotated

import typer

from bot.cli import collecting
from bot.cli.browser import open_page
from bot.playground.demo import run as demo

PORT = 8200


def playground_command(
    port: Annotated[
        int, typer.Option(min=1, max=65535, envvar="DEBRIEF_PLAYGROUND_PORT", help="The page's port.")
    ] = PORT,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in your browser, where there is a screen.")
    ] = True,
) -> None:
    """Open the playground: a small Slack in your browser.

    Everything stays on this machine and is gone when you stop.
    """
    collecting.serving()
    demo.run(port, typer.echo, open_page if browser else lambda _: False)
