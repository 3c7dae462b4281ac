"""The command line, `debrief`: imports the command that is called, and turns every ending into an exit code.

0 fine · 1 your input or surroundings · 2 usage · 3 our bug · 130 ^C
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from bot.cli import collecting
from bot.cli.on_demand import OnDemand, group_of

FINE, INTERRUPTED = 0, 130

NO_PLUGINS = "PYDANTIC_DISABLE_PLUGINS"
"""Pydantic would look through every installed package for plugins of its own; Debrief has no use for any."""

COMMANDS = (
    OnDemand(
        "playground",
        "bot.cli.playground",
        help="Open the playground: a small Slack in your browser.",
    ),
    OnDemand(
        "serve",
        "bot.cli.serve",
        help="Answer Slack, over Socket Mode or HTTP.",
    ),
    OnDemand(
        "worker",
        "bot.cli.worker",
        help="Run the worker: it posts and edits.",
    ),
    OnDemand(
        "check",
        "bot.cli.check",
        help="Check settings, definitions, database and token.",
    ),
    OnDemand(
        "manifest",
        "bot.cli.manifest",
        help="Write the app manifest that Slack asks for.",
    ),
    OnDemand(
        "review",
        "bot.cli.review",
        help="Say which role a job description describes, and what to fix.",
    ),
    OnDemand(
        "draft",
        "bot.cli.draft",
        help="Write a posting from a role's definition, with blanks to fill in.",
    ),
    OnDemand(
        "record",
        "bot.cli.record",
        help="Write what happened in a loop.",
    ),
    OnDemand(
        "staffing",
        "bot.cli.staffing",
        help="Write the answers on whether to hire.",
    ),
    OnDemand(
        "signal",
        "bot.cli.signal",
        help="Sum up the scorecards in a JSON file.",
    ),
    OnDemand("definitions", "bot.cli.definitions", help="Check, write and compare rubric definitions."),
    OnDemand("rubrics", "bot.cli.rubrics", help="Write the rubrics that a workspace made in Slack as files."),
    OnDemand("db", "bot.cli.database", help="Migrate the database."),
    OnDemand("audit", "bot.cli.audit", help="Check the records of loops."),
)
"""Every command in the order of `--help`; a test holds each line to how the command's own help begins."""

app = typer.Typer(
    name="debrief",
    cls=group_of(COMMANDS),
    help="Debrief: the hiring team's bot for Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def debrief() -> None:
    """Debrief: the hiring team's bot for Slack."""


def main() -> None:
    """Run the command of this process's arguments and exit with its code."""
    collecting.starting()
    os.environ.setdefault(NO_PLUGINS, "__all__")
    code = run(sys.argv[1:])
    collecting.ending()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever went wrong has been said in a sentence."""
    try:
        app(list(arguments), prog_name="debrief")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 – the last stop before a stack trace on someone's screen
        # What puts an error into words imports more than most commands do, and most end well.
        code: int = import_module("bot.cli.endings").reported(error)
        return code
    return FINE
