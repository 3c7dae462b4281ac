"""Which answers about hiring someone may read: their own, those about openings they run, and an admin all."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import NextStep, Refusal, reason
from bot.features.doors import Door
from bot.features.opening.access import opening_known_to
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.panel.plan import Opening
from storage.openings import opening_row, opening_value
from storage.staffing_checks import StaffingCheck, staffing_check, staffing_checks

MOST_LISTED = 30
"""The latest on one page: a company asks itself a few times a quarter."""
AGAIN = NextStep(reason("staffing_labels.answer"), Door.STAFFING)


@dataclass(frozen=True)
class CheckShown:
    """A set of answers, with the opening it is about as far as that is still there."""

    check: StaffingCheck
    opening: Opening | None


def check_shown(workspace: Workspace, actor: Actor, check_id: str) -> CheckShown:
    """Return a set of answers that the actor may read; raises Refusal with the one answer to all others."""
    with workspace.reads() as session:
        check = staffing_check(session, actor.team, check_id)
        asking = viewer(workspace, session, actor)
        if check is None or asking.is_outsider:
            raise Refusal("staffing_refusals.no_such_check", steps=(AGAIN,))
        if not asking.is_admin and check.answered_by != actor.user:
            _need_its_opening(workspace, session, actor, check)
        return shown(session, actor, check)


def my_checks(workspace: Workspace, actor: Actor) -> Sequence[CheckShown]:
    """Return the answers that the actor gave, the latest first; an admin's are those of the workspace."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        if asking.is_outsider:
            raise Refusal("staffing_refusals.outsider")
        whose = None if asking.is_admin else actor.user
        return [shown(session, actor, check) for check in staffing_checks(session, actor.team, whose, MOST_LISTED)]


def shown(session: Session, actor: Actor, check: StaffingCheck) -> CheckShown:
    """Return a set of answers with its opening; who may read it was settled before."""
    row = opening_row(session, actor.team, check.opening_id) if check.opening_id else None
    return CheckShown(check, opening_value(row) if row is not None else None)


def _need_its_opening(workspace: Workspace, session: Session, actor: Actor, check: StaffingCheck) -> None:
    try:
        opening_known_to(workspace, session, actor, check.opening_id or "")
    except Refusal:
        raise Refusal("staffing_refusals.no_such_check", steps=(AGAIN,)) from None
