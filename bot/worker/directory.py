"""Asks Slack who the people and what the channels are that were named, and keeps it; judges no one."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import structlog

from bot.features.loop.leavers import redraw_leaver
from bot.slack.channel_members import METHOD as MEMBERS
from bot.slack.channel_members import PAGE, members_page
from bot.slack.errors import UNREACHABLE, UnexpectedAnswerError, error_of
from bot.wiring import Services
from bot.worker.calls import HeldError, look_up, part_of
from storage.clock import time_of
from storage.offers import owing_fetched_before
from storage.outbox import look_again
from storage.people import ChannelRow, PersonRow, channels_to_fetch, note_asked, people_fetched_before, people_to_fetch

UNKNOWN_PERSON = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
UNKNOWN_CHANNEL = frozenset({"channel_not_found", "not_in_channel"})
DESCRIPTION_HOLDS = timedelta(days=1)
MOST_OWING = 100
"""Every ten minutes: 14,000 a day, and a minute of what Slack allows for users.info."""
PEOPLE, CHANNELS = "users.info", "conversations.info"
MOST_PAGES = 500
"""Half a million members: more than any workspace has, so that a cursor which leads nowhere comes to an end."""

log = structlog.get_logger(__name__)


def fetch_people(services: Services) -> int:
    """Ask Slack about everybody who was named and is new; return how many answers were kept."""
    with services.reads() as session:
        wanted = people_to_fetch(session, PEOPLE)
    return _each(services, wanted, fetch_person)


def refresh_people(services: Services) -> int:
    """Ask Slack anew about people it described longest ago: an owner, a guest or a colleague may be so no more.

    First about all who owe a scorecard, every day: of one who has left, nothing will come.
    """
    with services.reads() as session:
        owing = owing_fetched_before(session, DESCRIPTION_HOLDS, MOST_OWING)
        old = people_fetched_before(session, time_of(session) - DESCRIPTION_HOLDS)
        wanted = dict.fromkeys([*owing, *((row.team_id, row.user_id) for row in old)])
    return _each(services, wanted, fetch_person)


def fetch_channels(services: Services) -> int:
    """Ask Slack about every channel that was named and is new; return how many answers were kept."""
    with services.reads() as session:
        wanted = channels_to_fetch(session, CHANNELS)
    return _each(services, wanted, fetch_channel)


def described_person(services: Services, team: str, user: str) -> PersonRow:
    """Return what is known of a person, asking Slack only where no one has; raises HeldError, or as UNREACHABLE."""
    with services.reads() as session:
        row = session.get(PersonRow, (team, user))
    if row is not None and row.fetched_at is not None:
        return row
    return fetch_person(services, team, user)


def fetch_person(services: Services, team: str, user: str) -> PersonRow:
    """Ask Slack about a person now, keep the answer and return it; raises HeldError, or what UNREACHABLE names.

    A person whom Slack does not know counts as one of another company.
    """
    try:
        described = part_of(look_up(services, team, PEOPLE, user=user), "user")
    except UNREACHABLE as failure:
        if error_of(failure) not in UNKNOWN_PERSON:
            with services.sessions.begin() as session:
                note_asked(session, PersonRow, (team, user))
            raise
        described = {"team_id": None}
    with services.sessions.begin() as session:
        row = session.get(PersonRow, (team, user)) or PersonRow(team_id=team, user_id=user)
        was_deleted = bool(row.is_deleted)
        _describe(row, described)
        row.fetched_at = time_of(session)
        session.add(row)
        session.flush()
        if was_deleted != row.is_deleted:
            redraw_leaver(session, team, user)
        session.expunge(row)
    return row


def fetch_channel(services: Services, team: str, channel: str) -> ChannelRow:
    """Ask Slack about a channel now, keep the answer and return it; raises HeldError, or what UNREACHABLE names.

    A channel that Slack does not show us counts as one that Debrief is not in. What waits for a channel is looked
    at again as soon as the channel is not what it was.
    """
    try:
        shown = part_of(look_up(services, team, CHANNELS, channel=channel), "channel")
    except UNREACHABLE as failure:
        if error_of(failure) not in UNKNOWN_CHANNEL:
            with services.sessions.begin() as session:
                note_asked(session, ChannelRow, (team, channel))
            raise
        shown = {"is_member": False}
    with services.sessions.begin() as session:
        row = session.get(ChannelRow, (team, channel)) or ChannelRow(team_id=team, channel_id=channel)
        before = _facts(row)
        row.is_private = bool(shown.get("is_private"))
        row.is_shared = bool(shown.get("is_ext_shared") or shown.get("is_pending_ext_shared"))
        row.is_archived, row.has_bot = bool(shown.get("is_archived")), bool(shown.get("is_member"))
        row.fetched_at = time_of(session)
        session.add(row)
        session.flush()
        if before != _facts(row):
            look_again(session, team, channel)
        session.expunge(row)
    return row


def members_of(services: Services, team: str, channel: str) -> frozenset[str]:
    """Return everybody who is in a channel now; raises HeldError, or what UNREACHABLE names."""
    members, cursor = frozenset[str](), ""
    for _ in range(MOST_PAGES):
        page, cursor = members_page(look_up(services, team, MEMBERS, channel=channel, limit=PAGE, cursor=cursor))
        members |= page
        if not cursor:
            return members
    raise UnexpectedAnswerError(MEMBERS)


def _each(services: Services, keys: Iterable[tuple[str, str]], fetch: Callable[[Services, str, str], object]) -> int:
    """Ask about one after another; a workspace whose look-ups are held is left for later, an odd answer is passed."""
    held: set[str] = set()
    kept = 0
    for team, key in keys:
        if team in held:
            continue
        try:
            fetch(services, team, key)
            kept += 1
        except HeldError:
            held.add(team)
        except UNREACHABLE as failure:
            log.warning("look-up failed", of=key, error=error_of(failure))
    return kept


def _facts(row: ChannelRow) -> tuple[bool | None, ...]:
    return (row.is_private, row.is_shared, row.is_archived, row.has_bot)


def _describe(row: PersonRow, described: dict[str, Any]) -> None:
    profile = described.get("profile")
    names = profile if isinstance(profile, dict) else {}
    row.name = names.get("real_name") or described.get("real_name") or described.get("name")
    row.time_zone = described.get("tz")
    row.is_owner = bool(described.get("is_owner") or described.get("is_primary_owner"))
    row.is_guest = bool(described.get("is_restricted") or described.get("is_ultra_restricted"))
    row.is_bot = bool(described.get("is_bot"))
    row.is_deleted = bool(described.get("deleted"))
    row.is_stranger = described.get("team_id") != row.team_id
