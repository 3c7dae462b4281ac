"""Starting a loop's debrief: what to discuss is ranked, the panel reads in silence, and each votes again."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.features.debrief.standing import Standing, need_debriefable, need_lead, not_readable, standing_of
from bot.features.debrief.tell_debrief import tell_of_start
from bot.features.loop.access import locked_loop_known_to
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from rubrics.signal import to_discuss
from storage.audit import record
from storage.debriefs import add_debrief, debrief_of
from storage.scorecards import latest, versions_in
from storage.signals import signals_of


def start_debrief(workspace: Workspace, actor: Actor, loop_id: str, minutes: int) -> Standing:
    """Start a loop's debrief, its silent reading so many minutes long; one that runs or is open is returned as it is.

    Raises Refusal.
    """
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise not_readable(session, loop, asking)
        debrief = debrief_of(session, loop.id)
        if debrief is None or debrief.canceled_at is not None:
            need_debriefable(loop)
            need_lead(session, loop, asking, None)
            debrief = add_debrief(
                session,
                team_id=loop.team_id,
                loop_id=loop.id,
                started_by=actor.user,
                started_at=workspace.now,
                reads_until=workspace.now + timedelta(minutes=minutes),
                topics=to_discuss(signals_of(session, loop.id)[-1]),
                recommendations=recommendations_in(session, loop),
            )
            facts = {"debrief": debrief.number, "minutes": minutes}
            record(session, loop.id, actor=actor.user, action=AuditAction.STARTED_DEBRIEF, now=workspace.now, **facts)
            tell_of_start(session, loop, debrief)
        return standing_of(session, loop, debrief, workspace.now, asking)


def recommendations_in(session: Session, loop: Loop) -> Sequence[tuple[str, Recommendation]]:
    """Return what each interviewer whose scorecard counts recommends now; of someone's two scorecards the later."""
    said = {card.interviewer: card.recommendation for card in latest(versions_in(session, loop.id))}
    submitted = {each.interviewer for each in loop.submitted}
    return [(person, said[person]) for person in loop.panel if person in said and person in submitted]
