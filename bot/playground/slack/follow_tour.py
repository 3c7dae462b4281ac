"""Does what a button of the tour promises, as its person would: no act of a tour goes past what someone can do."""

from collections.abc import Callable

from bot.playground.slack.parts import Parts
from bot.playground.slack.person import Person
from bot.playground.slack.screen import Message
from bot.playground.slack.state_values import located
from bot.playground.slack.tour import Deed, Move
from bot.playground.slack.workspace import SLACKBOT, NotOnScreenError


def follow(parts: Parts, move: Move) -> str | None:
    """Do it, whatever else the person had open; returns the ts of the message it was about, if any."""
    person = Person(parts, parts.workspace.member(move.person).id)
    while person.modal:
        person.close()
    if move.deed is Deed.COMMAND:
        command, _, text = move.what.partition(" ")
        person.command(command, text, channel=None if move.place == "dm" else move.place)
    if move.deed is Deed.COMMAND or not move.what:
        return None
    if move.deed is Deed.SHORTCUT:
        said = _newest(
            person, move, lambda message: message.author not in {SLACKBOT, parts.workspace.identity.bot_user_id}
        )
        person.shortcut(move.what, said)
        return said.ts
    message = _newest(person, move, lambda message: _action(message, move.what) is not None)
    action_id = _action(message, move.what)
    if move.deed is Deed.PRESS and action_id:
        person.click(message, action_id)
    return message.ts


def _newest(person: Person, move: Move, wanted: Callable[[Message], bool]) -> Message:
    messages = person.direct_messages() if move.place == "dm" else person.sees(move.place)
    for message in reversed(messages):
        if not message.ephemeral and wanted(message):
            return message
    raise NotOnScreenError("There is nothing to show yet. Take the step before this one first.")


def _action(message: Message, name: str) -> str | None:
    """Return the action_id of its first element of this name: the name itself, or a variant behind a colon."""
    ids = (element["action_id"] for _, element in located(message.blocks))
    return next((each for each in ids if each == name or each.startswith(f"{name}:")), None)
