"""What people in the stories do by hand about openings: make one, name who interviews."""

from typing import Any

from bot.playground.slack.local_slack import Person
from tests.stories.acting import CHANNEL, HANA, PANEL, close_all, modal


def seats(person: Person) -> list[str]:
    """Return the names of the fields of who interviews, in the plan's order."""
    return [block["block_id"] for block in modal(person).blocks if block["block_id"].startswith("seat:")]


def filled_opening(**changes: Any) -> dict[str, Any]:
    """Return the form of a new opening as Rita would fill it in; `changes` name fields that differ."""
    filled = {
        "role": "ai-engineer",
        "level": "senior",
        "name": "Support product",
        "hiring_manager": HANA,
        "channel": CHANNEL,
        "place": "Remote (US)",
    }
    return {**filled, **changes}


def make_opening(person: Person, people: tuple[str, ...] = ("U0IDA", *PANEL), **changes: Any) -> None:
    """Make an opening with `/opening new`, name who interviews, and close it all."""
    person.command("/opening", "new", channel=CHANNEL)
    person.fill(filled_opening(**changes))
    assert person.submit().action == "updated", modal(person).plain
    assert modal(person).title == "Who interviews"
    person.fill(dict(zip(seats(person), people, strict=False)))
    assert person.submit().action == "updated"
    assert modal(person).title == "Plan"
    close_all(person)
