"""Candidates of an opening side by side: ties said as ties, refused where they can't be compared, codes not names."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select, update

from bot.features.record.export_record import export_record
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from storage.tables import LoopRow, OpeningRow
from tests.conftest import Clock
from tests.stories.acting import close_all, modal, said, score
from tests.stories.conftest import Once
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
def opening(rita: Person, panel: list[Person], worker: Worker, services: Services, once: Once) -> str:
    """An opening with one panel of four, and two candidates: Dana has fours and Sam threes."""

    def by_hand() -> None:
        make_opening(rita, tuple(person.id for person in panel), plan="one")
        for name, rating in (("Dana Fox", 4), ("Sam Whitlock", 3)):
            open_candidate(rita, worker, name)
            for person in panel:
                score(person, rating, about=name)
        worker()

    once(("two candidates of an opening",), by_hand)
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


def comparisons(person: Person) -> list[Message]:
    """Return the direct messages with candidates by competency."""
    return [message for message in person.direct_messages() if "by competency" in message.plain]


def send(person: Person) -> None:
    """Ask for the table from where candidates stand by competency."""
    close_all(person)
    person.click(person.command("/opening", "show support product").messages[-1], "opening_compare")
    person.click(modal(person), "compare_competencies")
    person.click(modal(person), "compare_competencies_send")


def readings(services: Services, opening: str) -> list[str]:
    """Return who read the ratings of each of an opening's loops, as their records say."""
    with services.sessions.begin() as session:
        loops = session.scalars(select(LoopRow.id).where(LoopRow.opening_id == opening)).all()
    records = [export_record(services, loop) for loop in loops]
    return [entry.actor for record in records for entry in record.entries if entry.action == "read ratings"]


def test_candidates_by_competency_are_sent_once_as_a_table_and_noted(
    rita: Person, panel: list[Person], opening: str, services: Services, worker: Worker
) -> None:
    for _ in range(2):
        send(rita)
        assert "Sent to your messages" in modal(rita).plain
        assert "compare_competencies_send" not in [action for action, _, _ in modal(rita).buttons]
        worker()
    (sent,) = comparisons(rita)
    assert "data_table" in [block["type"] for block in sent.blocks]
    assert "Widest apart" in sent.plain
    assert "4.0" in str(sent.blocks)
    assert "Dana" not in str(sent.blocks), "in codes, as the loops show them"
    assert readings(services, opening).count("U0RITA") == 8, "each look and each sending, with each candidate"
    rita.click(sent, "opening_compare")
    assert modal(rita).title == "Compare 2 candidates"
    score(panel[0], 5, about="Sam Whitlock", reason="I had misread my notes.")
    worker()
    send(rita)
    worker()
    assert len(comparisons(rita)) == 2, "of what has changed there is a new message"


def test_where_tables_are_refused_it_comes_in_core_blocks(
    slack: LocalSlack, rita: Person, opening: str, worker: Worker
) -> None:
    send(rita)
    slack.fail("chat.postMessage", error="invalid_blocks", times=2)
    worker()
    (sent,) = comparisons(rita)
    assert {block["type"] for block in sent.blocks} == {"section", "rich_text", "context", "actions"}
    assert "4.0" in sent.plain


def test_it_is_not_sent_to_somebody_who_runs_the_opening_no_more(
    rita: Person, opening: str, services: Services, worker: Worker
) -> None:
    send(rita)
    with services.sessions.begin() as session:
        session.execute(update(OpeningRow).values(recruiter="U0OTTO"))
    worker()
    assert comparisons(rita) == []


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


def test_figures_count_decisions_and_those_against_the_signal(
    rita: Person, hana: Person, opening: str, now: Clock
) -> None:
    hana.command("/loop", "decide Dana Fox")
    hana.fill({"decision": "no_hire"})
    hana.fill({"reason": "The team's plan changed."})
    assert hana.submit().action == "updated"
    close_all(hana)
    shown = rita.command("/opening", "show support product").messages[-1]
    assert "no hire" not in shown.plain, "while it may be undone"
    rita.click(shown, "opening_figures")
    told = modal(rita).plain
    assert "Opened to decided: under an hour (1 candidate)" in told
    assert "Decided against the signal: 1 of 1 decision" in told
    close_all(rita)
    now.tick(minutes=11)
    shown = rita.command("/opening", "show support product").messages[-1]
    assert re.search(r"Dana Fox \(C-\w{4}\) · .* · decided: no hire", shown.plain), shown.plain
