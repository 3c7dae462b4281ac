"""JD and interviews: what a posting promises against what an opening's plan assesses, confirmed once and kept."""

import pytest

from bot.errors import Refusal
from bot.features.doors import Door
from bot.features.opening.read_trace import confirm_trace, trace_shown
from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import Message, View
from bot.wiring import Actor, Services
from storage.jd_traces import trace_entries
from tests.stories.acting import CHANNEL, HANA, OTTO, PANEL, close_all, modal, said
from tests.stories.approving import approve, ask
from tests.stories.conftest import Worker
from tests.stories.openings import filled_opening, seats
from tests.stories.test_jd_fix import review

JD = """Senior AI Engineer

We are looking for a Senior AI Engineer for our support product.

What you will do
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- Write the evaluations that stop a bad prompt from reaching customers

What you bring
- 5+ years of building backend systems in Python
- Bachelor's degree in computer science
- A voice that carries across a stage

What we offer
A friendly team. Remote (US).
"""
UNTIED = "A voice that carries"


@pytest.fixture
def opening(rita: Person) -> None:
    """An opening that Rita made for a JD she had reviewed."""
    made_for(rita, JD)


def made_for(rita: Person, text: str) -> None:
    review(rita, text)
    rita.click(modal(rita), Door.NEW_OPENING)
    rita.fill(filled_opening())
    assert rita.submit().action == "updated", modal(rita).plain
    rita.fill(dict(zip(seats(rita), ("U0IDA", *PANEL), strict=False)))
    rita.submit()
    close_all(rita)


def shown(person: Person) -> View:
    """Open the opening and its trace."""
    close_all(person)
    (page,) = person.command("/opening", "show Support product", channel=CHANNEL).messages
    return press(person, "JD and interviews", page)


def press(person: Person, words: str, on: View | Message | None = None) -> View:
    """Press the first button that begins with these words, and return what is in front then."""
    page = on or modal(person)
    action, value = next((action, value) for action, text, value in page.buttons if text.startswith(words))
    person.click(page, action, value)
    return modal(person)


def opening_of(page: View) -> str:
    """Return the id of the opening whose trace is shown."""
    return next(value for action, _, value in page.buttons if action == Door.OPENING_PLAN)


def confirm_all(person: Person) -> View:
    shown(person)
    press(person, "Confirm")
    person.submit()
    return modal(person)


@pytest.mark.usefixtures("opening")
def test_suggestions_stand_open_until_they_are_confirmed(rita: Person) -> None:
    page = shown(rita)
    assert page.title == "JD and interviews"
    assert "5 to confirm" in page.plain
    assert "To confirm: checked elsewhere" in page.plain
    after = confirm_all(rita)
    assert "3 of 5 demands assessed, 1 checked elsewhere" in after.plain
    assert "1 promised, never assessed" in after.plain
    assert "Onsite" in after.plain


@pytest.mark.usefixtures("opening")
def test_no_page_of_before_stands_behind_what_was_confirmed(rita: Person) -> None:
    confirm_all(rita)
    rita.close()
    assert rita.modal is None


@pytest.mark.usefixtures("opening")
def test_both_gaps_stand_on_the_opening(rita: Person) -> None:
    confirm_all(rita)
    close_all(rita)
    page = said(rita.command("/opening", "show Support product", channel=CHANNEL))
    assert "JD and interviews: 1 of 5 demands never assessed" in page
    assert "assessed but never advertised" in page
    assert "Assessed, never advertised:" in shown(rita).plain


@pytest.mark.usefixtures("opening")
def test_what_was_confirmed_is_changed_in_place_and_every_word_of_it_kept(rita: Person, services: Services) -> None:
    confirm_all(rita)
    page = shown(rita)
    press(rita, "Change")
    assert UNTIED in modal(rita).plain, "the gaps stand first"
    field = next(block["block_id"] for block in modal(rita).blocks if block["type"] == "input")
    rita.fill({field: ["-elsewhere-"]})
    rita.submit()
    assert "promised" not in modal(rita).plain
    with services.reads() as session:
        entries = trace_entries(session, "T0LOCAL", opening_of(page))
    assert [entry.confirmed_by for entry in entries] == ["U0RITA"] * 6
    assert entries[-1].elsewhere


@pytest.mark.usefixtures("opening")
def test_a_second_submit_says_nothing_new(rita: Person, services: Services) -> None:
    confirm_all(rita)
    page = shown(rita)
    press(rita, "Change")
    rita.submit()
    with services.reads() as session:
        assert len(trace_entries(session, "T0LOCAL", opening_of(page))) == 5


@pytest.mark.usefixtures("opening")
def test_a_changed_jd_keeps_what_was_said_of_the_sentences_that_stayed(rita: Person) -> None:
    confirm_all(rita)
    close_all(rita)
    review(rita, JD.replace("A voice that carries across a stage", "Agents that call our tools with LangGraph"))
    value = next(value for action, text, value in modal(rita).buttons if action == Door.NEW_OPENING)
    close_all(rita)
    rita.command("/opening", "edit Support product", channel=CHANNEL)
    rita.fill({"jd": value})
    assert rita.submit().action == "updated"
    page = shown(rita)
    assert "3 of 5 demands assessed, 1 checked elsewhere · 1 to confirm" in page.plain
    assert UNTIED not in page.plain


@pytest.mark.usefixtures("opening")
def test_one_line_before_a_loop_opens_and_it_never_blocks(rita: Person) -> None:
    confirm_all(rita)
    close_all(rita)
    rita.command("/loop", "new", channel=CHANNEL)
    assert "The JD promises 1 thing that no interview assesses" in modal(rita).plain
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    assert "is open" in modal(rita).plain, "in one step, as for any opening with a plan"


@pytest.mark.usefixtures("opening")
def test_the_line_stays_where_a_sentence_changed_that_demands_nothing(rita: Person) -> None:
    confirm_all(rita)
    close_all(rita)
    review(rita, JD.replace("A friendly team.", "A friendly team in three cities."))
    value = next(value for action, text, value in modal(rita).buttons if action == Door.NEW_OPENING)
    close_all(rita)
    rita.command("/opening", "edit Support product", channel=CHANNEL)
    rita.fill({"jd": value})
    assert rita.submit().action == "updated"
    assert "to confirm" not in shown(rita).plain
    close_all(rita)
    rita.command("/loop", "new", channel=CHANNEL)
    assert "The JD promises 1 thing that no interview assesses" in modal(rita).plain


def test_what_someone_said_of_a_sentence_that_stayed_stays_theirs(
    rita: Person, hana: Person, worker: Worker, services: Services
) -> None:
    made_for(rita, JD)
    page = confirm_all(rita)
    ask(
        rita,
        (HANA,),
        text=JD.replace("A friendly team.", "A team in three cities."),
        needed=1,
        opening=opening_of(page),
    )
    worker()
    approve(hana)
    shown(hana)
    press(hana, "Change")
    field = next(block["block_id"] for block in modal(hana).blocks if block["type"] == "input")
    hana.fill({field: ["-elsewhere-"]})
    hana.submit()
    with services.reads() as session:
        entries = trace_entries(session, "T0LOCAL", opening_of(page))
    assert len(entries) == 10, "the four that stayed are of the new JD, too"
    assert sorted(entry.confirmed_by for entry in entries) == ["U0HANA"] + ["U0RITA"] * 9


def test_a_form_with_nothing_left_to_confirm_is_how_the_jd_stands(rita: Person, hana: Person, worker: Worker) -> None:
    made_for(rita, JD)
    ask(rita, (HANA,), needed=1, opening=opening_of(shown(rita)))
    worker()
    approve(hana)
    shown(rita)
    confirm_all(hana)
    assert press(rita, "Confirm").title == "JD and interviews"


@pytest.mark.usefixtures("opening")
def test_a_colleague_learns_and_confirms_nothing(rita: Person, services: Services) -> None:
    opening, otto = opening_of(shown(rita)), Actor("T0LOCAL", OTTO)
    with pytest.raises(Refusal):
        trace_shown(services.workspace("T0LOCAL"), otto, opening)
    with pytest.raises(Refusal):
        confirm_trace(services.workspace("T0LOCAL"), otto, opening, {})


def test_all_who_run_an_opening_hold_its_approved_jd_against_it(rita: Person, hana: Person, worker: Worker) -> None:
    made_for(rita, JD)
    opening = opening_of(shown(rita))
    ask(rita, (HANA,), needed=1, opening=opening)
    worker()
    approve(hana)
    page = shown(hana)
    assert "The approved JD against the plan of this opening." in page.plain
    assert "to confirm" in page.plain
    assert "demands assessed" in confirm_all(hana).plain


@pytest.mark.usefixtures("opening")
def test_the_hiring_manager_does_not_read_a_review_that_is_someone_elses(hana: Person) -> None:
    page = said(hana.command("/opening", "show Support product", channel=CHANNEL))
    assert "JD and interviews" not in page
