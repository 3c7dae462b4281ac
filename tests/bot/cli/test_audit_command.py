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


COUNTS = "\ufeffCategory,Group,Considered,Selected\r\nsex,men,120,30\r\nsex,women,100,15\r\n"


def test_the_four_fifths_rule_is_told_with_its_source_and_its_limits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(COUNTS, encoding="utf-8", newline="")
    assert run(["audit", "four-fifths", str(file)]) == 0
    told = capsys.readouterr().out
    assert "30 of 120, 25%; highest rate" in told
    assert "15 of 100, 15%; ratio 0.60, BELOW FOUR FIFTHS; not significant (p 0.093)" in told
    assert "29 CFR 1607.4(D)" in told
    assert run(["audit", "four-fifths", str(file), "--csv"]) == 0
    assert "sex,women,100,15,0.1500,0.6000,yes,0.0926,no" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column group, considered and selected"),
        ("group,considered\nmen,3\n", "no column selected"),
        ("group,considered,selected\n", "no groups"),
        ("group,considered,selected\nmen,3,4\n", "Line 2 selects more people"),
        ("group,considered,selected\nmen,three,1\n", "Line 2 lacks"),
        ("group,considered,selected\nmen,3,1\nmen,3,1\n", 'The group "men" appears twice.'),
        ("group,considered,selected\nmen,٣,1\n", "Line 2 lacks"),
        ('group,considered,selected\n"men\n', "Line"),
    ],
)
def test_counts_that_cannot_be_used_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(text, encoding="utf-8")
    assert run(["audit", "four-fifths", str(file)]) == 1
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "four-fifths", "nowhere.csv"]) == 1
    assert "nowhere.csv can't be read." in capsys.readouterr().err
