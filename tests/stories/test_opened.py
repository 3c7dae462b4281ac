"""The loop that most stories begin with is opened once and copied: a copy must be what opening it leaves."""

from collections.abc import Callable
from typing import Any

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.tables import METADATA
from tests.conftest import Clock
from tests.seeding import Moment
from tests.stories.conftest import Worker, open_by_hand

OWN_TO_EACH = ("id", "_id", "code", "digest", "head", "salt", "subject", "payload", "sealed", "ts")
"""Endings of the columns that hold what is drawn by lot, or made of it."""


def test_a_copied_loop_is_what_opening_one_by_hand_leaves(
    open_loop: Callable[..., None], rita: Person, services: Services, slack: LocalSlack, worker: Worker, now: Clock
) -> None:
    empty, start = Moment.of(services.engine, slack, now()), now()
    open_by_hand(rita, services, worker)
    by_hand = Moment.of(services.engine, slack, now())
    _forget(services)
    empty.furnish(services.engine, slack)
    now.now = start
    open_loop()
    _forget(services)
    empty.furnish(services.engine, slack)
    now.now = start
    open_loop()  # a copy by now, whichever story came first
    copied = Moment.of(services.engine, slack, now())
    assert copied.at == by_hand.at
    assert _comparable(copied) == _comparable(by_hand)
    assert _said(copied) == _said(by_hand)


def _forget(services: Services) -> None:
    with services.engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())


def _comparable(moment: Moment) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: sorted(
            (
                {name: value for name, value in row.items() if not (name.endswith(OWN_TO_EACH) or _is_direct(value))}
                for row in rows
            ),
            key=repr,
        )
        for table, rows in moment.rows.items()
    }


def _said(moment: Moment) -> list[tuple[str, int]]:
    peers = {channel.id: channel.peer for channel in moment.remembered["channels"].values()}
    return sorted((peers[channel] or channel, len(posts)) for channel, posts in moment.remembered["posts"].items())


def _is_direct(value: object) -> bool:
    return isinstance(value, str) and value.startswith("D0")
