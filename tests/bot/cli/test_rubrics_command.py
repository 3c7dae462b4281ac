"""`debrief rubrics TEAM`: what was approved in Slack as files that give the same rubrics; nothing is overwritten."""

from pathlib import Path

import pytest

from bot.cli import run
from bot.wiring import Services
from rubrics.authoring.loader import load_catalogue
from tests.bot.cli.test_definitions_command import run as definitions
from tests.bot.compiled.test_team_catalogues import OURS, THEIRS, approve


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return tmp_path


def test_the_files_give_what_the_workspace_goes_by(
    services: Services, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(services, OURS)
    assert run(["rubrics", OURS, "--to", "ours"]) == 0
    assert "ours/ai-engineer.yaml" in capsys.readouterr().out
    assert load_catalogue(here / "ours").rubrics == services.workspace(OURS).catalogue.rubrics
    assert definitions("check", "ours").exit_code == 0
    assert run(["rubrics", OURS, "--to", "ours"]) == 1
    assert "is already there" in capsys.readouterr().err
    assert run(["rubrics", OURS, "--to", "ours", "--replace"]) == 0


def test_a_workspace_without_own_rubrics_is_told_so(
    services: Services, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(services, OURS)
    assert run(["rubrics", THEIRS]) == 1
    assert "/rubric edit" in capsys.readouterr().err
