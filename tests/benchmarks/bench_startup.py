"""Measures what starting costs: the CPU of whole processes, beside importing Bolt and SQLAlchemy; a script, not a test.

python -m tests.benchmarks.bench_startup [ROUNDS]
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot.playground.slack.local_slack import LocalSlack

ROOT = Path(__file__).parents[2]
FLOOR = "import slack_bolt, sqlalchemy"
GOALS = {"debrief --help": 0.5, "debrief review FILE": 1.0, "debrief serve": 1.6}
READY_WITHIN_S = 60
JD = """Senior Machine Learning Engineer

We are a small team that builds search for hospitals. You will train ranking models, put them into production and
watch over them there, together with two data engineers and a designer.

What you will do
- Train and evaluate ranking models on our own data
- Build the pipelines that retrain and deploy them, and monitor drift
- Review code and help two junior engineers grow

What you bring
- 5+ years of experience with Python and PyTorch
- Experience with running models in production

Salary: $150,000 to $190,000 a year. Health insurance, 25 days of vacation. Remote in the United States.
"""


def main(rounds: int = 9) -> None:
    """Print each command's CPU and its ratio to the floor, with nothing cached and with everything cached."""
    slack = LocalSlack()
    with tempfile.TemporaryDirectory() as scratch, slack.serving():
        folder = Path(scratch)
        (folder / "jd.txt").write_text(JD, encoding="utf-8")
        environment = _environment(folder, slack)
        acts: dict[str, Callable[[], float]] = {
            FLOOR: lambda: _ran(["-c", FLOOR], environment),
            "debrief --help": lambda: _ran(["-m", "bot", "--help"], environment),
            "debrief review FILE": lambda: _ran(["-m", "bot", "review", str(folder / "jd.txt")], environment),
            "debrief serve": lambda: _served(environment, slack.signing_secret),
        }
        for act in acts.values():
            act()  # writes the .pyc, migrates the database
        for name, cold in (("nothing cached", True), ("cached", False)):
            _report(name, _measured(acts, rounds, cold, folder / "cache"))


def _environment(folder: Path, slack: LocalSlack) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.base_url,
        "DATABASE_URL": f"sqlite:///{folder}/debrief.sqlite3",
        "DEBRIEF_LOG_LEVEL": "WARNING",
        "HOST": "127.0.0.1",
    }


def _measured(acts: dict[str, Callable[[], float]], rounds: int, cold: bool, cache: Path) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):  # in turns, so that another process on the machine burdens all alike
        for name, act in acts.items():
            if cold:
                shutil.rmtree(cache, ignore_errors=True)
            seconds[name].append(act())
    return seconds


def _report(name: str, seconds: dict[str, list[float]]) -> None:
    print(f"{name}, median of {len(seconds[FLOOR])}")
    for act, each in seconds.items():
        ratios = [one / floor for one, floor in zip(each, seconds[FLOOR], strict=True)]
        goal = f"   goal {GOALS[act]:.1f} ×" if act in GOALS else ""
        print(f"  {act:<32}{1000 * statistics.median(each):6.0f} ms {statistics.median(ratios):6.2f} ×{goal}")


def _ran(arguments: list[str], environment: dict[str, str]) -> float:
    process = subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    return _cpu_of(process)


def _cpu_of(process: subprocess.Popen[bytes]) -> float:
    """Wait for the end of a process; return its CPU in seconds, with that of the children it waited for."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"{process.args!r} ended with {process.returncode}"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime


def _served(environment: dict[str, str], secret: str) -> float:
    """Return what `debrief serve` costs from its start until it has answered /healthz and a first command."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        env={**environment, "PORT": str(port)},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _ready(port) as connection:
            _command(connection, secret)
        return _cpu_so_far(process.pid)
    finally:
        process.terminate()
        process.wait()


def _cpu_so_far(pid: int) -> float:
    """Return the CPU in seconds that a process and its children have used; Linux tells it of those that still run."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    ticks = sum(map(int, fields[11:15]))  # user and system time, its own and that of the children it waited for
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return ticks / os.sysconf("SC_CLK_TCK") + sum(_cpu_so_far(int(child)) for child in children)


@contextmanager
def _ready(port: int) -> Iterator[HTTPConnection]:
    connection = HTTPConnection("127.0.0.1", port, timeout=READY_WITHIN_S)
    until = time.monotonic() + READY_WITHIN_S
    while True:
        try:
            connection.request("GET", "/healthz")
        except ConnectionRefusedError:
            connection.close()
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            break
    connection.getresponse().read()
    yield connection
    connection.close()


def _command(connection: HTTPConnection, secret: str) -> None:
    form = {"command": "/rubric", "text": "ai-engineer mid", "team_id": "T0ACME", "user_id": "U0RITA"}
    body = urlencode({**form, "channel_id": "C0GENERAL", "trigger_id": "1.1.a", "response_url": "https://localhost/r"})
    now = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=body)
    headers = {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": signature or "",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", "/slack/events", body, headers)
    answer = connection.getresponse()
    if answer.status != 200 or b"blocks" not in answer.read():
        message = f"the first command was answered {answer.status}"
        raise RuntimeError(message)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
