"""Writes the log: JSON in production, lines in a terminal; no token, no address that is a key, no word of a person."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.plain_structlog import EventDict, Processor, structlog

ROOT = Path(__file__).parent.parent
REDACTED = "[redacted]"
SECRETS = re.compile(
    r"\b(?:xox[a-z](?:\.xox[a-z])?|xapp|xwfp)-[\w-]+"  # tokens
    r"|https?://hooks\.slack\.com/\S+"  # anyone who has a response_url may post for half an hour
    r"|wss?://\S+"  # the ticket of a Socket Mode connection
    r"|\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}\b"  # a trigger_id
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"  # user and password of a database
)
SPEAKS_OF_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
"""Exceptions whose message names code; any other message may quote what someone wrote and is left out."""


def configure_logs(level: str = "INFO", form: str = "auto", stream: TextIO | None = None) -> None:
    """Send every logger of this process to one stream; `form` is json, console, or auto: console in a terminal."""
    stream = stream if stream is not None else sys.stderr
    console = form == "console" or (form == "auto" and stream.isatty())
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_exception,
        redact,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_renderers(console, stream)],
            foreign_pre_chain=shared,
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    # At DEBUG these write whole payloads, tokens included. The client's own logger is named as well: it looks at its
    # own level alone, and without one it puts every view that it sends into words for a log that drops them.
    for name in ("slack_sdk", "slack_sdk.web.base_client", "slack_bolt"):
        logging.getLogger(name).setLevel(max(logging.INFO, logging.root.level))
    logging.getLogger("alembic").setLevel(logging.WARNING)


def get_logger(name: str) -> Any:
    """Return structlog's logger for a module."""
    return structlog.get_logger(name)


def bolt_logger() -> logging.Logger:
    """Return the logger for Bolt: never at DEBUG, and silent about bodies; Bolt copies both to its other loggers."""
    logger = logging.getLogger("slack_bolt.debrief")
    logger.setLevel(max(logging.INFO, logging.root.level))
    logger.filters = [_without_bodies]
    return logger


def _renderers(console: bool, stream: TextIO) -> Iterator[Processor]:
    if console:
        yield structlog.dev.ConsoleRenderer(colors=stream.isatty())
    else:
        yield structlog.processors.JSONRenderer(ensure_ascii=False)


def _without_bodies(record: logging.LogRecord) -> bool:
    message = record.getMessage()
    if message.startswith("Invalid request signature"):  # goes on with the whole body
        record.msg, record.args = "A request was refused: its signature is not valid.", ()
    # Bolt warns that it will not use SLACK_BOT_TOKEN by itself. Right: authorize.py does.
    return "`token`" not in message


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Blot out what opens doors, wherever in the entry it stands."""
    return {key: value if key.startswith("_") else _redacted(value) for key, value in event.items()}


def _redacted(value: Any) -> Any:
    match value:
        case str():
            return SECRETS.sub(REDACTED, value)
        case dict():
            return {key: _redacted(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_redacted(inner) for inner in value]
    return value


def describe_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace exc_info by where the exception came from and what kind it is, without what people wrote."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = "\n".join(_described(error))
    return event


def _described(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _described(cause)
    yield f"{type(error).__module__}.{type(error).__qualname__}{_safe_detail(error)}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"


def _safe_detail(error: BaseException) -> str:
    if isinstance(error, SlackApiError):
        return f": {error.response.get('error')}"
    if isinstance(error, DBAPIError):
        return f": {type(error.orig).__name__} {getattr(error.orig, 'sqlstate', None) or ''}".rstrip()
    return f": {error}" if isinstance(error, SPEAKS_OF_CODE) else ""


def _short(filename: str) -> str:
    path = Path(filename.rpartition("site-packages/")[2])
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
