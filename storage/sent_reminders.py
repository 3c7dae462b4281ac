"""Which reminders of a loop reached whom, and when, for its record; knows nothing of what they said."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rubrics.catalogue.model import Value
from storage.messages import MessageKind, MessageRow, PlaceRow

REMINDERS = (
    MessageKind.KIT,
    MessageKind.REMINDER,
    MessageKind.STATUS,
    MessageKind.HOLD_ENDS,
    MessageKind.DEBRIEF_REMINDER,
)
"""What is sent by the clock and not because someone did something."""


class SentReminder(Value):
    """A reminder as it was posted: what kind it was, to whom, when."""

    kind: str
    person: str
    at: datetime


def reminders_sent(session: Session, team_id: str, loop_id: str) -> tuple[SentReminder, ...]:
    """Return the reminders of a loop that stand in Slack or stood there, the first first."""
    at = func.min(PlaceRow.posted_at).label("at")
    rows = (
        select(MessageRow.kind, MessageRow.recipient, at)
        .join(PlaceRow, PlaceRow.message_id == MessageRow.id)
        .where(MessageRow.team_id == team_id, MessageRow.subject == loop_id, MessageRow.kind.in_(REMINDERS))
        .group_by(MessageRow.id, MessageRow.kind, MessageRow.recipient)
        .order_by(at, MessageRow.recipient)
    )
    return tuple(SentReminder(kind=kind.value, person=person, at=at) for kind, person, at in session.execute(rows))
