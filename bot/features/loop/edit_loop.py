"""Changing a running loop in two steps: who and until when, then focus and times; what was submitted stays."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.loop.access import locked_loop_known_to, loop_known_to
from bot.features.loop.plan_loop import MOST_ON_A_PANEL, channel_warnings, chosen_focus, facts_of, keys_of, unfit_people
from bot.features.loop.reveal_panel import refresh_messages, reveal_if_complete
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import CoverageWarning, coverage_warnings, divide_focus, last_one_warning
from rubrics.panel.loop import OFF_THE_PANEL, InterviewState, Loop, LoopState, Viewer, may_excuse, may_run
from storage.audit import record
from storage.forms import form, save_form
from storage.loops import loop_value
from storage.outbox import MessageKind, want_another, want_message
from storage.people import name_people
from storage.tables import InterviewRow, LoopRow

KIND = "edit loop"


@dataclass(frozen=True)
class EditPlan:
    """A change that is about to be made: focus and times of those who still owe a scorecard."""

    form_id: str
    loop: Loop
    focus: Mapping[str, Sequence[str]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]


def mark_of(loop: Loop) -> str:
    """Return what tells a loop as it stands from the same loop after a change of panel, focus, times or deadline.

    A scorecard that comes in changes nothing of that.
    """
    there = (InterviewState.DUE, InterviewState.SUBMITTED)
    panel = sorted((i.interviewer, i.focus, str(i.starts_at)) for i in loop.interviews if i.state in there)
    return hashlib.sha256(repr((panel, str(loop.deadline_at))).encode()).hexdigest()[:16]


def editable_loop(workspace: Workspace, actor: Actor, loop_id: str) -> tuple[Loop, bool]:
    """Return a loop that the actor may change now, and whether they may take people off it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
    _need_editable(loop, asking)
    return loop, all(may_excuse(loop, asking, interview) for interview in loop.pending)


def plan_edit(
    workspace: Workspace, actor: Actor, loop_id: str, mark: str, *, interviewers: Sequence[str], deadline_at: datetime
) -> EditPlan:
    """Check the first step, keep it as a form and propose the focus of those who are new; raises FormRefusal.

    `mark` is that of the loop when the form was drawn: a form older than somebody else's change is refused, because
    it would take off whom they added and bring back whom they excused.
    """
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        _need_editable(loop, asking)
        _need_unchanged(loop, mark)
        _check_panel(loop, asking, interviewers)
        if deadline_at <= workspace.now:
            raise FormRefusal({"deadline": "This time has passed. Choose one in the future."})
        name_people(session, actor.team, interviewers)
        _refuse_unfit(session, actor, loop, interviewers)
        focus = _proposed_focus(loop, interviewers)
        warnings = _warnings(session, actor, loop, interviewers, focus)
        content = {"loop": loop_id, "interviewers": list(interviewers), "deadline_at": deadline_at.isoformat()}
        content |= {"mark": mark, "shown": keys_of(warnings)}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
    times = {i.interviewer: i.starts_at for i in loop.interviews if i.interviewer in focus}
    return EditPlan(form_id, loop, focus, {person: times.get(person) for person in focus}, warnings)


def edit_loop(
    workspace: Workspace,
    actor: Actor,
    form_id: str,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
) -> Loop | EditPlan:
    """Change the loop as planned and tell those concerned; or return the plan with warnings not shown yet.

    Whoever is left out is excused, whoever is new is invited. Should nobody owe a scorecard after that, the panel
    is revealed.
    """
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is None:
            raise Refusal("This form is no longer kept.", "Start again with /loop edit.")
        row, loop, asking = locked_loop_known_to(workspace, session, actor, kept.content["loop"])
        if kept.content.get("done"):
            return loop
        _need_editable(loop, asking)
        _need_unchanged(loop, kept.content["mark"])
        interviewers: list[str] = kept.content["interviewers"]
        _check_panel(loop, asking, interviewers)
        _refuse_unfit(session, actor, loop, interviewers)
        chosen = chosen_focus(loop.rubric, _owing(loop, interviewers), focus)
        warnings = _warnings(session, actor, loop, interviewers, chosen)
        if set(keys_of(warnings)) - set(kept.content["shown"]):
            kept.content = {**kept.content, "shown": [*kept.content["shown"], *keys_of(warnings)]}
            return EditPlan(form_id, loop, chosen, times, warnings)
        kept.content = {**kept.content, "done": True}
        deadline_at = datetime.fromisoformat(kept.content["deadline_at"])
        moved = deadline_at != row.deadline_at
        row.deadline_at = deadline_at
        row.warnings = [warning.model_dump() for warning in warnings]
        changed = _change_panel(row, actor, chosen, times)
        now = workspace.now
        if not (changed or moved):
            raise Refusal("Nothing was changed.", "Panel, focus, times and deadline are as they were.")
        facts = {"changed": changed, "deadline_at": deadline_at.isoformat() if moved else None}
        record(session, row.id, actor=actor.user, action="edited", now=now, **facts)
        _tell(session, row, changed, now)
        if not reveal_if_complete(session, row, now):
            refresh_messages(session, row)
        session.flush()
        return loop_value(row)


def closed_to_changes(loop: Loop) -> Refusal:
    """Return why a loop that is no longer open takes no changes, and what can be done instead."""
    if loop.state is LoopState.CANCELLED:
        return Refusal("This loop can no longer be changed.", "It was cancelled.")
    return Refusal(
        "This loop can no longer be changed.",
        f"Its panel is revealed. For what is missing, open another loop with /loop new {loop.candidate_code}.",
    )


def _need_editable(loop: Loop, asking: Viewer) -> None:
    if not may_run(loop, asking):
        raise Refusal("You cannot change this loop.", "Those who run it can: opener, recruiter, hiring manager, admin.")
    if not loop.is_open:
        raise closed_to_changes(loop)


def _need_unchanged(loop: Loop, mark: str) -> None:
    if mark_of(loop) != mark:
        raise Refusal(
            "Somebody changed this loop after you opened the form.",
            "Nothing of yours was saved. Close the form and open it again with /loop edit.",
        )


def _check_panel(loop: Loop, asking: Viewer, interviewers: Sequence[str]) -> None:
    gone = [i for i in loop.interviews if i.interviewer not in interviewers]
    checks = [
        (not interviewers, "A loop needs at least one interviewer."),
        (len(set(interviewers)) != len(interviewers), "Somebody is named twice. Name each interviewer once."),
        (len(interviewers) > MOST_ON_A_PANEL, f"A loop takes up to {MOST_ON_A_PANEL} interviewers."),
        (loop.candidate_user in interviewers, "The candidate cannot interview in their own loop."),
        (
            any(i.state is InterviewState.SUBMITTED for i in gone),
            "Somebody you left out has submitted a scorecard; it stays, so they stay on the panel.",
        ),
        (
            any(i.state is InterviewState.DUE and not may_excuse(loop, asking, i) for i in gone),
            "A hiring manager cannot take anybody off the panel. Ask the recruiter or the person who opened the loop.",
        ),
    ]
    if problem := next((message for wrong, message in checks if wrong), None):
        raise FormRefusal({"interviewers": problem})


def _refuse_unfit(session: Session, actor: Actor, loop: Loop, interviewers: Sequence[str]) -> None:
    # Whoever has submitted stays, even if they left the company since: they cannot be taken off either.
    if problem := unfit_people(session, actor, _owing(loop, interviewers)):
        raise FormRefusal({"interviewers": problem})


def _owing(loop: Loop, interviewers: Sequence[str]) -> list[str]:
    done = {i.interviewer for i in loop.submitted}
    return [person for person in interviewers if person not in done]


def _proposed_focus(loop: Loop, interviewers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    held = {i.interviewer: i.focus for i in loop.interviews if i.state is InterviewState.DUE}
    divided = divide_focus(loop.rubric, interviewers)
    return {person: held.get(person, divided[person]) for person in _owing(loop, interviewers)}


def _warnings(
    session: Session, actor: Actor, loop: Loop, interviewers: Sequence[str], focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    submitted = {i.interviewer: i.focus for i in loop.submitted}
    whole = {person: focus.get(person) or submitted.get(person, ()) for person in interviewers}
    facts = facts_of(session, actor, loop.candidate_code, interviewers)
    in_channel = channel_warnings(session, actor, loop.channel, shows_name=loop.shows_name)
    return (*in_channel, *coverage_warnings(loop.rubric, whole, facts), *last_one_warning(len(focus)))


def _change_panel(
    row: LoopRow, actor: Actor, focus: Mapping[str, Sequence[str]], times: Mapping[str, datetime | None]
) -> dict[str, str]:
    """Make a locked loop's interviews as planned; return, by person, what changed for them."""
    changed: dict[str, str] = {}
    held = {interview.interviewer: interview for interview in row.interviews}
    for person, interview in held.items():
        if interview.state is InterviewState.DUE and person not in focus:
            interview.state, interview.excused_by = InterviewState.EXCUSED, actor.user
            interview.excused_reason = OFF_THE_PANEL
            changed[person] = "removed"
    for person, ids in focus.items():
        known = held.get(person)
        if known is None:
            place = max((i.position for i in row.interviews), default=-1) + 1
            row.interviews.append(_new_interview(place, person, ids, times.get(person)))
            changed[person] = "added"
        elif _differs(known, ids, times.get(person)):
            changed[person] = "added" if known.state is not InterviewState.DUE else "changed"
            known.state, known.excused_by, known.excused_reason = InterviewState.DUE, None, None
            known.focus, known.starts_at = list(ids), times.get(person)
    return changed


def _differs(known: InterviewRow, ids: Sequence[str], starts_at: datetime | None) -> bool:
    return known.state is not InterviewState.DUE or known.focus != list(ids) or known.starts_at != starts_at


def _new_interview(place: int, person: str, ids: Sequence[str], starts_at: datetime | None) -> InterviewRow:
    return InterviewRow(
        position=place, interviewer=person, focus=list(ids), starts_at=starts_at, state=InterviewState.DUE
    )


def _tell(session: Session, row: LoopRow, changed: Mapping[str, str], now: datetime) -> None:
    """Invite whoever is new or back; an edited message goes unseen, so those whose part changed get one besides."""
    for person, what in changed.items():
        if what == "added":
            kind = MessageKind.INVITATION
            want_another(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=person)
        else:
            kind, when = MessageKind.CHANGE, str(int(now.timestamp()))
            want_message(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=person, occasion=when)
