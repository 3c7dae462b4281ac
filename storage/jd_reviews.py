"""JDs under review, found by an opaque id and only by the person they belong to; knows nothing of what is in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index, Select, String, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there


class JdReviewRow(Base):
    """A JD that someone had reviewed: its text for as long as they want it, and what the review came to.

    The same text of the same person has one row, found by its digest; `changes` compares it with the review before.
    """

    __tablename__ = "jd_reviews"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", "digest"),
        Index(None, "team_id", "user_id", "reviewed_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    body_digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    given_title: Mapped[str | None]
    location: Mapped[str | None]
    outcome: Mapped[dict[str, Any]]
    changes: Mapped[dict[str, Any]]
    submission: Mapped[str] = mapped_column(String(64), default="")
    keep_days: Mapped[int]
    keep_until: Mapped[datetime] = mapped_column(index=True)
    created_at: Mapped[datetime]
    reviewed_at: Mapped[datetime]


def jd_review(session: Session, *, team_id: str, user: str, review_id: str) -> JdReviewRow | None:
    """Return a person's own review, or None where it is gone or another's."""
    return session.scalar(_of(team_id, user).where(JdReviewRow.id == review_id))


def jd_text(session: Session, team_id: str, review_id: str) -> str:
    """Return a reviewed text of this workspace, anyone's, to be compared and shown to no one; "" if gone."""
    asked = select(JdReviewRow.text).where(JdReviewRow.team_id == team_id, JdReviewRow.id == review_id)
    return session.scalar(asked) or ""


def jd_review_of_text(session: Session, *, team_id: str, user: str, digest: str) -> JdReviewRow | None:
    """Return a person's own review of exactly this text, or None."""
    return session.scalar(_of(team_id, user).where(JdReviewRow.digest == digest))


def jd_reviews_titled(session: Session, *, team_id: str, user: str, title: str, limit: int) -> Sequence[JdReviewRow]:
    """Return a person's reviews of JDs with this title, the newest first."""
    titled = _of(team_id, user).where(JdReviewRow.title == title)
    return session.scalars(titled.order_by(JdReviewRow.reviewed_at.desc()).limit(limit)).all()


def titles_of_body(session: Session, *, team_id: str, user: str, body_digest: str) -> Sequence[str]:
    """Return the titles under which a person had texts with this body reviewed; none for the empty digest."""
    mine = (JdReviewRow.team_id == team_id, JdReviewRow.user_id == user, JdReviewRow.body_digest == body_digest)
    return session.scalars(select(JdReviewRow.title).where(*mine).distinct()).all() if body_digest else ()


def add_jd_review(session: Session, row: JdReviewRow) -> JdReviewRow:
    """Keep a review and return it; where the same text was added in the same instant, return that one."""
    row.id = new_id()
    values = {column.key: getattr(row, column.key) for column in JdReviewRow.__table__.columns}
    add_unless_there(session, JdReviewRow, [values])
    key = _of(row.team_id, row.user_id).where(JdReviewRow.digest == row.digest)
    return session.scalars(key).one()


def jd_reviews_of(session: Session, *, team_id: str, user: str, limit: int, offset: int = 0) -> Sequence[JdReviewRow]:
    """Return a person's reviews without their texts, the newest first."""
    newest = _of(team_id, user).order_by(JdReviewRow.reviewed_at.desc(), JdReviewRow.id)
    return session.scalars(newest.options(defer(JdReviewRow.text)).limit(limit).offset(offset)).all()


def delete_jd_review(session: Session, *, team_id: str, user: str, review_id: str) -> bool:
    """Delete a person's own review with its text, and tell whether it was there."""
    mine = (JdReviewRow.team_id == team_id, JdReviewRow.user_id == user, JdReviewRow.id == review_id)
    gone = delete(JdReviewRow).where(*mine).returning(JdReviewRow.id)
    return session.scalar(gone) is not None


def drop_expired_jd_reviews(session: Session, now: datetime) -> int:
    """Delete every review whose time is up, and return how many there were."""
    gone = delete(JdReviewRow).where(JdReviewRow.keep_until <= now).returning(JdReviewRow.id)
    return len(session.scalars(gone).all())


def _of(team_id: str, user: str) -> Select[JdReviewRow]:
    return select(JdReviewRow).where(JdReviewRow.team_id == team_id, JdReviewRow.user_id == user)
