"""Counts the statements and transactions that an act takes, in process; measures no time."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from slack_bolt import BoltRequest
from sqlalchemy import Engine, event

from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import build_services
from storage.engine import open_engine
from tests.benchmarks.acts import Acts
from tests.benchmarks.acts_measured import bodies, content_type
from tests.benchmarks.load import signed
from tests.processes import debrief_settings


@contextmanager
def counted(engine: Engine) -> Iterator[dict[str, int]]:
    """Count the statements and transactions of an engine until the block ends."""
    counts = {"statements": 0, "transactions": 0}

    def on_statement(_connection, _cursor, statement, *_) -> None:
        counts["statements"] += not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE"))

    def on_begin(_connection) -> None:
        counts["transactions"] += 1

    event.listen(engine, "before_cursor_execute", on_statement)
    event.listen(engine, "begin", on_begin)
    try:
        yield counts
    finally:
        event.remove(engine, "before_cursor_execute", on_statement)
        event.remove(engine, "begin", on_begin)


def statements(url: str, slack_url: str, acts: Acts, names: Sequence[str]) -> dict[str, str]:
    """Return how many statements in how many transactions each act takes, the second time that it is done."""
    settings = Settings(_env_file=None, **{k.lower(): v for k, v in debrief_settings(1, url, slack_url).items()})
    engine = open_engine(url)
    app = build_app(build_services(settings, engine=engine))
    counts = {}
    for act in names:
        first, second = itertools.islice(bodies(acts, act), 2)
        for body in (first, second):
            head, _, content = signed(body, content_type(acts, act)).partition(b"\r\n\r\n")
            headers = dict(line.split(": ", 1) for line in head.decode().lower().split("\r\n")[1:])
            with counted(engine) as count:
                response = app.dispatch(BoltRequest(body=content.decode(), headers=headers))
            if response.status != 200:
                raise SystemExit(f"{act} was answered {response.status}")
        counts[act] = f"{count['statements']} in {count['transactions']}"
    engine.dispose()
    return counts
