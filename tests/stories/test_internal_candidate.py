"""A colleague who is a candidate reads nothing about their own interviews in any channel they are in."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import (
    CHANNEL,
    OTTO,
    PANEL,
    close_all,
    everything_shown,
    filled_first_step,
    first_step,
    in_channel,
    last_dm,
    modal,
    said,
    score,
)
from tests.stories.conftest import OpenLoop, Worker

IVAN, *OTHERS = PANEL
IN_THE_CHANNEL = "The candidate is in this channel. Choose one they're not in."
TAKEN_OUT = "This message was removed from this channel."


def open_about(rita: Person, services: Services, worker: Callable[[], None], **changes: object) -> None:
    """Open a loop about Otto, who is in no private channel, and let the worker post what follows."""
    first_step(rita, services, **{"candidate": "Otto Brandt", "candidate_user": OTTO, **changes})
    assert rita.submit().action == "updated", rita.snapshot().errors
    rita.submit()
    if modal(rita).callback_id == "loop_coverage":
        rita.submit()
    assert "is open" in modal(rita).plain


def joins(slack: LocalSlack, person: str = OTTO) -> None:
    slack.workspace.channels[CHANNEL].members.add(person)


def leaves(slack: LocalSlack, person: str = OTTO) -> None:
    slack.workspace.channels[CHANNEL].members.discard(person)


def calls(slack: LocalSlack) -> int:
    return sum(call.method == "conversations.members" for call in slack.web_api.calls)


def test_a_channel_that_the_candidate_is_in_is_refused_where_it_is_chosen(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    ivans = {"candidate": "Ivan Petrov", "candidate_user": IVAN, "interviewers": OTHERS}
    first_step(rita, services, **ivans)
    assert rita.submit().errors == {"channel": IN_THE_CHANNEL}
    slack.add_channel("C0QUIET", name="quiet", is_private=True, members=["U0RITA", "U0HANA"])
    rita.fill({"channel": "C0QUIET"})
    assert rita.submit().action == "updated"
    worker()
    assert in_channel(slack) == []


def test_a_candidate_known_as_a_colleague_is_kept_out_without_being_named_again(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    open_about(rita, services, worker)
    close_all(rita)
    first_step(rita, services, candidate="Otto Brandt", channel="C0GENERAL")
    assert rita.submit().errors == {"channel": IN_THE_CHANNEL}


def test_slack_is_asked_who_is_in_a_channel_for_colleagues_alone(slack: LocalSlack, open_loop: OpenLoop) -> None:
    open_loop()
    assert calls(slack) == 0


@pytest.mark.parametrize("fault", [{"status": 503}, {"error": "internal_error"}, {"drop": True}, {"status": 429}])
def test_where_slack_does_not_say_the_loop_opens_and_nothing_is_posted_before_the_worker_has_looked(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker, fault: dict[str, Any]
) -> None:
    slack.fail("conversations.members", **fault)
    open_about(rita, services, worker)
    assert "is being checked" in modal(rita).plain
    worker()
    assert len(in_channel(slack)) == 1
    assert calls(slack) == 2, "once by the form, once by the worker"


def test_a_channel_of_more_than_one_page_is_looked_through_by_the_worker(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    for number in range(1000):
        slack.add_person(f"U0A{number:04}", name=f"a{number}", real_name=f"A {number}")
    slack.workspace.channels[CHANNEL].members |= {f"U0A{number:04}" for number in range(1000)}
    joins(slack, "U0ZOE")
    slack.add_person("U0ZOE", name="zoe", real_name="Zoe Last")
    open_about(rita, services, worker, candidate="Zoe Last", candidate_user="U0ZOE")
    assert "is being checked" in modal(rita).plain
    worker()
    assert in_channel(slack) == []
    assert "posts nothing about them there" in last_dm(rita)
    leaves(slack, "U0ZOE")


def test_what_waits_for_the_candidate_to_leave_is_posted_once_they_have(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker, now: Clock
) -> None:
    slack.fail("conversations.members", status=503)
    joins(slack)
    open_about(rita, services, worker)
    worker()
    now.tick(minutes=5)
    worker()
    assert in_channel(slack) == []
    assert "posts nothing about them there" in last_dm(rita)
    leaves(slack)
    now.tick(days=1)
    worker()
    assert len(in_channel(slack)) == 1
    assert "Nothing about" in last_dm(rita)


def test_a_candidate_who_joins_reads_no_signal_and_what_stood_there_is_taken_out(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    otto: Person,
    panel: list[Person],
    worker: Worker,
    now: Clock,
) -> None:
    open_about(rita, services, worker)
    close_all(rita)
    worker()
    joins(slack)
    for person in panel:
        score(person, 2, "no", evidence="Left the retrieval untested")
    worker()
    seen = [message.plain for message in in_channel(slack)]
    assert seen == [TAKEN_OUT]
    close_all(otto)
    shown = "\n".join(everything_shown(slack, otto))
    for telling in ("clear no", "Recommendations", "Left the retrieval", "Otto Brandt interviews"):
        assert telling not in shown
    assert "posts nothing about them there" in last_dm(rita)
    leaves(slack)
    now.tick(days=1)
    worker()
    posts = [message.plain for message in in_channel(slack)]
    assert len(posts) == 2
    assert TAKEN_OUT not in posts
    assert "interviews for" in posts[0]


def test_a_share_of_the_signal_goes_to_no_channel_that_the_candidate_is_in(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, panel: list[Person], worker: Worker, now: Clock
) -> None:
    open_about(rita, services, worker)
    close_all(rita)
    for person in panel:
        score(person, 4)
    worker()
    now.tick(days=1, seconds=1)  # the post of it is no longer in view
    worker()
    before = len(in_channel(slack))
    joins(slack)
    reply = hana.command("/signal", "Otto Brandt")
    hana.click(reply.messages[-1], "signal_share")
    worker()
    assert len(in_channel(slack)) == before


def test_nobody_who_is_told_no_learns_more_than_that_the_form_is_wrong(
    services: Services, rita: Person, otto: Person, worker: Worker
) -> None:
    open_about(rita, services, worker)
    otto.command("/loop", "new", channel="C0GENERAL")
    otto.fill(filled_first_step(services, candidate="Otto Brandt", channel="C0GENERAL"))
    assert set(otto.submit().errors) == {"candidate_user"}
    close_all(otto)
    assert "Otto Brandt" not in said(otto.command("/loop", "list"))
