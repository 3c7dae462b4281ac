"""Putting a loop on hold and going on with it: nothing is due meanwhile, and it resumes where it stood."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import locked_loop_known_to, loop_of
from bot.features.loop.cadence import cadence_of
from bot.features.loop.loop_request import FARTHEST_DEADLINE
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import need_reason
from bot.features.loop.reveal_panel import refresh_signal
from bot.features.loop.tell_news import due, in_charge, note_and_tell
from bot.features.people.zones import zones_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import TAKES_CARDS, Hold, Loop, LoopState
from rubrics.panel.permissions import may_run
from rubrics.panel.record import AuditAction
from rubrics.panel.reminders import awake_at
from storage.loops import LoopRow, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edit, want_once

NOT_HELD: Mapping[LoopState, str] = {
    LoopState.ON_HOLD: "not_held_on_hold",
    LoopState.CANCELED: "not_held_canceled",
    LoopState.WITHDRAWN: "not_held_withdrawn",
    LoopState.DECIDED: "not_held_decided",
}
"""Why a loop that takes no scorecards is not put on hold, by its state."""


def hold_loop(workspace: Workspace, actor: Actor, loop_id: str, why: str, until: datetime | None) -> Loop:
    """Let a loop rest, with a reason; who owes a scorecard and who runs the loop are told."""
    need_reason(why)
    need_ahead("until", until, workspace.now)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        need_holdable(loop, runs=may_run(loop, asking))
        put_on_hold(session, row, actor, why=why, until=until, now=workspace.now)
        return loop_value(row)


def put_on_hold(
    session: Session, row: LoopRow, actor: Actor, *, why: str, until: datetime | None, now: datetime
) -> None:
    """Let a locked loop rest that takes scorecards; anyone who calls it has seen to it that the actor may."""
    hold = Hold(resumes_as=row.state, by=actor.user, at=now, until=until, reason=why)
    row.hold, row.state = hold.model_dump(mode="json"), LoopState.ON_HOLD
    facts = {"reason": why, "until": until and until.isoformat()}
    note_and_tell(session, row, actor, AuditAction.HELD, people=in_charge(row) | due(row), now=now, **facts)
    refresh_signal(session, row)
    if until is not None:
        _want_question(session, row, actor, now, until)


def resume_loop(workspace: Workspace, actor: Actor, loop_id: str, deadline_at: datetime) -> Loop:
    """Go on with a loop on hold where it stood, its scorecards due by another time; those concerned are told."""
    need_ahead("deadline", deadline_at, workspace.now)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        hold = need_resumable(loop, runs=may_run(loop, asking))
        row.state, row.hold, row.deadline_at = hold.resumes_as, None, deadline_at
        people, facts = in_charge(row) | due(row), {"deadline_at": deadline_at.isoformat()}
        note_and_tell(session, row, actor, AuditAction.RESUMED, people=people, now=workspace.now, **facts)
        refresh_signal(session, row)
        want_edit(session, team_id=row.team_id, kind=MessageKind.HOLD_ENDS, subject=row.id)
        return loop_value(row)


def occasion_of(held_at: datetime) -> str:
    """Return what tells the question after one hold from that after another."""
    return str(int(held_at.timestamp()))


def deadline_after(loop: Loop, now: datetime) -> datetime:
    """Return what to propose for a loop that goes on: as much time as it had left when it was put on hold."""
    return loop.deadline_at if loop.hold is None else loop.deadline_at + (now - loop.hold.at)


def need_holdable(loop: Loop, *, runs: bool) -> None:
    """Raise Refusal unless the loop takes scorecards; `runs` says whether those who ask run it."""
    if not runs:
        raise may_not("may_not_change", loop, Act.HOLD)
    if loop.state not in TAKES_CARDS:
        raise Refusal(f"loop_refusals.{NOT_HELD[loop.state]}", steps=(loop_of(loop),))


def need_resumable(loop: Loop, *, runs: bool) -> Hold:
    """Return what a loop rests by; raises Refusal unless it is on hold."""
    if not runs:
        raise may_not("may_not_change", loop, Act.RESUME)
    if loop.hold is None:
        raise Refusal("loop_refusals.not_on_hold", steps=(loop_of(loop),))
    return loop.hold


def need_ahead(field: str, moment: datetime | None, now: datetime) -> None:
    """Raise FormRefusal where a moment has passed or is more than a year away."""
    if moment is not None and moment <= now:
        raise FormRefusal({field: reason("loop_refusals.time_has_passed")})
    if moment is not None and moment > now + FARTHEST_DEADLINE:
        raise FormRefusal({field: reason("loop_refusals.too_far_ahead")})


def _want_question(session: Session, row: LoopRow, actor: Actor, held_at: datetime, until: datetime) -> None:
    """Have who put a locked loop on hold asked, on the day they named, to resume it: it never goes on by itself."""
    zone = zones_of(session, row.team_id, actor.user)[actor.user]
    want_once(
        session,
        team_id=row.team_id,
        kind=MessageKind.HOLD_ENDS,
        subject=row.id,
        recipient=actor.user,
        request=occasion_of(held_at),
        due_at=awake_at(until, zone, cadence_of(session, row.team_id).quiet),
    )
