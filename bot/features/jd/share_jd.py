"""Sharing one's own JD review to a channel: the wish is kept here, the worker posts it."""

from bot.features.jd.review_jd import no_such_review
from bot.wiring import Actor, Workspace
from storage.jd_reviews import jd_review
from storage.people import name_channel, name_people
from storage.shares import want_share

TOPIC = "jd-review"
"""How a share says that it is of a review; the review's id follows."""


def share_review(workspace: Workspace, actor: Actor, review_id: str, channel: str, *, request: str) -> None:
    """Have one's own review posted in a channel with one's name; the same request twice posts it once.

    Raises Refusal when it is gone or another's.
    """
    with workspace.sessions.begin() as session:
        if jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id) is None:
            raise no_such_review()
        name_people(session, actor.team, [actor.user])
        name_channel(session, actor.team, channel)
        want_share(
            session,
            team_id=actor.team,
            user=actor.user,
            channel=channel,
            topic=f"{TOPIC} {review_id}",
            request=request,
            now=workspace.now,
        )


def review_shared(topic: str) -> str | None:
    """Return the id of the review that a share is of; None where it is of something else."""
    kind, _, review_id = topic.partition(" ")
    return review_id if kind == TOPIC else None
