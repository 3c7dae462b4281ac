"""A round's end: closed in time or by hand, and deleted once it is as old as the history that signals learn from."""

from datetime import timedelta

from bot.errors import Refusal
from bot.features.calibration.access import Standing, round_known_to, standing_in
from bot.features.calibration.tell_raters import tell_of_closing
from bot.wiring import Actor, Services, Workspace
from storage.calibration import forget_rounds_before, round_row, round_value
from storage.calibration import rounds_to_close as due_to_close
from storage.calibration_parts import forget_ratings, locked_part, own_parts
from storage.clock import time_of

KEPT_FOR = timedelta(days=730)
"""Two years: as long as interviews serve to learn how people rate, and no longer."""
MOST_AT_ONCE = 20


def close_round(workspace: Workspace, actor: Actor, round_id: str) -> Standing:
    """Close a round before its time; for who began it, and for admins; raises Refusal."""
    with workspace.sessions.begin() as session:
        row, around, own, asking = round_known_to(workspace, session, actor, round_id, lock=True)
        standing = standing_in(workspace, session, asking, around, own)
        if standing.is_open and not standing.may_close:
            raise Refusal("calibration_refusals.may_not_close")
        if standing.is_open:
            row.closed_at = workspace.now
            tell_of_closing(session, around, team_id=actor.team)
        return standing_in(workspace, session, asking, round_value(session, row), own)


def delete_my_ratings(workspace: Workspace, actor: Actor, round_id: str) -> Standing:
    """Delete what someone said in a round, for good; they rate no more in it, since they may know what others said.

    Raises Refusal.
    """
    with workspace.sessions.begin() as session:
        row, _, _, asking = round_known_to(workspace, session, actor, round_id, lock=True)
        part = locked_part(session, round_id, actor.user)
        if part is not None:
            part.finished_at, part.withdrawn_at = None, part.withdrawn_at or workspace.now
            forget_ratings(session, round_id, actor.user)
        session.flush()
        own = own_parts(session, actor.user, [round_id])[round_id]
        return standing_in(workspace, session, asking, round_value(session, row), own)


def close_due_rounds(services: Services) -> int:
    """Close the rounds whose time is over, tell who rated, and delete those of two years ago; return how many."""
    with services.reads() as session:
        due = due_to_close(session, time_of(session), MOST_AT_ONCE)
    for team, round_id in due:
        with services.sessions.begin() as session:
            row = round_row(session, team, round_id, lock=True)
            if row is not None and row.closed_at is None:
                row.closed_at = row.closes_at
                tell_of_closing(session, round_value(session, row), team_id=team)
    with services.sessions.begin() as session:
        return len(due) + forget_rounds_before(session, time_of(session) - KEPT_FOR, MOST_AT_ONCE)
