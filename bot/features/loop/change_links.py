"""Setting the pages about a candidate, such as a CV, that interviewers see in their kit and invitation."""

from bot.errors import FormRefusal, reason
from bot.features.loop.access import loop_known_to
from bot.features.loop.loop_form import LINKS
from bot.features.loop.withdraw_candidate import need_undecided
from bot.wiring import Actor, Workspace
from rubrics.panel.links import UnfitLinkError, links_in
from rubrics.panel.loop import Loop
from rubrics.panel.loop_facts import Link
from rubrics.panel.permissions import may_run
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loops import loop_value
from storage.messages import MessageKind
from storage.outbox import want_edits
from storage.stages import lock_stages


def change_links(workspace: Workspace, actor: Actor, loop_id: str, text: str) -> Loop:
    """Set the links of a candidate's interviews, one a line, in every stage; raises Refusal and FormRefusal.

    The record keeps how many there are, not where they lead: it is never rewritten, and they are about a person.
    """
    links = links_of(text)
    kept = [link.model_dump() for link in links]
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_undecided(loop, runs=may_run(loop, asking))
        for row in stages:
            if row.links != kept and loop_value(row).is_undecided:
                row.links = kept
                now, action = workspace.now, AuditAction.LINKED
                record(session, row.id, actor=actor.user, action=action, now=now, number=len(links))
                want_edits(session, team_id=row.team_id, kinds=[MessageKind.INVITATION], subject=row.id)
        return loop_value(next(row for row in stages if row.id == loop_id))


def links_of(text: str) -> tuple[Link, ...]:
    """Return the links that were typed; raises FormRefusal at their field, which names the line."""
    try:
        return links_in(text)
    except UnfitLinkError as unfit:
        why = reason("loop_refusals.unfit_link", line=unfit.line)
        raise FormRefusal({LINKS.block_id: why}) from unfit
