"""What happens in Slack around a loop is followed at once: who joins its channel, whose account works."""

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.people import PersonRow
from tests.stories.acting import CHANNEL, OTTO, close_all, in_channel, last_dm, said
from tests.stories.conftest import OpenLoop, Worker
from tests.stories.test_internal_candidate import TAKEN_OUT, open_about

BOT = "U0BOT"


def test_a_candidate_who_joins_the_channel_is_noticed_at_once(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    open_about(rita, services, worker)
    close_all(rita)
    worker()
    assert [message.plain for message in in_channel(slack)] != [TAKEN_OUT]
    slack.join(OTTO, CHANNEL)
    worker()
    assert [message.plain for message in in_channel(slack)] == [TAKEN_OUT]
    assert "posts nothing about them there" in last_dm(rita)


def test_what_was_taken_out_stands_again_once_they_have_left(
    slack: LocalSlack, services: Services, rita: Person, worker: Worker
) -> None:
    open_about(rita, services, worker)
    close_all(rita)
    worker()
    slack.join(OTTO, CHANNEL)
    worker()
    slack.leave(OTTO, CHANNEL)
    worker()
    assert "interviews for" in in_channel(slack)[0].plain


def test_a_post_that_waits_for_debrief_to_be_invited_comes_as_soon_as_it_is(
    slack: LocalSlack, rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    slack.workspace.channels[CHANNEL].members.discard(BOT)
    open_loop()
    worker()
    assert in_channel(slack) == []
    slack.join(BOT, CHANNEL)
    worker()
    assert len(in_channel(slack)) == 1


@pytest.mark.parametrize("user", [OTTO, "U0IVAN"])
def test_anybody_else_who_joins_changes_nothing(
    slack: LocalSlack, open_loop: OpenLoop, worker: Worker, user: str
) -> None:
    open_loop()
    worker()
    before = [message.plain for message in in_channel(slack)]
    slack.join(user, CHANNEL)
    worker()
    assert [message.plain for message in in_channel(slack)] == before
    assert not [call for call in slack.calls if call.method in ("conversations.members", "chat.update")]


def test_who_runs_the_loop_is_told_of_a_leaver_at_once(
    slack: LocalSlack, services: Services, rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    worker()
    slack.deactivate("U0IDA")
    worker()
    assert "@Ida Lindqvist's account is deactivated" in last_dm(rita)
    assert "account deactivated" in said(rita.command("/loop", "show Dana Fox"))
    slack.deactivate(OTTO)
    with services.reads() as session:
        assert session.get(PersonRow, ("T0LOCAL", OTTO)) is None, "whom nobody named stays unknown"


def test_a_hiring_manager_who_has_left_is_shown_as_such(
    slack: LocalSlack, rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    worker()
    slack.deactivate("U0HANA")
    assert "Hiring manager @Hana Suzuki, account deactivated" in said(rita.command("/loop", "show Dana Fox"))


def test_a_colleague_who_comes_back_is_known_at_once(
    slack: LocalSlack, rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN", "U0IDA"])
    worker()
    slack.deactivate("U0IDA")
    worker()
    slack.reactivate("U0IDA")
    worker()
    assert "@Ida Lindqvist's account is active again" in last_dm(rita), "nobody is asked to replace them any more"
    assert [label for _, label, _ in rita.direct_messages()[-1].buttons] == ["Show loop"]
    assert "account deactivated" not in said(rita.command("/loop", "show Dana Fox"))
    slack.deactivate("U0IDA")
    worker()
    assert any("@Ida Lindqvist's account is deactivated" in message.plain for message in rita.direct_messages())
