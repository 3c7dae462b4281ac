"""Sharing one's own JD review to a channel: the wish is kept here, the worker posts it."""

from bot.features.jd.review_jd import no_such_review
from bot.wiring import Actor, Workspace
from storage.jd_reviews import jd_review
from storage.messages import MessageKind
from storage.outbox import want_once
from storage.people import name_channel, name_people


def share_review(workspace: Workspace, actor: Actor, review_id: str, channel: str, *, request: str) -> None:
    """Have one's own review posted in a channel with one's name; the same request twice posts it once.

    Raises Refusal when it is gone or another's.
    """
    with workspace.sessions.begin() as session:
        if jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id) is None:
            raise no_such_review()
        name_people(session, actor.team, [actor.user])
        name_channel(session, actor.team, channel)
        want_once(
            session,
            team_id=actor.team,
            kind=MessageKind.JD_REVIEW_SHARE,
            subject=review_id,
            recipient=channel,
            actor=actor.user,
            request=request,
        )
