"""When a signal is shared, and why it is not."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.errors import Refusal
from bot.features.signal.read_signal import signal_for
from bot.features.signal.share_signal import share_signal
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.record import AuditAction
from storage.audit import last_entry
from storage.messages import MessageKind, MessageRow, PlaceRow
from storage.tables import ChannelRow, SignalRow
from tests.bot.features.signal.conftest import CHANNEL, HANA, IVAN, OTTO, PANEL, RITA, set_interview


def refused(workspace: Workspace, actor: Actor, loop: Loop) -> str:
    """The key of the refusal to share."""
    with pytest.raises(Refusal) as caught:
        share_signal(workspace, actor, loop.id)
    with workspace.reads() as session:
        assert session.scalar(select(MessageRow.id).where(MessageRow.kind == MessageKind.SIGNAL_SHARE)) is None
        assert last_entry(session, loop.id, AuditAction.SHARED) is None
    return caught.value.reason.key


def set_channel(workspace: Workspace, **values: bool) -> None:
    with workspace.sessions.begin() as session:
        session.execute(update(ChannelRow).where(ChannelRow.channel_id == CHANNEL).values(**values))


@pytest.mark.parametrize("actor", [RITA, HANA, IVAN])
def test_a_share_is_wanted_in_the_loops_channel_and_stands_in_its_record(
    workspace: Workspace, revealed: Loop, actor: Actor
) -> None:
    assert share_signal(workspace, actor, revealed.id).channel == CHANNEL
    with workspace.reads() as session:
        (post,) = session.scalars(select(MessageRow).where(MessageRow.kind == MessageKind.SIGNAL_SHARE)).all()
        assert (post.recipient, post.due_at) == (CHANNEL, workspace.now)
        entry = last_entry(session, revealed.id, AuditAction.SHARED)
        assert entry is not None
        assert (entry.actor, entry.payload) == (actor.user, {"channel": CHANNEL})


@pytest.mark.parametrize(
    ("posted_ago", "channel", "lost", "is_offered"),
    [
        (timedelta(hours=1), CHANNEL, False, False),
        (timedelta(days=2), CHANNEL, False, True),
        (timedelta(hours=1), CHANNEL, True, True),
        (timedelta(hours=1), "C0OTHER", False, True),
    ],
    ids=["in view", "scrolled away", "deleted", "elsewhere"],
)
def test_a_share_is_offered_where_no_post_of_the_signal_is_in_view(
    workspace: Workspace, revealed: Loop, posted_ago: timedelta, channel: str, lost: bool, is_offered: bool
) -> None:
    post = select(MessageRow).where(MessageRow.kind == MessageKind.SIGNAL, MessageRow.subject == revealed.id)
    with workspace.sessions.begin() as session:
        at = workspace.now - posted_ago
        session.add(
            PlaceRow(
                message_id=session.scalars(post).one().id,
                channel=channel,
                ts="1.0",
                posted_at=at,
                revision=1,
                lost_at=at if lost else None,
            )
        )
    assert signal_for(workspace, HANA, revealed.id).may_share is is_offered


def test_a_sealed_signal_is_not_shared(workspace: Workspace, loop: Loop, submit: Callable[..., None]) -> None:
    submit(*PANEL[:2])
    assert refused(workspace, HANA, loop) == "signal_refusals.may_not_share"


def test_an_excused_interviewer_shares_nothing(workspace: Workspace, revealed: Loop) -> None:
    set_interview(workspace, revealed, IVAN.user, state=InterviewState.EXCUSED)
    assert refused(workspace, IVAN, revealed) == "signal_refusals.may_not_share"


def test_an_outsider_learns_nothing(workspace: Workspace, revealed: Loop) -> None:
    assert not refused(workspace, OTTO, revealed).startswith("signal_refusals")


def test_one_scorecards_signal_is_not_shared(workspace: Workspace, revealed: Loop) -> None:
    with workspace.sessions.begin() as session:
        row = session.scalars(select(SignalRow)).one()
        row.content = {**row.content, "by_interviewer": row.content["by_interviewer"][:1]}
    assert refused(workspace, HANA, revealed) == "signal_refusals.too_few_to_share"


@pytest.mark.parametrize("changed", [{"is_private": False}, {"is_shared": True}])
def test_a_public_or_shared_channel_is_refused(workspace: Workspace, revealed: Loop, changed: dict[str, bool]) -> None:
    set_channel(workspace, **changed)
    assert refused(workspace, HANA, revealed) == "signal_refusals.not_its_own_channel"


@pytest.mark.parametrize("changed", [{"is_archived": True}, {"has_bot": False}])
def test_a_channel_that_cannot_be_posted_in_is_refused(
    workspace: Workspace, revealed: Loop, changed: dict[str, bool]
) -> None:
    set_channel(workspace, **changed)
    assert refused(workspace, HANA, revealed) == "signal_refusals.cannot_post"
