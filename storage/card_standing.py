"""How one interview's scorecard stands, in one statement: read before a write is prepared and again under its lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from rubrics.panel.loop import InterviewState, LoopState
from storage.audit import AuditRow
from storage.drafts import DraftRow
from storage.loops import InterviewRow, LoopRow
from storage.scorecards import ScorecardRow


@dataclass(frozen=True, kw_only=True)
class CardStanding:
    """What a write to a scorecard depends on: where two are equal, what was prepared by the first still holds.

    `stored` is the version that this very submission stored already, `values` what the draft holds (None: there is
    none). `entries` counts the loop's record, which others of the panel add to: it is no part of the comparison.
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


def card_standing(session: Session, team_id: str, interview_id: str, submission: str = "") -> CardStanding | None:
    """Return how the scorecard of a workspace's interview stands; None where there is no such interview."""
    asked = {"team": team_id, "interview": interview_id, "submission": submission}
    row = session.execute(_STANDING, asked).mappings().first()
    if row is None:
        return None
    return CardStanding(
        **{
            **row,
            "version": row["version"] or 0,
            "entries": row["entries"] or 0,
            "hinted": frozenset(row["hinted"] or ()),
            "acted_at": row["acted_at"] or "",
        }
    )


_CARDS = select(func.max(ScorecardRow.version)).where(ScorecardRow.interview_id == InterviewRow.id)
_STORED = select(ScorecardRow.version).where(
    ScorecardRow.interview_id == InterviewRow.id, ScorecardRow.submission == bindparam("submission")
)
_ENTRIES = select(func.max(AuditRow.number)).where(AuditRow.loop_id == LoopRow.id)
_STANDING = (
    select(
        LoopRow.id.label("loop_id"),
        LoopRow.state.label("loop_state"),
        LoopRow.rubric_digest,
        InterviewRow.interviewer,
        InterviewRow.focus,
        InterviewRow.state,
        _CARDS.scalar_subquery().label("version"),
        _STORED.scalar_subquery().label("stored"),
        DraftRow.values,
        DraftRow.hinted,
        DraftRow.acted_at,
        DraftRow.saved_at,
        _ENTRIES.scalar_subquery().label("entries"),
    )
    .join(LoopRow, InterviewRow.loop_id == LoopRow.id)
    .outerjoin(DraftRow, DraftRow.interview_id == InterviewRow.id)
    .where(InterviewRow.id == bindparam("interview"), LoopRow.team_id == bindparam("team"))
)
