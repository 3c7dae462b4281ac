"""`debrief definitions` checks, starts, compares and shows definitions; its exit codes are 0, 1 and 2."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from bot.cli.definitions import app
from bot.errors import Refusal
from bot.wording.refusals import reason_and_advice
from tests.filling import filled


class Ending(NamedTuple):
    exit_code: int
    output: str


def run(*arguments: str) -> Ending:
    """Run the command, and print a refusal as `debrief` itself does at its very end."""
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, Refusal):
        return Ending(1, "\n".join(reason_and_advice(result.exception)))
    return Ending(result.exit_code, result.output)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_built_in_definitions_are_fine_and_give_no_caution():
    said = run("check")
    assert said.exit_code == 0
    assert said.output.startswith("All fine: 13 roles, 54 rubrics, version ")


def test_a_check_of_several_paths_lays_them_over_one_another(here):
    Path("a.yaml").write_text("level_words:\n  - {word: boss, level: staff}\n", encoding="utf-8")
    Path("b.yaml").write_text("level_words:\n  - {word: boss, level: chief}\n", encoding="utf-8")
    assert run("check", "a.yaml").exit_code == 0
    said = run("check", "a.yaml", "b.yaml")
    assert said.exit_code == 1
    assert said.output.startswith("b.yaml:2: ")


def test_a_check_of_a_missing_path_says_so():
    said = run("check", "nowhere")
    assert (said.exit_code, said.output) == (
        1,
        "nowhere:1: there is no such file or folder\n1 problem; nothing was changed.\n",
    )


def test_stale_facts_are_named_for_a_day_and_never_fail():
    said = run("check", "--today", "2030-01-01")
    assert said.exit_code == 0
    assert "stale: pay 2026 in United States, from S0, as of 2026-12-31; check it again\n" in said.output
    assert "stale: posting duty: Colorado" in said.output


def test_facts_of_today_are_not_stale():
    assert "stale" not in run("check", "--today", "2026-11-21").output


def test_without_a_day_nothing_is_called_stale():
    assert "stale" not in run("check").output


@pytest.mark.parametrize(
    "arguments", [["check", "--today", "soon"], ["chek"], ["show"], ["diff", "built-in"], ["new", "42"]]
)
def test_a_mistyped_command_is_a_matter_of_usage(arguments):
    assert run(*arguments).exit_code == 2


def test_a_starter_names_what_is_still_to_be_written(here):
    run("new", "Support Engineer")
    checked = run("check", "support-engineer.yaml")
    assert checked.exit_code == 1
    assert (
        'support-engineer.yaml:10: "[What this role is for, in one sentence]" is still to be replaced' in checked.output
    )


def test_a_starter_is_valid_once_it_is_filled_and_gives_no_caution(here):
    said = run("new", "Support Engineer")
    assert said.exit_code == 0
    assert "support-engineer.yaml is written" in said.output
    written = Path("support-engineer.yaml")
    written.write_text(filled(written.read_text(encoding="utf-8")), encoding="utf-8")
    checked = run("check", "support-engineer.yaml")
    assert checked.exit_code == 0, checked.output
    assert checked.output.startswith("All fine: 14 roles, 56 rubrics")
    assert (
        "Senior Support Engineer"
        in run("show", "support engineer", "senior", "--folder", "support-engineer.yaml").output
    )


def test_a_starter_never_overwrites_a_file(here):
    Path("support-engineer.yaml").write_text("mine", encoding="utf-8")
    said = run("new", "Support Engineer")
    assert said.exit_code == 1
    assert Path("support-engineer.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b", "Ünïcode Rôle", "C++ Engineer", "{role}"])
def test_a_starter_stays_in_its_folder_whatever_the_name(here, name):
    inner = here / "inner"
    inner.mkdir()
    said = run("new", name, "--folder", "inner")
    assert said.exit_code == 0, said.output
    assert [path.parent for path in here.rglob("*.yaml")] == [inner]
    (written,) = inner.iterdir()
    written.write_text(filled(written.read_text(encoding="utf-8")), encoding="utf-8")
    assert run("check", "inner").exit_code == 0


def test_a_starter_makes_its_folder(here):
    said = run("new", "Support Engineer", "--folder", "ours")
    assert said.exit_code == 0, said.output
    assert Path("ours/support-engineer.yaml").is_file()


def test_a_starter_that_replaces_a_built_in_role_says_so(here):
    assert "ai-engineer is a built-in role: this file replaces it whole" in run("new", "AI Engineer").output
    assert "built-in role" not in run("new", "Support Engineer").output


def test_show_gives_every_anchor_question_and_source_of_a_rubric():
    said = run("show", "AI engineer", "sr")
    assert said.exit_code == 0
    assert said.output.startswith("Senior AI Engineer  (version ")
    for expected in ("Retrieval  8%", "Recommendation  25%", "[S0, S1, S3]", "Do not ask", "must have"):
        assert expected in said.output
    assert "\n     2: Tells whether the right passage was never found, or found and ignored\n" in said.output
    assert said.output.count("\n  5  ") == 8


@pytest.mark.parametrize(
    ("role", "level", "advice"),
    [
        ("ai enginer", "mid", "Did you mean ai-engineer"),
        ("ai-engineer", "L4", "Did you mean mid or senior?"),
        ("zzzzzz", "mid", "Known are: ai-engineer"),
        ("ai-engineer", "zzz", "Known are: junior, mid, senior, staff, principal."),
    ],
)
def test_an_unknown_role_or_level_is_answered_with_a_way_on(role, level, advice):
    said = run("show", role, level)
    assert said.exit_code == 1
    assert advice in said.output


def test_diff_of_the_same_definitions_finds_nothing(here):
    assert run("diff", "built-in", "built-in").output == "0 differences.\n"


def test_diff_shows_what_stood_there_and_what_stands_there_now(here):
    Path("ours.yaml").write_text(
        "checklist:\n  id: ml-engineer\n  extends: ml-engineer\n  items:\n    level: {why: We say so}\n",
        encoding="utf-8",
    )
    said = run("diff", "built-in", "ours.yaml")
    assert said.exit_code == 0
    assert said.output.splitlines()[0] == "checklist ml-engineer: level, must: changed"
    assert said.output.splitlines()[2].endswith("– We say so")
    assert said.output.endswith("1 difference.\n")


def test_diff_compares_two_rubrics_of_the_catalogue():
    said = run("diff", "ai-engineer/mid", "ai-engineer/senior")
    assert "Expectation: changed" in said.output
    assert "design-decisions: added" in said.output


def test_the_schema_is_json_and_describes_every_section():
    schema = json.loads(run("schema").output)
    assert {"role", "competencies", "checklist", "pay", "sources"} <= set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_a_rule_is_explained_and_a_misspelled_one_is_guessed(here):
    page = run("rule", "rockstar").output
    assert "Looks for: rockstar" in page
    assert "{id: rockstar, off: true}" in page
    assert "Did you mean rockstar?" in run("rule", "rokstar").output


def test_a_teams_own_severity_is_the_one_explained(here):
    (here / "jd").mkdir()
    (here / "jd" / "rules.yaml").write_text("rules: [{id: rockstar, severity: blocker}]", encoding="utf-8")
    assert "(blocker)" in run("rule", "rockstar", "--folder", str(here)).output


def test_a_rule_is_a_teams_own_where_debrief_runs_with_that(here, monkeypatch):
    (here / "jd").mkdir()
    (here / "jd" / "rules.yaml").write_text("rules: [{id: rockstar, off: true}]", encoding="utf-8")
    monkeypatch.setenv("DEBRIEF_DEFINITIONS", str(here))
    assert "switched off" in run("rule", "rockstar").output
