"""Every command helps, forgives what it can, and says what was meant where it cannot."""

import re
from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import View
from bot.serving.declared import declared_commands
from tests.stories.acting import ON_SQLITE, close_all, modal, said

pytestmark = ON_SQLITE
NAMES = [command.name for command in declared_commands().commands]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("asked", ["help", "HELP", "  help  "])
def test_every_command_answers_help_privately(rita: Person, name: str, asked: str) -> None:
    (answer,) = rita.command(name, asked).messages
    assert answer.ephemeral
    assert set(re.findall(r"/[a-z]+", answer.plain)) == {"/debrief"}, "the one that every workspace has"
    buttons = [button for block in answer.blocks if block["type"] == "actions" for button in block["elements"]]
    assert 2 <= len(buttons) <= 6
    assert buttons[0]["style"] == "primary"


@pytest.mark.parametrize("name", NAMES)
def test_each_button_of_a_help_answers_with_a_modal_that_leads_on(slack: LocalSlack, rita: Person, name: str) -> None:
    (answer,) = rita.command(name, "help").messages
    for block in answer.blocks:
        for button in block["elements"] if block["type"] == "actions" else ():
            assert rita.click(answer, button["action_id"]).status == 200
            assert leads_on(modal(rita)), button["text"]["text"]
            close_all(rita)
    assert slack.complaints == []


def leads_on(view: View) -> bool:
    """Tell whether a modal ends in a next step: something to submit, or to press or choose besides Close."""
    return bool(view.submit) or any("accessory" in block or block["type"] == "actions" for block in view.blocks)


def test_a_button_corrects_a_slip_of_the_finger(rita: Person, open_loop: Callable[..., None]) -> None:
    open_loop()
    (answer,) = rita.command("/loop", "recrod Dana Fox").messages
    assert answer.plain.startswith('Unknown command "recrod". Did you mean record?')
    rita.click(answer, "run_command")
    assert "The record is whole." in modal(rita).plain
    close_all(rita)
    (answer,) = rita.command("/debrief", "lop show Dana Fox").messages
    rita.click(answer, "run_command")
    assert "Dana Fox" in modal(rita).plain


def test_a_shortcut_opens_the_scorecard_that_is_due_and_another_a_new_loop(
    rita: Person, panel: list[Person], open_loop: Callable[..., None]
) -> None:
    open_loop()
    panel[0].global_shortcut("score_shortcut")
    assert modal(panel[0]).title.startswith("Score C-")
    rita.global_shortcut("score_shortcut")
    assert "/debrief" not in modal(rita).plain
    close_all(rita)
    rita.global_shortcut("loop_shortcut")
    assert modal(rita).title == "New loop"


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
        ("/debrief", "signl", "Did you mean signal?"),
        ("/loop", "lst", "Did you mean list?"),
        ("/loop", "shwo Dana", "Did you mean show?"),
        ("/jd", "revue", "Did you mean review?"),
        ("/rubric", "ai-enginer senior", "Did you mean:\nSenior AI Engineer"),
        ("/rubric", "ai-engineer snior", "Did you mean:\nSenior AI Engineer"),
        ("/jd", "checklist data-sientist", "Did you mean Data Scientist"),
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
    assert "went wrong in Debrief" not in said(answer)
    assert slack.complaints == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/rubric", "What are you hiring for?"),
        ("/jd", "Review a JD"),
        ("/loop", "New loop"),
        ("/score", "No scorecards due."),
        ("/signal", "No loops yet."),
        ("/debrief", "Debrief takes your panel from the JD to the signal."),
    ],
)
def test_a_bare_command_is_useful(rita: Person, command: str, told: str) -> None:
    assert told in said(rita.command(command))


def test_what_help_offers_first_leads_on_for_anybody(rita: Person) -> None:
    (helped,) = rita.command("/debrief", "help").messages
    rita.click(helped, helped.buttons[0][0])
    assert modal(rita).submit, "a form to fill in, not a scorecard that the asker may not have"
    assert "`/debrief score [candidate]`" in str(helped.blocks), "and no example names somebody who isn't here"


def test_a_command_that_debrief_does_not_know_is_answered(rita: Person) -> None:
    (answer,) = rita.command("/debriefing", "now").messages
    assert answer.plain.startswith("Debrief has no command /debriefing.")
    rita.click(answer, "run_command:0")
    assert "Debrief takes your panel" in modal(rita).plain


def test_home_is_useful_to_somebody_with_nothing_to_do(otto: Person) -> None:
    otto.open_home()
    assert otto.home is not None
    assert "No scorecards due." in otto.home.plain
    otto.click(otto.home, "home_tour")
    assert leads_on(modal(otto))
    close_all(otto)
    otto.click(otto.home, "loop_new:0")
    assert modal(otto).title == "New loop"


@pytest.mark.parametrize("asked", ["?", "-h", "--help", "HELP", "help me"])
@pytest.mark.parametrize("command", ["/rubric", "/jd", "/loop", "/score", "/signal", "/debrief"])
def test_help_is_given_however_it_is_asked_for(rita: Person, command: str, asked: str) -> None:
    (message,) = rita.command(command, asked).messages
    assert message.plain == rita.command(command, "help").messages[0].plain


def test_debrief_helps_with_a_command_that_is_named_behind(rita: Person) -> None:
    helped = said(rita.command("/rubric", "help"))
    assert said(rita.command("/debrief", "help rubric")) == helped
    assert said(rita.command("/debrief", "/rubric help")) == helped


@pytest.mark.parametrize("typed", ["ai-engineer/senior", "ai-engineer/Senior", "AI Engineer/senior"])
def test_a_rubric_is_found_by_the_id_that_records_print(rita: Person, typed: str) -> None:
    assert said(rita.command("/rubric", typed)) == said(rita.command("/rubric", "ai-engineer senior"))
