"""`debrief signal`: what it reads, what it answers, and what it says to input that cannot be used."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from bot.cli.signal import signal_command
from bot.cli.signal_file import MOST_BYTES, MOST_SCORECARDS
from rubrics.catalogue.model import Recommendation, Scorecard
from rubrics.signal import HireSignal, Word, summarize
from tests.evaluations.signal_simulator import rubric_of

PANEL: Mapping[str, Any] = {
    "rubric": {"weights": {"coding": 3, "system-design": 2, "communication": 2, "evaluation": 2}},
    "scorecards": [
        {
            "interviewer": "Ana",
            "ratings": {"coding": 4, "system-design": 4, "communication": None},
            "recommendation": "yes",
        },
        {"interviewer": "Ben", "ratings": {"coding": 2, "communication": 4}, "recommendation": "no"},
        {
            "interviewer": "Cy",
            "ratings": {"coding": 4, "system-design": 5, "communication": 3},
            "recommendation": "strong yes",
        },
    ],
}

cli = typer.Typer()
cli.callback()(lambda: None)
cli.command("signal")(signal_command)


def run(content: object, *options: str) -> Result:
    """Run the command with this content on stdin: bytes as they are, anything else as JSON."""
    given = content if isinstance(content, bytes) else json.dumps(content).encode()
    return CliRunner().invoke(cli, ["signal", "-", *options], input=given)


def refusal(content: object) -> str:
    """What the command says on stderr when it cannot use its input."""
    result = run(content)
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    return result.stderr


def panel_with(**changes: object) -> dict[str, object]:
    """The usual panel with some of its parts replaced."""
    return {**PANEL, **changes}


def one_card(**changes: object) -> dict[str, object]:
    """A file with one scorecard, some of its parts replaced."""
    return panel_with(scorecards=[{"interviewer": "Ana", "ratings": {"coding": 4}, **changes}])


def test_a_file_and_stdin_give_the_same_answer(tmp_path: Path) -> None:
    file = tmp_path / "panel.json"
    file.write_text(json.dumps(PANEL))
    result = CliRunner().invoke(cli, ["signal", str(file)])
    assert (result.exit_code, result.stdout) == (0, run(PANEL).stdout)


def test_the_text_carries_the_conclusion_first_and_the_figures_after() -> None:
    text = run(PANEL).stdout
    assert text.startswith("Lean hire: 3.6, likely between 3.1 and 4.2; the bar is 3.0.\n")
    for part in (
        "93%",
        "1 strong yes, 1 yes, 1 no",
        "77% of the rubric's weight",
        "1. The panel is divided",
        "Where everyone rates everything, the recommendation has 25%.",
        "Recommendation     34%        3",
        "not assessed",
    ):
        assert part in text
    assert "It decides nothing" in text


def test_figures_round_the_same_way_wherever_they_stand() -> None:
    rubric = {"weights": {"coding": 16, "system-design": 7}}
    cards = [{"interviewer": name, "ratings": {"coding": 4}, "recommendation": "yes"} for name in ("Ana", "Ben", "Cy")]
    text = run({"rubric": rubric, "scorecards": cards}).stdout
    assert text.count("69%") == 2
    assert "70% of the rubric's weight was rated" not in text
    assert "share" not in text, "there is no score to have a share of"
    for weight in ("52%", "23%", "25%"):
        assert f" {weight} " in text, "the rubric's own"


def test_the_shares_of_many_interviewers_add_up() -> None:
    cards = [{"interviewer": f"P{n}", "ratings": {"coding": 4, "system-design": 3}} for n in range(12)]
    text = run({"rubric": {"weights": {"coding": 3, "system-design": 2}}, "scorecards": cards}).stdout
    shares = [int(share) for share in re.findall(r"^P\d+ +(\d+)%", text, flags=re.MULTILINE)]
    assert (len(shares), sum(shares)) == (12, 100)


@pytest.mark.parametrize(
    ("bar", "share", "sentence"),
    [
        (3.0, 0.25, None),
        (3.5, 0.25, "at 3.5, a no weighs more against than a yes weighs for."),
        (2.5, 0.25, "at 2.5, a yes weighs more for than a no weighs against."),
        (4.0, 0.25, "at 4.0, even a yes pulls the score below it."),
        (2.0, 0.25, "at 2.0, even a no pulls the score above it."),
        (3.5, 0, None),
    ],
)
def test_a_high_or_low_bar_says_what_a_yes_and_a_no_mean_there(bar: float, share: float, sentence: str | None) -> None:
    rubric = {"weights": {"coding": 3}, "bar": bar, "recommendation_share": share}
    text = run({"rubric": rubric, "scorecards": []}).stdout
    if sentence is None:
        assert "whatever the bar" not in text
    else:
        assert f"Strong no, no, yes and strong yes count 1, 2.33, 3.67 and 5, whatever the bar: {sentence}\n" in text


def without_sentences(answer: dict[str, Any]) -> dict[str, Any]:
    """The facts of an answer in JSON, each once."""
    for part in (answer["decided_by"], *answer["disagreements"], *answer["shortfalls"], answer["fix"] or {}):
        for sentence in ("sentence", "reason", "cure"):
            part.pop(sentence, None)
    assert answer.pop("neighbouring_bars") == answer["neighboring_bars"]
    topics = answer.pop("discuss_first")
    assert [topic for topic in answer["disagreements"] if topic["topic"] not in {one["topic"] for one in topics}] == []
    assert Word(answer.pop("former_word")) is Word(answer["word"])
    return answer


def test_the_json_answer_is_the_signal_itself_with_what_people_read_of_it() -> None:
    answer = json.loads(run(PANEL, "--format", "json").stdout)
    assert answer["decided_by"]["sentence"].endswith("like yours scored: lean hire.")
    assert answer["disagreements"][0]["sentence"] == "The panel is divided on hiring: a strong yes beside a no."
    signal = HireSignal.model_validate(without_sentences(answer))
    assert signal.word.value == "lean_hire"
    assert signal.rubric == "role/mid"
    assert sum(part.part for part in signal.contributions) == pytest.approx(signal.score)


def test_the_command_adds_nothing_to_the_arithmetic() -> None:
    answer = json.loads(
        run(
            panel_with(
                rubric={"weights": {"a": 3, "b": 2}},
                scorecards=[
                    {"interviewer": "Ana", "ratings": {"a": 4, "b": 2}, "recommendation": "no"},
                    {"interviewer": "Ben", "ratings": {"a": 5}},
                ],
            ),
            "--format",
            "json",
        ).stdout
    )
    signal = summarize(
        [
            Scorecard(
                interviewer="Ana", ratings={"competency-0": 4, "competency-1": 2}, recommendation=Recommendation.NO
            ),
            Scorecard(interviewer="Ben", ratings={"competency-0": 5}),
        ],
        rubric_of((3, 2)),
    )
    assert answer["score"] == signal.score
    assert answer["interval80"] == list(signal.interval80 or ())
    assert answer["probability_above_bar"] == signal.probability_above_bar


def test_settings_of_the_rubric_are_obeyed() -> None:
    rubric = {
        "role": "ai-engineer",
        "level": "senior",
        "weights": {"coding": 1},
        "bar": 3.5,
        "recommendation_share": 0,
        "minimum_scorecards": 1,
        "floors": {"coding": 4.5},
    }
    cards = [{"interviewer": f"{n}", "ratings": {"coding": 4}} for n in range(5)]
    answer = json.loads(run({"rubric": rubric, "scorecards": cards}, "--format", "json").stdout)
    assert (answer["rubric"], answer["bar"], answer["decided_by"]["rule"]) == ("ai-engineer/senior", 3.5, "floor")


def test_the_json_answer_says_of_each_lack_what_it_is_and_what_makes_up_for_it() -> None:
    (few, wide) = json.loads(run(panel_with(scorecards=PANEL["scorecards"][:2]), "--format", "json").stdout)[
        "shortfalls"
    ]
    assert few == {
        "lack": "scorecards",
        "measured": 2.0,
        "needed": 3.0,
        "remedy": {"kind": "more_scorecards", "number": 1, "competencies": []},
        "reason": "2 scorecards with ratings so far; the rubric asks for 3.",
        "fix": "Add 1 scorecard.",
        "cure": "Add 1 scorecard.",
    }
    assert wide["lack"] == "precision"
    assert f"±{wide['measured']:.2f}" in wide["reason"]


def test_an_empty_panel_is_answered_and_no_error() -> None:
    result = run(panel_with(scorecards=[]))
    assert result.exit_code == 0
    assert result.stdout.startswith("Not enough evidence.\n")
    assert "Fix: 3 more scorecards." in result.stdout
    assert not any(said in result.stdout for said in ("likely between", "At another bar", "Standard error"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"[", "not JSON: Expecting value at line 1, column 2"),
        (b"\xff\x00\xff", "not text in UTF-8"),
        (b"[" * 200_000, "nested far too deeply"),
        (b'{"rubric": NaN}', "NaN is not a number"),
        (b"9" * 5_000, "too many digits"),
        (b'{"rubric": 1, "rubric": 2}', "'rubric' is given twice"),
        (b" " * (MOST_BYTES + 1), "larger than 1 MB"),
        (b"[]", "The file: an object in braces belongs here"),
        (b"{}", "rubric: this is missing"),
    ],
)
def test_what_is_not_a_panel_in_json_is_named(content: bytes, said: str) -> None:
    assert said in refusal(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (one_card(ratings={"coding": 6}), "scorecards, 1, ratings, coding: not on the scale"),
        (one_card(ratings={"coding": 3.5}), "ratings, coding: a whole number belongs here"),
        (one_card(ratings={"coding": True}), "ratings, coding: a whole number belongs here"),
        (one_card(ratings={"coding": "4"}), "ratings, coding: a whole number belongs here"),
        (one_card(ratings={"codin": 4}), 'No competency is called "codin". Did you mean coding?'),
        (one_card(ratings={"Coding": 4}), "an id is lower-case words joined by hyphens"),
        (one_card(recommendation="maybe"), "a recommendation is strong_no, no, yes or strong_yes"),
        (one_card(interviewer=" "), "scorecards, 1, interviewer: "),
        (one_card(interviewer="a\x1b[31m"), "a name may not contain line breaks or control characters"),
        (one_card(interviewer="\ud800"), "this is not valid text"),
        (one_card(notes="x"), "scorecards, 1, notes: nothing of this name belongs here"),
        (panel_with(scorecards=[7]), "scorecards, 1: an object in braces belongs here"),
        (panel_with(scorecards={}), "scorecards: a list in brackets belongs here"),
        (panel_with(rubric={"weights": {}}), "rubric, weights: "),
        (panel_with(rubric={"weights": {"coding": 0}}), "rubric, weights, coding: Input should be greater than or "),
        (panel_with(rubric={"weights": {"coding": 1e-200}}), "or equal to 0.001"),
        (
            panel_with(rubric={"weights": {"coding": 1}, "recommendation_share": 1e-200}),
            "rubric, recommendation_share: write 0 where recommendations don't count, or at least 0.001",
        ),
        (panel_with(rubric={"weights": {"coding": 1}, "bar": 9}), "rubric, bar: "),
        (panel_with(rubric={"weights": {"coding": 1}, "floors": {"x": 2}}), 'floors: "x" has no weight'),
        (panel_with(rubric={"weights": {"overall": 1}}), "overall"),
        (panel_with(scorecards=[PANEL["scorecards"][0]] * 2), 'two scorecards from "Ana"'),
        (panel_with(scorecards=[{"interviewer": f"{n}"} for n in range(MOST_SCORECARDS + 1)]), "at most 100"),
    ],
)
def test_each_wrong_part_is_named_with_its_place(content: dict[str, object], said: str) -> None:
    assert said in refusal(content)


def test_all_problems_are_told_at_once_and_a_flood_is_counted() -> None:
    cards = [{"interviewer": "", "ratings": {"coding": 0}} for _ in range(30)]
    lines = refusal(panel_with(scorecards=cards)).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "… and 40 more."


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_a_usage_problem(tmp_path: Path, name: str) -> None:
    result = CliRunner().invoke(cli, ["signal", str(tmp_path / name)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "can't be read" in result.stderr


def test_an_unknown_format_is_a_usage_problem() -> None:
    assert run(PANEL, "--format", "yaml").exit_code == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(JSON | st.builds(lambda rubric, cards: {"rubric": rubric, "scorecards": cards}, JSON, JSON))
def test_any_json_is_answered_or_refused_and_never_breaks_it(content: object) -> None:
    result = run(content)
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_and_never_break_it(content: bytes) -> None:
    result = run(content)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
