"""Slack's events about people and channels that loops depend on."""

from bot.features.loop.follow_slack import follow_account, follow_move
from bot.slack.event_payloads import changed, moved
from bot.slack.replying import on_event
from bot.slack.routes import Request, Routes

MOVES = ("member_joined_channel", "member_left_channel")
EVENTS = (*MOVES, "user_change")


def register(routes: Routes) -> None:
    """Listen to who moves, who leaves and who comes back."""
    for event in MOVES:
        on_event(routes, event, on_moved)
    on_event(routes, "user_change", on_user_changed)


def on_moved(request: Request) -> None:
    """Look at what depends on who is in the channel."""
    team, user, channel = moved(request.body)
    follow_move(request.services, team, user, channel, is_own=user in request.own_ids)


def on_user_changed(request: Request) -> None:
    """Take note of an account that was deactivated or works again; all else is asked for once a day."""
    team, user, is_deactivated = changed(request.body)
    follow_account(request.services, team, user, is_deactivated=is_deactivated)
