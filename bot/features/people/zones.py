"""Where someone's clock stands, as far as Slack has said; where it has not, the clock of the world."""

from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from storage.people import people_named


def zones_of(session: Session, team: str, *users: str) -> dict[str, tzinfo]:
    """Return each one's time zone, by id; UTC where it is not known."""
    known = people_named(session, team, users)
    return {user: zone_named(known[user].time_zone if user in known else None) for user in users}


@lru_cache(maxsize=600)  # as many zones as there are
def zone_named(name: str | None) -> tzinfo:
    """Return a time zone by its name; UTC where there is none of this name."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):  # a name that is a path, or no name at all
        return UTC
