"""What the worker looks after about approvals: approvers who have left, and texts that no one approved."""

from datetime import timedelta

from bot.features.approval.access import opening_of
from bot.features.approval.tell_approval import tell_of_leaver
from bot.wiring import Services
from storage.jd_versions import (
    LostApprover,
    drop_unapproved_jds,
    jd_version_row,
    jd_version_value,
    lost_approvers_untold,
)

MOST_A_PASS = 50
"""Approvers who have left of whom someone is told, every ten minutes."""
KEPT = timedelta(days=90)
"""How long a text is kept that was put up for approval and never approved: as long as its author's own review."""


def tell_of_lost_approvers(services: Services) -> int:
    """Want a message about each approver who has left and of whom no one was told; count them."""
    with services.reads() as session:
        lost = lost_approvers_untold(session, MOST_A_PASS)
    return sum(_tell(services, each) for each in lost)


def _tell(services: Services, lost: LostApprover) -> bool:
    with services.sessions.begin() as session:
        row = jd_version_row(session, lost.team, lost.jd, lock=True)
        jd = jd_version_value(session, row) if row is not None else None
        if jd is None or not jd.waits_for(lost.person):
            return False
        tell_of_leaver(session, jd, opening_of(session, jd), lost.person)
        return True


def forget_unapproved_jds(services: Services) -> int:
    """Delete the texts that were never approved and are asked about no longer, and return how many there were."""
    with services.sessions.begin() as session:
        return drop_unapproved_jds(session, services.now() - KEPT)
