"""A modal's close button says where it leads: back to the one below, or out."""

import pytest

from bot.slack.blocks import modal
from bot.slack.replying import closing_at


@pytest.mark.parametrize(
    ("label", "stacked", "shown"),
    [
        ("Done", 1, "Done"),
        ("Close", 1, "Close"),
        ("Back", 1, "Close"),
        ("Done", 2, "Back"),
        ("Close", 3, "Back"),
        ("Back", 2, "Back"),
        ("Later", 2, "Later"),
    ],
)
def test_what_closes_a_modal_leads_back_where_one_stands_below(label: str, stacked: int, shown: str) -> None:
    drawn = modal("Why?", [], callback_id="why", close=label)
    assert closing_at(stacked, drawn)["close"]["text"] == shown
    assert drawn["close"]["text"] == label, "what was drawn may be kept for another"


@pytest.mark.parametrize(("submit", "clears"), [(None, True), ("Save", False)])
def test_a_form_and_what_closes_the_whole_stack_say_it_themselves(submit: str | None, clears: bool) -> None:
    drawn = modal("Decided", [], callback_id="decided", close="Done", submit=submit, clear_on_close=clears)
    assert closing_at(3, drawn) == drawn
