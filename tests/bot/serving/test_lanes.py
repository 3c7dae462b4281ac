"""A few requests run at once; the others wait a moment, and none for what waits for Slack."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from bot.serving import lanes
from bot.serving.lanes import LANES, Lanes, lane_left

PATIENCE_S = 30
"""How long a test waits for a thread; never how long anything should take."""


@contextmanager
def occupied(some: Lanes, number: int = LANES) -> Iterator[None]:
    """Have so many other requests run until the block ends."""
    done, inside = Event(), [Event() for _ in range(number)]

    def run(entered: Event) -> None:
        with some.taken():
            entered.set()
            done.wait(PATIENCE_S)

    threads = [Thread(target=run, args=(entered,)) for entered in inside]
    for thread in threads:
        thread.start()
    assert all(entered.wait(PATIENCE_S) for entered in inside)
    yield
    done.set()
    for thread in threads:
        thread.join()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a request wait for a lane for as long as a test lasts."""
    monkeypatch.setattr(lanes, "LANE_WAIT_S", PATIENCE_S)


@pytest.mark.usefixtures("patient")
def test_a_request_gives_its_lane_back_also_when_it_fails() -> None:
    some = Lanes()
    for _ in range(LANES):
        with pytest.raises(ValueError, match="no"), some.taken():
            raise ValueError("no")
    with occupied(some):
        pass


def test_a_request_runs_although_all_before_it_wait_for_something() -> None:
    some = Lanes()
    with occupied(some):
        for _ in range(3):
            with some.taken(), lane_left():
                pass
    with occupied(some):  # who had no lane gave none back, which the semaphore would refuse
        pass


@pytest.mark.usefixtures("patient")
def test_another_request_runs_while_one_waits_for_slack() -> None:
    some = Lanes()
    with some.taken():
        with lane_left(), occupied(some):
            pass
        with occupied(some, LANES - 1):
            pass


def test_who_comes_back_goes_on_although_the_lanes_are_taken() -> None:
    some = Lanes()
    with some.taken():
        with lane_left():
            others = occupied(some)
            others.__enter__()
        others.__exit__(None, None, None)
    with occupied(some):
        pass


def test_what_is_no_request_waits_for_slack_without_a_lane() -> None:
    with lane_left():
        pass
