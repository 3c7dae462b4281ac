"""Two last submits at the same instant, on two processes, reveal a panel exactly once."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.open_loop import open_loop
from bot.features.loop.plan_loop import plan_loop
from bot.wiring import Actor, Services
from rubrics.catalogue.levels import Level
from rubrics.panel.loop import Loop, LoopState
from storage.messages import MessageKind, MessageRow
from storage.tables import AuditRow, LoopRow, SignalRow

ROUNDS = {"postgresql": 40, "sqlite": 10}
"""Only PostgreSQL lets two processes write at once; SQLite has them take turns."""
LONG = 10
"""So many times as many rounds in the long run; without the lock, the short one failed three times of three."""
RITA = Actor("T0LOCAL", "U0RITA")


@pytest.fixture
def submitters(database_url: str) -> Iterator[list[subprocess.Popen[str]]]:
    script = Path(__file__).with_name("racing_submitter.py")
    command = [sys.executable, str(script), database_url]
    root = Path(__file__).parents[2]
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


@pytest.mark.parametrize("times", [1, pytest.param(LONG, marks=pytest.mark.long)], ids=["short", "long"])
def test_two_last_submits_reveal_exactly_once(
    services: Services, submitters: list[subprocess.Popen[str]], times: int
) -> None:
    for number in range(ROUNDS[services.engine.dialect.name] * times):
        loop = _open(services, f"Candidate {number}")
        for process, interview in zip(submitters, loop.interviews, strict=True):
            order = {"team": loop.team_id, "user": interview.interviewer, "interview": interview.id}
            assert process.stdin is not None
            process.stdin.write(json.dumps(order) + "\n")
        for process in submitters:
            assert process.stdin is not None
            process.stdin.flush()
        assert sorted(_line(process) for process in submitters) == ["revealed", "stored"]
        with services.reads() as session:
            assert session.scalar(select(LoopRow.state).where(LoopRow.id == loop.id)) is LoopState.REVEALED
            for table, where in (
                (SignalRow, SignalRow.loop_id == loop.id),
                (MessageRow, (MessageRow.subject == loop.id) & (MessageRow.kind == MessageKind.SIGNAL)),
                (AuditRow, (AuditRow.loop_id == loop.id) & (AuditRow.action == "revealed")),
            ):
                assert session.scalar(select(func.count()).select_from(table).where(where)) == 1


def _open(services: Services, candidate: str) -> Loop:
    request = LoopRequest(
        candidate=candidate,
        role="ai-engineer",
        level=Level.SENIOR,
        channel="C0HIRING",
        hiring_manager="U0HANA",
        interviewers=("U0IVAN", "U0IDA"),
        deadline_at=services.now() + timedelta(days=3650 // 20),
    )
    plan = plan_loop(services.workspace(RITA.team), RITA, request)
    for _ in range(2):  # the second time with its warnings seen
        loop = open_loop(services.workspace(RITA.team), RITA, plan.form_id, plan.focus, {})
    assert isinstance(loop, Loop)
    return loop


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
