"""`debrief serve`: answers Slack over Socket Mode or HTTP, and on SQLite runs the worker beside it."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.cli.starting import ready_services, ready_settings, stop_on_signals
from bot.serving.socket import serve_socket
from bot.serving.wsgi import serve_http
from bot.settings import Settings
from bot.wiring import Services, build_services
from bot.worker.heartbeat import Heartbeat, supervised
from bot.worker.worker import Worker

log = structlog.get_logger(__name__)


def serve_command() -> None:
    """Serve Slack: over Socket Mode with SLACK_APP_TOKEN, else over HTTP with SLACK_SIGNING_SECRET."""
    settings = ready_settings()
    if settings.mode == "socket":
        _serve_socket(settings)
    else:
        _serve_http(settings)


def _serve_socket(settings: Settings) -> None:
    stop = stop_on_signals()
    services = ready_services(settings)
    with worker_beside(services):
        serve_socket(services, stop)
    services.engine.dispose()


def _serve_http(settings: Settings) -> None:
    # What is wrong is said here once, before any process is forked; each process then opens a database of its own.
    services = ready_services(settings)
    services.engine.dispose()
    serve_http(settings, lambda: build_services(settings, catalogue=services.catalogue), worker_beside)


@contextmanager
def worker_beside(services: Services) -> Iterator[Heartbeat | None]:
    """Run the worker as a thread for as long as the block lasts, where there can be only one process.

    Yields its heartbeat, or None where it runs elsewhere.
    """
    if not services.settings.on_sqlite:
        yield None
        return
    heartbeat = Heartbeat()
    with supervised(Worker(services, heartbeat).run, heartbeat):
        yield heartbeat
