"""A field of a modal is declared once: what is drawn is what is read, and Slack and Debrief check the same."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import FormRefusal
from bot.playground.slack.limits import accept_view
from bot.playground.slack.state_values import initial_values
from bot.slack.blocks import modal
from bot.slack.form_fields import Channel, Choice, ExternalMenu, Menu, Menus, Moment, RichText, Text, User, Users
from bot.slack.forms import AsWritten, Field, autosaved, check, refuse, texts
from bot.wording.refusals import field_errors

LEVELS = (("Junior", "junior"), ("Senior", "senior"))
FILLED = [
    (Text(id="note", long=True), "Drew the queue.\nNamed the retry."),
    (RichText(id="jd"), "AI Engineer\nYou will ship."),
    (Choice(id="level", options=LEVELS), "senior"),
    (Menu(id="level", options=LEVELS), "junior"),
    (Menus(id="levels", options=LEVELS), ("junior", "senior")),
    (User(id="person"), "U0IVAN"),
    (Users(id="people"), ("U0IVAN", "U0IDA")),
    (Channel(id="channel"), "C0HIRING"),
    (Moment(id="starts"), datetime(2026, 3, 2, 9, tzinfo=UTC)),
]
EVERY_KIND = [field for field, _ in FILLED] + [ExternalMenu(id="role")]


def drawn(*fields: tuple[Field[Any], Any]) -> dict[str, Any]:
    """Return a view with these fields, as Slack takes it and sends it back untouched."""
    blocks = [field.block(value) for field, value in fields]
    view = accept_view(modal("A form", blocks, callback_id="form", submit="Save"), "modal")
    return {**view, "state": {"values": initial_values(view["blocks"])}}


def sent(field: Field[Any], **state: Any) -> dict[str, Any]:
    """Return a view in which Slack reports this state of a field."""
    return {"state": {"values": {field.block_id: {field.id: state}}}}


@pytest.mark.parametrize(("field", "value"), FILLED, ids=lambda x: type(x).__name__)
def test_what_is_drawn_in_a_field_is_what_is_read_from_it(field: Field[Any], value: Any) -> None:
    assert field.read(drawn((field, value))) == value
    about = field.about("retrieval")
    assert about.block_id == f"{field.id}:retrieval"
    assert about.read(drawn((about, value))) == value


@pytest.mark.parametrize("field", EVERY_KIND, ids=lambda field: type(field).__name__)
def test_an_empty_field_is_refused_where_it_stands_if_it_is_required(field: Field[Any]) -> None:
    view = drawn((field, None))
    assert not field.read(view)
    with pytest.raises(FormRefusal) as refused:
        check(view, [field])
    assert field_errors(refused.value) == {field.id: "Fill this in."}
    with pytest.raises(FormRefusal):
        field.need(view)


def test_an_optional_field_may_stay_empty_and_slack_is_told_so() -> None:
    field = Text(id="note", required=False)
    view = drawn((field, None))
    check(view, [field])
    assert field.read(view) is None
    assert view["blocks"][0]["optional"] is True


def test_a_form_says_of_all_its_fields_at_once_what_is_missing() -> None:
    form = (Text(id="note"), User(id="person"), Text(id="more", required=False))
    with pytest.raises(FormRefusal) as refused:
        check(drawn(*((field, None) for field in form)), form)
    assert set(field_errors(refused.value)) == {"note", "person"}


def test_a_text_is_read_without_what_no_database_keeps_and_without_spaces_around_it() -> None:
    field = Text(id="note")
    assert field.read(sent(field, value="  Drew\0it \ud83d. \n")) == "Drew it ?."
    assert field.read(sent(field, value=" \n ")) is None


def test_slack_and_debrief_hold_a_text_to_the_same_length() -> None:
    field = Text(id="note", limit=500)
    view = drawn((field, "x" * 600))
    element = view["blocks"][0]["element"]
    assert element["max_length"] == 500
    assert len(element["initial_value"]) == 500, "a kept text that is too long still lets the view open"
    with pytest.raises(FormRefusal) as refused:
        refuse({field: "x" * 501})
    assert field_errors(refused.value) == {"note": "Keep it under 500 characters."}
    refuse({field: "x" * 500})


@pytest.mark.parametrize("kind", [Choice, Menu])
def test_a_choice_that_was_never_offered_is_refused(kind: Any) -> None:
    field = kind(id="level", options=LEVELS)
    assert field.need(sent(field, selected_option={"value": "senior"})) == "senior"
    with pytest.raises(FormRefusal) as refused:
        field.need(sent(field, selected_option={"value": "director"}))
    assert field_errors(refused.value) == {"level": "Choose one of the options shown."}


def test_a_menu_filled_as_one_types_keeps_what_was_chosen_and_is_filled_by_its_source() -> None:
    field = ExternalMenu(id="role", source="rubric_role", options=(("AI Engineer", "ai-engineer"), ("x", "y")))
    view = drawn((field, "ai-engineer"))
    assert field.need(view) == "ai-engineer"
    (block,) = view["blocks"]
    assert (block["block_id"], block["element"]["action_id"]) == ("role", "rubric_role")
    assert field.read(drawn((field, "unknown"))) is None


def test_an_autosaved_field_is_sent_while_somebody_types_and_its_listeners_are_named_after_it() -> None:
    kept, plain = Text(id="note", autosaved=True), Text(id="title")
    block, other = drawn((kept, None), (plain, None))["blocks"]
    assert block["dispatch_action"] is True
    assert block["element"]["dispatch_action_config"]["trigger_actions_on"] == ["on_character_entered"]
    assert "dispatch_action" not in other
    assert autosaved([kept, plain]) == ["note"]


def test_a_repeated_field_is_read_about_each_subject_that_the_view_tells_of() -> None:
    rating, note = Choice(id="rating", options=(("1", "1"), ("2", "2"))), Text(id="note")
    view = drawn((rating.about("retrieval"), "2"), (rating.about("coding"), None), (note, "Fine."))
    assert texts(view, [rating, note]) == {"note": "Fine.", "rating:retrieval": "2", "rating:coding": None}
    assert rating.subjects(view["state"]["values"]) == ["retrieval", "coding"]


def test_a_field_without_a_label_is_called_by_its_name() -> None:
    assert drawn((Text(id="what_next"), None))["blocks"][0]["label"]["text"] == "What next"


def test_a_label_of_peoples_own_words_is_no_key_whatever_it_looks_like() -> None:
    drawn = Menus(id="levels", label=AsWritten("setup.channel_how"), options=LEVELS).block()
    assert drawn["label"]["text"] == "setup.channel_how"
