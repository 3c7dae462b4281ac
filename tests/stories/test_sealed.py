"""Before the reveal no one learns, by any way, what another rated; afterwards only those on the loop do."""

import re
from io import StringIO

import pytest

from bot.features.doors import Door
from bot.features.loop.show_loop import LOOP_DETAILS
from bot.features.signal.show_arithmetic import RATINGS, Page
from bot.features.signal.show_buttons import MATRIX, SHARE, WHY
from bot.features.signal.show_why import ARITHMETIC, BARS, WHY_HERE
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.stories.acting import (
    OTTO,
    channel_post,
    choose_more,
    chosen,
    close_all,
    everything_shown,
    loop_id,
    modal,
    old_button,
    open_card,
    rating_fields,
    said,
    score,
)
from tests.stories.conftest import Once, OpenLoop, Worker

EVIDENCE = {
    "U0IVAN": "Zebra: could not explain why the retriever returned nothing.",
    "U0IDA": "Walrus: found the race in the cache before running anything.",
    "U0IMRAN": "Heron: needed three hints to see that the metric was leaking.",
}
CARDS = {"U0IVAN": (1, "strong_no"), "U0IDA": (5, "strong_yes"), "U0IMRAN": (2, "strong_no")}
FIGURES = re.compile(r"\d\.\d+ of 5|likely \d|\b[1-5] · |mean \d|lean hire|lean no|clear hire|clear no|(?<![-\w])split")
PAGES = tuple(page.action_id for page in Page)
CONTENT = (WHY, WHY_HERE, ARITHMETIC, *PAGES, BARS, RATINGS, MATRIX, Door.READ_EVIDENCE, SHARE)
"""Buttons that lead to a panel’s content, and refuse before the reveal."""
ABOUT_DANA = [("/loop", "show Dana Fox"), ("/signal", "Dana Fox"), ("/score", "Dana Fox")]
STATUS = (Door.READ_SIGNAL, Door.READ_RECORD, LOOP_DETAILS)
"""Buttons that tell those on the loop how far it is."""


@pytest.fixture
def everybody(slack: LocalSlack, rita: Person, hana: Person, otto: Person, panel: list[Person]) -> list[Person]:
    """Everybody in the workspace, an owner of it included."""
    slack.add_person("U0OLGA", name="olga", real_name="Olga Owner", is_owner=True)
    return [rita, hana, otto, *panel, slack.person("U0OLGA")]


@pytest.fixture
def three_in(panel: list[Person], open_loop: OpenLoop, worker: Worker, once: Once) -> None:
    """A loop with three of four scorecards in."""

    def by_hand() -> None:
        open_loop()
        for person in panel[:3]:
            rating, recommendation = CARDS[person.id]
            score(person, rating, recommendation, evidence=EVIDENCE[person.id])
            worker()

    once(("three that disagree",), by_hand)


def leaks(person: Person, text: str) -> list[str]:
    """Return what a text tells this person of other people's scorecards."""
    told = [words for owner, words in EVIDENCE.items() if owner != person.id and words.split(":")[0] in text]
    if person.id not in CARDS:
        told += re.findall("strong (?:yes|no)", text.lower())
    return told + FIGURES.findall(text)


def test_no_message_modal_notification_home_or_command_tells_anybody_before_the_reveal(
    slack: LocalSlack,
    services: Services,
    everybody: list[Person],
    three_in: None,
    worker: Worker,
    written_log: StringIO,
) -> None:
    for person in everybody:
        person.open_home()
    worker()  # which now knows who owns the workspace
    for person in everybody:
        for text in everything_shown(slack, person):
            assert not leaks(person, text), text
    assert not any(words.split(":")[0] in written_log.getvalue() for words in EVIDENCE.values())
    for call in slack.calls:
        if call.method.startswith("chat."):
            assert not any(words.split(":")[0] in str(call.params) for words in EVIDENCE.values())


def test_no_button_tells_anybody_before_the_reveal(
    slack: LocalSlack, services: Services, everybody: list[Person], three_in: None
) -> None:
    slack.workspace.channels["C0HIRING"].members |= {OTTO, "U0OLGA"}
    for button in (*CONTENT, *STATUS):
        old = old_button(slack, button, loop_id(services))
        for person in everybody:
            person.click(old, button)
            assert not leaks(person, modal(person).plain)
            if button in CONTENT:
                assert modal(person).callback_id == "refusal"
            if person.id == OTTO:
                assert "Only those on a loop can see it." in modal(person).plain
            close_all(person)


def test_everybody_finds_their_own_scorecard_and_no_other(panel: list[Person], three_in: None) -> None:
    for person in panel:
        open_card(person)
        rating, recommendation = CARDS.get(person.id, (None, None))
        found = {chosen(person, field) for field in rating_fields(person)}
        assert found == {None if rating is None else str(rating)}
        assert chosen(person, "recommendation") == recommendation


def test_a_cancelled_loop_stays_sealed(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    everybody: list[Person],
    three_in: None,
    worker: Worker,
) -> None:
    choose_more(rita, rita.command("/loop", "show Dana Fox").messages[0], "loop_cancel")
    rita.fill({"reason": "The post was withdrawn"})
    rita.submit()
    close_all(rita)
    worker()
    assert "This loop was canceled" in channel_post(slack, "AI Engineer").plain
    slack.workspace.channels["C0HIRING"].members |= {OTTO, "U0OLGA"}
    for person in everybody:
        for text in everything_shown(slack, person, ABOUT_DANA):
            assert not leaks(person, text), text
        person.click(old_button(slack, "signal_evidence", loop_id(services)), "signal_evidence")
        assert "stay sealed" in modal(person).plain or "those on a loop can see it" in modal(person).plain
        close_all(person)


def test_after_the_reveal_the_loop_reads_everything_and_nobody_else_anything(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    everybody: list[Person],
    three_in: None,
    worker: Worker,
) -> None:
    score(slack.person("U0INES"), 3, "no")
    worker()
    slack.workspace.channels["C0HIRING"].members |= {OTTO}
    for person in everybody:
        if person.id == "U0OLGA":
            continue
        button = "signal_evidence"
        person.click(old_button(slack, button, loop_id(services)), button)
        told = modal(person).plain
        if person.id == OTTO:
            assert "This panel's ratings are open to the people on it." in told
            assert not leaks(person, told)
        else:
            assert all(words in told for words in EVIDENCE.values())
        close_all(person)
    assert not any(words in message.plain for message in slack.messages("C0HIRING") for words in EVIDENCE.values())


def test_a_candidate_who_is_a_colleague_never_sees_their_own_loop(
    slack: LocalSlack,
    services: Services,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    slack.add_person(OTTO, name="otto", real_name="Otto Brandt", is_owner=True)
    otto.open_home()
    worker()
    open_loop(candidate="Otto Brandt", candidate_user=OTTO)
    for person in panel:
        score(person, 4)
    worker()
    slack.workspace.channels["C0HIRING"].members |= {OTTO}
    for button in (*CONTENT, *STATUS):
        otto.click(old_button(slack, button, loop_id(services)), button)
        assert "Only those on a loop can see it." in modal(otto).plain
        close_all(otto)
    assert otto.home is not None
    for command in ("/loop list", "/signal", "/score"):
        name, _, text = command.partition(" ")
        assert "Otto Brandt" not in "".join(m.plain for m in otto.command(name, text).messages)


def test_wherever_the_seal_is_promised_the_reveal_after_the_deadline_is_named_too(
    slack: LocalSlack, rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    invitation = ivan.direct_messages()[-1].plain
    otto.open_home()
    assert otto.home is not None
    otto.click(otto.home, "home_tour")
    promises = (invitation, channel_post(slack, "interviews for").plain, modal(otto).plain)
    for told in (*promises, said(rita.command("/signal", "Dana Fox"))):
        assert re.search("some(?:body|one) in charge reveals", told)
        assert "after the deadline" in told or "has passed" in told
