"""A command is declared once; hint, help and dispatch follow, whichever room adds to it."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from bot.compiled.team_catalogues import OwnDefinitions
from bot.errors import NextStep, reason
from bot.slack.blocks import private, section
from bot.slack.capabilities import answer_kinds, drawings, fitting
from bot.slack.commands import RUN, Command, Commands, Line, Subcommand
from bot.slack.payloads import UnreadableRefusal
from bot.slack.ready_answers import Ready
from bot.slack.replying import Answer, Asked
from bot.slack.routes import Request, Routes
from bot.slack.tables import table
from bot.wiring import Actor, Answers, BlockVerdicts, JdReviews, Workspace
from bot.wording.escaping import Mrkdwn

OUTSIDE: Any = None
WORKSPACE = Workspace(
    team="T1",
    settings=OUTSIDE,
    definitions=OwnDefinitions("T1", SimpleNamespace(digest="d")),  # type: ignore[arg-type]
    sessions=OUTSIDE,
    reads=OUTSIDE,
    now=datetime(2026, 3, 2, tzinfo=UTC),
    jd=OUTSIDE,
    remark_rules=OUTSIDE,
    answers=Answers(100),
    block_verdicts=BlockVerdicts(10),
    jd_reviews=JdReviews(10),
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
    title="Books",
    ways=(NextStep(reason("door_labels.new_loop"), "book_new"), NextStep(reason("door_labels.score"), RUN, "find")),
    subcommands=(
        Subcommand("/book", "new", saying("new"), lines=(Line("new", "opens a book"),)),
        Subcommand("/book", "show", saying("show"), "[title]", (Line("show Emma", "shows a book"),)),
        Subcommand("/book", "lend", saying("lend"), "[title]"),
    ),
    lines=(Line("", "lists them"),),
)
FIND = Command(
    "/find", "Find", "finds.", saying("find"), arguments="[title]", subcommands=(Subcommand("/find", "all"),)
)
ALL = Command("/all", "Everything", "does everything.", leads_to_all=True)
BURN = Subcommand("/book", "burn", saying("burn"), lines=(Line("burn", "ends one"),), also=("torch",), is_rare=True)
COMMANDS = Commands((BOOK, FIND, ALL), [BURN])


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


def drawn(typed: str) -> dict[str, Any]:
    """Return the whole answer to what was typed."""
    name, _, text = typed.partition(" ")
    command = next(one for one in COMMANDS.commands if one.name == name)
    answer = COMMANDS.answer(command, WORKSPACE, Asked(Actor("T1", "U1"), text, "C1", text))
    return answer.drawn() if isinstance(answer, Ready) else dict(answer)


def buttons(drawn: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return the words, the id and the value of each button, in order."""
    elements = [element for block in drawn["blocks"] for element in block.get("elements", []) if "text" in element]
    return [(e["text"]["text"], e["action_id"], e["value"]) for e in elements if e["type"] == "button"]


def clicked(action_id: str, value: str, commands: Commands = COMMANDS) -> dict[str, Any]:
    """Return the modal that a button of a help opens."""
    routes = Routes()
    commands.register(routes)
    opened: list[dict[str, Any]] = []
    body = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T1"},
        "trigger_id": "1.2.3",
        "actions": [{"action_id": action_id, "value": value}],
    }
    client: Any = SimpleNamespace(views_open=lambda trigger_id, view: opened.append(view))
    services: Any = SimpleNamespace(workspace=lambda team: WORKSPACE)
    route = routes.find(body)
    assert route is not None
    route(Request(body, client, services))
    (modal,) = opened
    return modal


@pytest.mark.parametrize("typed", ["/book", "/book help", "/book Help me", "/all book help"])
def test_help_is_a_sentence_its_likeliest_steps_and_one_line_of_syntax(typed: str) -> None:
    answer = drawn(typed)
    assert answer["text"] == "*Books*: keeps books."
    assert buttons(answer) == [
        ("New loop", "book_new:0", "-"),
        ("Score", "run_command:1", "find"),
        ("All book commands", "help_topic", "book"),
    ]
    assert answer["blocks"][-1]["elements"][0]["text"] == "Or type `/all book show Emma` · `new` · `lend` · `burn`"


def test_all_that_may_be_typed_is_one_click_away_whichever_room_declares_it() -> None:
    modal = clicked("help_topic", "book")
    assert modal["title"]["text"] == "All book commands"
    assert modal["blocks"][0]["text"]["text"].split("\n") == [
        "Type `/all book`, then:",
        "• nothing: lists them",
        "• `new` opens a book",
        "• `show Emma` shows a book",
        "",
        "*Less often*",
        "• `burn` ends one",
    ]
    assert buttons(modal)[0] == ("New loop", "book_new:0", "-"), "a modal ends in a next step"


def test_of_the_command_that_leads_to_all_each_other_one_is_a_sentence_and_a_door() -> None:
    _, *doors = clicked("help_topic", "all")["blocks"]
    assert [door["text"]["text"] for door in doors] == ["`/all book` Books", "`/all find` Find"]
    assert [door["accessory"]["value"] for door in doors] == ["book", "find"]
    assert len({door["accessory"]["action_id"] for door in doors}) == len(doors)


def test_a_word_that_nobody_knows_gets_the_nearest_as_a_button_with_the_same_argument() -> None:
    answer = drawn("/book brun Emma Bovary")
    assert answer["text"] == 'Unknown command "brun". Did you mean `burn`?'
    assert buttons(answer) == [
        ("Burn Emma Bovary", "run_command", "book burn Emma Bovary"),
        ("All book commands", "help_topic", "book"),
    ]
    assert buttons(drawn("/book torch Emma"))[0] == ("Burn Emma", "run_command", "book burn Emma"), (
        "another word for it"
    )
    assert buttons(drawn("/all fnd Emma"))[0] == ("Find Emma", "run_command", "all find Emma")
    assert drawn("/book Xyzzy")["text"] == 'Unknown command "Xyzzy".', "as it was typed"
    assert buttons(drawn("/book xyzzy")) == [("All book commands", "help_topic", "book")]


def test_a_button_does_what_the_command_would_in_a_modal_of_core_blocks() -> None:
    commands = Commands((replace(FIND, handler=with_a_table, title="Found"), ALL))
    modal = clicked(RUN, "find Emma", commands)
    assert (modal["type"], modal["title"]["text"]) == ("modal", "Found")
    assert modal["blocks"][0] == section(Mrkdwn("Emma"))
    assert "table" not in {block["type"] for block in modal["blocks"]}
    assert buttons(modal) == [("All find commands", "help_topic", "find")], "and never is it a dead end"


def with_a_table(workspace: Workspace, asked: Asked) -> Answer:
    core = private("found", [section(Mrkdwn(asked.text))])
    newer = private("found", [table([["a", "b"], ["1", "2"]])])
    assert fitting(drawings(newer, core), frozenset({"table"})) == newer
    return fitting(drawings(newer, core), answer_kinds(workspace))


def test_a_forged_button_runs_nothing() -> None:
    with pytest.raises(UnreadableRefusal):
        clicked(RUN, "nowhere to go")


def test_a_very_long_argument_is_left_out_of_the_button() -> None:
    assert buttons(drawn("/book shwo " + "x" * 300))[0] == ("Show", "run_command", "book show")
    assert len(buttons(drawn("/book shwo " + "x" * 200))[0][0]) <= 75


def test_what_was_typed_is_shown_literally() -> None:
    assert "&lt;!channel&gt;" in drawn("/book <!channel>")["text"]


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
        ("Name " + TEXT, "text: Name " + TEXT),
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
