"""Half-filled forms, found by an opaque id and only by the person they belong to."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there


class FormRow(Base):
    """A half-filled form, kept so that Slack carries only its opaque id."""

    __tablename__ = "forms"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(index=True)


def save_form(session: Session, *, team_id: str, user: str, kind: str, content: dict[str, Any], now: datetime) -> str:
    """Keep a form's content and return its id."""
    row = FormRow(team_id=team_id, user_id=user, kind=kind, content=content, saved_at=now)
    session.add(row)
    session.flush()
    return row.id


def keep_form(
    session: Session, *, form_id: str, team_id: str, user: str, kind: str, content: dict[str, Any], now: datetime
) -> None:
    """Keep a form's content under an id of its own making; the same person's, kept before, is replaced."""
    values = {"id": form_id, "team_id": team_id, "user_id": user, "kind": kind, "content": content, "saved_at": now}
    add_unless_there(session, FormRow, [values])
    kept = form(session, team_id=team_id, user=user, kind=kind, form_id=form_id, lock=True)
    if kept is not None:
        kept.content, kept.saved_at = content, now


def form(session: Session, *, team_id: str, user: str, kind: str, form_id: str, lock: bool = False) -> FormRow | None:
    """Return a person's own form, held until the transaction ends with `lock`; None where it is gone or another's."""
    row = session.get(FormRow, form_id, with_for_update=lock)
    if row is None or (row.team_id, row.user_id, row.kind) != (team_id, user, kind):
        return None
    return row


def drop_forms_before(session: Session, moment: datetime) -> int:
    """Delete the forms saved before a moment, and return how many there were."""
    dropped = delete(FormRow).where(FormRow.saved_at < moment).returning(FormRow.id)
    return len(session.scalars(dropped).all())
