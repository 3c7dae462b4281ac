"""Whether a candidate who is a colleague is in the channel that their loop is to be posted to."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.namesakes import candidate_meant
from bot.slack.channel_members import Members


def account_of_candidate(session: Session, team: str, request: LoopRequest) -> str | None:
    """Return the Slack account of a requested candidate, given now or known before; None for somebody from outside."""
    if request.candidate_user is not None:
        return request.candidate_user
    known = candidate_meant(session, team, request)
    return known.user_id if known is not None else None


def is_kept_out(account: str, channel: str, members: Members) -> bool:
    """Tell whether a candidate is known not to be in a channel; raises FormRefusal where they are in it.

    False says that Slack did not tell: the loop may open, and nothing is posted before the worker has looked.
    """
    present = members(channel)
    if present is not None and account in present:
        raise FormRefusal({"channel": reason("loop_refusals.candidate_in_channel")})
    return present is not None
