"""Whatever stands in Slack is known, in every place, and shows the present state; what does not stand has an end."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from bot.worker.delivery import prepare, send
from bot.worker.worker import Worker as SlackWorker
from storage.claims import claim
from storage.engine import reading
from storage.message_lookups import messages_about, places_of
from storage.messages import MessageKind, MessageRow, MessageState
from storage.outbox import want_message
from tests.conftest import Clock
from tests.stories.acting import (
    CHANNEL,
    PANEL,
    channel_post,
    close_all,
    fill_card,
    in_channel,
    last_dm,
    loop_id,
    open_card,
    score,
)

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def messages(services: Services, kind: MessageKind) -> list[MessageRow]:
    """Return the messages of a kind about the newest loop."""
    with services.reads() as session:
        return [row for row in messages_about(session, "T0LOCAL", loop_id(services)) if row.kind is kind]


def share_signal(person: Person) -> None:
    person.click(person.command("/signal", "Dana Fox", channel=CHANNEL).messages[-1], "signal_share")
    close_all(person)


def test_a_signal_shared_twice_and_amended_is_edited_in_all_three_places(
    slack: LocalSlack,
    now: Clock,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel, posted=True)
    for person in (rita, hana):
        now.tick(days=1, seconds=1)  # the last post of it is still in view until then
        share_signal(person)
        worker()
    _, *before = in_channel(slack)
    assert len(before) == 3
    open_card(panel[0])
    fill_card(panel[0], 1, "no", evidence="Drew no failure modes.", reason="I had read the wrong anchor")
    panel[0].submit()
    worker()
    _, post, *shares = in_channel(slack)
    assert [message.ts for message in (post, *shares)] == [message.ts for message in before], "edited, not posted anew"
    amended = post.plain
    assert amended != before[0].plain
    assert ["Shared by @Rita Okafor" in shares[0].plain, "Shared by @Hana Suzuki" in shares[1].plain] == [True, True]
    for share in shares:
        assert share.plain.partition("\n")[2] == amended


def test_a_worker_that_hung_past_its_lease_leaves_a_place_that_is_known_and_kept_up_to_date(
    slack: LocalSlack, services: Services, now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel)
    now.tick(seconds=1)
    late = None
    while late is None or late.row.kind is not MessageKind.SIGNAL:
        with services.sessions.begin() as session:
            claimed = claim(session)
        assert claimed is not None
        late = prepare(services, claimed)
    now.tick(seconds=61)
    worker()
    open_card(panel[0])
    fill_card(panel[0], 1, "no", evidence="Drew no failure modes.", reason="I had read the wrong anchor")
    panel[0].submit()
    worker()
    send(services, late)
    worker()
    first, second = in_channel(slack)[1:]
    assert ["may appear twice" in post.plain for post in (first, second)] == [True, False]
    assert first.plain.startswith(second.plain), "both as amended"
    open_card(panel[1])
    fill_card(panel[1], 2, "no", evidence="Drew no failure modes.", reason="I had read the wrong anchor")
    panel[1].submit()
    worker()
    again = [post.plain for post in in_channel(slack)[1:]]
    assert again[0].startswith(again[1]), "each place is edited, not only one of them"
    assert again[1] != second.plain


def test_each_place_is_kept_even_when_the_message_there_is_gone(
    slack: LocalSlack, services: Services, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    (announced,) = in_channel(slack)
    slack.workspace.remove(slack.workspace.find(CHANNEL, announced.ts))
    score(panel[0], 4)
    worker()
    (row,) = messages(services, MessageKind.ANNOUNCEMENT)
    with services.reads() as session:
        first, second = places_of(session, row.id)
    assert (first.ts, first.lost_at is not None) == (announced.ts, True)
    assert (second.ts, second.lost_at) == (channel_post(slack, "1 of 4 scorecards is in").ts, None)


@pytest.mark.parametrize("error", ["cant_update_message", "edit_window_closed"])
def test_what_can_no_longer_be_edited_is_posted_anew(
    slack: LocalSlack, panel: list[Person], open_loop: OpenLoop, worker: Worker, error: str
) -> None:
    open_loop()
    slack.fail("chat.update", error=error, times=5)  # the announcement and four invitations
    score(panel[0], 4)
    worker()
    assert channel_post(slack, "1 of 4 scorecards is in")
    assert len(in_channel(slack)) == 2


def test_an_edit_of_a_repeat_keeps_its_mark(
    slack: LocalSlack, now: Clock, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel)
    slack.fail("chat.postMessage", drop=True, after=True)
    worker()
    now.tick(seconds=6)
    worker()
    open_card(panel[0])
    fill_card(panel[0], 1, "no", evidence="Drew no failure modes.", reason="I had read the wrong anchor")
    panel[0].submit()
    worker()
    assert "may appear twice" in in_channel(slack)[-1].plain
    assert "After the reveal:" in in_channel(slack)[-1].plain


def test_a_message_with_nothing_to_say_is_settled_at_once(
    slack: LocalSlack, services: Services, now: Clock, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop()
    invitation = {"kind": MessageKind.INVITATION, "subject": loop_id(services), "recipient": "U0OTTO"}
    with services.sessions.begin() as session:
        want_message(session, team_id="T0LOCAL", **invitation)
    for _ in range(3):
        worker()
        now.tick(days=1)
    (row,) = [row for row in messages(services, MessageKind.INVITATION) if row.recipient == "U0OTTO"]
    assert (row.state, row.due_at, row.posted) == (MessageState.GONE, None, 0)
    assert slack.messages("D0OTTO") == []


def test_an_archived_channel_is_looked_at_ever_more_seldom_and_given_up_after_two_weeks(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop()
    slack.workspace.channels[CHANNEL].is_archived = True
    for person in panel:
        score(person, 4)
    asked = len(slack.calls)
    for _ in range(15 * 8):
        worker()
        now.tick(hours=3)
    looks = [call for call in slack.calls[asked:] if call.method == "conversations.info"]
    assert len(looks) < 60, "two messages wait, each looked at some twenty times"
    states = {
        row.state for row in (*messages(services, MessageKind.SIGNAL), *messages(services, MessageKind.ANNOUNCEMENT))
    }
    assert states == {MessageState.EXPIRED}
    assert "waited too long to be of use" in last_dm(rita)
    asked = len(slack.calls)
    now.tick(days=30)
    worker()
    assert not [call for call in slack.calls[asked:] if call.method == "conversations.info"]


def test_what_slack_never_takes_is_given_up_the_opener_is_told_and_the_next_change_tries_again(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop()
    slack.fail("chat.update", error="service_unavailable", times=30)  # six tries of each of five messages
    score(panel[0], 4)
    for _ in range(12):
        worker()
        now.tick(minutes=31)
    (row,) = messages(services, MessageKind.ANNOUNCEMENT)
    assert (row.state, row.due_at) == (MessageState.GIVEN_UP, None)
    assert "so Debrief stopped trying" in last_dm(rita)
    score(panel[1], 4)
    worker()
    assert channel_post(slack, "2 of 4 scorecards are in")


@pytest.mark.parametrize("machine", [{"days": -400}, {"days": 400}], ids=["behind", "ahead"])
def test_a_machine_whose_clock_is_wrong_delivers_all_the_same(
    slack: LocalSlack, services: Services, now: Clock, machine: dict[str, float]
) -> None:
    wrong = replace(services, sessions=sessionmaker(services.engine), reads=sessionmaker(reading(services.engine)))
    share = {"kind": MessageKind.ANSWER_SHARE, "subject": "sources - - -", "recipient": CHANNEL, "actor": "U0RITA"}
    with wrong.sessions.begin() as session:
        want_message(session, team_id="T0LOCAL", **share)
    now.tick(**machine)
    SlackWorker(wrong).run_once()
    assert len(in_channel(slack)) == 1
    with wrong.reads() as session:
        assert session.scalars(select(MessageRow.state)).all() == [MessageState.STANDING]


def test_a_conversation_gets_one_new_message_a_second(slack: LocalSlack, services: Services, now: Clock) -> None:
    share = {"kind": MessageKind.ANSWER_SHARE, "subject": "sources - - -", "recipient": CHANNEL, "actor": "U0RITA"}
    with services.sessions.begin() as session:
        for number in range(3):
            want_message(session, team_id="T0LOCAL", **share, occasion=str(number))
    counts = []
    for _ in PANEL:
        SlackWorker(services).run_once()
        counts.append(len(in_channel(slack)))
        now.tick(seconds=1)
    assert counts == [1, 2, 3, 3]
