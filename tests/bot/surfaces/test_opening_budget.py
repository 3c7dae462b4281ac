"""Openings are read at a glance, and their plan is changed in forms of a few words, on the playground's people."""

from typing import Any

import pytest

from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Person
from tests.bot.surfaces.counting import words_of
from tests.stories.acting import close_all, modal
from tests.stories.openings import filled_opening, seats

TEAM = the_team()
EMPTY, NEW, LIST, SHOW, LOOP = 25, 50, 60, 110, 80
PANEL, PLAN, STAGE, INTERVIEW, FORM = 60, 80, 110, 60, 60
"""The second line: of what wording.md gives no budget, as many words as its form has, and a third more."""


@pytest.fixture
def rita(demo: LocalSlack) -> Person:
    """The recruiter, in the demo as it is before anyone has done anything."""
    return demo.person(TEAM.recruiter)


def shown(person: Person) -> int:
    """Count the words of the modal in front of a person, title and buttons included."""
    view = modal(person)
    parts: dict[str, Any] = {"title": view.title, "submit": view.submit or "", "blocks": view.blocks, "close": "Close"}
    return words_of(parts)


def answered(person: Person, typed: str) -> int:
    return words_of({"blocks": person.command("/opening", typed, TEAM.hiring_channel.id).messages[-1].blocks})


def test_an_opening_is_made_listed_and_changed_in_few_words(rita: Person) -> None:
    assert answered(rita, "") <= EMPTY
    rita.command("/opening", "new", TEAM.hiring_channel.id)
    assert shown(rita) <= NEW
    rita.fill(filled_opening(hiring_manager=TEAM.hiring_manager, channel=TEAM.hiring_channel.id))
    rita.submit()
    assert shown(rita) <= PANEL
    panel = list(TEAM.waiting.panelists)
    rita.fill(dict(zip(seats(rita), [panel[1], *panel], strict=False)))
    rita.submit()
    assert shown(rita) <= PLAN
    stages = [value for action, _, value in modal(rita).buttons if action == "opening_edit_stage"]
    rita.click(modal(rita), "opening_edit_stage", stages[-1])
    assert shown(rita) <= STAGE
    interviews = [value for action, _, value in modal(rita).buttons if action == "opening_edit_interview"]
    rita.click(modal(rita), "opening_edit_interview", interviews[0])
    assert shown(rita) <= INTERVIEW
    close_all(rita)
    assert answered(rita, "list") <= LIST
    assert answered(rita, "show Support product") <= SHOW
    rita.command("/opening", "edit Support product", TEAM.hiring_channel.id)
    assert shown(rita) <= FORM
    close_all(rita)
    rita.command("/loop", "new", TEAM.hiring_channel.id)
    assert modal(rita).callback_id == "loop_planned"
    assert shown(rita) <= LOOP
    rita.click(modal(rita), "loop_change_seats")
    assert shown(rita) <= LOOP
    close_all(rita)
    rita.command("/opening", "close Support product", TEAM.hiring_channel.id)
    assert shown(rita) <= FORM
    close_all(rita)
    rita.open_home()
    assert rita.home is not None
    assert "openings" in rita.home.plain
    assert words_of({"blocks": rita.home.blocks}) <= 120
