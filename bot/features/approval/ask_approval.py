"""Asking people to approve a JD: the text under review becomes a version of its own, and the one in review is over.

The author is never among those who approve, so that they alone are never enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, NextStep, Reason, Refusal, reason
from bot.features.approval.settle_jd import replace_before, settle_if_enough
from bot.features.approval.tell_approval import ask_approvers, redraw
from bot.features.doors import Door
from bot.features.jd.review_jd import Reviewed, review_again
from bot.features.jd.reviewed import titled
from bot.features.jd.show_findings import FIX
from bot.features.opening.access import opening_known_to
from bot.features.people.unfit import unfit_people
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.jd.likeness import are_drafts_of_one
from rubrics.jd.values import BLANK
from rubrics.jd.versions import MOST_APPROVERS, JdAct, JdState, JdVersion, text_digest
from storage.jd_entries import note_jd_entry
from storage.jd_versions import (
    JdVersionRow,
    add_jd_version,
    jd_version_row,
    jd_version_value,
    jds_asked_by,
    jds_of_series,
    name_approvers,
    newest_version,
)
from storage.people import name_people

APPROVERS, NEEDED = "approvers", "needed"
"""The fields of the form."""
EVERYONE = 0
"""How many must approve where all who are named must."""
MOST_DRAFTS = 25
"""Earlier JDs without an opening that a text is compared with, the newest."""
COUNTING = (JdState.IN_REVIEW, JdState.APPROVED)


@dataclass(frozen=True)
class Asking:
    """Who is to approve a JD, how many of them must, and the opening it is for, by ids; no opening for one alone."""

    approvers: Sequence[str]
    needed: int = EVERYONE
    opening: str | None = None

    @property
    def number(self) -> int:
        """How many must approve."""
        return len(self.people) if self.needed == EVERYONE else self.needed

    @property
    def people(self) -> list[str]:
        """Who is named, each once."""
        return list(dict.fromkeys(self.approvers))


def ask_approval(
    workspace: Workspace, actor: Actor, review_id: str, asking: Asking, *, series: str | None = None
) -> JdVersion:
    """Ask people to approve the text of one's own review, and return its version; asking for the same again is once.

    `series` is that of the version whose text was edited, however much of it changed. Raises Refusal where the text
    has blanks or the actor may not ask, FormRefusal where people are unfit.
    """
    reviewed = reviewed_to_ask(workspace, actor, review_id)
    row = _row(workspace, actor, reviewed, asking)
    with workspace.sessions.begin() as session:
        if viewer(workspace, session, actor).is_outsider:
            raise Refusal("approval_refusals.outsider")
        refuse_approvers(session, actor, asking, author=actor.user)
        if asking.opening is not None:
            # Locked: two who ask for one opening at once follow one another, and the later text is the newer version.
            opening = opening_known_to(workspace, session, actor, asking.opening, lock=True)
            opening.row.jd_review_id = reviewed.kept.id
        else:
            row.series = series or _series(session, actor, reviewed)
        for other in jds_of_series(session, actor.team, row.series, COUNTING):
            if other.digest == row.digest:
                return _asked_again(workspace, session, actor, other, asking)
        return _asked(workspace, session, row, asking)


def reviewed_to_ask(workspace: Workspace, actor: Actor, review_id: str) -> Reviewed:
    """Return one's own review if its text can be approved; raises Refusal where it is gone or has blanks."""
    reviewed = review_again(workspace, actor, review_id)
    blanks = len(reviewed.review.blanks)
    if blanks:
        fill_in = NextStep(Reason("approval_labels.fill_in"), f"{FIX}:{BLANK}", f"{review_id}:{BLANK}")
        raise Refusal("approval_refusals.blanks", number=blanks, steps=(fill_in,))
    return reviewed


def refuse_approvers(session: Session, actor: Actor, asking: Asking, *, author: str) -> None:
    """Refuse people who may not approve a JD of this author, each reason at its field; note the others."""
    people = asking.people
    problems: dict[str, Reason | str] = {}
    if not people:
        problems[APPROVERS] = reason("approval_refusals.no_approvers")
    elif author in people:
        problems[APPROVERS] = reason("approval_refusals.own_jd", is_own=author == actor.user)
    elif len(people) > MOST_APPROVERS:
        problems[APPROVERS] = reason("approval_refusals.too_many", most=MOST_APPROVERS)
    elif why := unfit_people(session, actor, people):
        problems[APPROVERS] = why
    if not problems and asking.number > len(people):
        problems[NEEDED] = reason("approval_refusals.too_few", named=len(people))
    if problems:
        raise FormRefusal(problems)
    name_people(session, actor.team, people)


def _series(session: Session, actor: Actor, reviewed: Reviewed) -> str:
    """Return what the versions of a JD without an opening share: earlier drafts of this text, with its title.

    Two jobs of one employer share most of their words, and neither JD may replace the other.
    """
    title = titled(reviewed.kept).casefold()
    for jd in jds_asked_by(session, actor.team, actor.user, MOST_DRAFTS):
        if jd.opening is None and jd.title.casefold() == title and are_drafts_of_one(jd.text, reviewed.text):
            return jd.series
    return reviewed.kept.id


def _asked_again(workspace: Workspace, session: Session, actor: Actor, jd: JdVersion, asking: Asking) -> JdVersion:
    """Return the version that has these words already, with the people named now; raises Refusal if it is approved."""
    row = jd_version_row(session, actor.team, jd.id, lock=True)
    if row is None or row.state is not JdState.IN_REVIEW:
        raise Refusal("approval_refusals.approved_already", steps=(_open(jd),), version=jd.version)
    refuse_approvers(session, actor, asking, author=jd.asked_by)
    return renamed(workspace, session, actor, row, asking)


def renamed(workspace: Workspace, session: Session, actor: Actor, row: JdVersionRow, asking: Asking) -> JdVersion:
    """Have other people approve a version that is locked, and return it; where all is as it was nothing changes."""
    before = jd_version_value(session, row)
    people = asking.people
    if {each.person for each in before.approvers} == set(people) and before.needed == asking.number:
        return before
    name_approvers(session, row, people)
    row.needed = asking.number
    facts = {"approvers": people, "needed": row.needed}
    note_jd_entry(session, row.id, actor=actor.user, act=JdAct.APPROVERS_CHANGED, now=workspace.now, **facts)
    redraw(session, before)
    ask_approvers(session, jd_version_value(session, row))
    return settle_if_enough(workspace, session, row)


def _row(workspace: Workspace, actor: Actor, reviewed: Reviewed, asking: Asking) -> JdVersionRow:
    """Return a version that is not numbered yet."""
    return JdVersionRow(
        team_id=actor.team,
        series=asking.opening or reviewed.kept.id,
        opening_id=asking.opening,
        title=titled(reviewed.kept),
        text=reviewed.text,
        given_title=reviewed.given_title,
        location=reviewed.review.location,
        digest=text_digest(reviewed.text),
        needed=asking.number,
        asked_by=actor.user,
        asked_at=workspace.now,
        state=JdState.IN_REVIEW,
        review_id=reviewed.kept.id,
    )


def _asked(workspace: Workspace, session: Session, row: JdVersionRow, asking: Asking) -> JdVersion:
    row.version = newest_version(session, row.team_id, row.series) + 1
    found = add_jd_version(session, row, asking.people)
    jd = jd_version_value(session, found)
    if found.id != row.id:  # a second click, that very moment
        return jd
    facts = {"approvers": asking.people, "needed": jd.needed, "digest": jd.digest}
    note_jd_entry(session, jd.id, actor=jd.asked_by, act=JdAct.ASKED, now=workspace.now, **facts)
    replace_before(workspace, session, jd, JdState.IN_REVIEW)
    ask_approvers(session, jd)
    return jd


def _open(jd: JdVersion) -> NextStep:
    return NextStep(Reason("approval_labels.open"), Door.JD_APPROVAL, jd.id)
