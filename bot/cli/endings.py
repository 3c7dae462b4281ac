"""Says in a sentence what ended a command, and with which exit code; imported when one ends badly."""

import secrets
import sys

import structlog
import typer

from bot.errors import Refusal
from bot.logs import configure_logs
from bot.wording.problems import located
from bot.wording.refusals import reason_and_advice
from bot.wording.words import plain_words
from rubrics.catalogue.errors import CatalogueError, UnknownNameError

INPUT, BUG = 1, 3
NOT_REACHED = ("OperationalError", "InterfaceError")
"""What SQLAlchemy raises where the database does not answer."""

log = structlog.get_logger(__name__)


def reported(error: Exception) -> int:
    """Say what went wrong and what to do, and return the exit code."""
    match error:
        case Refusal():
            return _say(*reason_and_advice(error))
        case CatalogueError():
            return _say(*map(located, error.problems))
        case UnknownNameError():
            return _say(plain_words("command_line.unknown_name", error=error))
    if _is_of("storage.engine", error, "DatabaseUrlError"):
        return _say(*reason_and_advice(Refusal("check_refusals.database_url")))
    if _is_of("sqlalchemy.exc", error, *NOT_REACHED):
        # the driver's own words: they name host and file, and hold nothing that people wrote
        return _say(
            plain_words("command_line.database_not_reached"),
            str(getattr(error, "orig", "")),
            plain_words("command_line.check_address"),
        )
    return _our_fault(error)


def _is_of(module: str, error: Exception, *names: str) -> bool:
    """Tell whether an error is one of a module's, without importing it: one never imported has raised nothing."""
    loaded = sys.modules.get(module)
    return loaded is not None and isinstance(error, tuple(getattr(loaded, name) for name in names))


def _our_fault(error: Exception) -> int:
    configure_logs()
    reference = secrets.token_hex(4)
    log.error("command failed", reference=reference, exc_info=error)
    typer.echo(plain_words("command_line.our_fault", reference=reference), err=True)
    return BUG


def _say(*sentences: str) -> int:
    for sentence in sentences:
        typer.echo(sentence.strip(), err=True)
    return INPUT
