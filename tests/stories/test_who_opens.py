"""Opening a loop tells no one who a candidate is, and changes nothing of what other loops know of them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.tables import CandidateRow
from tests.stories.acting import OTTO, close_all, filled_first_step, first_step, in_channel, loop_id, modal, said

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
NOT_YOURS = "None of your loops is about a candidate with this code."


def propose(person: Person, services: Services, **changes: object) -> None:
    """Fill in and submit the first step of `/loop new` in a channel that everybody is in."""
    person.command("/loop", "new", channel="C0GENERAL")
    person.fill(filled_first_step(services, **{"channel": "C0GENERAL", **changes}))
    person.submit()


def code(services: Services) -> str:
    with services.reads() as session:
        return session.scalars(select(CandidateRow.code)).one()


def test_the_code_that_a_channel_sees_does_not_lead_a_colleague_to_the_name(
    services: Services, rita: Person, otto: Person, open_loop: OpenLoop
) -> None:
    open_loop(channel="C0GENERAL")
    propose(otto, services, candidate=code(services).lower())
    assert NOT_YOURS in otto.snapshot().errors["candidate"]
    otto.fill({"candidate": "Dana Fox"})
    assert otto.submit().action == "updated", "who knows the name may use it"
    propose(rita, services, candidate=code(services))
    assert modal(rita).title == "Who assesses what", "the code serves those who are on a loop of the candidate"


def test_a_candidate_who_is_an_admin_does_not_find_themselves_by_a_code(
    slack: LocalSlack, services: Services, otto: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    slack.add_person(OTTO, name="otto", real_name="Otto Brandt", is_owner=True)
    otto.open_home()
    worker()
    open_loop(candidate="Otto Brandt", candidate_user=OTTO)
    propose(otto, services, candidate=code(services))
    assert NOT_YOURS in otto.snapshot().errors["candidate"]


@pytest.mark.parametrize("named", ["U0INES", OTTO])
def test_nobody_gives_a_candidate_another_account_and_so_opens_their_own_loop_to_them(
    slack: LocalSlack, services: Services, otto: Person, open_loop: OpenLoop, worker: Worker, named: str
) -> None:
    slack.add_person(OTTO, name="otto", real_name="Otto Brandt", is_owner=True)
    otto.open_home()
    worker()
    open_loop(candidate="Otto Brandt", candidate_user=OTTO)
    own = loop_id(services)
    propose(otto, services, candidate="Otto Brandt", candidate_user=named, interviewers=["U0IVAN"])
    assert "You can't open a loop about yourself." in otto.snapshot().errors["candidate_user"]
    close_all(otto)
    assert loop_id(services) == own
    assert "Otto Brandt" not in said(otto.command("/loop", "list"))


def test_a_second_account_for_a_candidate_is_refused_with_what_to_do(
    slack: LocalSlack, services: Services, rita: Person, open_loop: OpenLoop
) -> None:
    slack.add_channel("C0QUIET", name="quiet", is_private=True, members=["U0RITA", "U0HANA", "U0IVAN"])
    open_loop(candidate="Otto Brandt", candidate_user=OTTO)
    propose(rita, services, candidate="Otto Brandt", candidate_user="U0INES", interviewers=["U0IVAN"])
    assert "vary the name" in rita.snapshot().errors["candidate_user"]
    rita.fill({"candidate": "Otto Brandt (Lyon)", "channel": "C0QUIET"})
    assert rita.submit().action == "updated"


def test_a_guest_opens_no_loop(slack: LocalSlack, services: Services, otto: Person, worker: Worker) -> None:
    slack.add_person(OTTO, name="otto", real_name="Otto Brandt", is_restricted=True)
    otto.open_home()
    worker()
    answer = otto.command("/loop", "new", channel="C0GENERAL").messages[-1]
    assert "Only full members of this workspace can." in answer.plain
    assert otto.modal is None, "refused before a form is filled in for nothing"
    assert loop_id(services) == ""


@pytest.mark.parametrize(("shown_as", "told"), [("name", "the candidate's name"), ("code", "who interviews")])
def test_whoever_opens_a_loop_in_a_public_channel_is_warned_of_what_it_will_read(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker, shown_as: str, told: str
) -> None:
    first_step(rita, services, channel="C0GENERAL", shown_as=shown_as)
    rita.submit()
    worker()
    rita.submit()
    assert f"Public channel: everyone can read {told}, and the signal isn't posted" in modal(rita).plain
    assert in_channel(slack, "C0GENERAL") == [], "not opened yet"
    rita.submit()
    assert "is open" in modal(rita).plain
    close_all(rita)
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    assert "Public channel: everyone" in modal(rita).plain
