"""Asking someone to take over an interview, and their answer: yes makes it theirs and excuses whom it was."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, Refusal, reason
from bot.features.loop.access import interview_loop_known_to, locked_loop_known_to, loop_of, no_such_loop
from bot.features.loop.excusers import excusers_in, may_not_excuse
from bot.features.loop.leavers import Vacancy, vacancy_in
from bot.features.loop.reveal_panel import refresh_messages
from bot.features.people.unfit import unfit_people
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import ON_THE_PANEL, ExcuseReason, Interview, InterviewState, Loop
from rubrics.panel.permissions import Viewer, may_excuse, may_run
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loop_lookups import loop_of_interview
from storage.loops import InterviewRow, LoopRow, lock_loop, loop_value
from storage.messages import MessageKind
from storage.offers import OfferAnswer, OfferRow, offers_of
from storage.outbox import want_another, want_edit, want_message
from storage.people import name_people

PERSON = "stand_in"
"""The field of the form that says who is asked."""


def read_vacancy(workspace: Workspace, actor: Actor, interview_id: str) -> Vacancy:
    """Return an interview that the actor may find someone else for; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = interview_loop_known_to(workspace, session, actor, interview_id)
        return vacancy_in(session, loop, _replaceable(workspace, session, loop, asking, interview_id))


def offer_interview(workspace: Workspace, actor: Actor, interview_id: str, person: str) -> Loop:
    """Ask someone to take over an interview by direct message; asking them again changes nothing.

    Anyone who asks runs the loop. If they may also excuse its interviewer, taking it over does so; else it stays due.
    """
    with workspace.sessions.begin() as session:
        known, _ = interview_loop_known_to(workspace, session, actor, interview_id)
        _, loop, asking = locked_loop_known_to(workspace, session, actor, known.id)
        interview = _replaceable(workspace, session, loop, asking, interview_id)
        name_people(session, actor.team, [person])
        if problem := _problem(session, actor, loop, person):
            raise FormRefusal({PERSON: problem})
        if any(offer.person == person for offer in offers_of(session, interview_id)):
            return loop
        offer = {"interview_id": interview_id, "person": person, "loop_id": loop.id, "team_id": loop.team_id}
        excuses = may_excuse(loop, asking, interview)
        session.add(OfferRow(**offer, offered_by=actor.user, excuses=excuses, at=workspace.now))
        kind, team = MessageKind.OFFER, loop.team_id
        want_message(session, team_id=team, kind=kind, subject=loop.id, recipient=person, occasion=interview_id)
        want_edit(session, team_id=team, kind=MessageKind.LEAVER, subject=loop.id)
        return loop


def accept_offer(workspace: Workspace, actor: Actor, interview_id: str) -> Loop:
    """Take over the interview that one was asked to: a new one of one's own, for the same competencies."""
    with workspace.sessions.begin() as session:
        row, offer = _offered(workspace, session, actor, interview_id)
        loop, left = loop_value(row), next(i for i in row.interviews if i.id == interview_id)
        if problem := _problem(session, actor, loop, actor.user):
            raise Refusal(problem.key, **problem.values)
        for each in offers_of(session, interview_id):
            if each.answer is OfferAnswer.OPEN:
                each.answer = OfferAnswer.GONE
        offer.answer = OfferAnswer.ACCEPTED
        row.interviews.append(_taken_over(row, left, actor, workspace))
        changed = {actor.user: "added"}
        if offer.excuses:
            left.state, left.excused_by = InterviewState.EXCUSED, offer.offered_by
            left.excuse_reason = ExcuseReason.LEFT_COMPANY
            changed[left.interviewer] = "removed"
        facts = {"changed": changed, "deadline_at": None}
        record(session, row.id, actor=offer.offered_by, action=AuditAction.EDITED, now=workspace.now, **facts)
        want_another(session, team_id=row.team_id, kind=MessageKind.INVITATION, subject=row.id, recipient=actor.user)
        _tell(session, row, offer)
        refresh_messages(session, row)
        session.flush()
        return loop_value(row)


def decline_offer(workspace: Workspace, actor: Actor, interview_id: str) -> Loop:
    """Say that one can't take the interview over; anyone who asked is told, with whom to ask next."""
    with workspace.sessions.begin() as session:
        row, offer = _offered(workspace, session, actor, interview_id)
        offer.answer = OfferAnswer.DECLINED
        session.flush()
        _tell(session, row, offer)
        return loop_value(row)


def _offered(workspace: Workspace, session: Session, actor: Actor, interview_id: str) -> tuple[LoopRow, OfferRow]:
    """Lock the loop of an interview that the actor was asked to take over and may still; raises Refusal."""
    if viewer(workspace, session, actor).is_outsider:
        raise no_such_loop()
    loop_id = loop_of_interview(session, actor.team, interview_id)
    row = lock_loop(session, actor.team, loop_id) if loop_id else None
    offer = next((each for each in offers_of(session, interview_id) if each.person == actor.user), None)
    if row is None or offer is None:
        raise no_such_loop()
    loop = loop_value(row)
    due = any(i.id == interview_id and i.state is InterviewState.DUE for i in loop.interviews)
    if offer.answer is not OfferAnswer.OPEN or not (loop.is_open and due):
        raise Refusal("leavers_refusals.no_longer_needed")
    return row, offer


def _replaceable(workspace: Workspace, session: Session, loop: Loop, asking: Viewer, interview_id: str) -> Interview:
    """Return an interview that is due and for which anyone who asks may find someone else; raises Refusal."""
    interview = next(i for i in loop.interviews if i.id == interview_id)
    if not may_run(loop, asking):
        others = excusers_in(workspace, session, loop)
        is_late = loop.is_late(workspace.now)
        raise may_not_excuse(loop, asking.user, others, is_late=is_late, interview=interview_id)
    if not loop.is_open or interview.state is not InterviewState.DUE:
        raise Refusal("loop_refusals.owes_nothing", steps=(loop_of(loop),))
    return interview


def _problem(session: Session, actor: Actor, loop: Loop, person: str) -> Reason | None:
    """Return why someone cannot take an interview of a loop over, as far as Slack has told us."""
    if person == loop.candidate_user:
        return reason("loop_refusals.candidate_interviews")
    if any(i.interviewer == person and i.state in ON_THE_PANEL for i in loop.interviews):
        return reason("leavers_refusals.on_the_panel")
    return unfit_people(session, actor, [person])


def _taken_over(row: LoopRow, left: InterviewRow, actor: Actor, workspace: Workspace) -> InterviewRow:
    """Return the new interview: what it assesses, and its time unless that has passed."""
    ahead = left.starts_at is not None and left.starts_at > workspace.now
    return InterviewRow(
        position=max(i.position for i in row.interviews) + 1,
        interviewer=actor.user,
        focus=list(left.focus),
        kind=left.kind,
        session=left.session,
        starts_at=left.starts_at if ahead else None,
        minutes=left.minutes,
        exercise=left.exercise,
        state=InterviewState.DUE,
    )


def _tell(session: Session, row: LoopRow, offer: OfferRow) -> None:
    """Have anyone who asked learn the answer, and what stands about the interview show it."""
    team, kind, answered = row.team_id, MessageKind.OFFER_ANSWER, f"{offer.interview_id}:{offer.person}"
    want_message(session, team_id=team, kind=kind, subject=row.id, recipient=offer.offered_by, occasion=answered)
    for shown in (MessageKind.LEAVER, MessageKind.OFFER):
        want_edit(session, team_id=team, kind=shown, subject=row.id)
