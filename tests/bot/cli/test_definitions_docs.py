"""docs/definitions.md says what is so: each broken file gives the message beside it, and each example loads."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.definitions import app
from rubrics.authoring.definition_files import OVERLAID
from rubrics.authoring.file_shape import DefinitionFile
from rubrics.authoring.loader import BUILT_IN

PAGE = (Path(__file__).parents[3] / "docs" / "definitions.md").read_text(encoding="utf-8")
BROKEN = re.findall(r"### (\d+\. [^\n]*)\n\n```yaml\n(.*?)```\n\n```\n(.*?)```", PAGE, re.DOTALL)


def check(folder: str = "ours"):
    return CliRunner().invoke(app, ["check", folder])


@pytest.fixture
def ours(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = Path("ours")
    folder.mkdir()
    return folder


def test_the_page_shows_ten_broken_files():
    assert len(BROKEN) == 10


@pytest.mark.parametrize(("title", "text", "message"), BROKEN, ids=[title for title, _, _ in BROKEN])
def test_a_broken_file_gives_the_message_that_stands_beside_it(ours, title, text, message):
    (ours / "broken.yaml").write_text(text, encoding="utf-8")
    said = check()
    assert said.exit_code == 1
    assert said.output == message


def test_the_example_of_a_changed_rubric_loads(ours):
    example = PAGE.split("```yaml\n", 1)[1].split("```", 1)[0]
    (ours / "evaluation.yaml").write_text(example, encoding="utf-8")
    said = check()
    assert said.exit_code == 0, said.output
    assert "caution" not in said.output


def test_the_page_names_every_section_a_file_may_hold():
    named = set(re.findall(r"`([a-z_]+)`", PAGE.split("| section | holds |")[1].split("\n\n")[0]))
    assert set(DefinitionFile.model_fields) <= named


def test_the_layout_names_every_file_and_folder_of_the_built_in_definitions():
    layout = PAGE.split("rubrics/definitions/\n")[1].split("```")[0]
    shown = set(re.findall(r"([a-z-]+)(?:/|\.yaml) ", layout)) | set(re.findall(r"([a-z-]+)/", layout))
    there = {path.name.removesuffix(".yaml") for path in BUILT_IN.iterdir()}
    assert there <= shown | set(OVERLAID)
