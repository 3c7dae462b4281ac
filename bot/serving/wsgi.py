"""The HTTP entry of production: Slack's one address, that of records, two for anyone who watches, and the server."""

import logging
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import structlog
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from slack_bolt import App
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_bolt.adapter.wsgi.http_response import WsgiHttpResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.features.record.handing_out import PATH as RECORDS
from bot.serving.app import build_app
from bot.serving.draining import DrainingWorker, end_on_second_signal
from bot.serving.lanes import ALONE, LANES, Lanes
from bot.serving.reading_form import SlackRequest
from bot.serving.records import RecordLinks
from bot.settings import Settings
from bot.wiring import Services
from bot.wording.words import plain_words
from bot.worker.heartbeat import LONGEST_SILENCE_S, Heartbeat
from storage.heartbeats import Process, beat, fell_silent

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

PATH = "/slack/events"
BODY_LIMIT = 2_000_000
"""Slack sends views of up to 250 kB, form-encoded; what is much longer is not from Slack."""

NONSENSE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)

log = structlog.get_logger(__name__)

Alongside = Callable[[Services], AbstractContextManager[Heartbeat | None]]
"""What runs in the same process while it serves, such as the worker on SQLite, with its heartbeat."""


class WebApp:
    """The web application: POST /slack/events, GET /records/… for who has a link, /healthz (the process) and /readyz.

    Ready is a process whose database takes writes, and whose worker is alive, beside it or elsewhere. A web framework
    would cost a fifth of what a short answer costs, for four addresses; the ways between WSGI and Bolt are Bolt's own.
    """

    def __init__(self, services: Services, heartbeat: Heartbeat | None, slack: App) -> None:
        self._services, self._heartbeat, self._slack = services, heartbeat, slack
        self._lanes, self._records = Lanes(ALONE if services.settings.on_sqlite else LANES), RecordLinks(services)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        response = self._response(WsgiHttpRequest(environ))
        start_response(response.status, response.get_headers())
        return response.get_body()

    def _response(self, request: WsgiHttpRequest) -> WsgiHttpResponse:
        if request.path == PATH:
            return self._to_slack(request) if request.method == "POST" else _plain(HTTPStatus.METHOD_NOT_ALLOWED)
        if request.method not in ("GET", "HEAD"):
            return _plain(HTTPStatus.NOT_FOUND)
        if request.path.startswith(RECORDS):
            with self._lanes.taken():
                return self._records.answer(request.path, is_asked_for=request.method == "GET")
        if request.path == "/healthz":
            return _plain(HTTPStatus.OK, plain_words("serving.up"))
        if request.path == "/readyz":
            return _plain(*readiness(self._services, self._heartbeat))
        return _plain(HTTPStatus.NOT_FOUND)

    def _to_slack(self, request: WsgiHttpRequest) -> WsgiHttpResponse:
        """Hand a request to Bolt, which checks its signature; what is no request of Slack's gets a 400."""
        try:
            if int(request.environ.get("CONTENT_LENGTH") or 0) > BODY_LIMIT:
                return _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            query, headers = request.query_string, request.get_headers()
            bolt_request = SlackRequest(request.get_body(), query, headers)
        except NONSENSE:  # Bolt reads the body before it knows whether Slack signed it
            return _plain(HTTPStatus.BAD_REQUEST, plain_words("serving.not_from_slack"))
        with self._lanes.taken():
            answer = self._slack.dispatch(bolt_request)
        return WsgiHttpResponse(answer.status, answer.headers, answer.body)


def _plain(status: HTTPStatus, text: str = "") -> WsgiHttpResponse:
    body = f"{text or status.phrase}\n"
    return WsgiHttpResponse(status, {"content-type": ["text/plain;charset=utf-8"]}, body)


def build_wsgi(services: Services, heartbeat: Heartbeat | None = None, slack: App | None = None) -> WebApp:
    """Return the web application; `slack` is the app of these services where it has been built before."""
    return WebApp(services, heartbeat, slack or build_app(services))


def readiness(services: Services, heartbeat: Heartbeat | None) -> tuple[HTTPStatus, str]:
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
        return HTTPStatus.SERVICE_UNAVAILABLE, plain_words("serving.database_silent")
    if not heartbeat.is_alive() if heartbeat is not None else is_silent:
        log.warning("not ready: the worker gives no sign of life", restarts=heartbeat and heartbeat.restarts)
        return HTTPStatus.SERVICE_UNAVAILABLE, plain_words("serving.worker_silent")
    return HTTPStatus.OK, plain_words("serving.ready")


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

    def load(self) -> WebApp:
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
