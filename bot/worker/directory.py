"""Asks Slack who the people and what the channels are that were named, and keeps what it says."""

from datetime import timedelta
from typing import Any

import structlog

from bot.slack.errors import UNREACHABLE, error_of
from bot.wiring import Services
from storage.people import channels_to_fetch, people_fetched_before, people_to_fetch
from storage.tables import ChannelRow, PersonRow

UNKNOWN_PERSON = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
DESCRIPTION_HOLDS = timedelta(days=1)
UNKNOWN_CHANNEL = frozenset({"channel_not_found", "not_in_channel"})

log = structlog.get_logger(__name__)


def fetch_people(services: Services) -> int:
    """Ask Slack about everybody who was named and is new; return how many answers were kept."""
    with services.reads() as session:
        wanted = [(row.team_id, row.user_id) for row in people_to_fetch(session)]
    return sum(_fetch_person(services, team, user) for team, user in wanted)


def refresh_people(services: Services) -> int:
    """Ask Slack anew about people it described longest ago: an owner, a guest or a colleague may be so no more."""
    with services.reads() as session:
        old = people_fetched_before(session, services.now() - DESCRIPTION_HOLDS)
        wanted = [(row.team_id, row.user_id) for row in old]
    return sum(_fetch_person(services, team, user) for team, user in wanted)


def fetch_channels(services: Services) -> int:
    """Ask Slack about every channel that was named and is new; return how many answers were kept."""
    with services.reads() as session:
        wanted = [(row.team_id, row.channel_id) for row in channels_to_fetch(session)]
    return sum(fetch_channel(services, team, channel) is not None for team, channel in wanted)


def fetch_channel(services: Services, team: str, channel: str) -> ChannelRow | None:
    """Ask Slack about one channel now, keep the answer and return it; None where Slack gave none.

    A channel that Slack does not show us counts as one that Debrief is not in.
    """
    try:
        told = services.client(team).conversations_info(channel=channel)["channel"]
    except UNREACHABLE as failure:
        if error_of(failure) not in UNKNOWN_CHANNEL:
            log.warning("channel not fetched", error=error_of(failure))
            return None
        told = {"is_member": False}
    with services.sessions.begin() as session:
        row = session.get(ChannelRow, (team, channel)) or ChannelRow(team_id=team, channel_id=channel)
        row.is_private = bool(told.get("is_private"))
        row.is_shared = bool(told.get("is_ext_shared") or told.get("is_pending_ext_shared"))
        row.is_archived, row.has_bot = bool(told.get("is_archived")), bool(told.get("is_member"))
        row.fetched_at = services.now()
        session.add(row)
        session.flush()
        session.expunge(row)
    return row


def _fetch_person(services: Services, team: str, user: str) -> bool:
    try:
        told = services.client(team).users_info(user=user)["user"]
    except UNREACHABLE as failure:
        if error_of(failure) not in UNKNOWN_PERSON:
            log.warning("person not fetched", error=error_of(failure))
            return False
        told = {"team_id": None}
    with services.sessions.begin() as session:
        row = session.get(PersonRow, (team, user))
        if row is not None:
            _describe(row, told)
            row.fetched_at = services.now()
    return True


def _describe(row: PersonRow, told: dict[str, Any]) -> None:
    profile = told.get("profile") or {}
    row.name = profile.get("real_name") or told.get("real_name") or told.get("name")
    row.time_zone = told.get("tz")
    row.is_owner = bool(told.get("is_owner") or told.get("is_primary_owner"))
    row.is_guest = bool(told.get("is_restricted") or told.get("is_ultra_restricted"))
    row.is_bot = bool(told.get("is_bot"))
    row.is_deleted = bool(told.get("deleted"))
    row.is_stranger = told.get("team_id") != row.team_id
