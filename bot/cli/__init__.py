"""The command line, `debrief`: mounts each command and turns every ending into an exit code and a sentence.

0 fine · 1 your input or surroundings · 2 usage · 3 our bug · 130 ^C
"""

import secrets
import sys
from collections.abc import Sequence

import structlog
import typer
from sqlalchemy.exc import InterfaceError, OperationalError

from bot.cli import audit, check, database, definitions, manifest, playground, record, review, serve, signal, worker
from bot.errors import Refusal
from bot.logs import configure_logs
from bot.wording.problems import located
from bot.wording.refusals import reason_and_advice
from bot.wording.words import plain_words
from rubrics.catalogue.errors import CatalogueError, UnknownNameError
from storage.engine import DatabaseUrlError

FINE, INPUT, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="debrief",
    help="Debrief: the hiring team's bot for Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("playground")(playground.playground_command)
app.command("serve")(serve.serve_command)
app.command("worker")(worker.worker_command)
app.command("check")(check.check_command)
app.command("manifest")(manifest.manifest_command)
app.command("review")(review.review_command)
app.command("record")(record.record_command)
app.command("signal")(signal.signal_command)
app.add_typer(definitions.app, name="definitions")
app.add_typer(database.app, name="db")
app.add_typer(audit.app, name="audit")

log = structlog.get_logger(__name__)


def main() -> None:
    """Run the command of this process's arguments and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; whatever went wrong has been said in a sentence."""
    configure_logs()
    try:
        app(list(arguments), prog_name="debrief")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 – the last stop before a stack trace on somebody's screen
        return _report(error)
    return FINE


def _report(error: Exception) -> int:
    match error:
        case Refusal():
            return _say(*reason_and_advice(error))
        case CatalogueError():
            return _say(*map(located, error.problems))
        case UnknownNameError():
            return _say(plain_words("command_line.unknown_name", error=error))
        case DatabaseUrlError():
            return _say(*reason_and_advice(Refusal("check_refusals.database_url")))
        case OperationalError() | InterfaceError():
            # the driver's own words: they name host and file, and hold nothing that people wrote
            return _say(
                plain_words("command_line.database_not_reached"),
                str(error.orig),
                plain_words("command_line.check_address"),
            )
    reference = secrets.token_hex(4)
    log.error("command failed", reference=reference, exc_info=error)
    typer.echo(plain_words("command_line.our_fault", reference=reference), err=True)
    return BUG


def _say(*sentences: str) -> int:
    for sentence in sentences:
        typer.echo(sentence.strip(), err=True)
    return INPUT
