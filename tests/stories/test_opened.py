"""What most stories begin with is done by hand once and copied: a copy must be what doing it leaves."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.heartbeats import HeartbeatRow
from storage.loops import InterviewRow
from tests.conftest import Clock
from tests.seeding import Moment
from tests.stories.acting import score
from tests.stories.conftest import OpenLoop, Worker, open_by_hand

OWN_TO_EACH = ("id", "_id", "code", "digest", "head", "salt", "subject", "payload", "sealed", "submission", "ts")
"""Endings of the columns that hold what is drawn by lot, or made of it."""


@pytest.mark.parametrize("scored", [0, 4])
def test_a_copied_loop_is_what_opening_one_by_hand_leaves(
    open_loop: OpenLoop,
    rita: Person,
    panel: list[Person],
    services: Services,
    slack: LocalSlack,
    worker: Worker,
    now: Clock,
    scored: int,
) -> None:
    empty, start = Moment.of(services.engine, slack, now()), now()
    open_by_hand(rita, services, worker)
    for person in panel[:scored]:
        score(person, 4)
    worker()
    by_hand = Moment.of(services.engine, slack, now())
    for _ in range(2):  # a copy the second time, whichever story came first
        empty.furnish(services.engine, slack)
        now.now = start
        open_loop(scored=panel[:scored], posted=True)
    copied = Moment.of(services.engine, slack, now())
    assert copied.at == by_hand.at
    assert _comparable(copied) == _comparable(by_hand)
    assert _said(copied) == _said(by_hand)


def _comparable(moment: Moment) -> dict[str, list[dict[str, Any]]]:
    whose = {row["id"]: row["interviewer"] for row in moment.rows[InterviewRow.__table__]}
    return {
        table.name: sorted((_told_by_people(row, whose) for row in rows), key=repr)
        for table, rows in moment.rows.items()
        if table is not HeartbeatRow.__table__  # signed by the real clock
    }


def _told_by_people(row: Mapping[str, Any], whose: Mapping[str, str]) -> dict[str, Any]:
    """Return a row without what is drawn by lot; an invitation's occasion, its interview, by who holds that."""
    return {
        name: whose.get(value, value) if isinstance(value, str) else value
        for name, value in row.items()
        if not (name.endswith(OWN_TO_EACH) or _is_direct(value))
    }


def _said(moment: Moment) -> list[tuple[str, int]]:
    peers = {channel.id: channel.peer for channel in moment.remembered["channels"].values()}
    return sorted((peers[channel] or channel, len(posts)) for channel, posts in moment.remembered["posts"].items())


def _is_direct(value: object) -> bool:
    return isinstance(value, str) and value.startswith("D0")
