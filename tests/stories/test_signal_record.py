"""A loop's record: everything that happened, in words, with ratings only for those entitled, and its chain checked."""

import pytest
from sqlalchemy import update

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.tables import AuditRow
from tests.conftest import Clock
from tests.stories.acting import channel_post, close_all, in_channel, loop_id, modal, old_button, read_evidence, score
from tests.stories.conftest import Once, OpenLoop, Worker


def open_record(person: Person) -> None:
    person.click(person.command("/signal", "Dana Fox").messages[-1], "signal_record")


def read_record(person: Person, slack: LocalSlack) -> str:
    open_record(person)
    said = modal(person).plain
    close_all(person)
    return said


@pytest.fixture
def revealed(panel: list[Person], open_loop: OpenLoop, worker: Worker, once: Once) -> None:
    """A complete panel, one of whom amended their scorecard before the reveal."""

    def by_hand() -> None:
        open_loop()
        score(panel[0], 3)
        score(panel[0], 4)
        for person in panel[1:]:
            score(person, 3)
        worker()

    once(("one amended, all in",), by_hand)


def test_the_record_tells_who_did_what_and_that_its_chain_holds(
    slack: LocalSlack, hana: Person, panel: list[Person], revealed: None
) -> None:
    read_evidence(hana, in_channel(slack)[-1])
    close_all(hana)
    record = read_record(hana, slack)
    for told in (
        "Dana Fox (C-",
        "The record is whole. No entry was changed, removed or added later.",
        "@Rita Okafor opened the loop with rubric ai-engineer/senior",
        "@Ivan Petrov submitted their scorecard (version 1).",
        "@Ivan Petrov amended their scorecard (version 2): Software engineering 4, ",
        "recommends yes.",
        "The panel was complete, and Debrief revealed it.",
        "@Hana Suzuki looked at the evidence.",
    ):
        assert told in record
    assert "@Hana Suzuki looked at this record." in read_record(hana, slack), "the reading before was noted"


def test_a_changed_entry_is_named(slack: LocalSlack, services: Services, hana: Person, revealed: None) -> None:
    with services.sessions.begin() as session:
        session.execute(update(AuditRow).where(AuditRow.number == 3).values(actor="U0HANA"))
    assert "The record isn't whole from entry 3 on." in read_record(hana, slack)


def test_before_the_reveal_a_record_holds_nothing_of_what_was_rated(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
) -> None:
    open_loop()
    score(panel[0], 5, "strong_yes", evidence="Found the leak.")
    hana.click(old_button(slack, "signal_record", loop_id(services)), "signal_record")
    record = modal(hana).plain
    assert "@Ivan Petrov submitted their scorecard (version 1)." in record
    assert "but no ratings" in record
    assert "strong yes" not in record
    otto.click(old_button(slack, "signal_record", loop_id(services), channel="C0GENERAL"), "signal_record")
    assert "Only those on a loop can see it." in modal(otto).plain


def test_a_long_record_has_pages_and_turning_one_is_no_new_reading(
    slack: LocalSlack, hana: Person, revealed: None
) -> None:
    for _ in range(20):
        read_record(hana, slack)
    open_record(hana)
    assert "1. " in modal(hana).plain
    assert "28 entries" in modal(hana).plain
    hana.click(modal(hana), "signal_record_page")
    assert "29 entries" in modal(hana).plain, "the reading that opened it, and no other"
    assert "26. " in modal(hana).plain
    hana.click(modal(hana), "signal_record_page")
    assert "29 entries" in modal(hana).plain


def test_a_double_click_on_a_page_shows_that_page_and_no_failure(
    slack: LocalSlack, hana: Person, revealed: None
) -> None:
    for _ in range(20):
        read_record(hana, slack)
    open_record(hana)
    hana.click(modal(hana), "signal_record_page")
    shown = modal(hana).plain
    slack.fail("views.update", error="hash_conflict")  # what Slack says of the second click
    assert hana.click(modal(hana), "signal_record_page").status == 200
    assert modal(hana).plain == shown


def test_an_override_stands_in_the_record_with_its_reason_and_who_gave_it(
    slack: LocalSlack,
    now: Clock,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel[:2])
    now.tick(days=3)
    worker()
    hana.click(channel_post(slack, "2 of 4 scorecards are in"), "loop_details")
    hana.click(modal(hana), "loop_override")
    hana.fill({"reason": "The candidate has another offer"})
    hana.submit()
    close_all(hana)
    worker()
    record = read_record(hana, slack)
    assert "@Hana Suzuki revealed the panel before every scorecard was in. Reason: The candidate has another" in record
