"""Candidates: one row a person across all their loops, found by code, name or words of it, however they are typed."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from secrets import choice

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from rubrics.panel.candidate_names import WHOLE, name_kept, name_key, name_typed, words_found_by
from storage.columns import Base, new_id
from storage.inserting import add_unless_there

CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits that no one mistakes for one another when reading a code aloud."""


class CandidateRow(Base):
    """A person who is interviewed; one row across all their loops.

    `name_key` is the name as it is looked up; of several people of one name only the first has it, whom the name
    alone means. `merged_into` is the row that took its loops over, once the two turned out to be one person.
    """

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("team_id", "code"),
        UniqueConstraint("team_id", "name_key"),
        Index(None, "team_id", "user_id"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(80))
    name: Mapped[str | None]
    name_key: Mapped[str | None] = mapped_column(Text)
    user_id: Mapped[str | None] = mapped_column(String(32))
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("candidates.id"))
    created_at: Mapped[datetime]


class CandidateWordRow(Base):
    """What a candidate is found by, so that a search reads an index and not every name.

    It is a word of a name of theirs as it is looked up, or the whole name, behind a sign that no word has.
    """

    __tablename__ = "candidate_words"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidates.id"), primary_key=True)


def candidate_called(session: Session, team_id: str, typed: str) -> CandidateRow | None:
    """Return the candidate with this code or whole name, however it is typed, or None; of several, the first."""
    asked = name_typed(typed)
    coded = session.scalar(_first_coded(), {"team": team_id, "asked": asked.code}) if asked.code else None
    return coded or session.scalar(_first_named(), {"team": team_id, "asked": WHOLE + asked.key})


def candidate_like(session: Session, team_id: str, typed: str, now: datetime) -> CandidateRow:
    """Return the candidate with this code or name, made now if there is none.

    Two people who open the first loops of a candidate at the same instant get the same one.
    """
    known = candidate_called(session, team_id, typed)
    if known is not None:
        return known
    name = name_kept(typed)
    key, code = name_key(name), _fresh_code(session, team_id)
    row = {"team_id": team_id, "code": code, "name": name, "name_key": key, "created_at": now}
    add_unless_there(session, CandidateRow, [row])
    candidate = session.scalars(select(CandidateRow).filter_by(team_id=team_id, name_key=key)).one()
    find_by(session, candidate, name)
    return candidate


def find_by(session: Session, candidate: CandidateRow, name: str) -> None:
    """Have a candidate found by this name and its words, besides those that they are found by already."""
    known = {"team_id": candidate.team_id, "candidate_id": candidate.id}
    add_unless_there(session, CandidateWordRow, [{**known, "word": word} for word in sorted(words_found_by(name))])


def candidates_named(session: Session, team_id: str, name: str) -> Sequence[CandidateRow]:
    """Return everybody of this whole name, the eldest first; who was merged is who they are now."""
    words, found = CandidateWordRow, aliased(CandidateRow)
    alike = select(words.candidate_id).where(words.team_id == team_id, words.word == WHOLE + name_key(name))
    standing = select(func.coalesce(found.merged_into, found.id)).where(found.id.in_(alike))
    named = select(CandidateRow).where(CandidateRow.id.in_(standing))
    return session.scalars(named.order_by(CandidateRow.created_at, CandidateRow.id)).all()


def another_candidate(session: Session, team_id: str, typed: str, now: datetime) -> CandidateRow:
    """Return a new candidate of this name, even if others are called so; the name alone goes on meaning the first."""
    name = name_kept(typed)
    is_first = not candidates_named(session, team_id, name)
    row = CandidateRow(team_id=team_id, code=_fresh_code(session, team_id), name=name, created_at=now)
    row.name_key = name_key(name) if is_first else None
    session.add(row)
    session.flush()
    find_by(session, row, name)
    return row


def rename_candidate(session: Session, candidate: CandidateRow, typed: str) -> None:
    """Call a candidate by another name, and have them found by the old one no more."""
    name, words = name_kept(typed), CandidateWordRow
    session.execute(delete(words).where(words.team_id == candidate.team_id, words.candidate_id == candidate.id))
    others = [each for each in candidates_named(session, candidate.team_id, name) if each.id != candidate.id]
    candidate.name, candidate.name_key = name, None if others else name_key(name)
    session.flush()
    find_by(session, candidate, name)


def merge_candidates(session: Session, kept: CandidateRow, merged: CandidateRow) -> None:
    """Have everything that meant one candidate mean another from now on; their loops are for the caller to move."""
    former = update(CandidateRow).where(CandidateRow.merged_into == merged.id)
    session.execute(former.values(merged_into=kept.id), execution_options={"synchronize_session": False})
    merged.merged_into, kept.user_id = kept.id, kept.user_id or merged.user_id
    session.flush()
    if merged.name:
        find_by(session, kept, merged.name)


def goes_by(candidate: CandidateRow, typed: str) -> bool:
    """Tell whether someone who typed this for a candidate knows their name: a code alone stands in channels."""
    asked = name_typed(typed)
    return not asked.code or name_key(asked.name) == name_key(candidate.name or "")


@cache
def _first_coded() -> Select[CandidateRow]:
    candidates = CandidateRow
    of_code = (candidates.team_id == bindparam("team"), candidates.code == bindparam("asked"))
    return _first(select(candidates.id).where(*of_code))


@cache
def _first_named() -> Select[CandidateRow]:
    words = CandidateWordRow
    return _first(
        select(words.candidate_id).where(words.team_id == bindparam("team"), words.word == bindparam("asked"))
    )


def _first(ids: Select[str]) -> Select[CandidateRow]:
    """Return the statement for the eldest of these candidates, or who took their loops over."""
    found = aliased(CandidateRow)
    standing = select(func.coalesce(found.merged_into, found.id)).where(found.id.in_(ids))
    first = standing.order_by(found.created_at, found.id).limit(1).scalar_subquery()
    return select(CandidateRow).where(CandidateRow.id == first)


def _fresh_code(session: Session, team_id: str) -> str:
    """Return a code that no candidate of the workspace has."""
    while True:
        code = "C-" + "".join(choice(CODE_LETTERS) for _ in range(4))
        taken = select(CandidateRow.id).where(CandidateRow.team_id == team_id, CandidateRow.code == code)
        if session.scalar(taken) is None:
            return code
