"""Every error of Slack's has an end, and none is asked for ever."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.worker.delivery_failures import (
    BACKOFF,
    ENDS,
    GIVE_UP,
    IN_A_CHANNEL,
    LEAST_WAIT,
    LONGEST_WAIT,
    NEW_POST,
    REFUSED_BLOCKS,
    RETRY,
    SETTLED,
    TO_A_PERSON,
    How,
    end_of,
    is_person,
    wait_for,
)
from storage.messages import LIFE, MessageKind, Problem

CHANNEL, PERSON = "C0HIRING", "U0INES"


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        ("not_in_channel", Problem.NOT_IN_CHANNEL),
        ("channel_not_found", Problem.NOT_IN_CHANNEL),
        ("is_archived", Problem.ARCHIVED),
        ("restricted_action", Problem.RESTRICTED),
        ("restricted_action_read_only_channel", Problem.RESTRICTED),
        ("token_revoked", Problem.NO_ACCESS),
        ("invalid_auth", Problem.NO_ACCESS),
        ("account_inactive", Problem.NO_ACCESS),
        ("missing_scope", Problem.NO_ACCESS),
        ("no_permission", Problem.NO_ACCESS),
        ("ekm_access_denied", Problem.NO_ACCESS),
    ],
)
def test_what_somebody_has_to_mend_is_waited_for(error: str, problem: Problem) -> None:
    end = end_of(error, CHANNEL)
    assert (end.how, end.problem) == (How.WAIT, problem)


@pytest.mark.parametrize("error", ["channel_not_found", "cannot_dm_bot", "user_is_bot", "user_disabled"])
def test_a_person_who_cannot_be_written_to_is_told_of_and_waited_for(error: str) -> None:
    end = end_of(error, PERSON)
    assert (end.how, end.problem) == (How.WAIT, Problem.UNREACHABLE)


@pytest.mark.parametrize("error", ["msg_blocks_too_long", "msg_too_long", "no_text", "invalid_blocks"])
def test_a_message_that_slack_never_takes_is_given_up_at_once(error: str) -> None:
    assert end_of(error, CHANNEL) is end_of(error, PERSON) is GIVE_UP


@pytest.mark.parametrize("error", ["thread_not_found", "cannot_reply_to_message"])
def test_a_reply_whose_post_is_gone_is_settled_and_nobody_is_told(error: str) -> None:
    assert end_of(error, CHANNEL) is SETTLED
    assert SETTLED.problem is None


@pytest.mark.parametrize("error", ["fatal_error", "http_503", "URLError", "a_code_of_next_year"])
def test_what_nobody_described_is_tried_again(error: str) -> None:
    assert end_of(error, CHANNEL) is RETRY


def test_an_edit_that_is_no_longer_possible_makes_a_new_post() -> None:
    assert {"message_not_found", "cant_update_message", "edit_window_closed"} <= NEW_POST


def test_the_pauses_between_tries_are_those_that_were_promised() -> None:
    assert [pause.total_seconds() for pause in BACKOFF] == [5, 30, 120, 300, 1800]


@pytest.mark.parametrize(("recipient", "first"), [(CHANNEL, timedelta(minutes=2)), (PERSON, timedelta(hours=1))])
def test_what_waits_is_looked_at_ever_more_seldom_until_it_expires(recipient: str, first: timedelta) -> None:
    waited, looks = timedelta(0), 0
    while waited < LIFE[MessageKind.SIGNAL]:
        waited += wait_for(recipient, waited)
        looks += 1
    assert wait_for(recipient, timedelta(0)) == first
    assert wait_for(recipient, timedelta(hours=9)) == timedelta(hours=9)
    assert wait_for(recipient, timedelta(days=9)) == timedelta(days=1)
    assert looks < 25, "not 1,440 a day"


def test_people_are_told_from_channels_by_slacks_ids() -> None:
    assert [is_person(address) for address in ("U0INES", "W0INES", "C0HIRING", "G0HIRING", "D0INES")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("recipient", [CHANNEL, PERSON])
@pytest.mark.parametrize("error", sorted({*ENDS, *IN_A_CHANNEL, *TO_A_PERSON, *NEW_POST, *REFUSED_BLOCKS, "unknown"}))
def test_whatever_is_waited_for_or_given_up_somebody_can_be_told_why(error: str, recipient: str) -> None:
    end = end_of(error, recipient)
    assert (end.problem is None) == (end.how in (How.RETRY, How.SETTLE))


@given(st.timedeltas(timedelta(0), timedelta(days=30)), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_wait_never_shrinks_and_stays_between_its_least_and_a_day(one: timedelta, other: timedelta) -> None:
    for recipient in (CHANNEL, PERSON):
        waits = [wait_for(recipient, waited) for waited in sorted((one, other))]
        assert waits == sorted(waits)
        assert all(LEAST_WAIT[is_person(recipient)] <= wait <= LONGEST_WAIT for wait in waits)


def test_the_pauses_grow_and_a_message_outlives_all_of_them() -> None:
    assert sorted(set(BACKOFF)) == list(BACKOFF)
    passing = {MessageKind.KIT}  # worth nothing once the interview has begun
    assert sum(BACKOFF, timedelta(0)) < min(life for kind, life in LIFE.items() if kind not in passing)
