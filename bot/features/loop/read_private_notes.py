"""Reading what interviewers wrote to a loop's recruiter alone: for that person, from the submit on."""

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loop_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_read_private_notes
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import LeftNote
from storage.access_log import note_access
from storage.scorecards import notes_to_recruiter


def private_notes(workspace: Workspace, actor: Actor, loop_id: str) -> tuple[Loop, list[LeftNote]]:
    """Return what was written to the recruiter of a loop alone, and note that it was read; raises Refusal to others."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if not may_read_private_notes(loop, asking):
            raise Refusal("loop_refusals.not_your_notes", steps=[loop_of(loop)])
        notes = notes_to_recruiter(session, loop.team_id, loop.id)
    if notes:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_NOTES, workspace.now)
    return loop, notes
