"""What people said assesses each demand of an opening's JD, by the sentence's digest; keeps no sentence."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.panel.trace import Confirmed
from storage.columns import Base


class JdTraceRow(Base):
    """What someone said of one sentence, when, and of which JD; rows are only ever added, and the last one counts."""

    __tablename__ = "jd_traces"

    opening_id: Mapped[str] = mapped_column(ForeignKey("openings.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    jd_digest: Mapped[str] = mapped_column(String(64))
    competencies: Mapped[list[str]]
    elsewhere: Mapped[bool]
    confirmed_by: Mapped[str] = mapped_column(String(32))
    confirmed_at: Mapped[datetime]


def confirmed_of(session: Session, team_id: str, opening_id: str) -> Mapping[str, Confirmed]:
    """Return what was said last of each sentence, by its digest."""
    return {row.digest: _value(row) for row in trace_entries(session, team_id, opening_id)}


def confirmed_of_jd(session: Session, team_id: str, opening_id: str, jd_digest: str) -> Mapping[str, Confirmed]:
    """Return the same of the sentences of one JD, as far as anything was said since it became the opening's."""
    rows = trace_entries(session, team_id, opening_id)
    return {row.digest: _value(row) for row in rows if row.jd_digest == jd_digest}


def trace_entries(session: Session, team_id: str, opening_id: str) -> Sequence[JdTraceRow]:
    """Return all that was ever said of an opening's JD, the oldest first."""
    own = (JdTraceRow.team_id == team_id, JdTraceRow.opening_id == opening_id)
    return session.scalars(select(JdTraceRow).where(*own).order_by(JdTraceRow.number)).all()


def confirm(
    session: Session,
    *,
    team_id: str,
    opening_id: str,
    jd_digest: str,
    said: Mapping[str, Confirmed],
    user: str,
    now: datetime,
) -> int:
    """Keep what someone said of sentences of a JD, and return of how many it is new; the opening must be locked.

    What was said of an earlier JD's sentence, and is said no other way, stays said by who said it.
    """
    known = {row.digest: row for row in trace_entries(session, team_id, opening_id)}
    same = {digest: row for digest, row in known.items() if digest in said and _value(row) == said[digest]}
    new = {digest: one for digest, one in said.items() if digest not in same or same[digest].jd_digest != jd_digest}
    last = session.scalar(select(func.max(JdTraceRow.number)).where(JdTraceRow.opening_id == opening_id)) or 0
    session.add_all(
        JdTraceRow(
            opening_id=opening_id,
            number=number,
            team_id=team_id,
            digest=digest,
            jd_digest=jd_digest,
            competencies=[*one.competencies],
            elsewhere=one.elsewhere,
            confirmed_by=same[digest].confirmed_by if digest in same else user,
            confirmed_at=same[digest].confirmed_at if digest in same else now,
        )
        for number, (digest, one) in enumerate(new.items(), start=last + 1)
    )
    session.flush()
    return len(new)


def _value(row: JdTraceRow) -> Confirmed:
    return Confirmed(competencies=tuple(row.competencies), elsewhere=row.elsewhere)
