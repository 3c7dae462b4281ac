"""Two deciders at the same instant, on two processes, make exactly one decision; and nothing else leads out of it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features.debrief.decide import Wanted, decide
from bot.features.debrief.name_delegate import set_deciders
from bot.features.debrief.settle_decisions import settle_decisions
from bot.features.debrief.undo_decision import undo_decision
from bot.features.loop.cancel_loop import cancel_loop
from bot.features.loop.change_links import change_links
from bot.features.loop.end_stage import stop_after_stage
from bot.features.loop.excuse_interview import excuse_interview
from bot.features.loop.override_deadline import override_deadline
from bot.features.loop.pause_loop import hold_loop, resume_loop
from bot.features.loop.silence_loop import silence_loop
from bot.features.loop.withdraw_candidate import withdraw_candidate
from bot.wiring import Actor, Services, Workspace
from rubrics.panel.decision import Choice, DecisionPost
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.loop_facts import WithdrawalReason
from storage.audit import record_heads
from storage.events import EventKind, EventRow
from storage.loop_reading import loop_by_id
from storage.tables import AuditRow, DecisionRow
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, opened, submitted
from tests.conftest import Clock

ROUNDS = {"postgresql": 20, "sqlite": 5}
"""Only PostgreSQL lets two processes write at once; SQLite has them take turns."""


@pytest.fixture
def deciders(database_url: str) -> Iterator[list[subprocess.Popen[str]]]:
    script, root = Path(__file__).with_name("racing_decider.py"), Path(__file__).parents[2]
    command = [sys.executable, str(script), database_url]
    processes = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)}
        )
        for _ in range(2)
    ]
    for process in processes:
        assert _line(process) == "ready"
    yield processes
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)
        assert process.stdout is not None
        process.stdout.close()


def test_two_deciders_at_once_make_one_decision(
    services: Services, deciders: list[subprocess.Popen[str]], now: Clock
) -> None:
    for number in range(ROUNDS[services.engine.dialect.name]):
        loop = _revealed(services, f"Candidate {number}")
        set_deciders(services.workspace(TEAM), HANA, loop.id, OTTO.user, DecisionPost.AFTER_UNDO)
        choices = (("hire", HANA.user), ("no_hire", OTTO.user))
        for process, (choice, user) in zip(deciders, choices, strict=True):
            assert process.stdin is not None
            order = {"team": TEAM, "user": user, "loop": loop.id, "choice": choice}
            process.stdin.write(json.dumps(order) + "\n")
        for process in deciders:
            assert process.stdin is not None
            process.stdin.flush()
        answers = sorted(_line(process) for process in deciders)
        assert answers == ["decided", "decision_refusals.just_decided"]
        with services.reads() as session:
            for table, where in (
                (DecisionRow, DecisionRow.loop_id == loop.id),
                (AuditRow, (AuditRow.loop_id == loop.id) & (AuditRow.action == "decided")),
                (EventRow, (EventRow.loop_id == loop.id) & (EventRow.kind == EventKind.DECIDED)),
            ):
                assert session.scalar(select(func.count()).select_from(table).where(where)) == 1


Act = Callable[[Workspace, Actor, Loop], Any]
ACTS: Mapping[str, Act] = {
    "cancel": lambda w, a, loop: cancel_loop(w, a, loop.id, "No longer needed"),
    "hold": lambda w, a, loop: hold_loop(w, a, loop.id, "Budget", None),
    "resume": lambda w, a, loop: resume_loop(w, a, loop.id, w.now + timedelta(days=1)),
    "withdraw": lambda w, a, loop: withdraw_candidate(w, a, loop.id, WithdrawalReason.PAY, "", opens=True),
    "stop": lambda w, a, loop: stop_after_stage(w, a, loop.id, "No depth"),
    "override": lambda w, a, loop: override_deadline(w, a, loop.id, "In a hurry"),
    "excuse": lambda w, a, loop: excuse_interview(w, a, loop.id, loop.interviews[0].id, "Ill"),
    "links": lambda w, a, loop: change_links(w, a, loop.id, "https://example.com/cv"),
    "silence": lambda w, a, loop: silence_loop(w, a, loop.id, "Enough"),
    "who decides": lambda w, a, loop: set_deciders(w, a, loop.id, "U0OTTO", DecisionPost.NEVER),
    "undo": lambda w, a, loop: undo_decision(w, a, loop.id, 1),
    "decide": lambda w, a, loop: decide(w, a, loop.id, Wanted(choice=Choice.HIRE, seen=1, reason="Anew")),
}
"""Every way in which someone changes a loop that is revealed."""
LEAD_OUT = {("undo", HANA.user)}
"""What leads out of a decision within ten minutes, and by whom."""


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("actor", [HANA, RITA, IVAN], ids=["manager", "recruiter", "interviewer"])
def test_nothing_leads_out_of_a_decision_but_its_undo(services: Services, act: str, actor: Actor) -> None:
    workspace, loop = services.workspace(TEAM), _revealed(services, "Dana Fox")
    decide(workspace, HANA, loop.id, Wanted(choice=Choice.NO_HIRE, seen=0, reason="As discussed"))
    before = _record_of(services, loop)
    try:
        ACTS[act](workspace, actor, loop)
    except Refusal:
        assert _record_of(services, loop) == before, "a refusal leaves nothing behind"
    is_out = (act, actor.user) in LEAD_OUT
    assert (_state(services, loop) is LoopState.DECIDED) == (not is_out)


@pytest.mark.parametrize("act", [each for each in ACTS if each != "decide"])
def test_after_ten_minutes_not_even_an_undo_leads_out(services: Services, now: Clock, act: str) -> None:
    workspace, loop = services.workspace(TEAM), _revealed(services, "Dana Fox")
    decide(workspace, HANA, loop.id, Wanted(choice=Choice.NO_HIRE, seen=0, reason="As discussed"))
    now.tick(minutes=11)
    assert settle_decisions(services) == 1
    assert settle_decisions(services) == 0, "once for all workers"
    with suppress(Refusal):
        ACTS[act](services.workspace(TEAM), HANA, loop)
    assert _state(services, loop) is LoopState.DECIDED


def test_a_decided_loop_takes_no_scorecard(services: Services) -> None:
    loop = _revealed(services, "Dana Fox")
    decide(services.workspace(TEAM), HANA, loop.id, Wanted(choice=Choice.NO_HIRE, seen=0, reason="As discussed"))
    with pytest.raises(Refusal, match=r"scorecard_refusals\.decided"):
        submitted(services, loop, IVAN, card(loop, IVAN, reason="Late thought"), "V9")


def test_the_same_form_sent_twice_decides_once(services: Services) -> None:
    loop = _revealed(services, "Dana Fox")
    wanted = Wanted(choice=Choice.NO_HIRE, seen=0, reason="As discussed")
    first, second = (decide(services.workspace(TEAM), HANA, loop.id, wanted) for _ in range(2))
    assert first.number == second.number == 1
    with pytest.raises(Refusal, match="just_decided"):
        decide(services.workspace(TEAM), HANA, loop.id, wanted.model_copy(update={"choice": Choice.HIRE}))


def _revealed(services: Services, candidate: str) -> Loop:
    loop = opened(services, candidate)
    for actor in (IVAN, IDA):
        submitted(services, loop, actor, card(loop, actor), f"V{actor.user}")
    return loop


def _state(services: Services, loop: Loop) -> LoopState:
    with services.reads() as session:
        found = loop_by_id(session, TEAM, loop.id)
    assert found is not None
    return found.state


def _record_of(services: Services, loop: Loop) -> list[tuple[str, str]]:
    with services.reads() as session:
        return record_heads(session, loop.id)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
