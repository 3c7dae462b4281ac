"""Messages and their places read back, or held; changes none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.messages import MessageKind, MessageRow, PlaceRow


def message_row(session: Session, message_id: str) -> MessageRow | None:
    """Return a message, or None."""
    return session.get(MessageRow, message_id)


def lock_message(session: Session, message_id: str) -> MessageRow | None:
    """Hold a message's row until the transaction ends, so that no wish is lost; lock what it is about first."""
    return session.get(MessageRow, message_id, with_for_update=True, populate_existing=True)


def messages_about(session: Session, team_id: str, subject: str) -> Sequence[MessageRow]:
    """Return every message about something, by kind."""
    return session.scalars(_ABOUT, {"team": team_id, "about": subject}).all()


def places_of(session: Session, message_id: str) -> Sequence[PlaceRow]:
    """Return every place where a message stands or stood, the first one first."""
    return session.scalars(_PLACES, {"message": message_id}).all()


def newest_place(
    session: Session, team_id: str, subject: str, kinds: Sequence[MessageKind], channel: str
) -> datetime | None:
    """Return when the newest message of these kinds about something was posted that stands in a channel, or None."""
    about = (MessageRow.team_id == team_id, MessageRow.subject == subject, MessageRow.kind.in_(kinds))
    stands = (PlaceRow.channel == channel, PlaceRow.lost_at.is_(None))
    newest = select(PlaceRow.posted_at).join(MessageRow, MessageRow.id == PlaceRow.message_id).where(*about, *stands)
    return session.scalar(newest.order_by(PlaceRow.posted_at.desc()).limit(1))


# Made once: a delivery asks for them time and again.
_ABOUT = (
    select(MessageRow)
    .where(MessageRow.team_id == bindparam("team"), MessageRow.subject == bindparam("about"))
    .order_by(MessageRow.kind, MessageRow.id)
)
_PLACES = select(PlaceRow).where(PlaceRow.message_id == bindparam("message")).order_by(PlaceRow.posted_at)
