"""The first step of changing a running loop: who is on the panel and until when, checked and kept as a form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import loop_known_to
from bot.features.loop.check_edit import check_panel, mark_of, need_editable, need_unchanged
from bot.features.loop.panel_warnings import edit_warnings, keys_of
from bot.features.loop.plan_loop import as_kept, kept_parts
from bot.features.loop.show_parts import Chosen
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.panel.coverage import CoverageWarning, Focus, divide_focus, person_of
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.parts import Part, changed_parts, keyed, parts_of
from rubrics.panel.permissions import may_remove
from storage.forms import form, save_form
from storage.people import name_people, people_named

KIND = "edit loop"


@dataclass(frozen=True)
class EditPlan:
    """A change that is about to be made: the parts, and by their keys focus and times of those that still owe a card.

    `names` are those of its people whom Debrief knows by name.
    """

    form_id: str
    loop: Loop
    parts: tuple[Part, ...]
    focus: Mapping[str, Sequence[str]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]
    names: Mapping[str, str]


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
    return Editable(loop, mark_of(loop), may_remove(loop, asking) or not loop.pending)


def plan_edit(
    workspace: Workspace,
    actor: Actor,
    loop_id: str,
    mark: str,
    *,
    interviewers: Sequence[str],
    deadline_at: datetime,
    shadows: Sequence[str] = (),
) -> EditPlan:
    """Check the first step, keep it as a form and propose the focus of those who are new; raises FormRefusal.

    `mark` is that of the loop when the form was drawn: a form older than someone else's change is refused, because
    it would take off whom they added and bring back whom they excused.
    """
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_editable(loop, asking)
        need_unchanged(loop, mark)
        check_panel(session, actor, loop, asking, interviewers, shadows=shadows)
        if deadline_at <= workspace.now:
            raise FormRefusal({"deadline": reason("loop_refusals.time_has_passed")})
        name_people(session, actor.team, [*interviewers, *shadows])
        parts = parts_of(loop.interviews, interviewers, shadows)
        focus, times = _proposed(loop, parts, interviewers)
        warnings = edit_warnings(session, actor, loop, parts, focus)
        content: dict[str, Any] = {
            "loop": loop_id,
            "interviewers": list(interviewers),
            "deadline_at": deadline_at.isoformat(),
        }
        content |= {"mark": mark, "warned": SeenWarnings().after(keys_of(warnings)).mark}
        content |= {"shadows": list(shadows), "parts": as_kept(parts)}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
        return edit_plan(session, actor, form_id, loop, parts, focus=focus, times=times, warnings=warnings)


def change_held_part(
    workspace: Workspace, actor: Actor, form_id: str, act: str, key: str, *, chosen: Chosen
) -> EditPlan:
    """Give someone of a running loop a second interview or take it away, or have two take place together."""
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is None:
            raise Refusal("loop_refusals.form_is_gone", steps=(YOUR_LOOPS,))
        loop, _ = loop_known_to(workspace, session, actor, kept.content["loop"])
        parts = changed_parts(kept_parts(kept.content), chosen.joins, act, key)
        kept.content = {**kept.content, "parts": as_kept(parts)}
        focus = {part.key: chosen.focus.get(part.key, ()) for part in owed(parts)}
        warnings = edit_warnings(session, actor, loop, parts, focus)
        return edit_plan(session, actor, form_id, loop, parts, focus=focus, times=chosen.times, warnings=warnings)


def owed(parts: Sequence[Part]) -> list[Part]:
    """Return the parts that count and whose scorecard is still to come."""
    return [part for part in parts if part.counts and not part.is_in]


def edit_plan(
    session: Session,
    actor: Actor,
    form_id: str,
    loop: Loop,
    parts: Sequence[Part],
    *,
    focus: Focus,
    times: Mapping[str, datetime | None],
    warnings: tuple[CoverageWarning, ...],
) -> EditPlan:
    """Return a change with the names of its people."""
    known = people_named(session, actor.team, [part.interviewer for part in parts])
    names = {user: person.name for user, person in known.items() if person.name}
    return EditPlan(form_id, loop, tuple(parts), focus, times, warnings, names)


def _proposed(
    loop: Loop, parts: Sequence[Part], interviewers: Sequence[str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, datetime | None]]:
    """Return what each part that is owed assesses and when: as it is, or as a first division would have it."""
    held = {key: each for key, each in keyed(loop.interviews).items() if each.state is InterviewState.DUE}
    divided = divide_focus(loop.rubric, interviewers)
    keys = [part.key for part in owed(parts)]
    focus = {key: held[key].focus if key in held else divided[person_of(key)] for key in keys}
    known = keyed(loop.interviews)
    return focus, {key: known[key].starts_at if key in known else None for key in keys}
