"""Who is in a loop's channel: a candidate who must not be, a hiring manager who should."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.namesakes import candidate_meant
from bot.slack.channel_members import Members
from bot.wiring import Workspace
from rubrics.panel.loop import Loop
from storage.people import channel_named


def account_of_candidate(session: Session, team: str, request: LoopRequest) -> str | None:
    """Return the Slack account of a requested candidate, given now or known before; None for someone from outside."""
    if request.candidate_user is not None:
        return request.candidate_user
    known = candidate_meant(session, team, request)
    return known.user_id if known is not None else None


def is_manager_outside(workspace: Workspace, loop: Loop, members: Members) -> bool:
    """Tell whether a loop's channel is private and its hiring manager known not to be in it, who reads nothing there.

    Where Slack does not tell, nothing is claimed.
    """
    with workspace.reads() as session:
        channel = channel_named(session, loop.team_id, loop.channel)
    if channel is None or not channel.is_private:
        return False
    present = members(loop.channel)
    return present is not None and loop.hiring_manager not in present


def is_kept_out(account: str, channel: str, members: Members) -> bool:
    """Tell whether a candidate is known not to be in a channel; raises FormRefusal where they are in it.

    False says that Slack did not tell: the loop may open, and nothing is posted before the worker has looked.
    """
    present = members(channel)
    if present is not None and account in present:
        raise FormRefusal({"channel": reason("loop_refusals.candidate_in_channel")})
    return present is not None
