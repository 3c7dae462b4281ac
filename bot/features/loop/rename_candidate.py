"""Correcting a candidate's name: in every loop of theirs at once, by an admin or anyone who runs them all."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import loop_known_to, no_such_loop
from bot.features.loop.loop_request import LONGEST_NAME
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reveal_panel import SHOW_THE_SIGNAL
from bot.features.loop.tell_news import in_charge, note_and_tell, panel
from bot.wiring import Actor, Workspace
from rubrics.panel.candidate_names import name_kept, name_key
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_run
from rubrics.panel.record import AuditAction
from storage.candidate_loops import lock_loops_of
from storage.candidates import candidates_named, rename_candidate
from storage.loops import LoopRow, loop_value
from storage.outbox import want_edits


def correct_name(workspace: Workspace, actor: Actor, loop_id: str, typed: str) -> Loop:
    """Call a loop's candidate by another name everywhere; code, cards and loops stay. Raises FormRefusal."""
    name = checked_name(typed)
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        rows = lock_loops_of(session, actor.team, loop.candidate_id)
        need_running(rows, asking)
        if any(each.id != loop.candidate_id for each in candidates_named(session, actor.team, name)):
            raise FormRefusal({"name": reason("loop_refusals.name_is_taken")})
        before = loop.candidate_name or loop.candidate_code
        rename_candidate(session, rows[0].candidate, name)
        for each in rows:
            tell_of_person(session, each, actor, AuditAction.RENAMED, workspace, before=before, after=name)
        return changed_loop(rows, loop_id)


def checked_name(typed: str) -> str:
    """Return a name as it is kept; raises FormRefusal where it is none, or too long."""
    if not name_key(typed):
        raise FormRefusal({"name": reason("loop_refusals.no_candidate")})
    if len(typed) > LONGEST_NAME:
        raise FormRefusal({"name": reason("loop_refusals.too_long", most=LONGEST_NAME)})
    return name_kept(typed)


def need_running(rows: Iterable[LoopRow], asking: Viewer) -> None:
    """Raise Refusal unless anyone who asks runs all of these loops, which concern one person."""
    loops = [loop_value(row) for row in rows]
    if not all(may_run(loop, asking) for loop in loops):
        known = next((loop for loop in loops if may_run(loop, asking)), None)
        raise may_not("not_all_yours", known, Act.IDENTITY) if known else Refusal("loop_refusals.not_all_yours")


def tell_of_person(
    session: Session, row: LoopRow, actor: Actor, action: AuditAction, workspace: Workspace, **facts: str
) -> None:
    """Note in a locked loop's record that its candidate is called or is someone else, and tell who is on it."""
    people = in_charge(row) | (panel(row) if loop_value(row).is_undecided else set())
    note_and_tell(session, row, actor, action, people=people, now=workspace.now, **facts)
    want_edits(session, team_id=row.team_id, kinds=SHOW_THE_SIGNAL, subject=row.id)


def changed_loop(rows: Iterable[LoopRow], loop_id: str) -> Loop:
    """Return one of these loops as it is now."""
    row = next((row for row in rows if row.id == loop_id), None)
    if row is None:
        raise no_such_loop()
    return loop_value(row)
