"""What docs/hire-signal.md shows is what the program does."""

import re
from pathlib import Path

import typer
from typer.testing import CliRunner

from bot.cli.signal import signal_command
from rubrics.signal import HireSignal, StandardError
from rubrics.signal.summary import FORMULA

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "hire-signal.md").read_text()


def block(language: str) -> str:
    """The page's only fenced block in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    return found


def test_the_example_gives_the_answer_that_the_page_prints() -> None:
    cli = typer.Typer()
    cli.command()(signal_command)
    result = CliRunner().invoke(cli, ["-"], input=block("json"))
    assert result.stdout == block("text")


def test_every_field_of_the_answer_is_documented() -> None:
    described = set(re.findall(r"`(\w+)`", PAGE.split("The JSON answer holds these fields.")[1]))
    assert {*HireSignal.model_fields, *StandardError.model_fields} <= described


def test_the_page_names_the_formula_in_use() -> None:
    assert f"`{FORMULA}`" in PAGE


def test_every_section_that_the_code_cites_is_there() -> None:
    headings = set(re.findall(r"^#+ (.+)$", PAGE, flags=re.MULTILINE))
    sources = [*(ROOT / "rubrics" / "signal").glob("*.py"), *(ROOT / "bot" / "cli").glob("signal*.py")]
    cited = {
        name
        for source in sources
        for name in re.findall(r"(?:[Ff]ormula|rule|hire-signal\.md,) “([^”]+)”", source.read_text())
    }
    assert cited
    assert cited <= headings
