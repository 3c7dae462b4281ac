"""Two candidates who are one person, and one who is two: merged and split, each loop's record saying so."""

from collections.abc import Sequence

from bot.errors import FormRefusal, Refusal, reason
from bot.features.doors import step
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.rename_candidate import changed_loop, checked_name, need_running, tell_of_person
from bot.features.loop.show_happened import RENAME
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_run
from rubrics.panel.record import AuditAction
from storage.candidate_loops import has_other_loops, lock_loops_of
from storage.candidates import CandidateRow, another_candidate, candidate_called, merge_candidates
from storage.loops import LoopRow, loop_value
from storage.stages import lock_stages


def merge_with(workspace: Workspace, actor: Actor, loop_id: str, typed: str) -> Loop:
    """Give a loop's candidate the loops of another, who turned out to be the same; raises FormRefusal.

    An admin may, or anyone who runs all loops of both. The loop's candidate keeps name and code.
    """
    with workspace.sessions.begin() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        merged = candidate_called(session, actor.team, typed)
        if merged is not None and merged.id == loop.candidate_id:
            raise FormRefusal({"other": reason("loop_refusals.one_person_already")})
        rows = lock_loops_of(session, actor.team, loop.candidate_id, *([merged.id] if merged else []))
        staying = [row for row in rows if row.candidate_id == loop.candidate_id]
        moving = [row for row in rows if row.candidate_id != loop.candidate_id]
        need_running(staying, asking)
        if merged is None or not _runs_all(moving, asking):
            raise FormRefusal({"other": reason("loop_refusals.no_other_candidate")})
        kept = staying[0].candidate
        _need_one_person(kept, merged, rows)
        merge_candidates(session, kept, merged)
        for row in moving:
            row.candidate = kept
        session.flush()
        facts = {"merged": merged.code, "kept": kept.code}
        for row in rows:
            tell_of_person(session, row, actor, AuditAction.MERGED, workspace, **facts)
        return changed_loop(rows, loop_id)


def split_off(workspace: Workspace, actor: Actor, loop_id: str, typed: str) -> Loop:
    """Give a loop, with its other stages, a candidate of its own, because it is about someone else; raises Refusal."""
    name = checked_name(typed)
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_running(stages, asking)
        if len(lock_loops_of(session, actor.team, loop.candidate_id)) == len(stages):
            raise _only_loop(loop)
        new = another_candidate(session, actor.team, name, workspace.now)
        for row in stages:
            row.candidate = new
        session.flush()
        facts = {"before": loop.candidate_code, "after": new.code}
        for row in stages:
            tell_of_person(session, row, actor, AuditAction.SPLIT, workspace, **facts)
        return changed_loop(stages, loop_id)


def need_another_loop(workspace: Workspace, loop: Loop) -> None:
    """Raise Refusal where a loop is all that its candidate has, so that there is no one to tell apart."""
    with workspace.reads() as session:
        if not has_other_loops(session, loop.team_id, loop.candidate_id, loop.stage.first):
            raise _only_loop(loop)


def _only_loop(loop: Loop) -> Refusal:
    return Refusal("loop_refusals.only_loop", steps=(step("rename", loop.id, RENAME), loop_of(loop)))


def _runs_all(rows: Sequence[LoopRow], asking: Viewer) -> bool:
    return bool(rows) and all(may_run(loop_value(row), asking) for row in rows)


def _need_one_person(kept: CandidateRow, merged: CandidateRow, rows: Sequence[LoopRow]) -> None:
    """Raise FormRefusal where two candidates cannot be one: by their accounts, or by who sits on a panel."""
    accounts = {kept.user_id, merged.user_id} - {None}
    if len(accounts) > 1:
        raise FormRefusal({"other": reason("loop_refusals.two_accounts")})
    for loop in map(loop_value, rows):
        sitting = {loop.hiring_manager, loop.recruiter, *(each.interviewer for each in loop.interviews)}
        if accounts & sitting:
            raise FormRefusal({"other": reason("loop_refusals.colleague_on_panel")})
