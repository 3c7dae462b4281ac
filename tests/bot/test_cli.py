"""Every ending of the command line has its exit code and its sentence; no stack trace reaches a screen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from sqlalchemy.exc import OperationalError

from bot import cli
from bot.cli import run
from bot.cli.on_demand import OnDemand, loaded
from bot.errors import Refusal
from bot.playground.slack.local_slack import LocalSlack
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.problem_kinds import ProblemKind
from storage import migrations

HERE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(cli.__file__).parents[2])}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch):
    """Mount a command that ends with the given exception, and run it."""

    def ending_with(error: BaseException) -> int:
        def command() -> None:
            raise error

        mounted = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
        mounted.command()(command)
        monkeypatch.setattr(cli, "app", mounted)
        return run([])

    return ending_with


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            Refusal("serving_refusals.too_late"),
            1,
            "That took longer than the three seconds Slack allows.\nTry again.\n",
        ),
        (CatalogueError([Problem("a.yaml", 3, ProblemKind.NOT_A_FILE)]), 1, "a.yaml:3: this is not an ordinary file\n"),
        (OperationalError("SELECT 1", {}, OSError("refused")), 1, "The database can't be reached.\nrefused\n"),
        (KeyboardInterrupt(), 130, ""),
        (typer.Exit(1), 1, ""),
    ],
)
def test_an_expected_ending_says_what_to_do(fails, capsys: pytest.CaptureFixture[str], error, code, said) -> None:
    assert fails(error) == code
    assert capsys.readouterr().err.startswith(said)


def test_a_fault_of_ours_has_a_reference_and_no_stack_trace_outside_the_log(
    fails, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fails(RuntimeError("what somebody typed")) == 3
    log, _, said = capsys.readouterr().err.rpartition("Something went wrong")
    assert said.startswith(" in Debrief. Reference: ")
    assert said.rstrip(".\n").rpartition(" ")[2] in log
    assert "what somebody typed" not in log


def test_an_unknown_command_is_a_usage_error_with_a_suggestion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chek"]) == 2
    assert "Did you mean 'check'?" in capsys.readouterr().err


def test_help_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    assert "serve" in capsys.readouterr().out


# ---- db


def test_db_upgrade_makes_the_tables_and_current_says_so(
    here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["db", "current"]) == 1
    assert "Run: debrief db upgrade" in capsys.readouterr().out
    assert run(["db", "upgrade"]) == 0
    assert run(["db", "current"]) == 0
    assert f"version {migrations.newest()}, the newest" in capsys.readouterr().out


def test_a_database_that_cannot_be_used_is_explained(
    here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here.setenv("DATABASE_URL", "mysql://rita:hunter2@db/debrief")
    assert run(["db", "upgrade"]) == 1
    here.setenv("DATABASE_URL", "postgres://rita:hunter2@127.0.0.1:1/debrief")
    assert run(["db", "upgrade"]) == 1
    said = capsys.readouterr().err
    assert "Write sqlite:///debrief.sqlite3" in said
    assert "The database can't be reached." in said
    assert "hunter2" not in said


# ---- check


@pytest.fixture
def configured(here: pytest.MonkeyPatch, slack: LocalSlack) -> pytest.MonkeyPatch:
    here.setenv("SLACK_BOT_TOKEN", slack.bot_token)
    here.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
    here.setenv("SLACK_API_URL", slack.base_url)
    return here


def test_check_says_of_each_thing_that_it_is_fine(
    configured: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == 0
    said = capsys.readouterr().out
    assert [line.split()[:2] for line in said.splitlines()] == [
        [name, "fine"] for name in ("settings", "definitions", "database", "token")
    ]
    assert "in Acme" in said


def test_check_makes_nothing(configured: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run(["check"])
    assert list(tmp_path.iterdir()) == []


def test_check_names_everything_that_is_wrong_at_once(
    here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    here.setenv("DEBRIEF_DEFINITIONS", str(tmp_path / "nowhere"))
    here.setenv("DATABASE_URL", "postgres://rita@127.0.0.1:1/debrief")
    assert run(["check"]) == 1
    said = capsys.readouterr().out
    for name in ("settings", "definitions", "database", "token"):
        assert f"{name:<12} wrong" in said
    assert "SLACK_BOT_TOKEN isn't set" in said


def test_check_tells_a_refused_token_from_slack_out_of_reach(
    configured: pytest.MonkeyPatch, slack: LocalSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.fail("auth.test", error="invalid_auth")
    slack.fail("auth.test", drop=True)
    assert [run(["check"]), run(["check"])] == [1, 1]
    said = capsys.readouterr().out
    assert "token for this workspace is no longer valid" in said
    assert "can't reach Slack" in said


def test_check_offline_asks_slack_nothing(configured: pytest.MonkeyPatch, slack: LocalSlack) -> None:
    assert run(["check", "--offline"]) == 0
    assert slack.calls == []


# ---- serve


def test_serve_without_a_token_says_where_to_find_it(
    here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve"]) == 1
    assert "OAuth & Permissions" in capsys.readouterr().err


# ---- imported on demand


@pytest.mark.parametrize("command", cli.COMMANDS, ids=lambda command: command.name)
def test_help_says_of_each_command_how_its_own_help_begins_in_a_line(command: OnDemand) -> None:
    assert loaded(command).help.split("\n\n")[0] == command.help
    assert len(command.help) <= 65, "what fits beside the names in 80 columns"


SLACK, DATABASE = ("slack_bolt", "slack_sdk"), ("sqlalchemy", "alembic", "psycopg")


@pytest.mark.parametrize(
    ("arguments", "without"),
    [
        (["--help"], [*SLACK, *DATABASE, "pydantic", "jinja2", "structlog", "rubrics", "bot.playground"]),
        (["definitions", "check"], [*SLACK, *DATABASE, "flask", "structlog", "bot.playground"]),
        (["review", "-"], [*SLACK, *DATABASE, "flask", "structlog", "rubrics.panel", "tomllib", "bot.playground"]),
        (["signal", "-"], [*SLACK, *DATABASE, "flask", "structlog", "bot.playground"]),
        (["manifest"], ["alembic", "bot.playground"]),
        (["serve"], ["alembic", "flask", "icalendar", "bot.playground"]),
    ],
)
def test_a_command_imports_nothing_that_it_does_not_need(
    arguments: list[str], without: list[str], tmp_path: Path
) -> None:
    """Whatever it comes to: an input that is missing ends a command after its imports."""
    script = f"import sys; from bot.cli import run; run({arguments}); print([n for n in {without} if n in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", script], input="", capture_output=True, text=True, check=True, cwd=tmp_path, env=HERE
    )
    assert ran.stdout.splitlines()[-1] == "[]"
