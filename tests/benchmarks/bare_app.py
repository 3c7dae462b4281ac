"""The floor: a Bolt app that only acks, behind the same gunicorn.

python -m tests.benchmarks.bare_app PORT PROCESSES THREADS

It is what Bolt's documentation shows for Flask, with `process_before_response` as Debrief has it.
"""

import re
import sys
from typing import Any

from flask import Flask, Response, request
from gunicorn.app.base import BaseApplication
from slack_bolt import App
from slack_bolt.adapter.flask import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

ANYTHING = re.compile("")
IDENTITY = AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_token="xoxb-local", bot_user_id="U0BOT")


def acking_app() -> App:
    """Return an app that acknowledges whatever it is sent."""
    app = App(
        client=WebClient(),
        authorize=lambda: IDENTITY,
        signing_secret="local-signing-secret",
        process_before_response=True,
    )

    def acknowledge(ack) -> None:
        ack()

    app.command(ANYTHING)(lambda ack: ack(response_type="ephemeral", text="Hello"))
    for listen in (app.action, app.view):
        listen(ANYTHING)(acknowledge)
    app.event("app_home_opened")(acknowledge)
    return app


class BareServer(BaseApplication):
    """Gunicorn with threads, as Debrief runs it."""

    def __init__(self, port: int, processes: int, threads: int) -> None:
        self._port, self._processes, self._threads = port, processes, threads
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn asks for its settings here."""
        self.cfg.set("bind", f"127.0.0.1:{self._port}")
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("workers", self._processes)
        self.cfg.set("threads", self._threads)
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Flask:
        """Gunicorn asks each process for its application here."""
        flask, handler = Flask("bare"), SlackRequestHandler(acking_app())

        @flask.post("/slack/events")
        def on_slack() -> Response:
            return handler.handle(request)

        @flask.get("/readyz")
        def on_readiness() -> Any:
            return "ready"

        return flask


if __name__ == "__main__":
    BareServer(*map(int, sys.argv[1:4])).run()
