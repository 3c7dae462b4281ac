"""Scorecards, every version of them; handed out as values."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ForeignKey,
    Row,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from rubrics.catalogue.model import Recommendation
from rubrics.panel.chain import card_digest
from rubrics.panel.loop import InterviewState
from rubrics.panel.plan import InterviewKind
from rubrics.panel.scorecard import CardContent, LeftNote, SubmittedCard
from storage.columns import Base, new_id
from storage.loops import InterviewRow, LoopRow
from storage.plain_reading import read, send

BY_COMPETENCY = {"ratings", "evidence"}
"""What a card holds by competency, in rows of its own; everything else has a column of the same name."""
WHOLE = CardContent.model_fields.keys() - BY_COMPETENCY


class ScorecardRow(Base):
    """One version of an interview's scorecard; the highest version counts, none is ever changed.

    `submission` names the modal that was submitted, so that a double click stores one card.
    """

    __tablename__ = "scorecards"
    __table_args__ = (UniqueConstraint("interview_id", "version"), UniqueConstraint("interview_id", "submission"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    version: Mapped[int]
    submission: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime]
    recommendation: Mapped[Recommendation]
    after_reveal: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    strengths: Mapped[str] = mapped_column(Text, default="")
    risks: Mapped[str] = mapped_column(Text, default="")
    next_note: Mapped[str] = mapped_column(Text, default="")
    recruiter_note: Mapped[str] = mapped_column(Text, default="")

    interview: Mapped[InterviewRow] = relationship(lazy="raise")


class RatingRow(Base):
    """One rating of a scorecard; an empty rating says “not assessed”."""

    __tablename__ = "ratings"

    scorecard_id: Mapped[str] = mapped_column(ForeignKey("scorecards.id"), primary_key=True)
    competency: Mapped[str] = mapped_column(String(60), primary_key=True)
    rating: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    remarks: Mapped[list[str]] = mapped_column(default=list)


def versions_of(session: Session, interview_id: str) -> list[SubmittedCard]:
    """Return every version of an interview's scorecard, first one first."""
    return _values(read(session, _OF_INTERVIEW, {"interview": interview_id}))


def versions_in(session: Session, loop_id: str) -> list[SubmittedCard]:
    """Return every version of every scorecard of a loop that counts, by interview and version."""
    return _values(read(session, _IN_LOOP, {"loop": loop_id}))


def practice_in(session: Session, loop_id: str) -> list[SubmittedCard]:
    """Return every version of every scorecard of those in training in a loop; none of them ever counts."""
    return _values(read(session, _PRACTICE_IN, {"loop": loop_id}))


def latest(cards: Sequence[SubmittedCard], *, before_reveal: bool = False) -> list[SubmittedCard]:
    """Keep each interview's last version; with `before_reveal`, the last one that was sealed."""
    last: dict[str, SubmittedCard] = {}
    for card in cards:
        if not (before_reveal and card.after_reveal):
            last[card.interview] = card
    return list(last.values())


def newest_versions(session: Session, loop_id: str) -> dict[str, int]:
    """Return the number of the newest version of each scorecard of a loop that counts, by interview."""
    cards = select(ScorecardRow.interview_id, func.max(ScorecardRow.version)).join(ScorecardRow.interview)
    counting = (InterviewRow.loop_id == loop_id, InterviewRow.kind == InterviewKind.FULL)
    newest = cards.where(*counting).group_by(ScorecardRow.interview_id)
    return {row[0]: row[1] for row in session.execute(newest)}


def newest_submit(session: Session, interview_ids: Sequence[str]) -> tuple[str, datetime] | None:
    """Return the interview, of these, whose scorecard was submitted last, and when; None where none was."""
    submitted = select(ScorecardRow.interview_id, ScorecardRow.submitted_at)
    newest = submitted.where(ScorecardRow.interview_id.in_(interview_ids)).order_by(ScorecardRow.submitted_at.desc())
    row = session.execute(newest.limit(1)).first() if interview_ids else None
    return (row[0], row[1]) if row else None


def notes_handed_on(session: Session, team_id: str, first_stage: str) -> list[LeftNote]:
    """Return what a candidate's interviewers left for the next one, in all stages, as it stands now; oldest first."""
    asked = {"team": team_id, "first": first_stage}
    return [LeftNote.model_validate(row._asdict()) for row in read(session, _HANDED_ON, asked)]


def notes_to_recruiter(session: Session, team_id: str, loop_id: str) -> list[LeftNote]:
    """Return what a loop's interviewers wrote to its recruiter alone, as it stands now; oldest first."""
    asked = {"team": team_id, "loop": loop_id}
    return [LeftNote.model_validate(row._asdict()) for row in read(session, _TO_RECRUITER, asked)]


def add_version(
    session: Session,
    content: CardContent,
    *,
    version: int,
    interview_id: str,
    submission: str,
    remarks: Mapping[str, list[str]],
    after_reveal: bool,
    now: datetime,
    card: str | None = None,
) -> None:
    """Store one more version of a scorecard, the one after the newest; the loop must be locked.

    `card` is its id, where that had to be known before: for its digest, which no one is shown before the reveal.
    """
    card = card or new_id()
    row = {"id": card, "interview_id": interview_id, "version": version, "submission": submission, "submitted_at": now}
    send(session, _ADD_CARD, row | {"after_reveal": after_reveal, **content.model_dump(exclude=BY_COMPETENCY)})
    ratings = [
        {
            "scorecard_id": card,
            "competency": competency,
            "rating": rating,
            "evidence": content.evidence.get(competency, ""),
            "remarks": remarks.get(competency, []),
        }
        for competency, rating in content.ratings.items()
    ]
    if ratings:
        numbered = enumerate(ratings)
        values = {f"{name}_{number}": value for number, rated in numbered for name, value in rated.items()}
        send(session, _adding_ratings(len(ratings)), values)


def new_card(content: CardContent) -> tuple[str, str]:
    """Return an id for a version that is to be stored, and its digest for the loop's record, salted with it."""
    card = new_id()
    return card, card_digest(content, card)


def card_salts(session: Session, loop_id: str) -> dict[tuple[str, int], str]:
    """Return what the digest of each version was salted with, by interview and version, to check it by."""
    rows = select(ScorecardRow.interview_id, ScorecardRow.version, ScorecardRow.id).join(ScorecardRow.interview)
    found = session.execute(rows.where(InterviewRow.loop_id == loop_id))
    return {(interview, version): salt for interview, version, salt in found}


def _values(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[SubmittedCard]:
    return [_value(list(rated)) for _, rated in groupby(rows, key=lambda row: (row.interview, row.version))]


def _value(rated: Sequence[Row[*tuple[Any, ...]]]) -> SubmittedCard:
    """Make one card of its ratings' rows; a card without any has one row without a competency."""
    fields = rated[0]._asdict()
    for name in _RATING:
        del fields[name]
    ratings = [row for row in rated if row.competency is not None]
    return SubmittedCard(
        **fields,
        ratings={row.competency: row.rating for row in ratings},
        evidence={row.competency: row.evidence for row in ratings if row.evidence},
        remarks={row.competency: tuple(row.remarks) for row in ratings if row.remarks},
    )


_CARDS, _RATINGS, _INTERVIEWS = ScorecardRow.__table__, RatingRow.__table__, InterviewRow.__table__
_RATING = ("competency", "rating", "evidence", "remarks")
_ALL: Select[*tuple[Any, ...]] = (
    select(
        _CARDS.c.interview_id.label("interview"),
        _INTERVIEWS.c.interviewer,
        *(_CARDS.c[name] for name in ("version", "submitted_at", "after_reveal", *sorted(WHOLE))),
        *(_RATINGS.c[name] for name in _RATING),
    )
    .join(_INTERVIEWS, _INTERVIEWS.c.id == _CARDS.c.interview_id)
    .outerjoin(_RATINGS, _RATINGS.c.scorecard_id == _CARDS.c.id)
    .order_by(_INTERVIEWS.c.position, _CARDS.c.version)
)
_OF_INTERVIEW = _ALL.where(_CARDS.c.interview_id == bindparam("interview"))
_IN_LOOP = _ALL.where(_INTERVIEWS.c.loop_id == bindparam("loop"), _INTERVIEWS.c.kind == InterviewKind.FULL)
_PRACTICE_IN = _ALL.where(_INTERVIEWS.c.loop_id == bindparam("loop"), _INTERVIEWS.c.kind != InterviewKind.FULL)
_LOOPS, _NEWER = LoopRow.__table__, ScorecardRow.__table__.alias("newer")


def _left(column: str) -> Select[*tuple[Any, ...]]:
    """Return the notes of a column that stand in the newest version of a card that counts."""
    text = _CARDS.c[column]
    is_newer = (_NEWER.c.interview_id == _CARDS.c.interview_id, _NEWER.c.version > _CARDS.c.version)
    stands = (_INTERVIEWS.c.state == InterviewState.SUBMITTED, _INTERVIEWS.c.kind == InterviewKind.FULL)
    notes = select(_INTERVIEWS.c.id.label("interview"), _INTERVIEWS.c.interviewer, text.label("text"))
    notes = notes.add_columns(_CARDS.c.submitted_at).select_from(_CARDS)
    notes = notes.join(_INTERVIEWS, _INTERVIEWS.c.id == _CARDS.c.interview_id)
    notes = notes.join(_LOOPS, _LOOPS.c.id == _INTERVIEWS.c.loop_id).where(_LOOPS.c.team_id == bindparam("team"))
    notes = notes.where(text != "", *stands, ~select(_NEWER.c.id).where(*is_newer).exists())
    return notes.order_by(_CARDS.c.submitted_at, _INTERVIEWS.c.position)


_HANDED_ON = _left("next_note").where(_LOOPS.c.first_stage_id == bindparam("first"))
_TO_RECRUITER = _left("recruiter_note").where(_LOOPS.c.id == bindparam("loop"))
_ADD_CARD, _ADD_RATINGS = (insert(Base.metadata.tables[row.__tablename__]) for row in (ScorecardRow, RatingRow))


@cache
def _adding_ratings(number: int) -> ClauseElement:
    """Return what adds so many ratings: in one statement, since a driver takes longer for each than for its values."""
    columns = RatingRow.__table__.c
    rows = [
        {column.name: bindparam(f"{column.name}_{row}", type_=column.type) for column in columns}
        for row in range(number)
    ]
    return _ADD_RATINGS.values(rows)
