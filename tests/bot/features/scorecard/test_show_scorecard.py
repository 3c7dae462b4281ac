"""What a scorecard looks like as it is filled in, and what it says before and afterwards."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features.scorecard import show_scorecard as view
from bot.features.scorecard.open_scorecard import ScorecardChoice
from bot.playground.slack.limits import accept_view
from rubrics.panel.loop import InterviewState, Loop, LoopState
from tests.bot.features.opened_loop import IVAN, card, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def revealed(loop: Loop) -> Loop:
    """Return the same loop after its reveal."""
    return loop.model_copy(update={"state": LoopState.REVEALED})


def inputs(modal: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Return each field's label and hint, by its block, of a view that Slack takes."""
    blocks = [block for block in accept_view(modal, "modal")["blocks"] if block["type"] == "input"]
    return {block["block_id"]: (block["label"]["text"], block.get("hint", {}).get("text")) for block in blocks}


def test_a_fresh_scorecard_asks_for_a_rating_of_each_competency_and_the_recommendation_last(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    names = [loop.rubric.competency(competency).name for competency in interview.focus]
    drawn = inputs(view.form(loop, interview, {}))
    assert [label for label, _ in drawn.values()] == [
        *(f"Rating: {name}" for name in names),
        "Your recommendation: hire?",
    ]
    assert view.form(loop, interview, {})["submit"]["text"] == "Submit"


def test_evidence_has_its_place_beside_a_rating_and_says_what_it_is_for(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    drawn = inputs(view.form(loop, interview, card(loop, IVAN, "2")))
    label, hint = drawn[f"evidence:{interview.focus[0]}"]
    assert label == f"Evidence: {loop.rubric.competency(interview.focus[0]).name}"
    assert hint is not None
    assert hint.startswith("What did you see or hear?")


@pytest.mark.parametrize(("version", "verb", "submit"), [(0, "add", "Submit"), (2, "amend", "Amend")])
def test_after_the_reveal_a_reason_is_asked_for(loop: Loop, version: int, verb: str, submit: str) -> None:
    modal = view.form(revealed(loop), interview_of(loop, IVAN), {}, version)
    assert inputs(modal)["reason"] == (
        f"Why do you {verb} it now?",
        "Everybody on the panel sees it beside your scorecard.",
    )
    assert modal["submit"]["text"] == submit


def test_what_a_scorecard_was_drawn_for_is_read_back_from_it(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    modal = view.form(loop, interview, {}, 3)
    assert view.drawn_for(modal["private_metadata"]) == (interview.id, 3)
    assert view.inputs(modal) == [*(f"rating:{competency}" for competency in interview.focus), "recommendation"]


def test_the_anchors_stand_above_their_rating_and_every_point_of_the_scale_is_offered(loop: Loop) -> None:
    competency = loop.rubric.competency(interview_of(loop, IVAN).focus[0])
    blocks = view.form(loop, interview_of(loop, IVAN), {})["blocks"]
    rating = next(block for block in blocks if block.get("block_id") == f"rating:{competency.id}")
    values = [option["value"] for option in rating["element"]["options"]]
    assert values == ["1", "2", "3", "4", "5", "not_assessed"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ({"version": 1}, "*Your scorecard is in.* 2 scorecards are still to come."),
        ({"version": 2}, "*Your scorecard is amended (version 2).*"),
        ({"version": 1, "revealed": True}, "*Your scorecard was the last one: the panel is revealed.*"),
        ({"version": 1, "after_reveal": True}, "marked as added after the reveal"),
        ({"version": 3, "after_reveal": True}, "*Your change is stored as version 3.*"),
    ],
)
def test_a_stored_scorecard_says_what_it_did(loop: Loop, outcome: dict[str, Any], expected: str) -> None:
    modal = view.stored(loop, **{"revealed": False, "after_reveal": False, **outcome})
    assert expected in modal["blocks"][0]["text"]["text"]


def test_the_interviews_to_score_are_offered_with_where_each_stands(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    done = interview.model_copy(update={"state": InterviewState.SUBMITTED})
    mine = [(loop, interview), (loop, done), (revealed(loop), done), (revealed(loop), interview)]
    offered = view.choice(ScorecardChoice(mine, 4, frozenset({"other"})))
    lines = [block["text"]["text"] for block in offered["blocks"][1:]]
    assert [line.rpartition(" · ")[2] for line in lines] == [
        "due",
        "in, sealed",
        "in, revealed",
        "revealed without it",
    ]
    begun = view.choice(ScorecardChoice([(loop, interview)], 1, frozenset({interview.id})))
    assert "· begun" in str(begun)
    assert "You owe no scorecard." in view.choice(ScorecardChoice([]))["text"]
