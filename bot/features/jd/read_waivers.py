"""The waivers that hold in someone's JD reviews: the workspace's, and those of their own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.wiring import Actor
from rubrics.jd.waivers import Waiver
from storage.jd_waivers import jd_waivers


def waivers_of(session: Session, actor: Actor, now: datetime) -> Sequence[Waiver]:
    """Return the waivers that hold in someone's reviews."""
    rows = jd_waivers(session, team_id=actor.team, user=actor.user, now=now)
    return [
        Waiver(
            id=row.id,
            rule=row.rule,
            digest=row.digest,
            kind=row.kind,
            note=row.note,
            by=row.waived_by,
            until=(row.expires_at - timedelta(days=1)).date(),
        )
        for row in rows
    ]
