"""How one interview's scorecard stands, in one statement: read before a write is prepared and again under its lock."""

from collections import namedtuple
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, Loop, LoopState
from rubrics.panel.plan import InterviewKind
from storage.audit import AuditRow
from storage.drafts import DraftRow
from storage.loop_reading import IN_TEAM, loops_from
from storage.loops import InterviewRow, LoopRow
from storage.people import ACCOUNT, IS_ACCOUNT, Account, PersonRow, account_from
from storage.plain_reading import read
from storage.scorecards import ScorecardRow


@dataclass(frozen=True, kw_only=True)
class CardStanding:
    """What a write to a scorecard depends on: where two are equal, what was prepared by the first still holds.

    `stored` is the version that this very submission stored already, `values` what the draft holds (None: there is
    none). `entries` counts the loop's record and `record_head` is its newest digest, `others_due` how many others owe a
    scorecard that counts: all three are the doing of others on the panel, and no part of the comparison.
    """

    loop_id: str
    loop_state: LoopState
    rubric_digest: str
    interviewer: str
    focus: list[str]
    state: InterviewState
    version: int
    stored: int | None
    values: Mapping[str, str | None] | None
    hinted: frozenset[str]
    acted_at: str
    saved_at: datetime | None
    entries: int = field(compare=False)
    record_head: str = field(compare=False)
    others_due: int = field(compare=False)


def card_standing(session: Session, team_id: str, interview_id: str, submission: str = "") -> CardStanding | None:
    """Return how the scorecard of a workspace's interview stands; None where there is no such interview."""
    asked = {"team": team_id, "interview": interview_id, "submission": submission}
    found = read(session, _STANDING, asked)
    return _standing(found[0]._asdict()) if found else None


@dataclass(frozen=True)
class CardRead:
    """A scorecard as someone finds it: how it stands, its loop, and their own standing in the workspace."""

    standing: CardStanding
    loop: Loop
    account: Account


def card_read(session: Session, team_id: str, interview_id: str, user: str, submission: str = "") -> CardRead | None:
    """Return how the scorecard of a workspace's interview stands, with its loop and what is known of a user.

    In two statements, where each of these by itself takes as many; None where there is no such interview.
    """
    asked = {"team": team_id, "interview": interview_id, "user": user, "submission": submission}
    found = read(session, _WITH_LOOP, asked)
    if not found:
        return None
    of_loop, of_card = found[0][:_CARD_FROM], found[0][_CARD_FROM:_CARD_TO]
    row = _LoopRow._make(of_loop)
    (loop,) = loops_from(session, [row])
    about = {"loop_id": loop.id, "loop_state": loop.state, "rubric_digest": found[0].rubric_digest}
    standing = _standing({**about, **dict(zip(_OF_CARD, of_card, strict=True))})
    return CardRead(standing, loop, account_from(found[0][_CARD_TO:]))


def _standing(row: Mapping[str, Any]) -> CardStanding:
    return CardStanding(
        **{
            **row,
            "version": row["version"] or 0,
            "entries": row["entries"] or 0,
            "hinted": frozenset(row["hinted"] or ()),
            "acted_at": row["acted_at"] or "",
        }
    )


_CARDS, _DRAFTS, _ENTRIES, _INTERVIEWS, _LOOPS = (
    row.__table__.c for row in (ScorecardRow, DraftRow, AuditRow, InterviewRow, LoopRow)
)
_OWN = _CARDS.interview_id == _INTERVIEWS.id
_OTHERS = InterviewRow.__table__.alias("others")
_OTHERS_DUE = (
    select(func.count())
    .where(
        _OTHERS.c.loop_id == _LOOPS.id,
        _OTHERS.c.id != _INTERVIEWS.id,
        _OTHERS.c.state == InterviewState.DUE,
        _OTHERS.c.kind == InterviewKind.FULL,
    )
    .select_from(_OTHERS)
)
_STORED = select(_CARDS.version).where(_OWN, _CARDS.submission == bindparam("submission"))
_OF_CARD: Mapping[str, ColumnElement[Any]] = {
    "interviewer": _INTERVIEWS.interviewer,
    "focus": _INTERVIEWS.focus,
    "state": _INTERVIEWS.state,
    "version": select(func.max(_CARDS.version)).where(_OWN).scalar_subquery(),
    "stored": _STORED.scalar_subquery(),
    "values": _DRAFTS["values"],
    "hinted": _DRAFTS.hinted,
    "acted_at": _DRAFTS.acted_at,
    "saved_at": _DRAFTS.saved_at,
    "entries": select(func.max(_ENTRIES.number)).where(_ENTRIES.loop_id == _LOOPS.id).scalar_subquery(),
    "record_head": _LOOPS.record_head,
    "others_due": _OTHERS_DUE.scalar_subquery(),
}
_THE_INTERVIEW = _INTERVIEWS.id == bindparam("interview")
_ITS_DRAFT = _DRAFTS.interview_id == _INTERVIEWS.id
_STANDING: Select[*tuple[Any, ...]] = (
    select(
        _LOOPS.id.label("loop_id"),
        _LOOPS.state.label("loop_state"),
        _LOOPS.rubric_digest,
        *(each.label(name) for name, each in _OF_CARD.items()),
    )
    .select_from(InterviewRow.__table__)
    .join(LoopRow.__table__, _INTERVIEWS.loop_id == _LOOPS.id)
    .outerjoin(DraftRow.__table__, _ITS_DRAFT)
    .where(_THE_INTERVIEW, _LOOPS.team_id == bindparam("team"))
)
_WITH_LOOP: Select[*tuple[Any, ...]] = (
    IN_TEAM.add_columns(*(each.label(f"own_{name}") for name, each in _OF_CARD.items()), *ACCOUNT)
    .join(InterviewRow.__table__, (_INTERVIEWS.loop_id == _LOOPS.id) & _THE_INTERVIEW)
    .outerjoin(DraftRow.__table__, _ITS_DRAFT)
    .outerjoin(PersonRow.__table__, IS_ACCOUNT)
)
_LoopRow = namedtuple("_LoopRow", IN_TEAM.selected_columns.keys())  # type: ignore[misc]  # named by the statement
_CARD_FROM, _CARD_TO = len(_LoopRow._fields), len(_LoopRow._fields) + len(_OF_CARD)
