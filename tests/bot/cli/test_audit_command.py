"""`debrief audit verify` says whether records are whole, and where one is not."""

from pathlib import Path

import pytest
from sqlalchemy import update

from bot.cli import run
from bot.wiring import Services
from storage.tables import AuditRow
from tests.storage.test_audit import loop_id  # noqa: F401 – a fixture


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, services: Services, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", services.settings.database_url)
    monkeypatch.chdir(tmp_path)


def test_whole_records_are_counted(loop_id: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert run(["audit", "verify"]) == 0
    assert "1 of 1 records are whole (5 entries)" in capsys.readouterr().out


def test_a_broken_record_is_named_and_fails(
    services: Services,
    loop_id: str,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    with services.sessions.begin() as session:
        session.execute(update(AuditRow).where(AuditRow.number == 2).values(action="nothing"))
    assert run(["audit", "verify", "--loop", loop_id]) == 1
    assert f"Loop {loop_id}: the record is broken at entry 2 of 5" in capsys.readouterr().err


def test_an_unknown_loop_is_refused_with_advice(loop_id: str, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert run(["audit", "verify", "--loop", "nope"]) == 1
    assert "There is no loop nope." in capsys.readouterr().err
