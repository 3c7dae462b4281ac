"""Reading a panel takes no lock that a writer holds: on SQLite there is one for the whole database."""

from collections.abc import Callable

import pytest

from bot.features.loop.read_loop import loop_details, my_loops
from bot.features.record.read_record import read_record
from bot.features.signal.read_evidence import evidence_for
from bot.features.signal.read_signal import explained_signal_for, signal_for, signals_to_read
from bot.wiring import Actor, Services, Workspace
from rubrics.panel.loop import Loop

HANA = Actor("T0LOCAL", "U0HANA")
Read = Callable[[Workspace, Loop], object]
READINGS: dict[str, Read] = {
    "evidence": lambda workspace, loop: evidence_for(workspace, HANA, loop.id, noted=False),
    "record": lambda workspace, loop: read_record(workspace, HANA, loop.id, noted=False),
    "signal": lambda workspace, loop: signal_for(workspace, HANA, loop.id),
    "why": lambda workspace, loop: explained_signal_for(workspace, HANA, loop.id),
    "signals": lambda workspace, loop: signals_to_read(workspace, HANA),
    "loops": lambda workspace, loop: my_loops(workspace, HANA),
    "details": lambda workspace, loop: loop_details(workspace, HANA, loop.id),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.mark.parametrize("reading", READINGS)
def test_whoever_reads_waits_for_nobody_who_writes(
    services: Services, workspace: Workspace, revealed: Loop, reading: str
) -> None:
    with services.sessions.begin() as writing:
        writing.connection()  # the write lock is taken when the transaction begins
        assert READINGS[reading](workspace, revealed)
