"""`debrief review` with waivers: in debrief.toml, in comments, in every format, and none that can't be read."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.review import review_command

JD = """Senior AI Engineer

What you will do
- Build agents with the OpenAI API and ship them to customers
- Write evals for them

What you bring
- 4+ years of Python

Send us your current salary.

Base salary: $150,000 - $190,000 a year plus equity.
"""
COMMENT = "<!-- debrief: waive {rule} until {until} by Rita: the union asks for it -->\n"
TOML = """
[[waivers]]
rule = "salary-history"
sentence = "Send us your current salary."
reason = "the union asks for it"
by = "Rita"
until = 2027-02-28
"""
app = typer.Typer()
app.command()(review_command)
runner = CliRunner()


def ran(*arguments: str) -> tuple[int, str, str]:
    result = runner.invoke(app, [*arguments, "--today", "2026-11-21"])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def jd(tmp_path: Path) -> Path:
    file = tmp_path / "jd.txt"
    file.write_text(JD, encoding="utf-8")
    return file


def toml(jd: Path, content: str = TOML) -> str:
    file = jd.with_name("ours.toml")
    file.write_text(content, encoding="utf-8")
    return str(file)


def commented(jd: Path, rule: str = "salary-history", until: str = "2027-02-28") -> str:
    text = JD.replace("Send us", COMMENT.format(rule=rule, until=until) + "Send us")
    jd.write_text(text, encoding="utf-8")
    return str(jd)


def test_a_waived_remark_fails_nothing_and_is_told_of(jd: Path) -> None:
    assert ran(str(jd), "--fail-on", "blocker")[0] == 1
    code, out, _ = ran(str(jd), "--fail-on", "blocker", "--waivers", toml(jd))
    assert code == 0
    assert (
        "[waived] salary-history: Don't ask about current pay. Rita, until Feb 28, 2027: the union asks for it" in out
    )
    assert "[blocker] salary-history" not in out


def test_a_waiver_in_a_comment_holds_for_the_line_below_it(jd: Path) -> None:
    assert ran(commented(jd), "--fail-on", "blocker")[0] == 0
    far = JD.replace("What you bring", COMMENT.format(rule="salary-history", until="2027-02-28") + "What you bring")
    jd.write_text(far, encoding="utf-8")
    assert ran(str(jd), "--fail-on", "blocker")[0] == 1


def test_a_waiver_of_what_is_missing_holds_for_the_whole_text(jd: Path) -> None:
    assert "not-said" in ran(str(jd))[1]
    assert "[waived] not-said" in ran(commented(jd, "not-said"))[1]
    whole = TOML.replace("salary-history", "not-said").replace('sentence = "Send us your current salary."', "")
    jd.write_text(JD, encoding="utf-8")
    assert "[waived] not-said" in ran(str(jd), "--waivers", toml(jd, whole))[1]


def test_an_expired_waiver_and_one_of_a_changed_sentence_hold_no_more(jd: Path) -> None:
    assert ran(commented(jd, until="2026-11-20"), "--fail-on", "blocker")[0] == 1
    jd.write_text(JD.replace("Send us your", "Tell us your"), encoding="utf-8")
    assert ran(str(jd), "--fail-on", "blocker", "--waivers", toml(jd))[0] == 1


def test_a_waiver_may_be_for_some_files_alone(jd: Path) -> None:
    own = toml(jd, TOML + 'file = "jd.*"\n')
    assert ran(str(jd), "--fail-on", "blocker", "--waivers", own)[0] == 0
    other = toml(jd, TOML + 'file = "sales/*"\n')
    assert ran(str(jd), "--fail-on", "blocker", "--waivers", other)[0] == 1


def test_sarif_carries_suppressions_by_where_they_stand(jd: Path) -> None:
    for kind in ("external", "inSource"):
        arguments = (str(jd), "--waivers", toml(jd)) if kind == "external" else (commented(jd),)
        results = json.loads(ran(*arguments, "--format", "sarif")[1])["runs"][0]["results"]
        (one,) = [result for result in results if result["ruleId"] == "salary-history"]
        assert one["suppressions"] == [
            {
                "kind": kind,
                "status": "accepted",
                "justification": "the union asks for it (Rita, until Feb 28, 2027)",
            }
        ]
        assert all("suppressions" not in result for result in results if result is not one)


def test_json_and_markdown_tell_of_waived_remarks_too(jd: Path) -> None:
    data = json.loads(ran(str(jd), "--waivers", toml(jd), "--format", "json")[1])
    assert [each["waiver"]["by"] for each in data["waived"]] == ["Rita"]
    assert "salary-history" not in {finding["rule"] for finding in data["findings"]}
    assert "\\[waived\\] salary-history" in ran(str(jd), "--waivers", toml(jd), "--format", "markdown")[1]


def test_a_fix_leaves_what_is_waived_as_it_is(jd: Path) -> None:
    assert "-Send us your current salary." in ran("--diff", str(jd))[1]
    assert "-Send us your current salary." not in ran("--diff", str(jd), "--waivers", toml(jd))[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[waivers]", "ours.toml: "),
        (TOML.replace('by = "Rita"', ""), "by: Field required"),
        (TOML.replace("2027-02-28", '"soon"'), "until: "),
        (TOML + 'colour = "red"\n', "colour: "),
    ],
)
def test_a_file_of_waivers_that_cannot_be_read_is_named_with_what_is_wrong(jd: Path, content: str, said: str) -> None:
    code, out, err = ran(str(jd), "--waivers", toml(jd, content))
    assert (code, out) == (2, "")
    assert said in err
    assert ran(str(jd), "--waivers", str(jd.with_name("absent.toml")))[0] == 2


@pytest.mark.parametrize("comment", ["<!-- debrief: waive -->", "<!-- debrief: waive pay-wide until soon by R: x -->"])
def test_a_comment_that_is_no_waiver_is_not_passed_over(jd: Path, comment: str) -> None:
    jd.write_text(f"{JD}\n{comment}\n", encoding="utf-8")
    code, _, err = ran(str(jd))
    assert code == 2
    assert "isn't a waiver" in err


def test_the_first_things_to_fix_stand_on_top_with_their_minutes(jd: Path) -> None:
    assert "Fix first, 1 min: Don't ask about current pay. Then " in ran(str(jd))[1]
