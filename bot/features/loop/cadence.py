"""How soon a workspace reminds, and when it keeps quiet, as its admins have set it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.features.workspace import declared
from bot.features.workspace.settings import settings_in
from rubrics.panel.reminders import Cadence, QuietHours


def cadence_of(session: Session, team: str) -> Cadence:
    """Return what a workspace has set for its reminders."""
    kept = settings_in(session, team)
    return Cadence(
        reminds=kept[declared.REMINDS],
        second_after=timedelta(hours=kept[declared.SECOND_AFTER]),
        third_after=timedelta(hours=kept[declared.THIRD_AFTER]),
        status_after=timedelta(hours=kept[declared.STATUS_AFTER]),
        quiet=QuietHours(
            start=kept[declared.QUIET_FROM], end=kept[declared.QUIET_UNTIL], weekend=kept[declared.WEEKEND]
        ),
        digest_at=kept[declared.DIGEST_AT],
    )
