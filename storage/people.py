"""Slack users and channels that were named; the worker fills in what Slack says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Index, Select, String, bindparam, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.clock import NO_TIME, clock_name, moment_by, time_of, times_of
from storage.columns import Base
from storage.inserting import add_unless_there
from storage.plain_reading import read
from storage.rate_limits import is_held

ASK_AGAIN = timedelta(minutes=5)
"""How long a look-up rests that failed for one person or channel: the next one is asked about meanwhile."""


class PersonRow(Base):
    """A Slack user who was named; `fetched_at` is when Slack said who it is, `asked_at` when it last failed to."""

    __tablename__ = "people"
    __table_args__ = (Index(None, "fetched_at"),)

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str | None]
    time_zone: Mapped[str | None]
    seniority: Mapped[str | None] = mapped_column(String(20))
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_deleted: Mapped[bool] = mapped_column(default=False)
    is_stranger: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


class ChannelRow(Base):
    """A Slack channel that was named; `fetched_at` is when Slack said what it is, `asked_at` when it last failed to."""

    __tablename__ = "channels"
    __table_args__ = (Index(None, "fetched_at"),)

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    is_private: Mapped[bool] = mapped_column(default=False)
    is_shared: Mapped[bool] = mapped_column(default=False)
    is_archived: Mapped[bool] = mapped_column(default=False)
    has_bot: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class Account:
    """A user's standing in their workspace; an outsider is a guest, an app, deactivated or of another company."""

    is_known: bool
    is_owner: bool
    is_outsider: bool


UNKNOWN = Account(is_known=False, is_owner=False, is_outsider=False)


@dataclass(frozen=True, slots=True)
class Channel:
    """What is known of a channel; `fetched_at` is when Slack said so, None where it has not yet."""

    is_private: bool
    is_shared: bool
    is_archived: bool
    has_bot: bool
    fetched_at: datetime | None


Described = TypeVar("Described", PersonRow, ChannelRow)


def name_people(session: Session, team_id: str, users: Iterable[str]) -> None:
    """Note that these users were named, so that the worker fetches anyone who is new."""
    rows = [{"team_id": team_id, "user_id": user} for user in sorted(set(users))]
    add_unless_there(session, PersonRow, rows)


def name_channel(session: Session, team_id: str, channel: str) -> None:
    """Note that this channel was named, so that the worker fetches what it is."""
    add_unless_there(session, ChannelRow, [{"team_id": team_id, "channel_id": channel}])


def people_named(session: Session, team_id: str, users: Iterable[str]) -> dict[str, PersonRow]:
    """Return what is known of these users, by id."""
    rows = session.scalars(_NAMED, {"team": team_id, "users": [*set(users)]})
    return {row.user_id: row for row in rows}


def people_of_team(session: Session, team_id: str, limit: int = 200) -> Sequence[PersonRow]:
    """Return those who were ever named in a workspace, by name, at most so many."""
    rows = select(PersonRow).where(PersonRow.team_id == team_id).order_by(PersonRow.name, PersonRow.user_id)
    return session.scalars(rows.limit(limit)).all()


def channel_named(session: Session, team_id: str, channel: str) -> Channel | None:
    """Return what is known of a channel, or None."""
    found = read(session, _CHANNEL, {"team": team_id, "channel": channel})
    return Channel(*found[0]) if found else None


def is_in_private_channel(session: Session, team_id: str) -> bool:
    """Tell whether Debrief is known to be in a private channel of a workspace that is not archived."""
    return bool(read(session, _OWN_CHANNELS, {"team": team_id}))


def ask_about_channel(session: Session, team_id: str, channel: str) -> None:
    """Have the worker find out anew what a channel is, unless Debrief is known to be in it."""
    name_channel(session, team_id, channel)
    row = session.get_one(ChannelRow, (team_id, channel))
    if not row.has_bot:
        row.fetched_at = row.asked_at = None


def note_account(session: Session, team_id: str, user: str, *, is_deactivated: bool) -> bool:
    """Note whether someone's account is deactivated; tells whether they were known, and otherwise until now."""
    other = (PersonRow.team_id == team_id, PersonRow.user_id == user, PersonRow.is_deleted.is_not(is_deactivated))
    noted = update(PersonRow).where(*other).values(is_deleted=is_deactivated).returning(PersonRow.user_id)
    return session.scalar(noted, execution_options={"synchronize_session": False}) is not None


def people_to_fetch(session: Session, method: str, limit: int = 20) -> list[tuple[str, str]]:
    """Return team and id of people whom Slack has not described yet and may be asked about by this method, in turn."""
    return _to_fetch(session, PersonRow, method, limit)


def people_fetched_before(session: Session, moment: datetime, limit: int = 20) -> Sequence[PersonRow]:
    """Return people about whom Slack was asked before a moment and not since, those asked longest ago first."""
    old = select(PersonRow).where(PersonRow.fetched_at < moment).order_by(PersonRow.fetched_at)
    return session.scalars(old.limit(limit)).all()


def channels_to_fetch(session: Session, method: str, limit: int = 20) -> list[tuple[str, str]]:
    """Return team and id of channels that Slack has not described yet and may be asked about by it, in turn."""
    return _to_fetch(session, ChannelRow, method, limit)


def note_asked(session: Session, table: type[Described], key: tuple[str, str]) -> None:
    """Note that a look-up failed, so that others are asked about first."""
    row = session.get(table, key)
    if row is not None:
        row.asked_at = time_of(session)


def account_of(session: Session, team_id: str, user: str) -> Account:
    """Return what is known of a user's standing in their workspace."""
    found = read(session, _ACCOUNT, {"team": team_id, "user": user})
    return account_from(found[0]) if found else UNKNOWN


def account_from(row: Sequence[Any]) -> Account:
    """Return what a row of `ACCOUNT` says; joined to what has no such person, that they are unknown."""
    is_owner, *outside = row
    return UNKNOWN if is_owner is None else Account(is_known=True, is_owner=is_owner, is_outsider=any(outside))


def _to_fetch(session: Session, row: type[Described], method: str, limit: int) -> list[tuple[str, str]]:
    times = times_of(session, now=NO_TIME, asked_before=-ASK_AGAIN)
    found = read(session, _new(row, clock_name(session)), {"by": method, "most": limit, **times})
    return [(team, key) for team, key in found]


@cache
def _new(row: type[Described], clock: str) -> Select[str, str]:
    """Return the statement of `people_to_fetch` or `channels_to_fetch`, made once: nearly always it finds none."""
    team, key = row.__table__.primary_key
    now, asked_before = moment_by(clock, NO_TIME, "now"), moment_by(clock, -ASK_AGAIN, "asked_before")
    rested = or_(row.asked_at.is_(None), row.asked_at <= asked_before)
    new = select(team, key).where(row.fetched_at.is_(None), rested, ~is_held(now, team, bindparam("by")))
    return new.order_by(row.asked_at.nulls_first(), key).limit(bindparam("most"))


_NAMED = select(PersonRow).where(
    PersonRow.team_id == bindparam("team"), PersonRow.user_id.in_(bindparam("users", expanding=True))
)
_PEOPLE, _CHANNELS = PersonRow.__table__.c, ChannelRow.__table__.c
_CHANNEL = select(*(_CHANNELS[each.name] for each in fields(Channel))).where(
    _CHANNELS.team_id == bindparam("team"), _CHANNELS.channel_id == bindparam("channel")
)
ACCOUNT = (_PEOPLE.is_owner, _PEOPLE.is_guest, _PEOPLE.is_bot, _PEOPLE.is_deleted, _PEOPLE.is_stranger)
IS_ACCOUNT = (_PEOPLE.team_id == bindparam("team")) & (_PEOPLE.user_id == bindparam("user"))
_ACCOUNT = select(*ACCOUNT).where(IS_ACCOUNT)
_OWN_CHANNELS = (
    select(_CHANNELS.channel_id)
    .where(_CHANNELS.team_id == bindparam("team"), _CHANNELS.has_bot, _CHANNELS.is_private, ~_CHANNELS.is_archived)
    .limit(1)
)
