"""Messages are wanted once, claimed by one worker at a time, in turn, and never before Slack takes them."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session, sessionmaker

from storage.claims import EDIT, LEASE, PACE, POST, Claim, claim
from storage.clock import clocked, moment, time_of
from storage.engine import open_engine
from storage.message_lookups import messages_about
from storage.messages import LIFE, MessageKind, MessageRow, MessageState, PlaceRow, Problem
from storage.outbox import look_again, want_another, want_edit, want_message, want_of_each, want_once, want_reply
from storage.rate_limits import drop_past_limits, held_until, hold
from tests.conftest import Clock

INVITATION, SIGNAL = MessageKind.INVITATION, MessageKind.SIGNAL
Claimed = Callable[[], Claim | None]


@pytest.fixture
def sessions(engine: Engine, now: Clock) -> sessionmaker[Session]:
    """Transactions that tell the test's time."""
    return sessionmaker(engine, info=clocked(now))


@pytest.fixture
def want(sessions: sessionmaker[Session]) -> Callable[..., None]:
    """Want a message; what a test does not name is the same for all."""

    def wanted(**changes: object) -> None:
        with sessions.begin() as session:
            want_message(session, **{"team_id": "T1", "kind": SIGNAL, "subject": "L1", "recipient": "C1", **changes})

    return wanted


@pytest.fixture
def claimed(sessions: sessionmaker[Session]) -> Claimed:
    """Claim the next message."""

    def one() -> Claim | None:
        with sessions.begin() as session:
            return claim(session)

    return one


def change(sessions: sessionmaker[Session], **values: object) -> None:
    with sessions.begin() as session:
        session.execute(update(MessageRow).values(**values))


def the_message(sessions: sessionmaker[Session]) -> MessageRow:
    with sessions() as session:
        (row,) = messages_about(session, "T1", "L1")
        return row


def claims(claimed: Claimed, sessions: sessionmaker[Session]) -> list[str]:
    """Claim all there is at once, and return for whom."""
    taken = [one.id for one in iter(claimed, None) if one is not None]
    with sessions() as session:
        return [session.get_one(MessageRow, message_id).recipient for message_id in taken]


def test_a_message_is_claimed_by_one_until_its_lease_runs_out(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want()
    first = claimed()
    assert first is not None
    assert claimed() is None
    now.tick(seconds=LEASE.total_seconds() - 1)
    assert claimed() is None
    now.tick(seconds=1)
    second = claimed()
    assert second is not None
    assert second.id == first.id
    assert the_message(sessions).unclear == 1, "the first may have sent it"


def test_an_edit_whose_lease_ran_out_is_no_doubt_about_where_it_stands(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want()
    change(sessions, fresh=False)
    claimed()
    now.tick(minutes=2)
    claimed()
    assert the_message(sessions).unclear == 0


@pytest.mark.parametrize("put_off", [True, False], ids=["put off", "settled"])
def test_what_another_settles_or_puts_off_in_the_same_instant_is_not_claimed(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock, put_off: bool
) -> None:
    want()
    taken: list[Claim | None] = []
    second = threading.Thread(target=lambda: taken.append(claimed()))
    with sessions.begin() as session:
        due_at = now() + timedelta(minutes=1) if put_off else None
        session.execute(update(MessageRow).values(due_at=due_at))
        second.start()
        second.join(0.2)  # on PostgreSQL it has looked by now, on SQLite it waits
    second.join()
    assert taken == [None]


def test_many_workers_at_once_never_hold_the_same_message(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed
) -> None:
    for number in range(6):
        want(kind=INVITATION, recipient=f"U{number}")
    taken: list[str] = []

    def work() -> None:
        for _ in range(6):
            one = claimed()
            taken.extend([one.id] if one else [])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 6


def test_a_conversation_gets_one_new_message_a_second_and_others_do_not_wait(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want()
    want(kind=MessageKind.ANNOUNCEMENT)
    want(kind=INVITATION, recipient="U1")
    assert sorted(claims(claimed, sessions)) == ["C1", "U1"]
    now.tick(seconds=PACE.total_seconds())
    assert claims(claimed, sessions) == ["C1"]


def test_edits_are_not_paced_by_posts(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed
) -> None:
    want()
    claimed()
    want(kind=MessageKind.ANNOUNCEMENT)
    with sessions.begin() as session:
        announcements = update(MessageRow).where(MessageRow.kind == MessageKind.ANNOUNCEMENT)
        session.execute(announcements.values(fresh=False))
    assert claims(claimed, sessions) == ["C1"]


@pytest.mark.parametrize(("method", "held"), [(POST, "U1"), (EDIT, "C1")])
def test_a_method_that_slack_limits_rests_for_its_workspace_and_no_other(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock, method: str, held: str
) -> None:
    want()
    change(sessions, fresh=False)
    want(kind=INVITATION, recipient="U1")
    want(team_id="T2", recipient="C2")
    with sessions.begin() as session:
        hold(session, "T1", method, timedelta(seconds=60))
    assert set(claims(claimed, sessions)) == {"C1", "U1", "C2"} - {held}
    now.tick(seconds=60)
    assert held in claims(claimed, sessions)


def test_of_two_waits_for_a_method_the_longer_one_counts(sessions: sessionmaker[Session], now: Clock) -> None:
    with sessions.begin() as session:
        for seconds in (60, 5):
            hold(session, "T1", "users.info", timedelta(seconds=seconds))
        assert held_until(session, "T1", "users.info") == now() + timedelta(seconds=60)
        assert held_until(session, "T2", "users.info") is None
    now.tick(seconds=60)
    with sessions.begin() as session:
        assert held_until(session, "T1", "users.info") is None
        assert drop_past_limits(session) == 1


def test_workspaces_take_turns_however_much_one_has_to_say(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    for number in range(3):
        want(kind=INVITATION, recipient=f"U1{number}")
    now.tick(seconds=1)
    for number in range(3):
        want(team_id="T2", kind=INVITATION, recipient=f"U2{number}")
    teams = []
    for _ in range(6):
        now.tick(seconds=1)
        one = claimed()
        assert one is not None
        teams.append(one.team)
    assert teams in (["T1", "T2"] * 3, ["T2", "T1"] * 3)


def test_wanting_the_same_message_twice_shows_it_anew(
    sessions: sessionmaker[Session], want: Callable[..., None], now: Clock
) -> None:
    want()
    change(sessions, state=MessageState.STANDING, due_at=None, fresh=False, posted=1, attempts=3)
    want()
    row = the_message(sessions)
    assert (row.wanted, row.state, row.due_at, row.attempts) == (2, MessageState.WANTED, now(), 0)


def test_a_request_made_twice_is_one_message_and_asks_for_nothing_more(
    sessions: sessionmaker[Session], now: Clock
) -> None:
    share = {"team_id": "T1", "kind": MessageKind.ANSWER_SHARE, "subject": "L1", "recipient": "C1", "actor": "U1"}
    with sessions.begin() as session:
        for _ in range(2):
            want_once(session, **share, request="V1")
    row = the_message(sessions)
    assert (row.wanted, row.occasion, row.actor) == (1, "V1", "U1")
    assert row.expires_at == now() + LIFE[MessageKind.ANSWER_SHARE]


def test_another_message_is_a_row_of_its_own_unless_one_is_still_to_come(sessions: sessionmaker[Session]) -> None:
    share = {"team_id": "T1", "kind": MessageKind.SIGNAL_SHARE, "subject": "L1", "recipient": "C1"}
    with sessions.begin() as session:
        assert want_another(session, **share, actor="U1")
        assert not want_another(session, **share, actor="U2")
        session.execute(update(MessageRow).values(posted=1, state=MessageState.STANDING))
        assert want_another(session, **share, actor="U2")
        assert sorted(row.actor or "" for row in messages_about(session, "T1", "L1")) == ["U1", "U2"]


@pytest.mark.parametrize(
    ("state", "posted", "wakes"),
    [
        (MessageState.STANDING, 1, True),
        (MessageState.GIVEN_UP, 1, True),
        (MessageState.GIVEN_UP, 0, False),
        (MessageState.EXPIRED, 0, False),
        (MessageState.GONE, 0, False),
    ],
)
def test_an_edit_wakes_what_stands_somewhere_and_nothing_that_never_did(
    sessions: sessionmaker[Session], want: Callable[..., None], state: MessageState, posted: int, wakes: bool
) -> None:
    want()
    change(sessions, state=state, posted=posted, due_at=None)
    with sessions.begin() as session:
        want_edit(session, team_id="T1", kind=SIGNAL, subject="L1")
    assert (the_message(sessions).due_at is not None) == wakes


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.UNCLEAR, MessageState.SENDING])
def test_an_edit_brings_nothing_forward_that_waits_or_is_on_its_way(
    sessions: sessionmaker[Session], want: Callable[..., None], now: Clock, state: MessageState
) -> None:
    want()
    later = now() + timedelta(hours=1)
    change(sessions, state=state, due_at=later)
    with sessions.begin() as session:
        want_edit(session, team_id="T1", kind=SIGNAL, subject="L1")
    row = the_message(sessions)
    assert (row.state, row.due_at, row.wanted) == (state, later, 2)


def test_what_waits_for_a_channel_is_looked_at_as_soon_as_the_channel_changes(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want()
    change(sessions, state=MessageState.WAITING, problem=Problem.ARCHIVED, due_at=now() + timedelta(days=1))
    with sessions.begin() as session:
        look_again(session, "T1", "C2")
    assert claimed() is None
    with sessions.begin() as session:
        look_again(session, "T1", "C1")
    assert claimed() is not None


def test_without_a_clock_of_its_own_everything_falls_due_by_the_databases(engine: Engine) -> None:
    sessions = sessionmaker(engine)
    with sessions.begin() as session:
        want_message(session, team_id="T1", kind=SIGNAL, subject="L1", recipient="C1")
        assert time_of(session).tzinfo is not None
    for shift, falls_due in ((timedelta(hours=1), False), (timedelta(hours=-1), True)):
        with sessions.begin() as session:
            session.execute(update(MessageRow).values(due_at=moment(session, shift)))
        with sessions.begin() as session:
            assert (claim(session) is not None) == falls_due


def test_the_databases_clock_is_that_of_the_server(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    with sessionmaker(engine).begin() as session:
        assert time_of(session) == session.scalar(select(func.now()))
    engine.dispose()


def test_a_message_that_is_due_later_comes_no_earlier_and_lives_its_whole_life_from_then(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    due_at = now() + timedelta(days=30)
    want(due_at=due_at)
    assert claimed() is None
    with sessions.begin() as session:
        want_edit(session, team_id="T1", kind=SIGNAL, subject="L1")
    assert the_message(sessions).expires_at == due_at + LIFE[SIGNAL]
    assert claimed() is None
    now.tick(days=30)
    assert claimed() is not None


def test_a_message_that_is_due_later_is_moved_by_wanting_it_at_another_time(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want(due_at=now() + timedelta(days=2))
    want()
    assert claimed() is None  # to show the present state, it need not come now
    want(due_at=now() + timedelta(days=1))
    now.tick(days=1)
    assert claimed() is not None


def test_a_message_on_its_way_is_not_put_off(
    sessions: sessionmaker[Session], want: Callable[..., None], claimed: Claimed, now: Clock
) -> None:
    want()
    assert claimed() is not None
    want(due_at=now() + timedelta(days=1))
    assert the_message(sessions).state is MessageState.SENDING
    assert the_message(sessions).due_at == now()


def test_each_of_several_people_gets_a_message_once_and_not_before_a_while(
    sessions: sessionmaker[Session], claimed: Claimed, now: Clock
) -> None:
    for _ in range(2):
        with sessions.begin() as session:
            want_of_each(
                session,
                team_id="T1",
                kind=MessageKind.REVEAL,
                subject="L1",
                recipients=["U1", "U2"],
                after=timedelta(seconds=5),
            )
    now.tick(seconds=4)
    assert claimed() is None
    now.tick(seconds=1)
    assert sorted(claims(claimed, sessions)) == ["U1", "U2"]
    with sessions.begin() as session:
        want_of_each(session, team_id="T1", kind=SIGNAL, subject="L2", recipients=[], after=timedelta(0))
        assert messages_about(session, "T1", "L2") == []


def test_a_place_has_one_reply_and_one_that_had_nothing_to_say_is_looked_at_again(
    sessions: sessionmaker[Session], want: Callable[..., None]
) -> None:
    want()
    post = the_message(sessions)

    def reply(ts: str) -> MessageRow:
        place = PlaceRow(message_id=post.id, channel="C1", ts=ts)
        with sessions.begin() as session:
            want_reply(session, place, post, MessageKind.SIGNAL_THREAD)
        with sessions() as session:
            (row,) = [row for row in messages_about(session, "T1", "L1") if row.occasion == ts]
            return row

    assert (reply("1.1").recipient, reply("1.1").wanted) == ("C1", 1)
    assert reply("2.2").id != reply("1.1").id
    with sessions.begin() as session:
        gone = update(MessageRow).where(MessageRow.occasion == "2.2")
        session.execute(gone.values(state=MessageState.GONE, due_at=None))
    assert (reply("2.2").state, reply("2.2").wanted) == (MessageState.WANTED, 2)
