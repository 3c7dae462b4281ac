"""Reading what goes with one's own interview: its loop, and what earlier interviewers left for the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.loop.access import interview_loop_known_to
from bot.features.scorecard.open_scorecard import own_interview
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.remarks import judging
from rubrics.panel.scorecard import LeftNote
from storage.scorecards import notes_handed_on


@dataclass(frozen=True)
class Kit:
    """One's own interview, its loop, and what others left for it."""

    loop: Loop
    interview: Interview
    notes: Sequence[LeftNote]


def kit_for(workspace: Workspace, actor: Actor, interview_id: str) -> Kit:
    """Return what goes with one's own interview; raises Refusal.

    A note that rates the candidate stays sealed: anyone who has yet to rate would be told of a rating.
    """
    with workspace.reads() as session:
        loop, _ = interview_loop_known_to(workspace, session, actor, interview_id)
        interview = own_interview(loop, actor, interview_id)
        return Kit(loop, interview, notes_for(workspace, session, loop, actor.user))


def notes_for(workspace: Workspace, session: Session, loop: Loop, interviewer: str) -> list[LeftNote]:
    """Return what others left for an interviewer of a loop; a note that rates the candidate is not among it."""
    left = notes_handed_on(session, loop.team_id, loop.stage.first)
    rules = workspace.remark_rules
    return [note for note in left if note.interviewer != interviewer and not judging(note.text, rules)]
