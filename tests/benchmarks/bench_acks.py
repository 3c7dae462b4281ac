"""How long an ack takes with and without process_before_response: .venv/bin/python tests/benchmarks/bench_acks.py

In process, one thread, signed requests, a listener that only acks; docs/adr/0001 quotes what this printed.
"""

import statistics
import time
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot.logs import bolt_logger

SECRET = "a-secret"
REQUESTS = 500
IDENTITY = AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0BOT")


def acking_app(process_before_response: bool) -> App:
    """Return an app whose /hello only acks."""
    app = App(
        name="benchmark",
        logger=bolt_logger(),
        client=WebClient(),
        authorize=lambda: IDENTITY,
        signing_secret=SECRET,
        process_before_response=process_before_response,
    )

    @app.command("/hello")
    def on_hello(ack) -> None:
        ack(response_type="ephemeral", text="Hello")

    return app


def signed_request() -> BoltRequest:
    """Return a slash command as Slack sends it."""
    body = urlencode({"command": "/hello", "text": "", "team_id": "T1", "user_id": "U1", "channel_id": "C1"})
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return BoltRequest(
        body=body,
        headers={
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": str(signature),
        },
    )


def milliseconds(app: App) -> list[float]:
    """Return how long each of many requests took."""
    took = []
    for _ in range(REQUESTS):
        request = signed_request()
        started = time.perf_counter()
        response = app.dispatch(request)
        took.append((time.perf_counter() - started) * 1000)
        if response.status != 200:
            raise SystemExit(f"the app answered {response.status}")
    return took


if __name__ == "__main__":
    for flag in (False, True):
        took = milliseconds(acking_app(flag))
        p99 = statistics.quantiles(took, n=100)[98]
        print(f"process_before_response={flag!s:<5}  p50 {statistics.median(took):6.2f} ms  p99 {p99:6.2f} ms")
