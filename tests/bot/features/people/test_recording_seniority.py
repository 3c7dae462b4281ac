"""A change of seniority is one row at first; the worker adds it to the record of each open loop, once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.features.loop.cancel_loop import cancel_loop
from bot.features.people import set_seniority as verbs
from bot.features.people.set_seniority import record_seniority, set_seniority
from bot.wiring import Services
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import Loop
from storage.audit import entries
from storage.seniority_changes import SeniorityChangeRow
from tests.bot.features.opened_loop import IDA, IVAN, OTTO, RITA, TEAM, opened
from tests.conftest import Clock


@pytest.fixture
def services(services: Services) -> Services:
    """Services in which Rita is an admin."""
    return replace(services, settings=services.settings.model_copy(update={"debrief_admins": (RITA.user,)}))


def recorded(services: Services, loop: Loop) -> list[dict[str, object]]:
    """Return what a loop's record says of anyone's seniority."""
    with services.reads() as session:
        return [entry.payload for entry in entries(session, loop.id) if entry.action == "set seniority"]


def waiting(services: Services) -> int:
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(SeniorityChangeRow)) or 0


def until_done(services: Services) -> int:
    """Let the worker go on until nothing is left; return how many passes it took."""
    passes = 0
    while record_seniority(services):
        passes += 1
    return passes


def test_every_open_loop_that_the_person_interviews_in_records_it_once(services: Services, now: Clock) -> None:
    theirs = [opened(services, "Dana Fox"), opened(services, "Kim Reyes")]
    others = opened(services, "Lee Stone", interviewers=(IDA, OTTO))
    ended = opened(services, "Max Roe")
    cancel_loop(services.workspace(TEAM), RITA, ended.id, "The job is filled")
    set_seniority(services.workspace(TEAM), RITA, IVAN.user, Level.SENIOR)
    changed_at = now()
    assert [recorded(services, loop) for loop in theirs] == [[], []], "the request itself writes one row"
    now.tick(hours=1)
    later = opened(services, "Ash Vale")
    until_done(services)
    fact = {"person": IVAN.user, "seniority": "senior"}
    assert [recorded(services, loop) for loop in (*theirs, others, ended, later)] == [[fact], [fact], [], [], []]
    assert waiting(services) == 0
    with services.reads() as session:
        last = entries(session, theirs[0].id)[-1]
    assert (last.actor, last.at) == (RITA.user, changed_at), "with who changed it and when, not when it was written"


def test_a_worker_that_ends_half_way_is_followed_by_one_that_goes_on_where_it_stopped(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = [opened(services, f"Candidate {number}") for number in range(3)]
    set_seniority(services.workspace(TEAM), RITA, IVAN.user, Level.STAFF)
    monkeypatch.setattr(verbs, "MOST_A_PASS", 2)
    record_seniority(services)
    assert sum(len(recorded(services, loop)) for loop in loops) == 2
    monkeypatch.setattr(verbs, "record", _fails)
    with pytest.raises(RuntimeError):
        record_seniority(services)
    assert sum(len(recorded(services, loop)) for loop in loops) == 2
    monkeypatch.undo()
    until_done(services)
    assert [len(recorded(services, loop)) for loop in loops] == [1, 1, 1]


def _fails(*_: object, **__: object) -> None:
    raise RuntimeError


def test_two_changes_are_recorded_in_the_order_in_which_they_were_made(services: Services, now: Clock) -> None:
    loop = opened(services)
    for level in (Level.SENIOR, None):
        set_seniority(services.workspace(TEAM), RITA, IVAN.user, level)
        now.tick(seconds=1)
    until_done(services)
    assert [fact["seniority"] for fact in recorded(services, loop)] == ["senior", None]
