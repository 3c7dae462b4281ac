"""How one interview's scorecard stands, in one statement: read before a write is prepared and again under its lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, LoopState
from rubrics.panel.plan import InterviewKind
from storage.audit import AuditRow
from storage.drafts import DraftRow
from storage.loops import InterviewRow, LoopRow
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
    if not found:
        return None
    row = found[0]._asdict()
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
_STANDING: Select[*tuple[Any, ...]] = (
    select(
        _LOOPS.id.label("loop_id"),
        _LOOPS.state.label("loop_state"),
        _LOOPS.rubric_digest,
        _INTERVIEWS.interviewer,
        _INTERVIEWS.focus,
        _INTERVIEWS.state,
        select(func.max(_CARDS.version)).where(_OWN).scalar_subquery().label("version"),
        select(_CARDS.version)
        .where(_OWN, _CARDS.submission == bindparam("submission"))
        .scalar_subquery()
        .label("stored"),
        _DRAFTS["values"],
        _DRAFTS.hinted,
        _DRAFTS.acted_at,
        _DRAFTS.saved_at,
        select(func.max(_ENTRIES.number)).where(_ENTRIES.loop_id == _LOOPS.id).scalar_subquery().label("entries"),
        _LOOPS.record_head,
        _OTHERS_DUE.scalar_subquery().label("others_due"),
    )
    .join(LoopRow.__table__, _INTERVIEWS.loop_id == _LOOPS.id)
    .outerjoin(DraftRow.__table__, _DRAFTS.interview_id == _INTERVIEWS.id)
    .where(_INTERVIEWS.id == bindparam("interview"), _LOOPS.team_id == bindparam("team"))
)
