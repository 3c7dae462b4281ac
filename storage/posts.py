"""What should stand in Slack: wanted and posted revisions, claimed by lease so that many workers may run."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.tables import PostRow


def want_post(session: Session, *, team_id: str, loop_id: str, kind: str, recipient: str, now: datetime) -> None:
    """Say that this message should exist and show the present state; the loop must be locked."""
    key = (PostRow.loop_id == loop_id, PostRow.kind == kind, PostRow.recipient == recipient)
    row = session.scalar(select(PostRow).where(*key).with_for_update())
    if row is None:
        session.add(PostRow(team_id=team_id, loop_id=loop_id, kind=kind, recipient=recipient, due_at=now))
    else:
        row.wanted += 1
        row.due_at = now


def want_another(session: Session, *, team_id: str, loop_id: str, kind: str, recipient: str, now: datetime) -> bool:
    """Say that a new message of this kind should be made, beside one that stands already; the loop must be locked.

    Tells whether that is new: while one waits to be posted, asking again asks for nothing more.
    """
    key = (PostRow.loop_id == loop_id, PostRow.kind == kind, PostRow.recipient == recipient)
    row = session.scalar(select(PostRow).where(*key).with_for_update())
    if row is None:
        session.add(PostRow(team_id=team_id, loop_id=loop_id, kind=kind, recipient=recipient, due_at=now))
        return True
    if row.ts is None:
        return False
    row.wanted, row.due_at = row.wanted + 1, now
    row.ts, row.posted_channel, row.unclear = None, None, 0
    return True


def want_edit(session: Session, *, loop_id: str, kind: str, now: datetime) -> None:
    """Have every message of a kind that a loop has show the present state."""
    session.execute(
        update(PostRow)
        .where(PostRow.loop_id == loop_id, PostRow.kind == kind)
        .values(wanted=PostRow.wanted + 1, due_at=now)
    )


def post_row(session: Session, post_id: str) -> PostRow | None:
    """Return a post, or None."""
    return session.get(PostRow, post_id)


def lock_post(session: Session, post_id: str) -> PostRow | None:
    """Hold a post's row until the transaction ends, so that no wish for an edit is lost; lock the loop first."""
    return session.get(PostRow, post_id, with_for_update=True, populate_existing=True)


def posts_of(session: Session, loop_id: str) -> Sequence[PostRow]:
    """Return everything a loop has, or should have, in Slack."""
    return session.scalars(select(PostRow).where(PostRow.loop_id == loop_id).order_by(PostRow.kind)).all()
