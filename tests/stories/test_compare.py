"""Candidates of an opening side by side: ties said as ties, refused where they can't be compared, codes not names."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from tests.stories.acting import close_all, modal, said, score
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin, newest_opening

Worker = Callable[[], None]


def open_candidate(rita: Person, worker: Worker, name: str) -> None:
    begin(rita)
    rita.fill({"candidate": name})
    for _ in range(2):
        rita.submit()
        if modal(rita).callback_id == "loop_planned" or "coverage" in modal(rita).callback_id:
            continue
        break
    close_all(rita)
    worker()


@pytest.fixture
def opening(rita: Person, panel: list[Person], worker: Worker, services: Services) -> str:
    """An opening with one panel of four, and two candidates: Dana has fours and Sam threes."""
    make_opening(rita, tuple(person.id for person in panel), plan="one")
    for name, rating in (("Dana Fox", 4), ("Sam Whitlock", 3)):
        open_candidate(rita, worker, name)
        for person in panel:
            score(person, rating, about=name)
    worker()
    return newest_opening(services)


def test_candidates_stand_side_by_side_in_codes_without_a_rank(rita: Person, hana: Person, opening: str) -> None:
    for person in (rita, hana):
        told = said(person.command("/opening", "compare support product"))
        assert "Support product: 2 candidates" in told
        assert "likely" in told or "Likely" in told
        assert "C-" in told
        assert "Dana" not in told
        assert "People decide." in told
        assert "#1" not in told


def test_the_button_on_the_opening_leads_there_and_to_competencies_and_signals(rita: Person, opening: str) -> None:
    shown = rita.command("/opening", "show support product").messages[-1]
    rita.click(shown, "opening_compare")
    assert modal(rita).title == "Compare 2 candidates"
    rita.click(modal(rita), "compare_competencies")
    assert modal(rita).title == "By competency"
    assert "Widest apart" in modal(rita).plain
    assert "4.0" in modal(rita).plain
    assert "Dana" not in modal(rita).plain
    close_all(rita)
    rita.command("/loop", "record Dana Fox")
    assert "@Rita Okafor looked at the panel's ratings." in modal(rita).plain


def test_figures_of_an_opening_name_nobody(rita: Person, opening: str) -> None:
    rita.click(rita.command("/opening", "show support product").messages[-1], "opening_figures")
    told = modal(rita).plain
    assert "Scorecards in:* 8 of 8" in told.replace("Scorecards in: 8", "Scorecards in:* 8")
    assert "Ivan" not in told
    assert "no decision yet" in told


def test_others_do_not_learn_that_there_is_anything(otto: Person, panel: list[Person], opening: str) -> None:
    for person in (otto, panel[0]):
        told = said(person.command("/opening", "compare support product"))
        assert "C-" not in told
        assert "2 candidates" not in told


def test_one_revealed_candidate_is_none_to_compare_and_says_why(
    rita: Person, panel: list[Person], worker: Worker, services: Services
) -> None:
    make_opening(rita, tuple(person.id for person in panel), plan="one")
    for name in ("Dana Fox", "Sam Whitlock"):
        open_candidate(rita, worker, name)
    for person in panel:
        score(person, 4, about="Dana Fox")
    answer = rita.command("/opening", "compare support product").messages[-1]
    assert "Support product has one candidate to compare. 1 is sealed." in answer.plain
    assert "read_signal:0" in [action for action, _, _ in answer.buttons]


def test_ratings_by_another_rubric_are_not_compared(
    rita: Person, opening: str, panel: list[Person], worker: Worker
) -> None:
    rita.command("/opening", "edit support product")
    rita.fill({"bar": "3.5"})
    rita.submit()
    close_all(rita)
    open_candidate(rita, worker, "Kim Reyes")
    for person in panel:
        score(person, 5, about="Kim Reyes")
    told = said(rita.command("/opening", "compare support product"))
    assert "Support product: 2 candidates" in told
    assert "(another version of the rubric)" in told


def test_figures_count_decisions_and_those_against_the_signal(rita: Person, hana: Person, opening: str) -> None:
    hana.command("/loop", "decide Dana Fox")
    hana.fill({"decision": "no_hire"})
    hana.fill({"reason": "The team's plan changed."})
    assert hana.submit().action == "updated"
    close_all(hana)
    rita.click(rita.command("/opening", "show support product").messages[-1], "opening_figures")
    told = modal(rita).plain
    assert "Opened to decided: under an hour (1 candidate)" in told
    assert "Decided against the signal: 1 of 1 decision" in told
