"""Opening one's scorecard: which ones there are, whether it is time, and what stands in it already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import YOUR_LOOPS
from bot.features.loop.access import (
    interview_loop_known_to,
    known_to,
    locked_loop_known_to,
    loop_known_to,
    loop_of,
    no_such_loop,
)
from bot.features.people.viewer import viewer_with
from bot.features.scorecard.card_form import Filled, filled_as, is_begun
from bot.wiring import Actor, Workspace
from rubrics.panel.card_step import first_to_act_on
from rubrics.panel.loop import TAKES_CARDS, Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.card_standing import CardRead, CardStanding, card_read, card_standing
from storage.loop_lookups import loop_of_interview
from storage.messages import MessageKind
from storage.outbox import want_another, want_edit
from storage.scorecards import latest, versions_of


@dataclass(frozen=True)
class ScorecardForm:
    """What the scorecard modal shows; `version` is how many were submitted before, `resumed_at` a draft's time."""

    loop: Loop
    interview: Interview
    filled: Filled
    version: int = 0
    resumed_at: datetime | None = None


class TooEarlyRefusal(Refusal):
    """A scorecard asked for before its interview's time."""

    def __init__(self, loop: Loop, interview: Interview) -> None:
        self.loop, self.interview = loop, interview
        super().__init__("scorecard_refusals.too_early")


def need_own_interview(loop: Loop, actor: Actor) -> Interview:
    """Return the actor's own interview in a loop, the first due of several; raises Refusal where they hold none."""
    own = loop.interviews_of(actor.user)
    interview = first_to_act_on(own) or next(iter(own), None)
    if interview is None:
        raise Refusal("scorecard_refusals.not_on_panel", steps=[loop_of(loop), YOUR_LOOPS])
    return interview


def interview_in(workspace: Workspace, actor: Actor, loop_id: str) -> str:
    """Return the id of one's own interview in a loop that takes scorecards; raises Refusal."""
    with workspace.reads() as session:
        loop, _ = loop_known_to(workspace, session, actor, loop_id)
    return own_interview(loop, actor, need_own_interview(loop, actor).id).id


def scorecard_form(workspace: Workspace, actor: Actor, interview_id: str) -> ScorecardForm:
    """Return the form for one's own interview, filled with one's draft or last version; raises Refusal.

    Before the interview's time it raises TooEarlyRefusal, until the interviewer says that it took place.
    """
    with workspace.reads() as session:
        found, _ = card_known_to(workspace, session, actor, interview_id)
        interview = own_interview(found.loop, actor, interview_id)
        form = form_standing(session, found.loop, interview, found.standing)
    return in_time(workspace, form)


def in_time(workspace: Workspace, form: ScorecardForm) -> ScorecardForm:
    """Return a form whose interview has begun; raises TooEarlyRefusal before."""
    starts_at = form.interview.starts_at
    if starts_at is not None and starts_at > workspace.now and not (form.version or form.interview.took_place_early):
        raise TooEarlyRefusal(form.loop, form.interview)
    return form


def interview_kit(workspace: Workspace, actor: Actor, interview_id: str) -> tuple[Loop, Interview]:
    """Return one's own interview with its loop, to show what to ask; raises Refusal."""
    with workspace.reads() as session:
        loop, _ = interview_loop_known_to(workspace, session, actor, interview_id)
    return loop, own_interview(loop, actor, interview_id)


def say_it_took_place(workspace: Workspace, actor: Actor, interview_id: str) -> ScorecardForm:
    """Note that one's own interview took place before its time, and return its form; twice is once."""
    with workspace.sessions.begin() as session:
        row, loop, _ = locked_loop_known_to(workspace, session, actor, _loop_id(session, actor, interview_id))
        interview = own_interview(loop, actor, interview_id)
        if not interview.took_place_early:
            next(i for i in row.interviews if i.id == interview_id).took_place_early = True
            facts = {"interview": interview_id}
            record(session, loop.id, actor=actor.user, action=AuditAction.TOOK_PLACE_EARLY, now=workspace.now, **facts)
        return form_of(session, loop, interview)


def declare_referral(workspace: Workspace, actor: Actor, interview_id: str) -> Loop:
    """Note that one referred the candidate one interviews, and have all who run the loop told; twice is once."""
    with workspace.sessions.begin() as session:
        row, loop, _ = locked_loop_known_to(workspace, session, actor, _loop_id(session, actor, interview_id))
        interview = own_interview(loop, actor, interview_id)
        if not interview.referred:
            now = workspace.now
            next(i for i in row.interviews if i.id == interview_id).referred = True
            record(
                session,
                loop.id,
                actor=actor.user,
                action=AuditAction.DECLARED_REFERRAL,
                now=now,
                interview=interview_id,
            )
            want_edit(session, team_id=loop.team_id, kind=MessageKind.INVITATION, subject=loop.id)
            for person in {row.recruiter, row.hiring_manager, row.opened_by} - {actor.user}:
                kind, team = MessageKind.REFERRAL, row.team_id
                want_another(session, team_id=team, kind=kind, subject=row.id, recipient=person)
        return loop


def form_standing(session: Session, loop: Loop, interview: Interview, standing: CardStanding) -> ScorecardForm:
    """Return the form of a scorecard as it stands: its draft over the newest version."""
    versions = versions_of(session, interview.id) if standing.version else []
    submitted: Mapping[str, str | None] = filled_as(latest(versions)[0]) if versions else {}
    kept = standing.values or {}
    saved_at = standing.saved_at if is_begun(kept) else None
    return ScorecardForm(loop, interview, {**submitted, **kept}, standing.version, saved_at)


def own_interview(loop: Loop, actor: Actor, interview_id: str) -> Interview:
    """Return the actor's own interview where it takes a scorecard; raises Refusal with the reason otherwise."""
    interview = loop.interview(interview_id)
    if interview is None or interview.interviewer != actor.user:
        raise Refusal("scorecard_refusals.not_yours")
    if loop.state is LoopState.CANCELED:
        raise Refusal("scorecard_refusals.canceled")
    if loop.state not in TAKES_CARDS:
        raise Refusal(f"scorecard_refusals.{loop.state}", steps=(loop_of(loop),))
    if interview.state is InterviewState.DID_NOT_HAPPEN:
        raise Refusal("scorecard_refusals.did_not_happen")
    if interview.state not in (InterviewState.DUE, InterviewState.SUBMITTED):
        raise Refusal("scorecard_refusals.excused")
    return interview


def card_known_to(
    workspace: Workspace, session: Session, actor: Actor, interview_id: str, submission: str = ""
) -> tuple[CardRead, Viewer]:
    """Return how an interview's scorecard stands, in a loop that the actor may know of; raises Refusal otherwise."""
    found = card_read(session, actor.team, interview_id, actor.user, submission)
    if found is None:
        raise no_such_loop()
    asking = viewer_with(workspace, actor, found.account)
    known_to(found.loop, asking)
    return found, asking


def _loop_id(session: Session, actor: Actor, interview_id: str) -> str:
    loop_id = loop_of_interview(session, actor.team, interview_id)
    if loop_id is None:
        raise no_such_loop()
    return loop_id


def form_of(session: Session, loop: Loop, interview: Interview) -> ScorecardForm:
    """Return the form of a scorecard as it stands; raises Refusal where there is none."""
    standing = card_standing(session, loop.team_id, interview.id)
    if standing is None:
        raise no_such_loop()
    return form_standing(session, loop, interview, standing)
