"""Loops with their interviews: kept as rows, handed out as values."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from secrets import choice

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from storage.inserting import add_unless_there
from storage.tables import CandidateRow, InterviewRow, LoopRow, OpeningRow

OPENING_KEY = ("team_id", "name", "role", "level")
MOST_LISTED = 100
MOST_WORDS = 20
"""So many words of a search are looked for; no name has more, and SQLite takes no condition of a thousand parts."""
DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
CODE_LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and digits that nobody mistakes for one another when reading a code aloud."""


def lock_loop(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Hold a workspace's loop until the transaction ends, and return it with all it needs; None where there is none.

    Every write to a scorecard, an interview or an excuse starts here: two last submits that each look for
    pending cards would otherwise both see one, and nobody would reveal.
    """
    locked = session.scalar(
        select(LoopRow.id).where(LoopRow.id == loop_id, LoopRow.team_id == team_id).with_for_update()
    )
    if locked is None:
        return None
    return session.scalar(_whole().where(LoopRow.id == loop_id).execution_options(populate_existing=True))


def loop_row(session: Session, team_id: str, loop_id: str) -> LoopRow | None:
    """Return a loop of this workspace, or None."""
    return session.scalar(_whole().where(LoopRow.id == loop_id, LoopRow.team_id == team_id))


def loop_of_form(session: Session, team_id: str, form_id: str) -> LoopRow | None:
    """Return the loop that a form opened already, or None."""
    return session.scalar(_whole().where(LoopRow.form_id == form_id, LoopRow.team_id == team_id))


def loops_about(
    session: Session, team_id: str, user: str, *, everyone: bool = False, words: str = ""
) -> Sequence[LoopRow]:
    """Return the loops that name a user, newest first; with `everyone`, all loops of the workspace.

    With words, only those whose candidate's code or name they may stand for. At most a hundred: of more, the
    user's own open ones are kept first, then the other open ones.
    """
    on_panel = select(InterviewRow.loop_id).where(InterviewRow.interviewer == user)
    named = or_(LoopRow.hiring_manager == user, LoopRow.recruiter == user, LoopRow.opened_by == user)
    own, is_open = or_(named, LoopRow.id.in_(on_panel)), LoopRow.state == LoopState.OPEN
    query = _whole(selectinload(LoopRow.rubric_version)).where(LoopRow.team_id == team_id)
    if not everyone:
        query = query.where(own)
    if words:
        called = (CandidateRow.name_key.contains(part, autoescape=True) for part in set(name_key(words).split()))
        named_so = and_(*islice(called, MOST_WORDS))
        query = query.where(LoopRow.candidate.has(or_(CandidateRow.code == words.strip().upper(), named_so)))
    kept_first = (and_(own, is_open).desc(), is_open.desc(), LoopRow.opened_at.desc(), LoopRow.id)
    rows = session.scalars(query.order_by(*kept_first).limit(MOST_LISTED)).all()
    return sorted(rows, key=lambda row: row.opened_at, reverse=True)


def loop_of_interview(session: Session, team_id: str, interview_id: str) -> str | None:
    """Return the id of the loop that an interview of this workspace belongs to, or None."""
    return session.scalar(
        select(LoopRow.id)
        .join(InterviewRow, InterviewRow.loop_id == LoopRow.id)
        .where(InterviewRow.id == interview_id, LoopRow.team_id == team_id)
    )


def open_loops_with(session: Session, team_id: str, user: str) -> Sequence[str]:
    """Return the ids of a workspace's open loops that a user interviews in, always in the same order."""
    on_panel = select(InterviewRow.loop_id).where(InterviewRow.interviewer == user)
    loops = select(LoopRow.id).where(LoopRow.team_id == team_id, LoopRow.state == LoopState.OPEN)
    return session.scalars(loops.where(LoopRow.id.in_(on_panel)).order_by(LoopRow.id)).all()


def team_of_loop(session: Session, loop_id: str) -> str | None:
    """Return the workspace of a loop, for whoever runs Debrief and knows only the id; None where there is none."""
    return session.scalar(select(LoopRow.team_id).where(LoopRow.id == loop_id))


def complete_but_sealed(session: Session) -> list[tuple[str, str]]:
    """Return workspace and id of open loops in which nobody owes a scorecard: they should have been revealed."""
    owing = select(InterviewRow.loop_id).where(InterviewRow.state == InterviewState.DUE)
    sealed = select(LoopRow.team_id, LoopRow.id).where(LoopRow.state == LoopState.OPEN, LoopRow.id.not_in(owing))
    return [(team, loop) for team, loop in session.execute(sealed.limit(100))]


def opening_like(session: Session, wanted: OpeningRow) -> OpeningRow:
    """Return the opening of the same workspace, name, role and level, made now if there is none.

    Two people who open the first loop of an opening at the same instant get the same one.
    """
    values = {column.key: getattr(wanted, column.key) for column in OpeningRow.__mapper__.columns if column.key != "id"}
    add_unless_there(session, OpeningRow, [values])
    return session.scalars(select(OpeningRow).filter_by(**{key: values[key] for key in OPENING_KEY})).one()


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
    return session.scalars(select(CandidateRow).filter_by(team_id=team_id, name_key=key)).one()


def name_key(name: str) -> str:
    """Return what a name is looked up by: “ÉLISE” and “Élise” are alike, however the accent was typed.

    Marks that only say which way text runs are not part of a name: nobody sees or types them.
    """
    return unicodedata.normalize("NFC", name.casefold().translate(DIRECTIONS)).strip()


def referrers_of(session: Session, candidate_id: str) -> set[str]:
    """Return who declared, in any loop, to have referred this candidate."""
    declared = (
        select(InterviewRow.interviewer)
        .join(InterviewRow.loop)
        .where(LoopRow.candidate_id == candidate_id, InterviewRow.referred)
    )
    return set(session.scalars(declared))


def _fresh_code(session: Session, team_id: str) -> str:
    """Return a code that no candidate of the workspace has."""
    while True:
        code = "C-" + "".join(choice(CODE_LETTERS) for _ in range(4))
        taken = select(CandidateRow.id).where(CandidateRow.team_id == team_id, CandidateRow.code == code)
        if session.scalar(taken) is None:
            return code


def loop_value(row: LoopRow) -> Loop:
    """Hand a loop out as a value."""
    return Loop(
        id=row.id,
        team_id=row.team_id,
        opening=row.opening.name,
        candidate_code=row.candidate.code,
        candidate_name=row.candidate.name,
        candidate_user=row.candidate.user_id,
        shows_name=row.shows_name,
        channel=row.channel_id,
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        deadline_at=row.deadline_at,
        state=row.state,
        rubric=row.rubric_version.rubric,
        interviews=tuple(map(_interview_value, row.interviews)),
        warnings=tuple(CoverageWarning.model_validate(warning) for warning in row.warnings),
        revealed_at=row.revealed_at,
        reveal_cause=row.reveal_cause,
        override_by=row.override_by,
        override_reason=row.override_reason,
    )


def _whole(rubric: ORMOption | None = None) -> Select[LoopRow]:
    parts = (joinedload(LoopRow.opening), joinedload(LoopRow.candidate), selectinload(LoopRow.interviews))
    return select(LoopRow).options(*parts, rubric or joinedload(LoopRow.rubric_version))


def _interview_value(row: InterviewRow) -> Interview:
    return Interview(
        id=row.id,
        interviewer=row.interviewer,
        focus=tuple(row.focus),
        state=row.state,
        starts_at=row.starts_at,
        took_place_early=row.took_place_early,
        referred=row.referred,
        excused_by=row.excused_by,
        excuse_reason=row.excuse_reason,
        excuse_note=row.excuse_note,
    )
