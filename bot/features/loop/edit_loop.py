"""Changing a running loop as it was planned: its panel, their focus and times, its deadline; what is in stays."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import locked_loop_known_to
from bot.features.loop.check_edit import check_panel, need_editable, need_unchanged, owing
from bot.features.loop.panel_warnings import edit_warnings, keys_of
from bot.features.loop.plan_edit import KIND, EditPlan
from bot.features.loop.plan_loop import chosen_focus
from bot.features.loop.reveal_panel import refresh_messages, reveal_if_complete
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import ExcuseReason, InterviewState, Loop
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.forms import form
from storage.loops import InterviewRow, LoopRow, loop_value
from storage.outbox import MessageKind, want_another, want_message

Focus = Mapping[str, Sequence[str]]
Times = Mapping[str, datetime | None]


class PartChange(StrEnum):
    """What a change of a loop did to one interviewer's part in it."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


def edit_loop(workspace: Workspace, actor: Actor, form_id: str, focus: Focus, times: Times) -> Loop | EditPlan:
    """Change the loop as planned and tell those concerned; or return the plan with warnings not shown yet.

    Whoever is left out is excused, whoever is new is invited. Should nobody owe a scorecard after that, the panel
    is revealed.
    """
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is None:
            raise Refusal("loop_refusals.form_is_gone", steps=(YOUR_LOOPS,))
        row, loop, asking = locked_loop_known_to(workspace, session, actor, kept.content["loop"])
        if kept.content.get("done"):
            return loop
        interviewers: list[str] = kept.content["interviewers"]
        need_editable(loop, asking)
        need_unchanged(loop, kept.content["mark"])
        check_panel(session, actor, loop, asking, interviewers)
        chosen = chosen_focus(loop.rubric, owing(loop, interviewers), focus)
        warnings = edit_warnings(session, actor, loop, interviewers, chosen)
        warned = SeenWarnings.of_mark(kept.content.get("warned", ""))
        if warned.unseen(keys_of(warnings)):
            kept.content = {**kept.content, "warned": warned.after(keys_of(warnings)).mark}
            return EditPlan(form_id, loop, chosen, times, warnings)
        kept.content = {**kept.content, "done": True}
        row.warnings = [warning.model_dump(mode="json") for warning in warnings]
        moved = _move_deadline(row, datetime.fromisoformat(kept.content["deadline_at"]))
        changed = _change_panel(row, actor, chosen, times)
        if not (changed or moved):
            raise Refusal("loop_refusals.nothing_changed")
        _note_and_tell(session, row, actor, changed=changed, moved=moved, now=workspace.now)
        session.flush()
        return loop_value(row)


def _move_deadline(row: LoopRow, deadline_at: datetime) -> bool:
    """Set a locked loop's deadline; tell whether it was another one."""
    moved = deadline_at != row.deadline_at
    row.deadline_at = deadline_at
    return moved


def _note_and_tell(
    session: Session, row: LoopRow, actor: Actor, *, changed: Mapping[str, PartChange], moved: bool, now: datetime
) -> None:
    """Note a change in the loop's record, tell those concerned, and reveal the panel if nobody owes a card now."""
    parts = {person: change.value for person, change in changed.items()}
    due = row.deadline_at.isoformat() if moved else None
    record(session, row.id, actor=actor.user, action=AuditAction.EDITED, now=now, changed=parts, deadline_at=due)
    _tell(session, row, changed, now)
    if not reveal_if_complete(session, row, now):
        refresh_messages(session, row)


def _change_panel(row: LoopRow, actor: Actor, focus: Focus, times: Times) -> dict[str, PartChange]:
    """Make a locked loop's interviews as planned; return, by person, what changed for them."""
    changed: dict[str, PartChange] = {}
    held = {interview.interviewer: interview for interview in row.interviews}
    for person, interview in held.items():
        if interview.state is InterviewState.DUE and person not in focus:
            interview.state, interview.excused_by = InterviewState.EXCUSED, actor.user
            interview.excuse_reason = ExcuseReason.REMOVED_FROM_PANEL
            changed[person] = PartChange.REMOVED
    for person, ids in focus.items():
        known = held.get(person)
        if known is None:
            place = max((i.position for i in row.interviews), default=-1) + 1
            row.interviews.append(_new_interview(place, person, ids, times.get(person)))
            changed[person] = PartChange.ADDED
        elif _differs(known, ids, times.get(person)):
            changed[person] = PartChange.CHANGED if known.state is InterviewState.DUE else PartChange.ADDED
            _make_due(known, ids, times.get(person))
    return changed


def _differs(known: InterviewRow, ids: Sequence[str], starts_at: datetime | None) -> bool:
    return known.state is not InterviewState.DUE or known.focus != list(ids) or known.starts_at != starts_at


def _make_due(interview: InterviewRow, ids: Sequence[str], starts_at: datetime | None) -> None:
    interview.state, interview.excused_by = InterviewState.DUE, None
    interview.excuse_reason = interview.excuse_note = None
    interview.focus, interview.starts_at = list(ids), starts_at


def _new_interview(place: int, person: str, ids: Sequence[str], starts_at: datetime | None) -> InterviewRow:
    return InterviewRow(
        position=place, interviewer=person, focus=list(ids), starts_at=starts_at, state=InterviewState.DUE
    )


def _tell(session: Session, row: LoopRow, changed: Mapping[str, PartChange], now: datetime) -> None:
    """Invite whoever is new or back; an edited message goes unseen, so those whose part changed get one besides."""
    for person, change in changed.items():
        if change is PartChange.ADDED:
            kind = MessageKind.INVITATION
            want_another(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=person)
        else:
            kind, when = MessageKind.CHANGE, str(int(now.timestamp()))
            want_message(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=person, occasion=when)
