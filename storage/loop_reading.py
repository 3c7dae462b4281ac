"""Reading loops as values, without a row object for each: what a request shows, in two statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.loop_facts import Link
from storage.candidates import CandidateRow
from storage.columns import unindexed
from storage.later_stages import later_stages
from storage.loops import FACTS, InterviewRow, LoopRow, stage_value
from storage.openings import OpeningRow
from storage.plain_reading import read
from storage.rubric_versions import rubrics_by_digest


def loops_by_id(session: Session, team_id: str, loop_ids: Sequence[str]) -> list[Loop]:
    """Return these loops of a workspace, in the same order; those that are not there are left out."""
    if not loop_ids:
        return []
    loops = loops_from(session, read(session, _LOOPS_BY_ID, {"team": team_id, "loops": loop_ids}))
    by_id = {loop.id: loop for loop in loops}
    return [by_id[loop_id] for loop_id in loop_ids if loop_id in by_id]


def loop_by_id(session: Session, team_id: str, loop_id: str) -> Loop | None:
    """Return a loop of this workspace, or None."""
    return next(iter(loops_by_id(session, team_id, [loop_id])), None)


def loop_with_interview(session: Session, team_id: str, interview_id: str) -> Loop | None:
    """Return the loop that an interview of this workspace belongs to, or None."""
    found = read(session, _LOOP_WITH_INTERVIEW, {"team": team_id, "interview": interview_id})
    return next(iter(loops_from(session, found)), None)


def loops_from(session: Session, rows: Sequence[Any]) -> list[Loop]:
    """Return the loops that rows of `IN_TEAM` are, read with their interviews."""
    if not rows:
        return []
    interviews = _interviews(session, [row.id for row in rows])
    rubrics = rubrics_by_digest(session, {row.rubric_digest for row in rows})
    behind = later_stages(session, [(row.id, row.first_stage_id, row.stage_number) for row in rows if row.outcome])
    loops = [_value(row, rubrics, interviews) for row in rows]
    return [loop.model_copy(update=vars(behind[loop.id])) if loop.id in behind else loop for loop in loops]


def _interviews(session: Session, loop_ids: Sequence[str]) -> dict[str, tuple[Interview, ...]]:
    rows = read(session, _INTERVIEWS_IN, {"loops": loop_ids})
    # As one list: a page of loops holds twenty to forty, and one by one they take twice as long.
    values = _AS_INTERVIEWS.validate_python([dict(zip(_FIELDS, row[1:], strict=True)) for row in rows])
    held: dict[str, list[Interview]] = {}
    for row, interview in zip(rows, values, strict=True):
        held.setdefault(row[0], []).append(interview)
    return {loop: tuple(interviews) for loop, interviews in held.items()}


def _value(
    row: Row[*tuple[Any, ...]], rubrics: Mapping[str, Rubric], interviews: Mapping[str, tuple[Interview, ...]]
) -> Loop:
    fields = row._asdict()
    fields["rubric"] = rubrics[fields.pop("rubric_digest")]
    fields["warnings"] = tuple(map(CoverageWarning.model_validate, row.warnings))
    fields["links"] = tuple(map(Link.model_validate, row.links))
    fields["stage"] = stage_value(row)
    for name in _OF_STAGE:
        del fields[name]
    return Loop(**fields, interviews=interviews.get(row.id, ()))


_LOOPS, _OPENINGS, _CANDIDATES = LoopRow.__table__, OpeningRow.__table__, CandidateRow.__table__
_INTERVIEWS = InterviewRow.__table__
_OF_STAGE = ("first_stage_id", "stage_number", "stage_name", "stage_plan", "later_stages", "outcome")
_AS_STORED = (
    *_OF_STAGE,
    *FACTS,
    "id",
    "opening_id",
    "candidate_id",
    "team_id",
    "rubric_digest",
    "shows_name",
    "hiring_manager",
    "delegate",
    "decision_post",
    "recruiter",
    "opened_by",
    "opened_at",
    "deadline_at",
    "state",
    "warnings",
    "revealed_at",
    "reveal_cause",
    "override_by",
    "override_reason",
    "links",
    "opens_if_withdrawn",
    "is_channel_checked",
)
"""Columns that a loop as a value has under the same name, its rubric's digest, and what its stage is made of."""
IN_TEAM: Select[*tuple[Any, ...]] = (
    select(
        *(_LOOPS.c[name] for name in _AS_STORED),
        _LOOPS.c.channel_id.label("channel"),
        _OPENINGS.c.name.label("opening"),
        _CANDIDATES.c.code.label("candidate_code"),
        _CANDIDATES.c.name.label("candidate_name"),
        _CANDIDATES.c.user_id.label("candidate_user"),
    )
    .join(_OPENINGS, _OPENINGS.c.id == _LOOPS.c.opening_id)
    .join(_CANDIDATES, _CANDIDATES.c.id == _LOOPS.c.candidate_id)
    .where(unindexed(_LOOPS.c.team_id) == bindparam("team"))
)
_LOOPS_BY_ID = IN_TEAM.where(_LOOPS.c.id.in_(bindparam("loops", expanding=True)))
_LOOP_WITH_INTERVIEW = IN_TEAM.where(
    _LOOPS.c.id == select(_INTERVIEWS.c.loop_id).where(_INTERVIEWS.c.id == bindparam("interview")).scalar_subquery()
)
_FIELDS, _AS_INTERVIEWS = tuple(Interview.model_fields), TypeAdapter(list[Interview])
_INTERVIEWS_IN: Select[*tuple[Any, ...]] = (
    select(_INTERVIEWS.c.loop_id, *(_INTERVIEWS.c[name] for name in _FIELDS))
    .where(_INTERVIEWS.c.loop_id.in_(bindparam("loops", expanding=True)))
    .order_by(_INTERVIEWS.c.loop_id, _INTERVIEWS.c.position)
)


def loops_about(session: Session, team_id: str, user: str) -> list[str]:
    """Return the loops in which this account is the candidate, by id."""
    about = select(LoopRow.id).join(CandidateRow, LoopRow.candidate_id == CandidateRow.id)
    return list(session.scalars(about.where(CandidateRow.team_id == team_id, CandidateRow.user_id == user)))
