"""Anyone who may not do something about a loop asks someone who may, with one button and once."""

from collections.abc import Callable

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.people import PersonRow
from tests.stories.acting import HANA, RITA, close_all, loop_id, modal, old_button

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
SENT_ONCE = "You won't get this again."


def asked_of(person: Person) -> list[str]:
    return [message.plain for message in person.direct_messages() if SENT_ONCE in message.plain]


@pytest.fixture
def ida(slack: LocalSlack) -> Person:
    return slack.person("U0IDA")


def test_a_refused_command_has_a_button_that_asks_whoever_may(
    rita: Person, ida: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    refused = ida.command("/loop", "cancel Dana Fox").messages[-1]
    assert [text for _, text, _ in refused.buttons] == ["Ask Rita", "Ask Hana", "Open loop"]
    ida.click(refused, "loop_ask:0")
    assert "@Rita Okafor has your request about Dana Fox" in modal(ida).plain
    close_all(ida)
    worker()
    (request,) = asked_of(rita)
    assert "@Ida Lindqvist asks you to cancel the loop for Dana Fox" in request
    rita.click(rita.direct_messages()[-1], "loop_cancel")
    rita.fill({"reason": "They took another offer"})
    rita.submit()
    close_all(rita)
    worker()
    assert "Nothing left to do" in rita.direct_messages()[-1].plain


def test_the_same_is_asked_of_the_same_person_once(
    rita: Person, ida: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    for _ in range(2):
        ida.click(ida.command("/loop", "hold Dana Fox").messages[-1], "loop_ask:0")
        shown = modal(ida).plain
        close_all(ida)
        worker()
    assert "isn't sent again" in shown
    assert len(asked_of(rita)) == 1


def test_a_hiring_manager_asks_for_an_excuse_and_the_interviewer_is_named(
    slack: LocalSlack, rita: Person, hana: Person, services: Services, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN"])
    shown = hana.command("/loop", "show Dana Fox").messages[-1]
    hana.click(shown, "loop_ask")
    assert "@Rita Okafor has your request" in modal(hana).plain
    close_all(hana)
    hana.click(old_button(slack, "loop_excuse", loop_id(services)), "loop_excuse")
    assert next(text for _, text, _ in modal(hana).buttons) == "Ask Rita"
    worker()
    assert "@Hana Suzuki asks you to excuse @Ivan Petrov from the panel for Dana Fox" in asked_of(rita)[0]


def test_nobody_is_asked_who_may_not_or_has_left(
    slack: LocalSlack, rita: Person, ida: Person, otto: Person, services: Services, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    worker()
    with services.sessions.begin() as session:
        session.get_one(PersonRow, ("T0LOCAL", RITA)).is_deleted = True
    refused = ida.command("/loop", "hold Dana Fox").messages[-1]
    assert [text for _, text, _ in refused.buttons] == ["Ask Hana", "Open loop"]
    loop = loop_id(services)
    for value in (f"U0IVAN hold {loop}", f"{RITA} hold {loop}", f"U0IDA hold {loop}"):
        ida.click(old_button(slack, "loop_ask", value), "loop_ask")
        assert "They can't do this anymore" in modal(ida).plain
        close_all(ida)
    otto.click(old_button(slack, "loop_ask", f"{HANA} hold {loop}", "C0GENERAL"), "loop_ask")
    assert "has your request" not in modal(otto).plain
    ida.click(old_button(slack, "loop_ask", "U0IDA everything"), "loop_ask")
    worker()
    assert asked_of(slack.person(HANA)) == []
