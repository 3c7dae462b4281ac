"""What a scorecard looks like as it is filled in: short anchors, evidence where it is asked for, the whole last."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.features.scorecard import show_scorecard as view
from bot.features.scorecard.open_scorecard import ScorecardForm
from bot.playground.slack.limits import accept_view
from rubrics.catalogue.scale import FIVE
from rubrics.panel.loop import Loop, LoopState
from tests.bot.features.opened_loop import IVAN, Filled, card, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def revealed(loop: Loop) -> Loop:
    """Return the same loop after its reveal."""
    return loop.model_copy(update={"state": LoopState.REVEALED})


def drawn(loop: Loop, filled: Filled, version: int = 0, at: datetime | None = None, **more: Any) -> dict[str, Any]:
    """Return Ivan's scorecard as Slack takes it."""
    form = ScorecardForm(loop, interview_of(loop, IVAN), filled, version, at)
    return accept_view(view.form(form, NOW, **more), "modal")


def labels(modal: dict[str, Any]) -> dict[str, str]:
    """Return each field's label, by its block."""
    return {block["block_id"]: block["label"]["text"] for block in modal["blocks"] if block["type"] == "input"}


def about(modal: dict[str, Any]) -> str:
    """Return the line above the first rating."""
    return str(modal["blocks"][0]["elements"][0]["text"])


def buttons(modal: dict[str, Any], competency: str) -> list[str]:
    """Return what may be pressed beside a competency's rating."""
    (row,) = [block for block in modal["blocks"] if block["block_id"] == f"more:{competency}"]
    return [element["action_id"] for element in row["elements"]]


def test_a_fresh_scorecard_asks_for_a_rating_of_each_competency_and_the_recommendation_last(loop: Loop) -> None:
    first, second = (loop.rubric.competency(competency) for competency in interview_of(loop, IVAN).focus)
    fresh = drawn(loop, {})
    assert (first.must_have, second.must_have) == (True, False)
    assert list(labels(fresh).values()) == [f"{first.name} · must-have", second.name, "Overall: hire?"]
    assert fresh["blocks"][-1]["block_id"] == "recommendation"
    assert fresh["submit"]["text"] == "Submit"


def test_every_point_of_the_scale_is_offered_by_its_short_anchor(loop: Loop) -> None:
    competency = loop.rubric.competency(interview_of(loop, IVAN).focus[0])
    rating = next(block for block in drawn(loop, {})["blocks"] if block["block_id"] == f"rating:{competency.id}")
    options = [(option["value"], option["text"]["text"]) for option in rating["element"]["options"]]
    anchors = [(str(anchor.rating), f"{anchor.rating} · {anchor.short}") for anchor in competency.anchors]
    lowest = (anchors[0][0], f"1 · At best: {competency.anchors[0].short}")
    assert options == [lowest, *anchors[1:], ("not_assessed", "Not assessed")]


@pytest.mark.parametrize("rating", ["1", "2", "3", "4", "5", "not_assessed"])
def test_evidence_stands_under_its_rating_where_it_is_asked_for_and_is_added_elsewhere(loop: Loop, rating: str) -> None:
    modal = drawn(loop, card(loop, IVAN, rating))
    for competency in interview_of(loop, IVAN).focus:
        evidence, names = f"evidence:{competency}", list(labels(modal))
        if rating in "125":
            assert names[names.index(f"rating:{competency}") + 1] == evidence
            assert labels(modal)[evidence] == f"Evidence: {loop.rubric.competency(competency).name}"
            assert buttons(modal, competency) == ["full_anchors"]
        else:
            assert evidence not in names
            assert buttons(modal, competency) == ["full_anchors", "add_evidence"]


def test_a_field_that_is_shown_already_stays_and_the_one_asked_for_takes_the_focus(loop: Loop) -> None:
    first, second = interview_of(loop, IVAN).focus
    modal = drawn(loop, {f"evidence:{second}": ""}, drawn=[f"evidence:{first}"], opened=second)
    fields = {b["block_id"]: b["element"].get("focus_on_load", False) for b in modal["blocks"] if b["type"] == "input"}
    assert (fields[f"evidence:{first}"], fields[f"evidence:{second}"]) == (False, True)


def test_a_modal_looks_different_only_where_a_field_appears_or_others_are_asked_about(loop: Loop) -> None:
    first, second = interview_of(loop, IVAN).focus
    shown = [f"rating:{first}", f"rating:{second}", "recommendation"]

    def differs(filled: Filled, drawn: list[str], of: Loop = loop, opened: str = "") -> bool:
        return view.looks_different(ScorecardForm(of, interview_of(of, IVAN), filled), drawn, opened=opened)

    assert not differs({f"rating:{first}": "3"}, shown)
    assert differs({f"rating:{first}": "5"}, shown)
    assert not differs({f"rating:{first}": "5"}, [*shown, f"evidence:{first}"])
    assert not differs({f"rating:{first}": "3"}, [*shown, f"evidence:{first}"]), "a field is not taken away"
    assert differs({}, shown, opened=second)
    assert differs({}, shown, revealed(loop))
    assert not differs({}, [*shown, "reason"], revealed(loop))
    assert differs({}, shown[1:])
    assert differs({}, [*shown, "rating:charisma"])


@pytest.mark.parametrize(
    ("version", "label", "submit"), [(0, "Why only now?", "Submit"), (2, "Why the change?", "Amend")]
)
def test_after_the_reveal_a_reason_is_asked_for_last(loop: Loop, version: int, label: str, submit: str) -> None:
    modal = drawn(revealed(loop), {}, version)
    last = modal["blocks"][-1]
    assert (last["block_id"], last["label"]["text"]) == ("reason", label)
    assert last["hint"]["text"] == "The panel sees it beside your scorecard."
    assert modal["submit"]["text"] == submit


def test_what_a_scorecard_was_drawn_for_is_read_back_from_it(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    modal = drawn(loop, {}, 3)
    assert view.drawn_for(modal["private_metadata"]) == (interview.id, 3)
    assert view.inputs(modal) == [*(f"rating:{competency}" for competency in interview.focus), "recommendation"]


@pytest.mark.parametrize(
    ("version", "state", "saved", "expected"),
    [
        (0, LoopState.OPEN, None, "Sealed until both are in · Autosaved"),
        (0, LoopState.OPEN, timedelta(minutes=5), "Saved at <!date^1772441700^{time}|8:55 AM UTC>"),
        (
            1,
            LoopState.OPEN,
            timedelta(days=1),
            "Saved <!date^1772355600^{date_short_pretty} at {time}|Mar 1, ",
        ),
        (0, LoopState.REVEALED, None, "Revealed without yours: adding it needs a reason and is marked"),
        (2, LoopState.REVEALED, None, "Revealed: a change needs a reason and is marked"),
    ],
)
def test_the_line_above_says_whom_it_is_about_how_it_is_sealed_and_what_is_kept(
    loop: Loop, version: int, state: LoopState, saved: timedelta | None, expected: str
) -> None:
    line = about(drawn(loop.model_copy(update={"state": state}), {}, version, NOW - saved if saved else None))
    assert line.startswith("Dana Fox · Senior AI Engineer · ")
    assert expected in line


def test_what_comes_of_a_rating_without_evidence_is_said_until_the_first_brings_its_field(loop: Loop) -> None:
    *most, last = sorted(FIVE.asking)
    said = f"{', '.join(map(str, most))} or {last}: add evidence, or it's marked unsupported"
    first, _ = interview_of(loop, IVAN).focus
    for rating in (None, "3", "4", "not_assessed"):
        assert about(drawn(loop, {f"rating:{first}": rating})).endswith(f" · {said}")
    for needing in FIVE.asking:
        shown = drawn(loop, {f"rating:{first}": str(needing)})
        assert "evidence" not in about(shown)
        (field,) = [block for block in shown["blocks"] if block.get("block_id") == f"evidence:{first}"]
        assert field["element"]["placeholder"]["text"] == "Empty: unsupported", "the field says it from then on"


@pytest.mark.parametrize(
    ("number", "seal"), [(1, "until it's in"), (2, "until both are in"), (3, "until all 3 are in")]
)
def test_the_seal_is_told_by_how_many_it_waits_for(loop: Loop, number: int, seal: str) -> None:
    interviews = [*loop.interviews, loop.interviews[0]][:number]
    assert seal in about(drawn(loop.model_copy(update={"interviews": tuple(interviews)}), {}))


def test_the_full_anchors_are_the_five_sentences_and_lead_back(loop: Loop) -> None:
    interview = interview_of(loop, IVAN)
    competency = loop.rubric.competency(interview.focus[0])
    modal = accept_view(view.anchors(interview, competency), "modal")
    said = [block["text"]["text"] for block in modal["blocks"]]
    assert len(said) == 5
    assert all(anchor.behavior in line for anchor, line in zip(competency.anchors, said, strict=True))
    assert said[0].startswith("*1*  _At best:_ ")
    assert (modal["close"]["text"], modal["submit"]) == ("Back", None)
