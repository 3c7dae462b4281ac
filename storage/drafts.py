"""Scorecards as far as they are filled in; one draft per interview, gone once it is submitted or its loop is over."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, ForeignKey, String, and_, bindparam, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.loop import InterviewState, LoopState
from storage.columns import Base
from storage.inserting import add_unless_there, inserting_on
from storage.loops import InterviewRow, LoopRow
from storage.plain_reading import read, send

Values = Mapping[str, str | None]
"""Field → what stands in it, None where it was cleared."""


class DraftRow(Base):
    """An interview's scorecard as far as it is filled in: what stands in the modal, by field.

    `acted_at` is Slack's time of the last click, so that one that comes late changes nothing; `hinted` holds
    digests of texts whose wording was remarked on, so that the same text is taken the second time.
    """

    __tablename__ = "drafts"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    values: Mapped[dict[str, Any]]
    hinted: Mapped[list[str]]
    acted_at: Mapped[str] = mapped_column(String(32), default="")
    saved_at: Mapped[datetime]


def drafted(session: Session, interview_ids: list[str]) -> set[str]:
    """Return which of these interviews have a draft with anything in it."""
    if not interview_ids:
        return set()
    rows = read(session, _DRAFTS, {"interviews": interview_ids})
    return {interview_id for interview_id, values in rows if any(values.values())}


def keep_draft(session: Session, interview_id: str, values: Values, *, acted_at: str, now: datetime) -> None:
    """Keep what stands in an unfinished scorecard; the loop must be locked."""
    kept = {"values": dict(values), "acted_at": acted_at, "saved_at": now}
    send(session, _keeping(session.get_bind().dialect.name), kept | {"interview_id": interview_id, "hinted": []})


@cache
def _keeping(dialect: str) -> ClauseElement:
    new = inserting_on(dialect, DraftRow)
    kept = {name: new.excluded[name] for name in ("values", "acted_at", "saved_at")}
    return new.on_conflict_do_update(index_elements=["interview_id"], set_=kept)


def note_hints(session: Session, interview_id: str, digests: set[str], now: datetime) -> None:
    """Remember that these texts were remarked on; the loop must be locked."""
    row = _row(session, interview_id, now)
    row.hinted = sorted({*row.hinted, *digests})


def drop_draft(session: Session, interview_id: str) -> None:
    """Forget a draft, because it was submitted; the loop must be locked."""
    send(session, _DROP, {"interview": interview_id})


def drop_dead_drafts(session: Session, loop_id: str) -> None:
    """Delete the drafts of a locked loop that no one can open any more, because it has ended; it never opens again.

    While a loop is open, someone who was excused may be asked after all, and finds the draft again.
    """
    over = LoopRow.state.in_([LoopState.CANCELED, LoopState.WITHDRAWN, LoopState.DECIDED])
    out = InterviewRow.state.not_in([InterviewState.DUE, InterviewState.SUBMITTED])
    left_out = and_(LoopRow.state == LoopState.REVEALED, out)
    dead = select(InterviewRow.id).join(InterviewRow.loop).where(LoopRow.id == loop_id, or_(over, left_out))
    dropped = delete(DraftRow).where(DraftRow.interview_id.in_(dead))
    session.execute(dropped, execution_options={"synchronize_session": False})


def _row(session: Session, interview_id: str, now: datetime) -> DraftRow:
    empty = {"interview_id": interview_id, "values": {}, "hinted": [], "acted_at": "", "saved_at": now}
    add_unless_there(session, DraftRow, [empty])
    return session.get_one(DraftRow, interview_id)


_DRAFTED = DraftRow.__table__
_DROP = delete(Base.metadata.tables[DraftRow.__tablename__]).where(_DRAFTED.c.interview_id == bindparam("interview"))
_DRAFTS = select(_DRAFTED.c.interview_id, _DRAFTED.c["values"]).where(
    _DRAFTED.c.interview_id.in_(bindparam("interviews", expanding=True))
)
