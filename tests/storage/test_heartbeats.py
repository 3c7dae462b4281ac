"""Signs of life in the database, by its clock."""

from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from storage.clock import clocked
from storage.heartbeats import Process, beat, fell_silent
from tests.conftest import Clock

MINUTE = timedelta(minutes=1)


def test_a_process_fell_silent_when_its_newest_sign_is_old(sessions: sessionmaker[Session], now: Clock) -> None:
    sessions.configure(info=clocked(now))
    with sessions.begin() as session:
        assert not fell_silent(session, Process.WORKER, MINUTE), "one that never ran"
        beat(session, Process.WORKER)
        now.tick(seconds=60)
        assert not fell_silent(session, Process.WORKER, MINUTE)
        now.tick(seconds=1)
        assert fell_silent(session, Process.WORKER, MINUTE)
        assert not fell_silent(session, Process.WEB, MINUTE)
        beat(session, Process.WORKER)
        assert not fell_silent(session, Process.WORKER, MINUTE)


def test_a_sign_of_life_goes_by_the_databases_clock(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        beat(session, Process.WORKER)
    with sessions.begin() as session:
        assert not fell_silent(session, Process.WORKER, MINUTE)
