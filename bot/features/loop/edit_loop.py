"""Changing a running loop as it was planned: its panel, their focus and times, its deadline; what is in stays."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import locked_loop_known_to
from bot.features.loop.change_panel import PartChange, change_panel, changes_by_person
from bot.features.loop.check_edit import check_panel, need_editable, need_unchanged
from bot.features.loop.panel_warnings import edit_warnings, keys_of
from bot.features.loop.plan_edit import KIND, EditPlan, edit_plan
from bot.features.loop.plan_loop import as_kept, chosen_focus, kept_parts
from bot.features.loop.reveal_panel import refresh_messages, reveal_if_complete
from bot.features.loop.tell_interviewers import invite, invite_again, tell_of_change
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.parts import Joins, Part, keyed, settled
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.forms import form
from storage.loops import LoopRow, loop_value

Focus = Mapping[str, Sequence[str]]
Times = Mapping[str, datetime | None]


def edit_loop(
    workspace: Workspace, actor: Actor, form_id: str, focus: Focus, times: Times, *, joins: Joins | None = None
) -> Loop | EditPlan:
    """Change the loop as planned and tell those concerned; or return the plan with warnings not shown yet.

    Everything goes by the keys of the plan's parts. Those left out are excused, those who are new are invited. Should
    no one owe a scorecard after that, the panel is revealed.
    """
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is None:
            raise Refusal("loop_refusals.form_is_gone", steps=(YOUR_LOOPS,))
        row, loop, asking = locked_loop_known_to(workspace, session, actor, kept.content["loop"])
        if kept.content.get("done"):
            return loop
        need_editable(loop, asking)
        need_unchanged(loop, kept.content["mark"])
        check_panel(session, actor, loop, asking, kept.content["interviewers"], shadows=kept.content["shadows"])
        parts = settled(_as_now(kept_parts(kept.content), loop), joins or {})
        chosen = chosen_focus(loop.rubric, parts, focus)
        warnings = edit_warnings(session, actor, loop, parts, chosen)
        warned = SeenWarnings.of_mark(kept.content.get("warned", ""))
        if warned.unseen(keys_of(warnings)):
            content = {"parts": as_kept(parts), "warned": warned.after(keys_of(warnings)).mark}
            kept.content = {**kept.content, **content}
            return edit_plan(session, actor, form_id, loop, parts, focus=chosen, times=times, warnings=warnings)
        kept.content = {**kept.content, "done": True}
        row.warnings = [warning.model_dump(mode="json") for warning in warnings]
        moved = _move_deadline(row, datetime.fromisoformat(kept.content["deadline_at"]))
        changed = change_panel(row, actor, parts, chosen, times)
        if not (changed or moved):
            raise Refusal("loop_refusals.nothing_changed")
        session.flush()
        _note_and_tell(session, row, actor, loop, changed=changed, moved=moved, now=workspace.now)
        session.flush()
        return loop_value(row)


def _as_now(parts: Sequence[Part], loop: Loop) -> list[Part]:
    """Return the parts with which scorecards are in by now."""
    held = keyed(loop.interviews)
    submitted = {key for key, each in held.items() if each.state is InterviewState.SUBMITTED}
    return [part.model_copy(update={"is_in": part.key in submitted}) for part in parts]


def _move_deadline(row: LoopRow, deadline_at: datetime) -> bool:
    """Set a locked loop's deadline; tell whether it was another one."""
    moved = deadline_at != row.deadline_at
    row.deadline_at = deadline_at
    return moved


def _note_and_tell(
    session: Session,
    row: LoopRow,
    actor: Actor,
    before: Loop,
    *,
    changed: Mapping[str, PartChange],
    moved: bool,
    now: datetime,
) -> None:
    """Note a change in the loop's record, tell those concerned, and reveal the panel if no one owes a card now."""
    parts = {person: change.value for person, change in changes_by_person(row, before, changed).items()}
    due = row.deadline_at.isoformat() if moved else None
    record(session, row.id, actor=actor.user, action=AuditAction.EDITED, now=now, changed=parts, deadline_at=due)
    _tell(session, row, before, changed, now)
    if moved:
        _tell_of_deadline(session, row, changed, now)
    if not reveal_if_complete(session, row, now):
        refresh_messages(session, row)


def _tell(session: Session, row: LoopRow, before: Loop, changed: Mapping[str, PartChange], now: datetime) -> None:
    """Invite anyone who is new or back; an edited message goes unseen, so those whose part changed get one besides."""
    for interview in row.interviews:
        change = changed.get(interview.id)
        if change is PartChange.ADDED and before.interview(interview.id) is None:
            invite(session, row, interview)
        elif change is PartChange.ADDED:
            invite_again(session, row, interview)
        elif change is not None:
            tell_of_change(session, row, interview, now)


def _tell_of_deadline(session: Session, row: LoopRow, changed: Mapping[str, PartChange], now: datetime) -> None:
    """Tell those whose scorecard is due at another time, and who were told of no other change."""
    for interview in row.interviews:
        if interview.state is InterviewState.DUE and interview.id not in changed:
            tell_of_change(session, row, interview, now, in_time_only=True)
