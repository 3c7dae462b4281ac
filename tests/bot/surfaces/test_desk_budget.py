"""Home, help, errors, records and lists say no more words than a reader has patience for, on the seeded demo."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Message, Person
from tests.bot.surfaces.counting import words_of

TEAM = the_team()
HOME, HELP, ERROR = 120, 45, 25
LIST, TOUR = 90, 70


@pytest.fixture
def slack(demo: LocalSlack) -> LocalSlack:
    """The demo, as it is before anyone has done anything."""
    return demo


@dataclass(frozen=True)
class Seen:
    """Someone in the demo, and what they see."""

    person: Person

    def home(self) -> dict[str, Any]:
        """Return their Home."""
        self.person.open_home()
        assert self.person.home is not None
        return {"blocks": self.person.home.blocks}

    def answer(self, typed: str) -> dict[str, Any]:
        """Return the private answer to a command."""
        return {"blocks": self.said(typed).blocks}

    def said(self, typed: str) -> Message:
        """Return the message that answers a command."""
        command, _, text = typed.partition(" ")
        return self.person.command(command, text, TEAM.hiring_channel.id).messages[-1]

    def modal(self) -> dict[str, Any]:
        """Return the modal in front of them as it is drawn, title and buttons included."""
        modal = self.person.modal
        assert modal is not None
        return {"title": modal.title, "submit": modal.submit or "", "blocks": modal.blocks, "close": "Close"}


@pytest.mark.parametrize("who", [TEAM.awaited, TEAM.recruiter, TEAM.hiring_manager, TEAM.stranger])
def test_home_is_read_at_a_glance(slack: LocalSlack, who: str) -> None:
    assert words_of(Seen(slack.person(who)).home()) <= HOME


@pytest.mark.parametrize(
    "command", ["/debrief", "/loop", "/opening", "/jd", "/debrief rubric help", "/score help", "/signal help"]
)
def test_help_is_a_sentence_and_a_row_of_buttons(slack: LocalSlack, command: str) -> None:
    assert words_of(Seen(slack.person(TEAM.recruiter)).answer(command)) <= HELP


@pytest.mark.parametrize(
    "typed",
    ["/loop recrod Sam", "/debrief xyzzy", "/loop record Dana Fox xml", "/loop cancel Nobody", "/debrief people"],
)
def test_an_error_is_a_sentence_and_what_to_do(slack: LocalSlack, typed: str) -> None:
    assert words_of(Seen(slack.person(TEAM.awaited)).answer(typed)) <= ERROR


def test_a_list_in_full_and_the_tour_are_short(slack: LocalSlack) -> None:
    rita = Seen(slack.person(TEAM.recruiter))
    rita.home()
    rita.person.click(rita.person.home, "desk_list")
    assert words_of(rita.modal()) <= LIST
    stranger = Seen(slack.person(TEAM.stranger))
    stranger.home()
    stranger.person.click(stranger.person.home, "home_tour")
    assert words_of(stranger.modal()) <= TOUR


def test_what_is_due_stands_on_home_within_the_first_rows(slack: LocalSlack) -> None:
    blocks = Seen(slack.person(TEAM.awaited)).home()["blocks"]
    first = next(number for number, block in enumerate(blocks) if "accessory" in block)
    assert first <= 1, "a heading, then the first row with its button"
    assert blocks[first]["accessory"]["style"] == "primary"
