"""When which of Slack's methods may be called again, kept for all processes; knows no method's meaning."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from storage.clock import NO_TIME, clock_name, moment, moment_by, times_of
from storage.columns import Base
from storage.inserting import inserting, inserting_on
from storage.plain_reading import read

ANY_CHANNEL = ""
"""The channel of a limit on a whole method, as Slack's own are."""


class RateLimitRow(Base):
    """Until when a method is not called for a workspace, or not for one channel of it."""

    __tablename__ = "rate_limits"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    method: Mapped[str] = mapped_column(String(60), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True, default=ANY_CHANNEL)
    until: Mapped[datetime]


def hold(session: Session, team_id: str, method: str, wait: timedelta, channel: str = ANY_CHANNEL) -> None:
    """Have no one call a method for so long; of two waits the longer one counts."""
    until = moment(session, wait)
    row = inserting(session, RateLimitRow).values(team_id=team_id, method=method, channel=channel, until=until)
    session.execute(row.on_conflict_do_update(set_={"until": until}, where=RateLimitRow.until < until, **_KEY))


def take_turn(session: Session, team_id: str, method: str, wait: timedelta, channel: str) -> bool:
    """Take the next call of a method to a channel, and hold the method there for so long; False: another has it."""
    taking = _taking(session.get_bind().dialect.name, clock_name(session), wait)
    values = {"of_team": team_id, "called": method, "where_to": channel}
    return bool(read(session, taking, {**values, **times_of(session, now=NO_TIME, end=wait)}))


@cache
def _taking(database: str, clock: str, wait: timedelta) -> ReturningInsert[Any]:
    """Return the statement of `take_turn`, made once: each new message begins with it."""
    until, free = moment_by(clock, wait, "end"), RateLimitRow.until <= moment_by(clock, NO_TIME, "now")
    row = inserting_on(database, RateLimitRow).values(
        team_id=bindparam("of_team"), method=bindparam("called"), channel=bindparam("where_to"), until=until
    )
    return row.on_conflict_do_update(set_={"until": until}, where=free, **_KEY).returning(RateLimitRow.until)


def held_until(session: Session, team_id: str, method: str) -> datetime | None:
    """Return when a method may be called again for a workspace; None: now."""
    values = {"team": team_id, "called": method, **times_of(session, now=NO_TIME)}
    held = read(session, _holding(clock_name(session)), values)
    return held[0].until if held else None


@cache
def _holding(clock: str) -> Select[datetime]:
    """Return the statement of `held_until`, made once: it is asked before every call."""
    row = RateLimitRow.__table__.c
    held = (row.team_id == bindparam("team"), row.method == bindparam("called"), row.channel == ANY_CHANNEL)
    return select(row.until).where(*held, row.until > moment_by(clock, NO_TIME, "now"))


def is_held(now: ColumnElement[datetime], team: Any, method: Any, *channels: Any) -> ColumnElement[bool]:
    """Return the condition that a method is held, for a workspace or for one of these channels of it."""
    held = select(RateLimitRow.until).where(RateLimitRow.team_id == team, RateLimitRow.method == method)
    where = RateLimitRow.channel.in_((ANY_CHANNEL, *channels))
    return held.where(where, RateLimitRow.until > now).exists()


def drop_past_limits(session: Session) -> int:
    """Delete the limits that are over, and return how many there were."""
    over = delete(RateLimitRow).where(RateLimitRow.until <= moment(session)).returning(RateLimitRow.method)
    return len(session.scalars(over).all())


_KEY: dict[str, Any] = {"index_elements": ["team_id", "method", "channel"]}
