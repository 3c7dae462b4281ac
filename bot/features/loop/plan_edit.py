"""The first step of changing a running loop: who is on the panel and until when, checked and kept as a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import FormRefusal, reason
from bot.features.loop.access import loop_known_to
from bot.features.loop.check_edit import check_panel, mark_of, need_editable, need_unchanged, owing
from bot.features.loop.panel_warnings import edit_warnings, keys_of
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import CoverageWarning, divide_focus
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_excuse
from storage.forms import save_form
from storage.people import name_people

KIND = "edit loop"


@dataclass(frozen=True)
class EditPlan:
    """A change that is about to be made: focus and times of those who still owe a scorecard."""

    form_id: str
    loop: Loop
    focus: Mapping[str, Sequence[str]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]


@dataclass(frozen=True)
class Editable:
    """A loop that the actor may change now: how it stands, and whether they may take people off its panel."""

    loop: Loop
    mark: str
    may_remove: bool


def editable_loop(workspace: Workspace, actor: Actor, loop_id: str) -> Editable:
    """Return a loop that the actor may change now; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
    need_editable(loop, asking)
    return Editable(loop, mark_of(loop), all(may_excuse(loop, asking, interview) for interview in loop.pending))


def plan_edit(
    workspace: Workspace, actor: Actor, loop_id: str, mark: str, *, interviewers: Sequence[str], deadline_at: datetime
) -> EditPlan:
    """Check the first step, keep it as a form and propose the focus of those who are new; raises FormRefusal.

    `mark` is that of the loop when the form was drawn: a form older than somebody else's change is refused, because
    it would take off whom they added and bring back whom they excused.
    """
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_editable(loop, asking)
        need_unchanged(loop, mark)
        check_panel(session, actor, loop, asking, interviewers)
        if deadline_at <= workspace.now:
            raise FormRefusal({"deadline": reason("loop_refusals.time_has_passed")})
        name_people(session, actor.team, interviewers)
        focus = _proposed_focus(loop, interviewers)
        warnings = edit_warnings(session, actor, loop, interviewers, focus)
        content = {"loop": loop_id, "interviewers": list(interviewers), "deadline_at": deadline_at.isoformat()}
        content |= {"mark": mark, "warned": SeenWarnings().after(keys_of(warnings)).mark}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
    times = {i.interviewer: i.starts_at for i in loop.interviews if i.interviewer in focus}
    return EditPlan(form_id, loop, focus, {person: times.get(person) for person in focus}, warnings)


def _proposed_focus(loop: Loop, interviewers: Sequence[str]) -> dict[str, tuple[str, ...]]:
    held = {i.interviewer: i.focus for i in loop.pending}
    divided = divide_focus(loop.rubric, interviewers)
    return {person: held.get(person, divided[person]) for person in owing(loop, interviewers)}
