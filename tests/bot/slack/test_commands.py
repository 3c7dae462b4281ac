"""A command is declared once; hint, help and dispatch follow, whichever room adds to it."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.slack.commands import Command, Commands, Line, Subcommand
from bot.slack.ready_answers import Ready
from bot.slack.replying import Answer, Asked
from bot.wiring import Actor, Answers, Workspace

WORKSPACE: Any = SimpleNamespace(
    catalogue=SimpleNamespace(digest="d"), now=datetime(2026, 3, 2, tzinfo=UTC), answers=Answers(100)
)
"""No handler here looks at it; help is kept in it."""


def saying(name: str) -> Any:
    def handler(workspace: Workspace, asked: Asked) -> Answer:
        return {"text": f"{name}: {asked.text}"}

    return handler


BOOK = Command(
    "/book",
    "Books",
    "keeps books.",
    subcommands=(
        Subcommand("/book", "new", saying("new"), lines=(Line("new", "opens a book"),)),
        Subcommand("/book", "show", saying("show"), "[title]"),
        Subcommand("/book", "lend", saying("lend"), "[title]"),
    ),
)
FIND = Command("/find", "Find", "finds.", saying("find"), "[title]", subcommands=(Subcommand("/find", "all"),))
ALL = Command("/all", "Everything", "does everything.", leads_to_all=True)
COMMANDS = Commands((BOOK, FIND, ALL), [Subcommand("/book", "burn", saying("burn"), lines=(Line("burn", "ends one"),))])


def ask(typed: str) -> str:
    name, _, text = typed.partition(" ")
    command = next(one for one in COMMANDS.commands if one.name == name)
    asked = Asked(Actor("T1", "U1"), text, "C1", text)
    answer = COMMANDS.answer(command, WORKSPACE, asked)
    return str((answer.drawn() if isinstance(answer, Ready) else answer)["text"])


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/book new", "new: "),
        ("/book SHOW Emma", "show: Emma"),
        ("/book burn all of them", "burn: all of them"),
        ("/find Emma", "find: Emma"),
        ("/find", "find: "),
        ("/find all Emma", "find: all Emma"),
        ("/all book new", "new: "),
        ("/all find book", "find: book"),
    ],
)
def test_the_word_behind_a_command_says_who_answers(typed: str, answer: str) -> None:
    assert ask(typed) == answer


@pytest.mark.parametrize("typed", ["/book", "/book help", "/book Help me", "/all book help"])
def test_help_says_what_may_be_typed_whichever_room_declares_it(typed: str) -> None:
    told = ask(typed)
    assert "keeps books." in told
    assert "`/book new` opens a book" in told
    assert "`/book burn` ends one" in told


def test_a_word_that_nobody_knows_gets_the_nearest_and_the_help() -> None:
    assert "“brun” is nothing" in ask("/book brun")
    assert "Did you mean `/book burn`?" in ask("/book brun")
    assert "Did you mean `/all find`?" in ask("/all fnd")
    assert "Did you mean" not in ask("/book xyzzy")


def test_what_was_typed_is_shown_literally() -> None:
    assert "&lt;!channel&gt;" in ask("/book <!channel>")


TEXT = "one two three four five six seven eight nine ten eleven"
KEEPING = Command(
    "/keep",
    "Keep",
    "keeps.",
    saying("keep"),
    subcommands=(
        Subcommand("/keep", "name", saying("name")),
        Subcommand("/keep", "note", saying("note"), takes_text=True),
    ),
    divider="as",
)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (TEXT, "text: " + TEXT),
        ("name " + TEXT, "text: " + TEXT),
        ("note " + TEXT, "note: " + TEXT),
        (TEXT.removesuffix(" eleven"), "keep: " + TEXT.removesuffix(" eleven")),
        ("x" * 256, "text: " + "x" * 256),
        ("x" * 255, "keep: " + "x" * 255),
        ("one two three As " + TEXT.removesuffix(" eleven"), "keep: one two three As " + TEXT.removesuffix(" eleven")),
        ("one as " + TEXT, "text: one as " + TEXT),
        (TEXT + " as one", "text: " + TEXT + " as one"),
        ("one as two as " + TEXT, "text: one as two as " + TEXT),
    ],
)
def test_what_is_too_long_for_a_name_is_handed_to_whom_answers_texts(typed: str, answer: str) -> None:
    commands = Commands((KEEPING, BOOK, ALL), on_text=saying("text"))
    asked = Asked(Actor("T1", "U1"), typed, "C1", typed)
    assert commands.answer(KEEPING, WORKSPACE, asked)["text"].startswith(answer)
    if answer.startswith("text: "):
        for command, before in ((BOOK, ""), (ALL, ""), (ALL, "book "), (ALL, "book new ")):
            pasted = Asked(Actor("T1", "U1"), f"{before}{typed}", "C1", f"{before}{typed}")
            assert commands.answer(command, WORKSPACE, pasted)["text"] == f"text: {typed}"


def test_slacks_hint_names_what_follows_and_shared_arguments_once() -> None:
    hints = {command.name: COMMANDS.usage_hint(command) for command in COMMANDS.commands}
    assert hints == {
        "/book": "new | show | lend [title] | burn | help",
        "/find": "[title] | all | help",
        "/all": "help",
    }


def test_two_of_one_name_are_no_accident_that_passes() -> None:
    with pytest.raises(ValueError, match="/book new"):
        Commands((BOOK,), [Subcommand("/book", "new", saying("other"))])
    with pytest.raises(ValueError, match="/book"):
        Commands((BOOK, replace(BOOK, description="Others")))
    with pytest.raises(ValueError, match="/nowhere"):
        Commands((BOOK,), [Subcommand("/nowhere", "new")])
