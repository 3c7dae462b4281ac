"""`debrief definitions template`, `export` and `import`: from a spreadsheet to a rubric and back, without YAML."""

from pathlib import Path

import pytest

from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.levels import Level
from tests.bot.cli.test_definitions_command import run
from tests.filling import filled


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(name: str, text: str) -> None:
    # As bytes: a spreadsheet's lines end as its own program has them.
    Path(name).write_bytes(text.encode())


def test_a_filled_template_becomes_one_of_the_teams_definitions(here):
    written("mine.csv", filled(run("template").output))
    said = run("import", "mine.csv", "--folder", "ours")
    assert said.exit_code == 0, said.output
    assert "Support Engineer (senior) is in ours/support-engineer.csv." in said.output
    assert '"Ticket handling" has 1 question; 3 or more serve a panel (caution)' in said.output
    assert run("check", "ours").exit_code == 0
    assert "Ticket handling  45%, must have" in run("show", "support engineer", "senior", "--folder", "ours").output


def test_an_unfilled_template_is_not_imported(here):
    written("mine.csv", run("template").output)
    said = run("import", "mine.csv", "--folder", "ours")
    assert said.exit_code == 1
    assert 'mine.csv:1: "[Support Engineer]" is still to be replaced' in said.output
    assert not Path("ours").exists()


def test_an_import_never_overwrites_without_being_told(here):
    written("mine.md", filled(run("template", "--format", "md").output))
    assert run("import", "mine.md", "--folder", "ours").exit_code == 0
    said = run("import", "mine.md", "--folder", "ours")
    assert (said.exit_code, "support-engineer.md is already there." in said.output) == (1, True)
    assert run("import", "mine.md", "--folder", "ours", "--replace").exit_code == 0


def test_a_sheet_that_stands_among_the_definitions_is_not_imported_again(here):
    written("mine.csv", filled(run("template").output))
    said = run("import", "mine.csv")
    assert (said.exit_code, "mine.csv is among your definitions already." in said.output) == (1, True)


@pytest.mark.parametrize("form", ["csv", "md"])
def test_one_level_of_a_built_in_role_can_be_changed_in_a_spreadsheet(here, form):
    text = run("export", "data scientist", "senior", "--format", form).output
    before = load_catalogue().rubric("data-scientist", Level.SENIOR)
    behavior = before.competencies[0].anchor(3).behavior
    assert behavior in text
    written(f"ours.{form}", text.replace(behavior, "Shows the query, and why its numbers can be trusted."))
    assert run("import", f"ours.{form}", "--folder", "team").exit_code == 0
    after = load_catalogue(Path("team")).rubric("data-scientist", Level.SENIOR)
    assert after.competencies[0].anchor(3).behavior == "Shows the query, and why its numbers can be trusted."
    assert after.competencies[1:] == before.competencies[1:]
    assert len(run("diff", "built-in", "team").output.splitlines()) > 3


def test_an_exercise_is_changed_in_a_spreadsheet(here):
    text = run("export", "client-with-assistant").output
    written("ours.csv", text.replace("A client for a flaky API", "A client for our API"))
    said = run("import", "ours.csv", "--folder", "team")
    assert said.exit_code == 0, said.output
    assert "A client for our API (60 minutes) is in team/client-with-assistant.csv" in said.output
    before, after = (load_catalogue(each).exercises["client-with-assistant"] for each in (None, Path("team")))
    assert after == before.model_copy(update={"name": "A client for our API"})


def test_a_text_without_a_table_is_refused_with_the_next_step(here):
    written("notes.md", "# Notes\n")
    said = run("import", "notes.md", "--folder", "ours")
    assert (said.exit_code, "notes.md holds no rubric" in said.output) == (1, True)
    assert "definitions template --format md" in said.output


@pytest.mark.parametrize("arguments", [["import", "a.yaml"], ["export"], ["template", "--format", "xlsx"]])
def test_what_is_no_sheet_is_a_matter_of_usage(here, arguments):
    assert run(*arguments).exit_code == 2


def test_a_missing_sheet_is_named(here):
    said = run("import", "nowhere.csv")
    assert (said.exit_code, "nowhere.csv:1: there is no such file or folder" in said.output) == (1, True)


def test_what_spreadsheets_take_for_a_formula_is_guarded_and_comes_back(here):
    text = filled(run("template").output).replace("Has done it with help", "'=HYPERLINK(0)")
    written("mine.csv", text)
    run("import", "mine.csv", "--folder", "ours")
    rubric = load_catalogue(Path("ours")).rubric("support-engineer", Level.SENIOR)
    assert rubric.competencies[0].anchor(2).short == "=HYPERLINK(0)"
    assert '"\'=HYPERLINK(0)"' in run("export", "support-engineer", "--folder", "ours").output
