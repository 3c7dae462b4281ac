"""What people are told of a debrief and when: in the thread of the signal's post, and each by direct message."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from bot.features.loop.cadence import cadence_of
from bot.features.people.zones import zones_of
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import Loop
from rubrics.panel.reminders import awake_at
from storage.messages import MessageKind
from storage.outbox import want_edits, want_message, want_once

OFFERS_DEBRIEF = (MessageKind.SIGNAL, MessageKind.SIGNAL_THREAD, MessageKind.SIGNAL_SHARE, MessageKind.REVEAL)
"""Messages whose button says whether there is a debrief to open or one to start."""
IN_THE_THREAD = (MessageKind.DEBRIEF, MessageKind.DEBRIEF_OPEN)


def tell_of_start(session: Session, loop: Loop, debrief: Debrief) -> None:
    """Have a debrief that began stand in the thread, and everybody told who has a part in it; its loop is locked."""
    _want(session, loop, debrief, MessageKind.DEBRIEF, [loop.channel])
    _want(session, loop, debrief, MessageKind.DEBRIEF_ASK, _concerned(loop, debrief) - {debrief.started_by})
    _remind_later(session, loop, debrief)
    want_edits(session, team_id=loop.team_id, kinds=OFFERS_DEBRIEF, subject=loop.id)


def tell_of_progress(session: Session, loop: Loop) -> None:
    """Have what stands in the thread show how far a debrief is; its loop is locked."""
    want_edits(session, team_id=loop.team_id, kinds=IN_THE_THREAD, subject=loop.id)


def tell_of_end(session: Session, loop: Loop) -> None:
    """Have a debrief that is over no longer be offered anywhere, nor the decision after it; its loop is locked."""
    kinds = (*IN_THE_THREAD, *OFFERS_DEBRIEF, MessageKind.DEBRIEF_OPENED)
    want_edits(session, team_id=loop.team_id, kinds=kinds, subject=loop.id)
    _ask_no_longer(session, loop)


def tell_of_opening(session: Session, loop: Loop, debrief: Debrief, opener: str) -> None:
    """Have the re-votes posted anew, and everybody told who has a part in them; its loop is locked."""
    _want(session, loop, debrief, MessageKind.DEBRIEF_OPEN, [loop.channel])
    told = (_concerned(loop, debrief) | {debrief.started_by}) - {opener}
    _want(session, loop, debrief, MessageKind.DEBRIEF_OPENED, told)
    tell_of_progress(session, loop)
    _ask_no_longer(session, loop)


def _want(session: Session, loop: Loop, debrief: Debrief, kind: MessageKind, recipients: Iterable[str]) -> None:
    team, about = loop.team_id, loop.id
    for each in sorted(recipients):
        want_message(session, team_id=team, kind=kind, subject=about, recipient=each, occasion=debrief.id)


def _ask_no_longer(session: Session, loop: Loop) -> None:
    """Have the messages that asked someone to read and vote say that there is nothing left to."""
    for kind in (MessageKind.DEBRIEF_ASK, MessageKind.DEBRIEF_REMINDER):  # which are delivered for days, and for one
        want_edits(session, team_id=loop.team_id, kinds=[kind], subject=loop.id)


def _concerned(loop: Loop, debrief: Debrief) -> set[str]:
    return {loop.hiring_manager, *(each.person for each in debrief.votes)}


def _remind_later(session: Session, loop: Loop, debrief: Debrief) -> None:
    """Want one more message to each who votes, some hours after the reading: who has voted by then gets none.

    People who meet have voted long before; who reads on their own is not written to every few minutes.
    """
    cadence = cadence_of(session, loop.team_id)
    if not cadence.reminds or loop.silence is not None:
        return
    voters = [each.person for each in debrief.votes]
    zones = zones_of(session, loop.team_id, *voters)
    late: datetime = debrief.reads_until + cadence.second_after
    for person in voters:
        want_once(
            session,
            team_id=loop.team_id,
            kind=MessageKind.DEBRIEF_REMINDER,
            subject=loop.id,
            recipient=person,
            request=debrief.id,
            due_at=awake_at(late, zones[person], cadence.quiet),
        )
