"""What a command costs beside a Bolt app that only acks: .venv/bin/python -m tests.benchmarks.bench_dispatch

In process, one thread, signed requests through `App.dispatch`, CPU time. The two take turns in short rounds, so that
what else the machine does weighs on both; the table shows the median of the rounds' ratios.
"""

import statistics
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from pydantic import SecretStr
from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.logs import configure_logs
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import build_services
from storage import migrations
from storage.engine import open_engine
from tests.benchmarks.bare_app import acking_app

SECRET = "local-signing-secret"
TEAM = "T0LOCAL"
ROUNDS, A_ROUND = 40, 25
"""Enough rounds for a steady median; a round of 25 takes some milliseconds, longer than the clock's grain."""
COMMANDS = (
    ("/debrief", "help"),
    ("/rubric", ""),
    ("/jd", "checklist"),
    ("/rubric", "ai-engineer senior"),
)


def signed(command: str, text: str) -> tuple[str, dict[str, str]]:
    """Return a slash command as Slack sends it: its body and its headers."""
    fields = {"command": command, "text": text, "team_id": TEAM, "user_id": "U0RITA", "channel_id": "C0HIRING"}
    body = urlencode({**fields, "trigger_id": "1.2.a", "response_url": "https://hooks.slack.com/commands/1"})
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": str(signature)}
    return body, {"content-type": "application/x-www-form-urlencoded", **headers}


def cost(app: App, command: str, text: str) -> float:
    """Return the CPU milliseconds of one request, over a round of them."""
    requests = [signed(command, text) for _ in range(A_ROUND)]
    started = time.process_time()
    statuses = {app.dispatch(BoltRequest(body=body, headers=headers)).status for body, headers in requests}
    took = time.process_time() - started
    if statuses != {200}:
        raise SystemExit(f"{command} {text} was answered {statuses}")
    return took * 1000 / A_ROUND


def compared(bare: Callable[[], float], ours: Callable[[], float]) -> tuple[float, float, float]:
    """Return the medians of both, and of the ratio within each round."""
    pairs = [(bare(), ours()) for _ in range(ROUNDS)]
    ratios = [one / floor for floor, one in pairs]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs), statistics.median(ratios)


def main() -> None:
    """Print what each command costs and how many times the floor that is."""
    configure_logs("WARNING", "json")
    slack = LocalSlack()
    with slack.serving(), TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,
            slack_bot_token=SecretStr(slack.bot_token),
            slack_signing_secret=SecretStr(SECRET),
            slack_api_url=slack.base_url,
            database_url=f"sqlite:///{folder}/bench.sqlite3",
        )
        engine = open_engine(settings.database_url)
        migrations.upgrade(engine)
        bare, ours = acking_app(), build_app(build_services(settings, engine=engine))
        for command, text in COMMANDS:
            cost(ours, command, text)
            floor, took, ratio = compared(lambda: cost(bare, "/bare", ""), lambda c=command, t=text: cost(ours, c, t))
            print(f"{command + ' ' + text:<28} {took:6.3f} ms  floor {floor:6.3f} ms  {ratio:6.2f} x")
        engine.dispose()


if __name__ == "__main__":
    main()
