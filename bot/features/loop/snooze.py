"""Putting off the reminders of one's own scorecard by an hour; what would come meanwhile is left out."""

from datetime import datetime

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to, no_such_loop
from bot.features.loop.cadence import cadence_of
from bot.features.people.zones import zones_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.reminders import SNOOZE, awake_at, is_resting, is_running
from storage.loop_lookups import loop_of_interview
from storage.reminders import reminder_of


def snooze_reminder(workspace: Workspace, actor: Actor, interview_id: str) -> tuple[Loop, datetime]:
    """Have the next reminder come in an hour, or when the quiet hours end that it would fall into; return when.

    Raises Refusal where nothing is due.
    """
    with workspace.sessions.begin() as session:
        loop_id = loop_of_interview(session, actor.team, interview_id)
        if loop_id is None:
            raise no_such_loop()
        _, loop, _ = locked_loop_known_to(workspace, session, actor, loop_id)
        own_due_interview(loop, actor, interview_id)
        reminder = reminder_of(session, interview_id)
        if reminder is None:
            raise Refusal("loop_refusals.nothing_to_remind")
        zone = zones_of(session, actor.team, actor.user)[actor.user]
        until = awake_at(workspace.now + SNOOZE, zone, cadence_of(session, actor.team).quiet)
        reminder.snoozed_until = reminder.due_at = until
        return loop, until


def own_due_interview(loop: Loop, actor: Actor, interview_id: str) -> Interview:
    """Return the actor's own interview while its scorecard is asked for; raises Refusal otherwise."""
    interview = next((each for each in loop.interviews if each.id == interview_id), None)
    if interview is None or interview.interviewer != actor.user:
        raise no_such_loop()
    if not is_running(loop, interview) or is_resting(loop, interview):
        raise Refusal("loop_refusals.nothing_to_remind")
    return interview
