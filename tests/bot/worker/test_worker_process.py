"""`debrief worker` is a process of its own that ends when told."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bot.playground.slack.local_slack import LocalSlack

PATIENCE_S = 30
"""How long a test waits for a process; never how long anything should take."""


def test_the_worker_starts_and_ends_when_told(slack: LocalSlack, database_url: str) -> None:
    environment = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_URL": slack.base_url,
        "DATABASE_URL": database_url,
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "worker"],
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as process:
        assert process.stderr is not None
        try:
            assert "the worker has started" in process.stderr.readline()
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE_S) == 0
            assert "the worker has stopped" in process.stderr.read()
        finally:
            process.kill()
