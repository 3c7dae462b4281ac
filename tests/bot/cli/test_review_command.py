"""`debrief review`: formats, exit codes and refusals, without Slack and without a database."""

import json
import sys
from io import StringIO
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.review import _watched, review_command

JD = """Senior AI Engineer

What you will do

- Build agents with the OpenAI API and ship them to customers
- Build retrieval pipelines and write evals for them

What you bring

- 4+ years of Python

Nice to have

- Kubernetes

Salary: $150,000 - $190,000 a year plus equity.
"""
BLOCKED = JD + "\nSend us your current salary.\n"
app = typer.Typer()
app.command()(review_command)
runner = CliRunner()


@pytest.fixture
def jd(tmp_path: Path) -> Path:
    file = tmp_path / "ai.txt"
    file.write_text(JD, encoding="utf-8")
    return file


def ran(*arguments: str, given: str | bytes | None = None) -> tuple[int, str, str]:
    result = runner.invoke(app, [*arguments, "--today", "2026-11-21"], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_text_tells_the_role_the_title_and_the_pay(jd: Path) -> None:
    code, out, _ = ran(str(jd))
    assert code == 0
    assert "Reads as: AI Engineer" in out
    assert "The title fits." in out
    assert "USD 150,000 to 190,000 a year" in out


def test_json_is_one_object_for_one_file_by_the_documented_keys(jd: Path) -> None:
    review = json.loads(ran(str(jd), "--format", "json")[1])
    assert review["verdict"]["role"] == "ai-engineer"
    assert set(review["verdict"]) >= {"role", "distribution", "title_fits", "evidence"}
    assert set(review["pay"][0]) >= {"low", "high", "currency", "period", "basis", "start", "end"}
    wanted = {"rule", "severity", "start", "end", "quote", "why", "fix", "source"}
    assert all(set(finding) >= wanted for finding in review["findings"])


def test_json_is_a_list_for_several_files_and_for_a_folder(jd: Path) -> None:
    (jd.parent / "other.md").write_text(JD, encoding="utf-8")
    assert len(json.loads(ran(str(jd), str(jd.parent / "other.md"), "--format", "json")[1])) == 2
    assert len(json.loads(ran(str(jd.parent), "--format", "json")[1])) == 2


def test_several_files_end_in_one_line_that_counts_them_all(jd: Path) -> None:
    (jd.parent / "blocked.txt").write_text(BLOCKED, encoding="utf-8")
    (jd.parent / "other.txt").write_text(JD.replace("AI Engineer", "Data Scientist"), encoding="utf-8")
    summary = ran(str(jd.parent))[1].strip().splitlines()[-1]
    assert summary.startswith("3 postings: 1 blocker, ")
    assert summary.endswith("; 1 has a title that doesn't fit.")


def test_stdin_is_read_for_a_dash() -> None:
    code, out, _ = ran("-", "--format", "json", given=JD)
    assert code == 0
    assert json.loads(out)["file"] == "stdin"


def test_sarif_names_the_place_of_a_finding(tmp_path: Path) -> None:
    file = tmp_path / "blocked.txt"
    file.write_text(BLOCKED, encoding="utf-8")
    run = json.loads(ran(str(file), "--format", "sarif")[1])["runs"][0]
    result = next(one for one in run["results"] if one["ruleId"] == "salary-history")
    region = result["locations"][0]["physicalLocation"]["region"]
    offset = region["charOffset"]
    assert BLOCKED[offset : offset + region["charLength"]] == "current salary"
    assert BLOCKED.splitlines()[region["startLine"] - 1][region["startColumn"] - 1 :].startswith("current salary")
    assert result["level"] == "error"


def test_markdown_keeps_hostile_words_plain(tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text("AI [x](http://evil) <!channel> Engineer\n\nWe want a coding ninja.", encoding="utf-8")
    out = ran(str(file), "--format", "markdown")[1]
    assert "](http" not in out
    assert "<!channel>" not in out


def test_fail_on_decides_the_exit_code(jd: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked.txt"
    blocked.write_text(BLOCKED, encoding="utf-8")
    assert ran(str(blocked))[0] == 0
    assert ran(str(blocked), "--fail-on", "blocker")[0] == 1
    assert ran(str(jd), "--fail-on", "blocker")[0] == 0


def test_wrong_usage_ends_with_2_and_a_sentence(tmp_path: Path) -> None:
    assert ran(str(tmp_path / "absent.txt"))[::2] == (2, f"{tmp_path / 'absent.txt'} doesn't exist.\n")
    code, _, err = ran(str(tmp_path))
    assert code == 2
    assert "No .txt, .md, .html, .docx or .pdf file found" in err
    result = runner.invoke(app, ["-", "--today", "tomorrow"], input=JD)
    assert result.exit_code == 2
    assert "isn't a date" in result.stderr


@pytest.mark.parametrize(
    ("content", "said", "ends_with"),
    [
        (b"", "is empty", 1),
        (b"  \n", "is empty", 1),
        (b"\xff\xfe\x00x", "isn't UTF-8", 2),
        (b"a\x00b", "isn't text", 2),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "isn't text", 2),
        (b"PK\x03\x04 and no more", "is damaged", 2),
        (b"%PDF-1.7 and no more", "is damaged", 2),
    ],
)
def test_a_file_without_text_is_named_and_never_judged(
    tmp_path: Path, content: bytes, said: str, ends_with: int
) -> None:
    file = tmp_path / "bad.txt"
    file.write_bytes(content)
    code, out, err = ran(str(file))
    assert code == ends_with
    assert said in err
    assert not out


def test_one_unreadable_file_does_not_hide_the_others(jd: Path) -> None:
    (jd.parent / "empty.txt").write_text("", encoding="utf-8")
    code, out, err = ran(str(jd.parent))
    assert code == 1
    assert "Reads as: AI Engineer" in out
    assert "empty.txt is empty" in err


def test_the_location_brings_the_law_of_the_place(tmp_path: Path) -> None:
    file = tmp_path / "nopay.txt"
    file.write_text(JD.replace("Salary: $150,000 - $190,000 a year plus equity.", ""), encoding="utf-8")
    out = ran(str(file), "--location", "Denver, CO")[1]
    assert "pay-missing-law" in out
    assert "They aren't legal advice." in out


def test_the_same_text_under_two_titles_is_a_note_on_both(tmp_path: Path) -> None:
    body = JD.partition("\n")[2] + "\n".join(f"- Own service {number} and its users" for number in range(8))
    for name in ("AI Engineer", "Data Scientist"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n{body}", encoding="utf-8")
    (tmp_path / "other.txt").write_text(JD, encoding="utf-8")
    reviews = json.loads(ran(str(tmp_path), "--format", "json")[1])
    said = {
        review["title"]: finding["why"]
        for review in reviews
        for finding in review["findings"]
        if finding["rule"] == "same-text"
    }
    assert set(said) == {"AI Engineer", "Data Scientist"}
    assert '"Data Scientist"' in said["AI Engineer"]


def test_a_long_quotation_is_cut_between_words(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    sentence = "Build retrieval pipelines over our help centre, ship agents with evals to paying customers and own them"
    file.write_text(JD.replace("Build agents", f"{sentence} for years: build agents"), encoding="utf-8")
    quotes = [line.strip() for line in ran(str(file))[1].splitlines() if ' …"' in line and line.strip().startswith('"')]
    assert quotes
    assert {word for quote in quotes for word in quote.partition(' …"')[0].strip('"').split()} <= {
        *sentence.split(),
        "for",
        "years:",
    }


def test_days_are_written_in_the_style_of_slack(jd: Path) -> None:
    assert "checked on Nov 21, 2026" in ran(str(jd), "--location", "Denver, CO")[1]


def test_a_teams_own_files_count_and_broken_ones_end_with_2(jd: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ours" / "jd"
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text("rules:\n  - {id: pay-missing, severity: note}\n", encoding="utf-8")
    text = JD.replace("Salary: $150,000 - $190,000 a year plus equity.", "")
    assert "[note] pay-missing" in ran("-", "--definitions", str(folder.parent), given=text)[1]
    assert "[warning] pay-missing" in ran("-", given=text)[1]
    (folder / "rulez.yaml").write_text("rules: []\n", encoding="utf-8")
    code, out, err = ran(str(jd), "--definitions", str(folder.parent))
    assert (code, out) == (2, "")
    assert "rulez.yaml:1:" in err


@pytest.mark.parametrize("output", ["text", "markdown"])
def test_many_files_end_with_counts_and_with_those_that_were_not_read(tmp_path: Path, output: str) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{JD}\nNumber {number}\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"AI\0Engineer")
    code, out, err = ran(str(tmp_path), "--format", output)
    last = out.rstrip().splitlines()[-1]
    assert last.startswith("6 postings: ")
    assert last.endswith("Not read: 1 file.")
    assert (code, err.strip().count("\n")) == (2, 0)


def test_progress_is_shown_on_a_terminal_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for terminal in (True, False):
        written = Terminal() if terminal else StringIO()
        monkeypatch.setattr(sys, "stderr", written)
        assert list(_watched(paths)) == paths
        assert ("Reviewing" in written.getvalue()) is terminal


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True
