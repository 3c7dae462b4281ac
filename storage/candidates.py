"""Candidates: one row a person across all their loops, found by code, by name or by words of it, whatever its case."""

import unicodedata
from datetime import datetime
from secrets import choice

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.columns import Base, new_id
from storage.inserting import add_unless_there

DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits that nobody mistakes for one another when reading a code aloud."""


class CandidateRow(Base):
    """A person who is interviewed; one row across all their loops.

    `name_key` is the name as it is looked up, whatever its case: databases fold the letters of English at most.
    `merged_into` is the row that took its loops over, once the two turned out to be one person.
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
    """A word of a candidate's name as it is looked up: a search reads an index, and not every name."""

    __tablename__ = "candidate_words"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    word: Mapped[str] = mapped_column(Text, primary_key=True)
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidates.id"), primary_key=True)


def candidate_called(session: Session, team_id: str, name_or_code: str) -> CandidateRow | None:
    """Return the candidate with this code or exact name, case aside, or None."""
    same = or_(CandidateRow.code == name_or_code.upper(), CandidateRow.name_key == name_key(name_or_code))
    return session.scalar(select(CandidateRow).where(CandidateRow.team_id == team_id, same).limit(1))


def candidate_like(session: Session, team_id: str, name_or_code: str, now: datetime) -> CandidateRow:
    """Return the candidate with this code or name, made now if there is none.

    Two people who open the first loops of a candidate at the same instant get the same one.
    """
    known = candidate_called(session, team_id, name_or_code)
    if known is not None:
        return known
    key, code = name_key(name_or_code), _fresh_code(session, team_id)
    row = {"team_id": team_id, "code": code, "name": name_or_code, "name_key": key, "created_at": now}
    add_unless_there(session, CandidateRow, [row])
    candidate = session.scalars(select(CandidateRow).filter_by(team_id=team_id, name_key=key)).one()
    words = [{"team_id": team_id, "word": word, "candidate_id": candidate.id} for word in sorted(set(key.split()))]
    add_unless_there(session, CandidateWordRow, words)
    return candidate


def name_key(name: str) -> str:
    """Return what a name is looked up by: “ÉLISE” and “Élise” are alike, however the accent was typed.

    Marks that only say which way text runs are not part of a name: nobody sees or types them.
    """
    return unicodedata.normalize("NFC", name.casefold().translate(DIRECTIONS)).strip()


def _fresh_code(session: Session, team_id: str) -> str:
    """Return a code that no candidate of the workspace has."""
    while True:
        code = "C-" + "".join(choice(CODE_LETTERS) for _ in range(4))
        taken = select(CandidateRow.id).where(CandidateRow.team_id == team_id, CandidateRow.code == code)
        if session.scalar(taken) is None:
            return code
