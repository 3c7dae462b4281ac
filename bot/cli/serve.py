"""`debrief serve`: answers Slack over Socket Mode or HTTP, and on SQLite runs the worker beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from sqlalchemy.orm import configure_mappers

from bot.cli import collecting
from bot.cli.starting import ready_services, ready_settings, stop_on_signals
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services
from bot.worker.heartbeat import Heartbeat, supervised
from bot.worker.worker import Worker


def serve_command() -> None:
    """Answer Slack, over Socket Mode or HTTP.

    With SLACK_APP_TOKEN over Socket Mode, else over HTTP with SLACK_SIGNING_SECRET.
    """
    settings = ready_settings()
    if settings.mode == "socket":
        _serve_socket(settings)
    else:
        _serve_http(settings)


def _serve_socket(settings: Settings) -> None:
    stop = stop_on_signals()
    services = ready_services(settings)
    serve_socket = import_module("bot.serving.socket").serve_socket
    collecting.serving()
    with worker_beside(services):
        serve_socket(services, stop)
    services.engine.dispose()


def _serve_http(settings: Settings) -> None:
    # What is wrong is said here once, before any process is forked, and what never changes is built here once: the
    # processes share it. Threads and connections begin after the fork, since neither survives one.
    services = ready_services(settings)
    services.jd()
    len(services.catalogue.rubrics)  # which are read back when they are first looked into
    configure_mappers()
    slack = build_app(services)
    serve_http = import_module("bot.serving.wsgi").serve_http
    services.engine.dispose()
    collecting.serving()
    serve_http(settings, slack, lambda: _after_the_fork(services), worker_beside)


def _after_the_fork(services: Services) -> Services:
    """Return the services with a pool of this process's own; the one from before the fork was empty by then."""
    services.engine.dispose(close=False)
    return services


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
