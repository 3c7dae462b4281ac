"""Every command helps, forgives what it can, and says what was meant where it cannot."""

import re

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.declared import declared_commands
from tests.stories.acting import ON_SQLITE, close_all, modal, said

pytestmark = ON_SQLITE
NAMES = [command.name for command in declared_commands().commands]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("asked", ["help", "HELP", "  help  "])
def test_every_command_answers_help_privately(rita: Person, name: str, asked: str) -> None:
    (answer,) = rita.command(name, asked).messages
    assert answer.ephemeral
    assert answer.plain.startswith(f"{name} ")
    for example in re.findall(r"/[a-z]+", answer.plain):
        assert example in NAMES, "help names commands that exist"


@pytest.mark.parametrize(
    "typed",
    [
        "rubric",
        "rubric ai-engineer senior",
        "rubric help",
        "jd",
        "jd checklist ai-engineer",
        "loop",
        "loop list",
        "loop show nobody",
        "score",
        "score help",
        "signal",
        "signal nobody",
    ],
)
def test_debrief_does_the_same_as_the_bare_command(rita: Person, typed: str) -> None:
    name, _, text = typed.partition(" ")
    bare = rita.command(f"/{name}", text).messages
    assert said(rita.command("/debrief", typed)) == "\n".join(message.plain for message in bare)
    assert bare


@pytest.mark.parametrize("typed", ["loop new", "jd review"])
def test_debrief_opens_the_same_forms(rita: Person, typed: str) -> None:
    name, _, text = typed.partition(" ")
    rita.command(f"/{name}", text)
    bare = modal(rita).plain
    close_all(rita)
    rita.command("/debrief", typed)
    assert modal(rita).plain == bare


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("/debrief", "signl", "Did you mean /debrief signal?"),
        ("/loop", "lst", "Did you mean /loop list?"),
        ("/loop", "shwo Dana", "Did you mean /loop show?"),
        ("/jd", "revue", "Did you mean /jd review?"),
        ("/rubric", "ai-enginer senior", "Did you mean ai-engineer"),
        ("/rubric", "ai-engineer snior", "Did you mean senior"),
        ("/jd", "checklist data-sientist", "Did you mean data-scientist"),
    ],
)
def test_a_slip_of_the_finger_is_answered_with_what_was_meant(rita: Person, command: str, text: str, told: str) -> None:
    answer = rita.command(command, text)
    assert told in said(answer)
    assert all(message.ephemeral for message in answer.messages)


@pytest.mark.parametrize("text", ["frobnicate", "✨", "<!channel>", "&lt;", "x" * 500])
@pytest.mark.parametrize("name", NAMES)
def test_nonsense_gets_an_answer_and_never_a_failure(slack: LocalSlack, rita: Person, name: str, text: str) -> None:
    answer = rita.command(name, text)
    assert answer.status == 200
    assert said(answer)
    assert "fault is Debrief" not in said(answer)
    assert slack.complaints == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/rubric", "Roles with a rubric"),
        ("/jd", "/jd says what a JD should contain"),
        ("/loop", "/loop runs the interviews"),
        ("/score", "No scorecards due."),
        ("/signal", "You are on no loop yet."),
        ("/debrief", "/debrief does everything Debrief does"),
    ],
)
def test_a_bare_command_is_useful(rita: Person, command: str, told: str) -> None:
    assert told in said(rita.command(command))


def test_a_command_that_debrief_does_not_know_is_answered(rita: Person) -> None:
    answer = said(rita.command("/debriefing", "now"))
    assert "Debrief does not know the command /debriefing." in answer
    assert "Try /debrief help." in answer


def test_home_is_useful_to_somebody_with_nothing_to_do(otto: Person) -> None:
    otto.open_home()
    assert otto.home is not None
    assert "You owe no scorecard." in otto.home.plain
    otto.click(otto.home, "loop_new")
    assert modal(otto).title == "Open a loop"
