"""Serves the Web API, the response urls and the page over HTTP; decides nothing itself."""

import json
import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import TCPServer
from typing import Any

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.playground.slack.file_methods import FileMethods
from bot.playground.slack.page import Page
from bot.playground.slack.response_urls import ResponseUrls
from bot.playground.slack.web_api import ApiAnswer, WebApi
from bot.playground.slack.workspace import Json, SlackRefusalError

_JSON_FIELDS = ("files", "blocks", "view", "metadata", "attachments")


class QuietHandler(WSGIRequestHandler):
    """Serves without a line per request in the terminal."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay silent: the calls are kept, and a demo's terminal is for people."""


def build_server(web_api: WebApi, answers: ResponseUrls, page: Page, files: FileMethods) -> Flask:
    """Return the HTTP face of this Slack."""
    server = Flask(__name__, static_folder=None)

    @server.route("/api/<method>", methods=["GET", "POST"])
    def web_api_call(method: str) -> Response:
        return _sent(web_api.call(method, _params(), _token()))

    @server.post("/response/<token>")
    def response_url(token: str) -> Response:
        payload = request.get_json(silent=True)
        if not isinstance(payload, dict):
            return Response("invalid_payload", 400)
        try:
            answers.answer(token, payload)
        except SlackRefusalError as refusal:
            return Response(refusal.code, 404 if refusal.code.endswith("_url") else 400)
        return Response("ok")

    @server.post("/upload/<file_id>")
    def upload(file_id: str) -> Response:
        try:
            files.receive(file_id, request.get_data())
        except SlackRefusalError as refusal:
            return Response(refusal.code, 400)
        return Response("OK")

    page.mount(server)
    return server


def _params() -> Json:
    body = request.get_json(silent=True) if request.is_json else None
    params: Json = {**request.args.to_dict(), **request.form.to_dict(), **(body if isinstance(body, dict) else {})}
    for name in _JSON_FIELDS:
        if isinstance(params.get(name), str):
            params[name] = _decoded(params[name])
    return params


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _token() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(_params().get("token", ""))


def _sent(answer: ApiAnswer) -> Response:
    if answer.drop:
        request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    if isinstance(answer.body, str):
        return Response(answer.body, answer.status, answer.headers)
    return Response(json.dumps(answer.body), answer.status, answer.headers, content_type="application/json")


@contextmanager
def serving(app: Flask, host: str, port: int) -> Iterator[str]:
    """Serve in a thread of its own until the block ends; raises OSError where the port is taken."""
    listener = socket.create_server((host, port))  # werkzeug itself would end the process on a taken port
    try:
        server = make_server(host, port, app, threaded=True, request_handler=QuietHandler, fd=listener.fileno())
        with server, answering(server, "local-slack"):
            yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        listener.close()


@contextmanager
def answering(server: TCPServer, name: str) -> Iterator[None]:
    """Answer requests in a thread of this name until the block ends; the server stays open.

    It ends at once: `serve_forever` would look only now and then whether it should.
    """
    told, end = socket.socketpair()
    thread = threading.Thread(target=_answer, args=(server, told), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.close()
        thread.join()
        told.close()


def _answer(server: TCPServer, told: socket.socket) -> None:
    """Answer requests until the other end of `told` is closed."""
    server.timeout = 0  # a request that has gone again is no reason to wait for another
    with selectors.DefaultSelector() as selector:
        selector.register(server, selectors.EVENT_READ)
        selector.register(told, selectors.EVENT_READ)
        while told not in {key.fileobj for key, _ in selector.select()}:
            server.handle_request()
