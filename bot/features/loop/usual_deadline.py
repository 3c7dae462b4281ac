"""When scorecards are due where no one said: after the last interview, or in a few days, while people are at work."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.loop.cadence import cadence_of
from bot.features.people.zones import zones_of
from bot.wiring import Actor
from rubrics.panel.parts import Part
from rubrics.panel.reminders import awake_at
from rubrics.panel.seating import ends_at

AFTER_LAST = timedelta(days=1)
"""From the end of the last interview until the scorecards are due: evidence fades within a day."""
IN_DAYS = timedelta(days=3)
"""The same from now on, where no interview has a time: evidence that is written down later is remembered worse."""


def deadline_for(
    session: Session, opener: Actor, parts: Sequence[Part], times: Mapping[str, datetime | None], now: datetime
) -> datetime:
    """Return when a stage's scorecards are due: a day after its last interview, in three days where none has a time."""
    ends = ends_at(parts, times)
    return ends + AFTER_LAST if ends else usual_deadline(session, opener, now)


def usual_deadline(session: Session, opener: Actor, now: datetime) -> datetime:
    """Return a full hour in three days, or the next at which the opener's clock says that people are at work.

    A loop opened at 3 AM, or from another continent, is due when someone is there to remind and to be reminded.
    """
    zone = zones_of(session, opener.team, opener.user)[opener.user]
    in_days = (now + IN_DAYS).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    return awake_at(in_days.astimezone(now.tzinfo), zone, cadence_of(session, opener.team).quiet)
