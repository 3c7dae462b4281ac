"""One's own scorecards: where each stands, and what is left to do where none is due."""

from datetime import UTC, datetime
from typing import Any

from bot.features.scorecard import show_queue as view
from bot.features.scorecard.choose_scorecard import LastCard, ScorecardChoice
from bot.playground.slack.limits import accept_blocks, accept_view
from rubrics.panel.loop import InterviewState, Loop, LoopState
from tests.bot.features.opened_loop import IVAN, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def revealed(loop: Loop) -> Loop:
    """Return the same loop after its reveal."""
    return loop.model_copy(update={"state": LoopState.REVEALED})


def texts(blocks: list[dict[str, Any]]) -> list[str]:
    """Return what each paragraph says."""
    return [block["text"]["text"] for block in blocks if block["type"] == "section"]


def actions(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the ids of the buttons in rows."""
    return [element["action_id"] for block in blocks if block["type"] == "actions" for element in block["elements"]]


def test_the_interviews_to_score_are_offered_with_where_each_stands(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    done = interview.model_copy(update={"state": InterviewState.SUBMITTED})
    mine = [(loop, interview), (loop, done), (revealed(loop), done), (revealed(loop), interview)]
    offered = ScorecardChoice(mine, 4, frozenset({"other"}))
    first, *lines = texts(accept_blocks(view.choice(offered, NOW)["blocks"], "message"))
    assert first == "*1 scorecard due*"
    assert all("Dana Fox" in line and "Senior AI Engineer" in line for line in lines)
    assert [line.splitlines()[1].partition(" <")[0] for line in lines] == [
        "Due",
        "In, sealed",
        "In, revealed",
        "Revealed without it",
    ]
    begun = view.choice(ScorecardChoice([(loop, interview)], 1, frozenset({interview.id})), NOW)
    assert "Begun · due" in str(begun)


def test_in_a_modal_each_opens_in_its_place_since_its_anchors_need_room_above_it(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    modal = accept_view(view.mine(ScorecardChoice([(loop, interview)], 1), NOW), "modal")
    assert [b["accessory"]["action_id"] for b in modal["blocks"] if b.get("accessory")] == [view.OPEN_HERE]
    empty = accept_view(view.mine(ScorecardChoice([]), NOW), "modal")
    assert actions(empty["blocks"]) == [view.LOOPS, "browse_rubrics"]


def test_with_nothing_due_the_last_one_is_named_and_one_click_away(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    idle = ScorecardChoice([(loop, interview)], 1, is_idle=True, last=LastCard(loop, interview, NOW))
    blocks = accept_blocks(view.choice(idle, NOW)["blocks"], "message")
    (said,) = texts(blocks)
    assert said.splitlines()[0] == "*No scorecards due.*"
    assert said.splitlines()[1].startswith(f"Your last one: {loop.private_label}, <!date^")
    assert actions(blocks) == ["open_scorecard", view.LOOPS, "browse_rubrics"]
    several = view.choice(ScorecardChoice([(loop, interview)] * 2, 2, is_idle=True, last=idle.last), NOW)
    assert actions(several["blocks"]) == ["open_scorecard", view.MINE, view.LOOPS, "browse_rubrics"]


def test_somebody_on_no_panel_is_told_when_one_will_be_due() -> None:
    said = texts(view.choice(ScorecardChoice([], is_idle=True), NOW)["blocks"])
    assert said == ["*No scorecards due.*\nYou'll get a message when you're on a panel."]


def test_a_name_that_fits_none_is_quoted_beside_those_that_there_are(loop: Loop) -> None:
    first, line = texts(
        view.choice(ScorecardChoice([(loop, interview_of(loop, IVAN))], 1, asked="<!here>"), NOW)["blocks"]
    )
    assert first == '*You have no scorecard for "&lt;!here&gt;".* This one is yours.'
    assert "Dana Fox" in line
    assert '"Zed"' in texts(view.choice(ScorecardChoice([], asked="Zed"), NOW)["blocks"])[0]
