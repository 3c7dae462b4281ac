"""What the pages of an approval are drawn from: the version, its review as its author reads it, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.approval.access import KnownJd, jd_known_to
from bot.features.approval.ask_approval import EVERYONE, reviewed_to_ask
from bot.features.jd.review_jd import Pasted, review_unkept
from bot.features.jd.reviewed import ReviewShown, shown_for, titled
from bot.features.opening.access import openings_known
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.jd.comparison import changes_between
from rubrics.jd.fixes.edits import Piece
from rubrics.jd.likeness import are_drafts_of_one
from rubrics.jd.outcome import KeptReview, outcome_of
from rubrics.jd.versions import JdState, JdVersion
from rubrics.panel.permissions import may_run_opening
from rubrics.panel.plan import Opening
from storage.jd_reviews import jd_review
from storage.jd_versions import jds_asked_by, jds_of_series
from storage.people import people_named

MOST_OPENINGS = 50
"""Openings offered to ask for, the latest: a recruiter runs a dozen at once."""
MOST_DRAFTS = 25


@dataclass(frozen=True)
class ApprovalShown:
    """A version with all that its pages name; `before` is the text approved last, None for the first.

    `changes` is None where a text is too long to be compared; `left` are approvers who have left the workspace.
    """

    jd: JdVersion
    opening: Opening | None
    shown: ReviewShown
    before: JdVersion | None
    changes: Sequence[Sequence[Piece]] | None
    left: frozenset[str]
    reader: str
    runs: bool
    runs_opening: bool
    has_review: bool

    @property
    def may_approve(self) -> bool:
        """Whether the reader's approval is waited for."""
        return self.jd.waits_for(self.reader)

    @property
    def may_take_back(self) -> bool:
        """Whether the reader approved, and may still take that back."""
        return self.jd.state is JdState.IN_REVIEW and self.jd.has_approved(self.reader)


@dataclass(frozen=True)
class AskingChoices:
    """What the form begins with that asks for an approval: one's openings, and who was asked the last time."""

    review: str
    title: str
    openings: Sequence[Opening]
    opening: str | None = None
    approvers: tuple[str, ...] = ()
    needed: int = EVERYONE


def approval_of(workspace: Workspace, actor: Actor, jd_id: str) -> ApprovalShown:
    """Return a version as its page shows it; raises Refusal."""
    with workspace.reads() as session:
        known = jd_known_to(workspace, session, actor, jd_id)
        before = _approved_before(session, known.jd)
        people = people_named(session, actor.team, [each.person for each in known.jd.approvers])
        own = jd_review(session, team_id=actor.team, user=actor.user, review_id=known.jd.review)
    left = frozenset(user for user, person in people.items() if person.is_deleted)
    changes = changes_between(before.text, known.jd.text) if before is not None else ()
    return ApprovalShown(
        jd=known.jd,
        opening=known.opening,
        shown=_review_of(workspace, known.jd),
        before=before,
        changes=changes,
        left=left,
        reader=actor.user,
        runs=known.runs,
        runs_opening=known.opening is not None and may_run_opening(known.opening, known.asking),
        has_review=own is not None,
    )


def known_jd(workspace: Workspace, actor: Actor, jd_id: str) -> KnownJd:
    """Return a version that the actor may know of; raises Refusal."""
    with workspace.reads() as session:
        return jd_known_to(workspace, session, actor, jd_id)


def asking_choices(workspace: Workspace, actor: Actor, review_id: str) -> AskingChoices:
    """Return what the form begins with that asks for an approval of one's own review; raises Refusal."""
    reviewed = reviewed_to_ask(workspace, actor, review_id)
    with workspace.reads() as session:
        known = openings_known(session, actor, viewer(workspace, session, actor), most=MOST_OPENINGS)
        asked = jds_asked_by(session, actor.team, actor.user, MOST_DRAFTS)
    before = next((jd for jd in asked if are_drafts_of_one(jd.text, reviewed.text)), None)
    linked = next((each for each in known if each.jd_review == review_id), None)
    ids = {each.id: each for each in known}
    opening = linked or (ids.get(before.opening) if before is not None and before.opening else None)
    choices = AskingChoices(review_id, titled(reviewed.kept), known, opening.id if opening else None)
    if before is not None:
        people = tuple(each.person for each in before.approvers if each.person != actor.user)
        needed = EVERYONE if before.needed == len(before.approvers) else before.needed
        return AskingChoices(review_id, choices.title, known, choices.opening, people, needed)
    if opening is not None:
        team = dict.fromkeys([opening.hiring_manager, opening.recruiter])
        people = tuple(person for person in team if person != actor.user)
        return AskingChoices(review_id, choices.title, known, choices.opening, people)
    return choices


def _approved_before(session: Session, jd: JdVersion) -> JdVersion | None:
    """Return the version that was approved last before this one, or None."""
    states = (JdState.APPROVED, JdState.REPLACED)
    earlier = jds_of_series(session, jd.team_id, jd.series, states)
    return next((each for each in earlier if each.version < jd.version and each.settled_at is not None), None)


def _review_of(workspace: Workspace, jd: JdVersion) -> ReviewShown:
    """Return the review of a version as its author reads it; nothing of it is kept."""
    author = Actor(jd.team_id, jd.asked_by)
    review, waived = review_unkept(workspace, author, Pasted(jd.text, jd.given_title, jd.location))
    kept = KeptReview(
        id=jd.review,
        title=jd.title,
        reviewed_at=jd.asked_at,
        keep_days=0,
        keep_until=jd.asked_at,
        outcome=outcome_of(review),
    )
    today = workspace.now.date()
    return shown_for(workspace.jd_knowledge, kept, review, jd.text, today, given_title=jd.given_title, waived=waived)
