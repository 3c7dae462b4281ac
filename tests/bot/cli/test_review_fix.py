"""`debrief review --fix`: what is written where, what is refused, and what is said of it."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.review import review_command

JD = """Senior AI Engineer

What you will do

- Build agents with the OpenAI API and ship them to customers
- Build retrieval pipelines with Lang Chain and write evals for them

What you bring

- 6+ years of experience with LangChain
- Bachelor's degree in computer science

We offer a competitive salary and a great team. Remote (US).
"""
PAY = ("--fact", "pay-low=200000", "--fact", "pay-high=260000")
app = typer.Typer()
app.command()(review_command)
runner = CliRunner()


@pytest.fixture
def jd(tmp_path: Path) -> Path:
    file = tmp_path / "jd.txt"
    file.write_text(JD, encoding="utf-8")
    return file


def ran(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = runner.invoke(app, [*arguments, "--today", "2026-11-21"], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_a_fix_is_written_beside_its_file_which_stays_as_it_is(jd: Path) -> None:
    code, out, _ = ran("--fix", str(jd), *PAY)
    assert code == 0
    assert jd.read_text("utf-8") == JD
    fixed = Path(f"{jd}.fixed").read_text("utf-8")
    assert "- Shipped systems with LangChain\n" in fixed
    assert "retrieval pipelines with LangChain and" in fixed
    assert "We offer base pay of $200,000 to $260,000 a year and a great team." in fixed
    assert "fixed 4 of 10. Fixed text: " in out
    assert "Fixed: Add a pay range" in out
    assert "Fill in: [benefits], line " in out
    assert "--fact reports-to=… (Reports to)" in out


def test_pay_is_given_as_people_write_it_and_refused_where_it_is_none(jd: Path) -> None:
    assert ran("--fix", str(jd), "--fact", "pay-low=200k", "--fact", "pay-high=$260.000")[0] == 0
    assert "base pay of $200,000 to $260,000 a year" in Path(f"{jd}.fixed").read_text("utf-8")
    code, _, told = ran("--fix", str(jd), "--fact", "pay-low=lots", "--fact", "pay-high=260k")
    assert code == 2
    assert "--fact pay-low=lots isn't pay in USD a year." in told


def test_what_a_fact_brings_is_named(jd: Path) -> None:
    _, out, _ = ran("--fix", str(jd), *PAY, "--fact", "pay-basis=total")
    assert " 1 new." in out
    assert "New: Separate base pay from the rest" in out


def test_in_place_writes_over_plain_text_alone(jd: Path) -> None:
    assert ran("--fix", "--in-place", str(jd), *PAY)[0] == 0
    assert "base pay of $200,000" in jd.read_text("utf-8")
    page = jd.with_name("jd.html")
    page.write_text("<h1>AI Engineer</h1><p>We offer a competitive salary and lunch.", encoding="utf-8")
    code, _, err = ran("--fix", "--in-place", str(page))
    assert code == 2
    assert "isn't a plain text file" in err
    assert page.read_text("utf-8").startswith("<h1>")
    assert ran("--fix", "--in-place", "-", given=JD)[0] == 2


def test_a_diff_writes_nothing(jd: Path) -> None:
    code, out, _ = ran("--diff", str(jd))
    assert code == 0
    assert "\n-- 6+ years of experience with LangChain\n" in out
    assert "\n+- Shipped systems with LangChain\n" in out
    assert [file.name for file in jd.parent.iterdir()] == ["jd.txt"]
    assert jd.read_text("utf-8") == JD


def test_standard_input_is_fixed_to_standard_output_alone() -> None:
    code, out, err = ran("--fix", "-", given=JD)
    assert code == 0
    assert out.startswith("Senior AI Engineer\n")
    assert out.endswith("Benefits: [benefits]\n")
    assert "stdin: " in err


def test_a_choice_is_made_by_its_name(jd: Path) -> None:
    ran("--fix", str(jd), "--fact", "years-1=fewer")
    assert "- 4+ years of experience with LangChain" in Path(f"{jd}.fixed").read_text("utf-8")
    ran("--fix", str(jd), "--fact", "years-1=keep")
    assert "- 6+ years of experience with LangChain" in Path(f"{jd}.fixed").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fact", "pay"), "isn't NAME=VALUE"),
        (("--fact", "salary=3"), "no such question here. Known: "),
        (("--format", "json"), "Leave out --format"),
    ],
)
def test_wrong_usage_writes_nothing(jd: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = ran("--fix", str(jd), *arguments)
    assert code == 2
    assert said in err
    assert not Path(f"{jd}.fixed").exists()


def test_fail_on_judges_what_is_left(jd: Path) -> None:
    assert ran(str(jd), "--fail-on", "blocker")[0] == 1
    assert ran("--fix", str(jd), *PAY, "--fail-on", "blocker")[0] == 1
    filled = ("--fact", "benefits=Health insurance, 401(k)", "--fact", "other-pay=10% bonus")
    assert ran("--fix", str(jd), *PAY, *filled, "--fail-on", "blocker")[0] == 0


def test_windows_line_ends_are_plain_text_too(jd: Path) -> None:
    jd.write_bytes(JD.replace("\n", "\r\n").encode())
    assert ran("--fix", "--in-place", str(jd))[0] == 0
    assert b"- Shipped systems with LangChain\r\n- " in jd.read_bytes()
