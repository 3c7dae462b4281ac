"""Reading a debrief as it stands, and the form that starts one; reading re-votes by name is noted."""

from bot.features.debrief.standing import Standing, need_debriefable, need_lead, readable, standing_of
from bot.features.workspace.declared import READING_MINUTES
from bot.features.workspace.settings import settings_in
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Value
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.access_log import note_access


class Startable(Value):
    """A loop whose debrief may be started now, and how many minutes its silent reading takes unless changed."""

    loop: Loop
    minutes: int


def debrief_for(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> Standing | Startable:
    """Return a loop's debrief to someone who may read its panel, or that they may start one; raises Refusal.

    `noted` is False where the same reader only sees again what they had in front of them.
    """
    with workspace.reads() as session:
        loop, asking, debrief = readable(workspace, session, actor, loop_id)
        if debrief is None or debrief.canceled_at is not None:
            need_debriefable(loop)
            need_lead(session, loop, asking, None)
            return Startable(loop=loop, minutes=settings_in(session, actor.team)[READING_MINUTES])
        standing = standing_of(session, loop, debrief, workspace.now, asking)
    if debrief.is_open and noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_REVOTES, workspace.now)
    return standing
