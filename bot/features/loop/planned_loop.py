"""A loop planned by its opening: people, focus and times from the plan's first stage, kept as a form to be opened."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, reason
from bot.features.loop.check_channel import account_of_candidate, is_kept_out
from bot.features.loop.check_people import refuse_unfit
from bot.features.loop.kept_plan import keep_planned
from bot.features.loop.loop_request import LoopRequest, checked_request
from bot.features.loop.next_stage import holders_now
from bot.features.loop.plan_loop import CHECKED, KIND, LoopPlan, as_kept, note_checked, plan_of
from bot.features.loop.show_planned import PlannedStep
from bot.features.loop.usual_deadline import deadline_for
from bot.features.opening.access import opening_for_loop, usual_opening
from bot.features.opening.opening_rubric import rubric_of
from bot.features.opening.read_trace import never_assessed
from bot.features.people.unfit import unfit_people
from bot.features.people.viewer import viewer
from bot.slack.channel_members import Members, not_asked
from bot.wiring import Actor, Workspace
from rubrics.panel.plan import Opening
from rubrics.panel.seating import Seating, seating, times_from
from storage.forms import keep_form
from storage.people import name_channel, name_people


@dataclass(frozen=True)
class BegunLoop:
    """What was filled in for a loop of an opening; `seats` are who holds which interview, where that was asked.

    `submission` is the same however often one form is submitted, so that it opens one loop.
    """

    submission: str
    opening_id: str
    candidate: str
    starts_at: datetime | None = None
    candidate_user: str | None = None
    links: str = ""
    seats: Mapping[int, str | None] | None = None

    @property
    def form_id(self) -> str:
        """The id of the form that it is kept under."""
        return hashlib.sha256(self.submission.encode()).hexdigest()[:32]


def planned_step_of(
    workspace: Workspace, actor: Actor, opening_id: str | None, channel: str = ""
) -> PlannedStep | None:
    """Return the opening whose loop is begun: the one named, else that of the channel, else the latest.

    None where someone runs no opening; raises Refusal where the one named takes no loops, or isn't theirs.
    """
    with workspace.reads() as session:
        if opening_id is not None:
            opening: Opening | None = opening_for_loop(workspace, session, actor, opening_id).opening
        else:
            opening = usual_opening(session, actor, viewer(workspace, session, actor), channel)
        if opening is None or not opening.stages:
            return None
        holders = holders_now(session, actor, opening.stages[0], None)
        planned = {each for stage in opening.stages for seat in stage.interviews for each in seat.focus}
        promised = never_assessed(workspace, session, actor, opening.id, planned)
        return PlannedStep(opening, rubric_of(session, opening), holders, promised)


def plan_by_opening(workspace: Workspace, actor: Actor, begun: BegunLoop, members: Members = not_asked) -> LoopPlan:
    """Check a loop begun for an opening, keep it as a form with people, focus and times; raises FormRefusal.

    Slack is asked who is in the channel only where the candidate is a colleague, and while nothing is locked.
    """
    with workspace.sessions.begin() as session:
        opening = opening_for_loop(workspace, session, actor, begun.opening_id).opening
        seated = _seated(session, actor, opening, begun)
        times = times_from(seated.parts, begun.starts_at)
        due = deadline_for(session, actor, seated.parts, times, workspace.now)
        request = _request(workspace, opening, begun, seated, due)
        rubric = checked_request(workspace, request)
        name_people(session, actor.team, [*request.people, actor.user])
        name_channel(session, actor.team, request.channel)
        refuse_unfit(workspace, session, actor, request)
        account = account_of_candidate(session, actor.team, request)
        content = {
            "request": request.model_dump(mode="json"),
            "parts": as_kept(seated.parts),
            CHECKED: account is None,
        }
        known = {each.id for each in rubric.competencies}
        focus = {key: tuple(one for one in ids if one in known) for key, ids in seated.focus.items()}
        plan = plan_of(
            workspace,
            session,
            actor,
            request,
            rubric,
            form_id=begun.form_id,
            parts=seated.parts,
            focus=focus,
            times=times,
        )
        content = keep_planned(content, plan)
        keep_form(
            session,
            form_id=begun.form_id,
            team_id=actor.team,
            user=actor.user,
            kind=KIND,
            content=content,
            now=workspace.now,
        )
    if account is not None and is_kept_out(account, request.channel, members):
        note_checked(workspace, actor, begun.form_id)
    return plan


def _seated(session: Session, actor: Actor, opening: Opening, begun: BegunLoop) -> Seating:
    """Return the first stage with its people; raises FormRefusal at each interview that no one holds."""
    usual = holders_now(session, actor, opening.stages[0], begun.candidate_user)
    holders = dict(begun.seats) if begun.seats is not None else usual
    seated = seating(opening.stages[0], holders)
    problems: dict[str, Reason | str] = {f"seat:{place}": reason("loop_form.seat_missing") for place in seated.vacant}
    for place, person in holders.items():
        why = unfit_people(session, actor, [person]) if person else None
        problems |= {f"seat:{place}": why} if why else {}
    if not opening.stages[0].interviews:
        problems["seats"] = reason("loop_refusals.no_interviewer")
    if problems:
        raise FormRefusal(problems)
    return seated


def _request(
    workspace: Workspace,
    opening: Opening,
    begun: BegunLoop,
    seated: Seating,
    due: datetime,
) -> LoopRequest:
    if begun.starts_at is not None and begun.starts_at <= workspace.now:
        raise FormRefusal({"start": reason("loop_refusals.time_has_passed")})
    counting = dict.fromkeys(part.interviewer for part in seated.parts if part.counts)
    return LoopRequest(
        opening=opening.name,
        opening_id=opening.id,
        rubric_digest=opening.rubric_digest,
        stages=opening.stages,
        starts_at=begun.starts_at,
        candidate=begun.candidate,
        candidate_user=begun.candidate_user,
        links=begun.links,
        role=opening.role,
        level=opening.level,
        channel=opening.channel or "",
        hiring_manager=opening.hiring_manager,
        interviewers=tuple(counting),
        shadows=tuple(dict.fromkeys(part.interviewer for part in seated.parts if not part.counts)),
        deadline_at=due,
    )
