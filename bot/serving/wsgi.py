"""The HTTP entry of production: Slack's one address, two for whoever watches over the process, and the server."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import structlog
from flask import Flask, Request, Response, request
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from slack_bolt import App
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from sqlalchemy.exc import SQLAlchemyError

from bot.serving.app import build_app
from bot.serving.draining import DrainingWorker, end_on_second_signal
from bot.settings import Settings
from bot.wiring import Services
from bot.wording.words import plain_words
from bot.worker.heartbeat import LONGEST_SILENCE_S, Heartbeat
from storage.heartbeats import Process, beat, fell_silent

PATH = "/slack/events"
BODY_LIMIT = 2_000_000
"""Slack sends views of up to 250 kB, form-encoded; what is much longer is not from Slack."""

NONSENSE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)

log = structlog.get_logger(__name__)

Alongside = Callable[[Services], AbstractContextManager[Heartbeat | None]]
"""What runs in the same process while it serves, such as the worker on SQLite, with its heartbeat."""


def build_wsgi(services: Services, heartbeat: Heartbeat | None = None, slack: App | None = None) -> Flask:
    """Return the web application: POST /slack/events, GET /healthz (the process) and GET /readyz.

    Ready is a process whose database takes writes, and whose worker is alive, beside it or elsewhere. `slack` is the
    app of these services where it has been built before.
    """
    flask = Flask("debrief", static_folder=None)
    flask.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app = slack or build_app(services)

    @flask.post(PATH)
    def on_slack() -> Response:
        return answer(app, request)

    @flask.get("/healthz")
    def on_health() -> str:
        return plain_words("serving.up") + "\n"

    @flask.get("/readyz")
    def on_readiness() -> tuple[str, int]:
        return readiness(services, heartbeat)

    return flask


def answer(slack: App, request: Request) -> Response:
    """Hand a request to Bolt, which checks its signature; what is no request of Slack's gets a 400."""
    try:
        bolt_request = to_bolt_request(request)
    except NONSENSE:  # Bolt reads the body before it knows whether Slack signed it
        return Response(plain_words("serving.not_from_slack") + "\n", 400)
    return to_flask_response(slack.dispatch(bolt_request))


def readiness(services: Services, heartbeat: Heartbeat | None) -> tuple[str, int]:
    """Write one row to the database, and ask the worker for a sign of life, in this process or in the database.

    A server that only reads after a failover, or whose disk is full, answers questions well: so something is written
    and committed. Slack is never asked, so that its trouble does not restart us.
    """
    try:
        with services.sessions.begin() as session:
            beat(session, Process.WEB)
            is_silent = fell_silent(session, Process.WORKER, timedelta(seconds=LONGEST_SILENCE_S))
    except SQLAlchemyError as error:
        log.warning("not ready: the database takes no writes", exc_info=error)
        return plain_words("serving.database_silent") + "\n", 503
    if not heartbeat.is_alive() if heartbeat is not None else is_silent:
        log.warning("not ready: the worker gives no sign of life", restarts=heartbeat and heartbeat.restarts)
        return plain_words("serving.worker_silent") + "\n", 503
    return plain_words("serving.ready") + "\n", 200


class GunicornLogger(Logger):
    """Gunicorn's log, sent where every other log goes."""

    def setup(self, cfg: Any) -> None:
        """Gunicorn asks for its handlers here; the root logger's serve."""
        self.cfg = cfg
        for logger in (self.error_log, self.access_log):
            logger.propagate, logger.handlers = True, []
        self.error_log.setLevel(logging.INFO)


class HttpServer(BaseApplication):
    """Gunicorn with threads; its processes share the app, and each opens services of its own after the fork."""

    def __init__(
        self, settings: Settings, slack: App | None, build: Callable[[], Services], alongside: Alongside
    ) -> None:
        self._settings, self._slack, self._build, self._alongside = settings, slack, build, alongside
        self._running: AbstractContextManager[Heartbeat | None] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn asks for its settings here."""
        settings = self._settings
        for name, value in {
            "bind": f"{settings.host}:{settings.port}",
            "worker_class": DrainingWorker,
            "workers": 1 if settings.on_sqlite else settings.web_concurrency,
            "threads": settings.web_threads,
            "timeout": 30,
            "graceful_timeout": 20,
            "accesslog": None,
            "logger_class": GunicornLogger,
            "control_socket_disable": True,
            "when_ready": end_on_second_signal,
            "worker_exit": lambda _arbiter, _worker: self._stop(),
            "proc_name": "debrief",
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Gunicorn asks each process for its application here."""
        services = self._build()
        self._running = self._alongside(services)
        return build_wsgi(services, self._running.__enter__(), self._slack)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.__exit__(None, None, None)


def serve_http(settings: Settings, slack: App, build: Callable[[], Services], alongside: Alongside) -> Any:
    """Serve HTTP until told to stop (SIGTERM answers what is under way or queued; a second one does not)."""
    return HttpServer(settings, slack, build, alongside).run()
