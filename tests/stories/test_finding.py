"""People find their candidates however they type them, and only theirs."""

import re
from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import ON_SQLITE, close_all, modal, said

OpenLoop = Callable[..., None]


def code_of(rita: Person, name: str) -> str:
    """Return the code of the only candidate whom Rita finds by a name."""
    (code,) = set(re.findall("C-[A-Z0-9]{4}", said(rita.command("/loop", f"show {name}"))))
    return code


def leading_to_loops(answer: Message) -> list[tuple[str, str, str | None]]:
    """Return the buttons of an answer that open a loop."""
    return [button for button in answer.buttons if button[0].startswith("loop_details")]


def test_the_label_that_debrief_prints_finds_the_scorecard(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    code = code_of(rita, "Dana Fox")
    for typed in (f"Dana Fox ({code})", f"dana fox ({code.lower()})", f"Fox {code}", code.replace("-", "–")):
        panel[0].command("/score", typed)
        assert modal(panel[0]).title == f"Score {code}", typed
        close_all(panel[0])


def test_quotes_that_a_phone_makes_neither_hide_a_candidate_nor_make_a_second_one(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    code = code_of(rita, "Dana Fox")
    open_loop(candidate="“Dana Fox”")
    listed = said(rita.command("/loop", "list"))
    assert listed.count(f"Dana Fox ({code})") == 2
    assert "“" not in listed
    panel[0].command("/score", "“Dana Fox”")
    assert code in said(panel[0].command("/score", "“Dana Fox”"))


@ON_SQLITE
def test_names_are_found_without_accents_in_any_order_and_by_their_parts(rita: Person, open_loop: OpenLoop) -> None:
    for name in ("José Nguyễn", "O’Brien, Pat"):
        open_loop(candidate=name)
    for typed, name in (
        ("jose nguyen", "José Nguyễn"),
        ("nguyen", "José Nguyễn"),
        ("J. Nguyen", "José Nguyễn"),
        ("O'Brien", "O’Brien, Pat"),
        ("pat o'brien", "O’Brien, Pat"),
    ):
        answer = rita.command("/loop", f"show {typed}").messages[0]
        assert answer.text.startswith("Loop C-"), typed
        assert name in answer.plain


def test_a_misspelled_name_is_one_click_from_whom_it_may_mean_and_tells_others_nothing(
    rita: Person, panel: list[Person], otto: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    for person, command in ((rita, "/loop"), (panel[0], "/loop")):
        answer = person.command(command, "show Danna Foks").messages[0]
        assert 'None of your loops is about "Danna Foks".' in answer.plain
        ((action, label, value),) = leading_to_loops(answer)
        assert label.startswith("Dana Fox (C-")
        person.click(answer, action, value)
        assert modal(person).title.startswith("Loop C-")
        close_all(person)
    for text in ("show Danna Foks", "show Dana Fox", "show Nobody Here"):
        assert "Dana Fox (" not in said(otto.command("/loop", text))
        assert not leading_to_loops(otto.command("/loop", text).messages[0])


@pytest.mark.parametrize("typed", ["%", "=", "=dana fox", "C-", "<@U0OTTO>", "🦊"])
@ON_SQLITE
def test_signs_find_nobody(rita: Person, open_loop: OpenLoop, typed: str) -> None:
    open_loop()
    expected = typed != "=dana fox"
    assert ("None of your loops is about" in said(rita.command("/loop", f"show {typed}"))) is expected


def test_the_late_scorecard_comes_first_and_each_says_when_it_is_due(
    now: Clock, services: Services, panel: list[Person], open_loop: OpenLoop
) -> None:
    start = int(services.now().timestamp())
    for candidate, hours in (("Anna Late", 20), ("Cora Tomorrow", 50), ("Bea Nextweek", 24 * 8)):
        open_loop(candidate=candidate, deadline=start + 3600 * hours)
        now.tick(hours=1)
    now.tick(hours=23)
    ivan = panel[0]
    listed = said(ivan.command("/score"))
    assert "late" in listed.split("Anna Late")[1][:80]
    ivan.open_home()
    assert ivan.home is not None
    for shown in (listed, ivan.home.plain, said(ivan.command("/loop", "list"))):
        places = [shown.index(name) for name in ("Anna Late", "Cora Tomorrow", "Bea Nextweek")]
        assert places == sorted(places)
        assert "ate, was due" in shown.split("Anna Late")[1][:140]
        assert "ue " in shown.split("Cora Tomorrow")[1][:140]


@ON_SQLITE
def test_a_candidate_whose_loop_one_runs_is_not_said_to_be_unknown(
    rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    answer = said(rita.command("/score", "Dana Fox"))
    assert re.search(r"You're not on a panel for Dana Fox \(C-[A-Z0-9]{4}\)\.", answer)
    assert said(otto.command("/score", "Dana Fox")) == said(otto.command("/score", "Zed Zed")).replace(
        "Zed Zed", "Dana Fox"
    )
    open_loop(candidate="Robin Hale")
    near = panel[0].command("/score", "Robyn Haile").messages[0]
    assert "Did you mean this one?" in near.plain
    assert "Dana Fox" not in near.plain
    panel[0].click(near, "open_scorecard")
    assert modal(panel[0]).title.startswith("Score C-")
