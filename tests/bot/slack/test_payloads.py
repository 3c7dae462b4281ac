"""What is read out of a payload has its shape, or the person is told that it cannot be read."""

from typing import Any

import pytest

from bot.slack.event_payloads import home_opened
from bot.slack.payloads import (
    UnreadableRefusal,
    action_of,
    actor_of,
    carried_number,
    filled_view_of,
    message_of,
    storable,
    trigger_of,
    typed_command,
    typed_into_menu,
    view_of,
)
from bot.wiring import Actor

USER = {"id": "U1", "team_id": "T1"}
VIEW = {
    "id": "V1",
    "type": "modal",
    "callback_id": "form",
    "private_metadata": "x",
    "blocks": [],
    "state": {"values": {}},
}
COMMAND = {"command": "/loop", "team_id": "T1", "user_id": "U1", "channel_id": "C1"}


def filled(**element: Any) -> dict[str, Any]:
    return {"view": {**VIEW, "state": {"values": {"block": {"element": element}}}}}


def test_who_acts_belongs_to_their_own_team() -> None:
    assert actor_of({"user": USER, "team": {"id": "T2"}}) == Actor("T1", "U1")
    assert actor_of({"user": {"id": "U1"}, "team": {"id": "T2"}}) == Actor("T2", "U1")
    assert actor_of({"user": USER, "team": None}) == Actor("T1", "U1")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user": None},
        {"user": "U1", "team": {"id": "T1"}},
        {"user": {"id": "U1"}, "team": None},
        {"user": {"id": 7, "team_id": "T1"}},
        {"user": {"id": "U1\0", "team_id": "T1"}},
        {"user": {"id": "U\ud800", "team_id": "T1"}},
        {"user": {"id": "U" * 33, "team_id": "T1"}},
    ],
)
def test_a_payload_of_no_person_cannot_be_read(body: dict[str, Any]) -> None:
    with pytest.raises(UnreadableRefusal):
        actor_of(body)


def test_a_command_is_read_without_what_no_database_keeps() -> None:
    assert typed_command({**COMMAND, "text": "new \0 \ud800"}) == (Actor("T1", "U1"), "new   ?", "C1")
    assert typed_command(COMMAND)[1] == ""


@pytest.mark.parametrize("part", ["team_id", "user_id", "channel_id"])
@pytest.mark.parametrize("value", [None, 7, ["T1"], "", "a b", "x" * 4000])
def test_a_command_of_nobody_or_from_nowhere_cannot_be_read(part: str, value: object) -> None:
    with pytest.raises(UnreadableRefusal) as refused:
        typed_command({**COMMAND, part: value})
    assert refused.value.where == part


@pytest.mark.parametrize(
    ("action", "chosen"),
    [
        ({"action_id": "a", "value": "x"}, "x"),
        ({"action_id": "a", "selected_option": {"value": "y"}}, "y"),
        ({"action_id": "a", "selected_option": None}, ""),
        ({"action_id": "a", "value": "x\0\ud800"}, "x ?"),
    ],
)
def test_a_click_carries_a_value(action: dict[str, Any], chosen: str) -> None:
    assert action_of({"actions": [action]}).chosen == chosen


@pytest.mark.parametrize(
    "actions",
    [
        None,
        [],
        {},
        ["a"],
        [{"action_id": 1}],
        [{"action_id": "a", "value": 9}],
        [{"action_id": "a", "selected_option": "y"}],
        [{"action_id": "a", "selected_option": {"value": {}}}],
        [{"action_id": "a", "action_ts": "soon"}],
        [{"action_id": "a", "action_ts": "nan"}],
    ],
)
def test_a_click_on_nothing_cannot_be_read(actions: object) -> None:
    with pytest.raises(UnreadableRefusal):
        action_of({"actions": actions})


@pytest.mark.parametrize(
    "element",
    [
        {"value": None},
        {"value": "half a \ud800 character"},
        {"selected_option": {"text": {}, "value": "x"}},
        {"selected_options": []},
        {"selected_users": ["U1", "U2"]},
        {"selected_date_time": 253_402_300_799},
        {"rich_text_value": {"type": "rich_text", "elements": [[]]}},
        {"something_new": {}},
    ],
)
def test_what_slack_says_of_a_field_is_read(element: dict[str, Any]) -> None:
    assert filled_view_of(filled(**element))["id"] == "V1"


@pytest.mark.parametrize(
    "element",
    [
        {"value": 9},
        {"value": ["a"]},
        {"selected_option": {"value": 9}},
        {"selected_option": {}},
        {"selected_options": [{}]},
        {"selected_options": {"value": "x"}},
        {"selected_users": "U1"},
        {"selected_users": [None]},
        {"selected_user": {"id": "U1"}},
        {"selected_conversation": "C1\0"},
        {"selected_date_time": -1},
        {"selected_date_time": 10**30},
        {"selected_date_time": "1772442000"},
        {"rich_text_value": "pasted"},
    ],
)
def test_a_field_of_another_shape_cannot_be_read(element: dict[str, Any]) -> None:
    with pytest.raises(UnreadableRefusal) as refused:
        filled_view_of(filled(**element))
    assert refused.value.where == "view.state.values"


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"state": None},
        {"state": {}},
        {"state": {"values": []}},
        {"state": {"values": {"block": "x"}}},
        {"private_metadata": 7},
        {"private_metadata": "x\0"},
        {"blocks": None},
        {"blocks": {}},
        {"blocks": ["x"]},
        {"blocks": [{"type": "input"}]},
        {"previous_view_id": 3},
    ],
)
def test_a_view_of_another_shape_cannot_be_read(change: dict[str, Any]) -> None:
    with pytest.raises(UnreadableRefusal):
        filled_view_of({"view": {**VIEW, **change}})


def test_a_view_that_is_only_clicked_in_needs_no_state() -> None:
    home = {"id": "V1", "type": "home"}
    assert view_of({"view": home}) is home


@pytest.mark.parametrize("trigger", [None, 5, "", {"id": 1}, "a b"])
def test_without_its_trigger_nothing_can_be_opened(trigger: object) -> None:
    with pytest.raises(UnreadableRefusal):
        trigger_of({"trigger_id": trigger})


def test_what_is_typed_into_a_menu_may_be_nothing() -> None:
    assert typed_into_menu({"action_id": "role"}) == ""
    assert typed_into_menu({"action_id": "role", "value": "ml"}) == "ml"
    with pytest.raises(UnreadableRefusal):
        typed_into_menu({"action_id": "role", "value": ["ml"]})


def test_a_shortcut_has_a_message() -> None:
    assert message_of({"message": {"text": 5}}) == {"text": 5}
    with pytest.raises(UnreadableRefusal):
        message_of({"message": "text"})


def test_home_that_stands_nowhere_yet_has_no_hash() -> None:
    opened = home_opened({"team_id": "T1", "event": {"user": "U1"}})
    assert (opened.actor, opened.tab, opened.private_metadata, opened.hash) == (Actor("T1", "U1"), "home", "", None)


def test_what_was_typed_stays_out_of_what_is_said_of_it() -> None:
    with pytest.raises(UnreadableRefusal) as refused:
        filled_view_of(filled(selected_user="the candidate's name"))
    assert "candidate's name" not in str(refused.value)
    assert "candidate's name" not in refused.value.where


def test_a_text_that_any_database_keeps_stays_as_it_is() -> None:
    assert storable("Zoë 🙂\n") == "Zoë 🙂\n"


def test_a_button_of_ours_carries_a_number() -> None:
    assert carried_number("0") == 0
    assert carried_number("999999") == 999_999


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", " 1", "１", "9" * 7, "1\n"])
def test_what_is_no_number_of_ours_cannot_be_read(text: str) -> None:
    with pytest.raises(UnreadableRefusal):
        carried_number(text)
