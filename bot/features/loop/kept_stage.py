"""The form of the stage that follows while it is filled in: why it was asked for, and the lengths that a schedule gave.

Nothing is opened or changed by it.
"""

from collections.abc import Mapping

from pydantic import Field
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import loop_known_to
from bot.features.loop.end_stage import (
    NextStage,
    NextStep,
    check_stage,
    need_endable,
    need_length,
    next_step,
    panel_of,
    times_of,
)
from bot.features.loop.paste_schedule import fit_of
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Value
from rubrics.panel.loop import Loop
from rubrics.panel.schedule.fitting import ScheduleFit
from rubrics.panel.stage import StageOutcome
from storage.forms import FormRow, form, save_form
from storage.people import name_people

KIND = "next_stage"


class BegunStage(Value):
    """What the form was begun with, and by their parts' keys the lengths of interviews that a schedule filled in."""

    loop: str
    what: StageOutcome
    reason: str = ""
    lengths: Mapping[str, int] = Field(default_factory=dict)


def begin_stage(workspace: Workspace, actor: Actor, begun: BegunStage) -> tuple[str, NextStep]:
    """Keep what a form is begun with; return the form's id and what would follow; raises Refusal."""
    need_length(begun.reason)
    step = next_step(workspace, actor, begun.loop, begun.what)
    with workspace.sessions.begin() as session:
        content = begun.model_dump(mode="json")
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
    return form_id, step


def begun_stage(workspace: Workspace, actor: Actor, form_id: str) -> BegunStage:
    """Return what one's own form was begun with; raises Refusal where it is kept no longer."""
    with workspace.reads() as session:
        return BegunStage.model_validate(_kept(session, actor, form_id).content)


def shown_stage(workspace: Workspace, actor: Actor, wanted: NextStage, loop_id: str) -> Loop:
    """Return the stage behind which another is wanted; who was chosen is named, so that a schedule can mean them."""
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_endable(loop, asking)
        name_people(session, actor.team, [*wanted.interviewers, *wanted.shadows])
        return loop


def schedule_stage(
    workspace: Workspace, actor: Actor, form_id: str, wanted: NextStage, text: str
) -> tuple[Loop, NextStage, ScheduleFit]:
    """Fill in the times of a stage that is wanted, and say what of the schedule was understood.

    Times that it says nothing of stay as they were chosen. Raises FormRefusal where the stage could not open anyway.
    """
    with workspace.sessions.begin() as session:
        kept = _kept(session, actor, form_id, lock=True)
        loop, asking = loop_known_to(workspace, session, actor, kept.content["loop"])
        need_endable(loop, asking)
        name_people(session, actor.team, [*wanted.interviewers, *wanted.shadows])
        check_stage(session, actor, loop, wanted, workspace.now)
        parts, _ = panel_of(loop, wanted)
        fit = fit_of(workspace, session, actor, parts, text)
        lengths = {part.key: part.minutes for part in fit.parts if part.minutes is not None}
        kept.content = {**kept.content, "lengths": lengths}
        times = {**times_of(parts, wanted), **fit.times}
        return loop, wanted.model_copy(update={"times": times, "lengths": lengths}), fit


def _kept(session: Session, actor: Actor, form_id: str, *, lock: bool = False) -> FormRow:
    kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=lock)
    if kept is None:
        raise Refusal("loop_refusals.form_is_gone", steps=(YOUR_LOOPS,))
    return kept
