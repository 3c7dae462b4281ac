"""One's own past JD reviews: the list of them, how long each is kept, and deleting one."""

from collections.abc import Sequence
from datetime import timedelta

from bot.errors import Refusal
from bot.features.jd.review_jd import KEEP_DAYS, kept_review, no_such_review
from bot.wiring import Actor, Services, Workspace
from rubrics.jd.outcome import KeptReview
from storage.jd_reviews import delete_jd_review, drop_expired_jd_reviews, jd_review, jd_reviews_of

KEEP_CHOICES = (KEEP_DAYS, 30)
"""For how many days a text may be kept, after its last review."""


def my_reviews(workspace: Workspace, actor: Actor, limit: int, offset: int = 0) -> Sequence[KeptReview]:
    """Return the actor's own reviews, the newest first."""
    with workspace.reads() as session:
        rows = jd_reviews_of(session, team_id=actor.team, user=actor.user, limit=limit, offset=offset)
        return [kept_review(row) for row in rows]


def my_review(workspace: Workspace, actor: Actor, review_id: str) -> KeptReview:
    """Return one of the actor's own reviews; raises Refusal when it is gone or another's."""
    with workspace.reads() as session:
        row = jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id)
        if row is None:
            raise no_such_review()
        return kept_review(row)


def keep_review_for(workspace: Workspace, actor: Actor, review_id: str, days: int) -> None:
    """Keep a text for so many days after its review; raises Refusal for any other number than those offered."""
    if days not in KEEP_CHOICES:
        raise Refusal("jd_refusals.not_so_long")
    with workspace.sessions.begin() as session:
        row = jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id)
        if row is None:
            raise no_such_review()
        row.keep_days, row.keep_until = days, row.reviewed_at + timedelta(days=days)


def delete_review(workspace: Workspace, actor: Actor, review_id: str) -> None:
    """Delete a review with its text; deleting it twice is no error."""
    with workspace.sessions.begin() as session:
        delete_jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id)


def forget_expired_reviews(services: Services) -> int:
    """Delete every review whose time is up, and return how many there were."""
    now = services.now()
    with services.sessions.begin() as session:
        return drop_expired_jd_reviews(session, now)
