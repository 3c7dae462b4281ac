"""Debriefs: who has read and voted again, and what was discussed; knows not who may.

A re-vote leaves this module by two ways alone: to anyone who gave it, and to all once its debrief opened.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.catalogue.model import Recommendation
from rubrics.panel.debrief import LONGEST_LINE, Debrief, DebriefTopic, ReVote, TopicKind
from rubrics.panel.loop import LoopState
from storage.columns import Base, enum_of, new_id
from storage.loops import LoopRow
from storage.people import PersonRow
from storage.plain_reading import read


class DebriefRow(Base):
    """One debrief of a loop; a canceled one stays, and the next has a number of its own."""

    __tablename__ = "debriefs"
    __table_args__ = (UniqueConstraint("loop_id", "number"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    number: Mapped[int]
    started_by: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime]
    reads_until: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[str | None] = mapped_column(String(32))
    canceled_at: Mapped[datetime | None]


class ReVoteRow(Base):
    """One interviewer's part in a debrief; `after` and `line` are the newest that they submitted before it opened."""

    __tablename__ = "revotes"

    debrief_id: Mapped[str] = mapped_column(ForeignKey("debriefs.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(32), primary_key=True)
    position: Mapped[int]
    before: Mapped[Recommendation]
    ready_at: Mapped[datetime | None]
    voted_at: Mapped[datetime | None]
    after: Mapped[Recommendation | None]
    line: Mapped[str] = mapped_column(String(LONGEST_LINE), default="")


class DebriefTopicRow(Base):
    """One competency to discuss, as the signal ranked it when the debrief started."""

    __tablename__ = "debrief_topics"

    debrief_id: Mapped[str] = mapped_column(ForeignKey("debriefs.id"), primary_key=True)
    competency: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int]
    kind: Mapped[TopicKind] = mapped_column(enum_of(TopicKind))
    is_single: Mapped[bool]
    discussed_by: Mapped[str | None] = mapped_column(String(32))
    discussed_at: Mapped[datetime | None]


def add_debrief(
    session: Session,
    *,
    team_id: str,
    loop_id: str,
    started_by: str,
    started_at: datetime,
    reads_until: datetime,
    topics: Sequence[DebriefTopic],
    recommendations: Sequence[tuple[str, Recommendation]],
) -> Debrief:
    """Start a debrief of a locked loop, of those who gave these recommendations, and return it."""
    numbers = select(func.max(DebriefRow.number)).where(DebriefRow.loop_id == loop_id)
    row = DebriefRow(id=new_id(), team_id=team_id, loop_id=loop_id, number=(session.scalar(numbers) or 0) + 1)
    row.started_by, row.started_at, row.reads_until = started_by, started_at, reads_until
    session.add(row)
    session.flush()
    for position, topic in enumerate(topics):
        facts = {"competency": topic.competency, "kind": topic.kind, "is_single": topic.is_single}
        session.add(DebriefTopicRow(debrief_id=row.id, position=position, **facts))
    for person, before in recommendations:
        add_voter(session, row.id, person, before)
    return _values(session, [row])[0]


def add_voter(session: Session, debrief_id: str, person: str, before: Recommendation) -> None:
    """Let one more person vote in a debrief of a locked loop."""
    session.flush()
    number = select(func.count()).select_from(ReVoteRow).where(ReVoteRow.debrief_id == debrief_id)
    position = session.scalar(number) or 0
    session.add(ReVoteRow(debrief_id=debrief_id, person=person, position=position, before=before))


def debrief_row(session: Session, debrief_id: str) -> DebriefRow:
    """Return a debrief's row, to change it; its loop must be locked."""
    return session.get_one(DebriefRow, debrief_id, populate_existing=True)


def revote_row(session: Session, debrief_id: str, person: str) -> ReVoteRow:
    """Return the row of someone's part in a debrief, to change it; its loop must be locked."""
    return session.get_one(ReVoteRow, (debrief_id, person), populate_existing=True)


def topic_row(session: Session, debrief_id: str, competency: str) -> DebriefTopicRow:
    """Return the row of a debrief's topic, to change it; its loop must be locked."""
    return session.get_one(DebriefTopicRow, (debrief_id, competency), populate_existing=True)


def debrief_of(session: Session, loop_id: str) -> Debrief | None:
    """Return a loop's newest debrief, canceled or not; its re-votes say nothing before it opened."""
    return debriefs_of(session, [loop_id]).get(loop_id)


def debriefs_of(session: Session, loop_ids: Collection[str]) -> dict[str, Debrief]:
    """Return the newest debrief of each of these loops that has one, by the loop's id."""
    if not loop_ids:
        return {}
    newest = {row.loop_id: row for row in read(session, _OF_LOOPS, {"loops": loop_ids})}
    if not newest:
        return {}
    return {debrief.loop_id: debrief for debrief in _values(session, list(newest.values()))}


def debriefs_under_way(session: Session, loop_ids: Collection[str]) -> dict[str, Debrief]:
    """Return the same of those loops alone that no one has ended yet, and whose debrief was not canceled."""
    if not loop_ids:
        return {}
    loops = [loop for (loop,) in read(session, _UNDER_WAY, {"loops": loop_ids})]
    return {loop: each for loop, each in debriefs_of(session, loops).items() if each.canceled_at is None}


def debriefs_waiting_for_nobody(session: Session, limit: int) -> list[tuple[str, str]]:
    """Return team and loop of debriefs in which everybody has voted again who has not left, and someone has."""
    gone = exists().where(
        PersonRow.team_id == DebriefRow.team_id, PersonRow.user_id == ReVoteRow.person, PersonRow.is_deleted
    )
    theirs = ReVoteRow.debrief_id == DebriefRow.id
    waits = exists().where(theirs, ReVoteRow.voted_at.is_(None), ~gone)
    voted = exists().where(theirs, ReVoteRow.voted_at.is_not(None))
    running = (DebriefRow.opened_at.is_(None), DebriefRow.canceled_at.is_(None), LoopRow.state == LoopState.REVEALED)
    loops = select(DebriefRow.team_id, DebriefRow.loop_id).join(LoopRow, LoopRow.id == DebriefRow.loop_id)
    found = session.execute(loops.where(*running, voted, ~waits).order_by(DebriefRow.loop_id).limit(limit))
    return [(team, loop) for team, loop in found]


def own_revote(session: Session, debrief_id: str, person: str) -> ReVote | None:
    """Return what someone voted themselves, for their own eyes; None where they have no part in the debrief."""
    row = session.get(ReVoteRow, (debrief_id, person))
    return None if row is None else _vote(row, is_open=True)


def _values(session: Session, rows: Sequence[Any]) -> list[Debrief]:
    """Return debriefs of their rows, as objects or as they were read."""
    ids = [row.id for row in rows]
    votes, topics = (read(session, statement, {"debriefs": ids}) for statement in (_VOTES_IN, _TOPICS_IN))
    return [
        Debrief(
            id=row.id,
            loop_id=row.loop_id,
            number=row.number,
            started_by=row.started_by,
            started_at=row.started_at,
            reads_until=row.reads_until,
            topics=tuple(_topic(each) for each in topics if each.debrief_id == row.id),
            votes=tuple(_vote(each, is_open=row.opened_at is not None) for each in votes if each.debrief_id == row.id),
            opened_at=row.opened_at,
            opened_by=row.opened_by,
            canceled_at=row.canceled_at,
        )
        for row in rows
    ]


def _vote(row: Any, *, is_open: bool) -> ReVote:
    said = {"after": row.after, "line": row.line} if is_open else {}
    return ReVote(person=row.person, before=row.before, ready_at=row.ready_at, voted_at=row.voted_at, **said)


def _topic(row: Any) -> DebriefTopic:
    return DebriefTopic(**{name: getattr(row, name) for name in DebriefTopic.model_fields})


_DEBRIEFS, _LOOPS = DebriefRow.__table__, LoopRow.__table__
_VOTES, _TOPICS = ReVoteRow.__table__, DebriefTopicRow.__table__
_OF_LOOPS = (
    select(*_DEBRIEFS.c).where(_DEBRIEFS.c.loop_id.in_(bindparam("loops", expanding=True))).order_by(_DEBRIEFS.c.number)
)
_UNDER_WAY = (
    select(_DEBRIEFS.c.loop_id)
    .join(_LOOPS, _LOOPS.c.id == _DEBRIEFS.c.loop_id)
    .where(
        _DEBRIEFS.c.loop_id.in_(bindparam("loops", expanding=True)),
        _LOOPS.c.state == LoopState.REVEALED,
        _LOOPS.c.outcome.is_(None),
    )
    .distinct()
)
_VOTES_IN, _TOPICS_IN = (
    select(*table.c).where(table.c.debrief_id.in_(bindparam("debriefs", expanding=True))).order_by(table.c.position)
    for table in (_VOTES, _TOPICS)
)
