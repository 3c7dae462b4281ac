"""Every refusal of a loop has its words, and none of them is left over."""

import re
from pathlib import Path

import pytest

import bot.features.loop as room
from bot.errors import Refusal
from bot.features.loop.show_progress import interview_state, progress, verb_for
from bot.wording.refusals import reason_and_advice
from rubrics.panel.loop import InterviewState, Loop, LoopState
from tests.bot.features.loop.desk import Desk

FOLDER = Path(room.__file__).parent
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.parent.glob("*/*.py"))
BLOCKS = re.findall(r"{% block (\w+) %}", (FOLDER / "words" / "loop_refusals.plain.j2").read_text(encoding="utf-8"))
VALUES = {
    "words": "dana",
    "most": 8,
    "enough": 4,
    "name": None,
    "ask": ["Rita Okafor"],
    "line": "a CV",
    "is_late": False,
    "levels": ["IC3"],
}


def test_every_refusal_that_code_names_has_words_and_no_words_are_left_over() -> None:
    assert set(re.findall(r"loop_refusals\.(\w+)\"", SOURCE)) <= set(BLOCKS)
    assert [block for block in BLOCKS if f"loop_refusals.{block}" not in SOURCE and f'"{block}"' not in SOURCE] == []


@pytest.mark.parametrize("block", BLOCKS)
def test_a_refusal_says_what_is_wrong_and_at_most_one_line_of_what_to_do(block: str) -> None:
    reason, advice = reason_and_advice(Refusal(f"loop_refusals.{block}", **VALUES))
    assert reason.endswith((".", "!"))
    assert "\n" not in advice
    assert "None" not in reason.replace("None of your loops", "")


@pytest.fixture
def loop(desk: Desk) -> Loop:
    return desk.open()


def test_how_far_a_loop_is_agrees_with_its_numbers(desk: Desk, loop: Loop) -> None:
    assert progress(loop) == "0 of 3 scorecards are in"
    assert progress(desk.submit(loop, "U0IVAN")) == "1 of 3 scorecards is in"
    assert progress(desk.submit(loop, "U0IDA")) == "2 of 3 scorecards are in"
    one = loop.model_copy(update={"interviews": loop.interviews[:1]})
    assert progress(one) == "0 of 1 scorecard is in"
    assert progress(loop.model_copy(update={"interviews": ()})) == "No scorecards: everyone is excused"
    assert progress(loop.model_copy(update={"state": LoopState.CANCELED})) == "Canceled"


def test_where_an_interview_stands_is_said_in_a_few_words(loop: Loop) -> None:
    interview, later = loop.interviews[0], loop.deadline_at.replace(year=loop.deadline_at.year + 1)
    states = {
        state: interview_state(loop, interview.model_copy(update={"state": state}), loop.opened_at)
        for state in InterviewState
    }
    assert states == {
        InterviewState.DUE: "not in yet",
        InterviewState.SUBMITTED: "in",
        InterviewState.EXCUSED: "excused",
        InterviewState.DID_NOT_HAPPEN: "didn't happen",
    }
    assert interview_state(loop, interview, later) == "late"
    over = {LoopState.REVEALED: "missing", LoopState.CANCELED: "no longer needed"}
    for state, expected in over.items():
        assert interview_state(loop.model_copy(update={"state": state}), interview, later) == expected


def test_the_button_to_a_scorecard_says_what_it_leads_to(loop: Loop) -> None:
    interview = loop.interviews[0]
    submitted = interview.model_copy(update={"state": InterviewState.SUBMITTED})
    revealed = loop.model_copy(update={"state": LoopState.REVEALED})
    assert verb_for(loop, interview, begun=False) == "Score"
    assert verb_for(loop, interview, begun=True) == "Continue"
    assert verb_for(loop, submitted, begun=False) == "Amend"
    assert verb_for(revealed, interview, begun=False) == "Add scorecard"
