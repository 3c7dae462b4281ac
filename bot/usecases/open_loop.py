"""Opening a loop in two steps: who and when, then who assesses what."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import Field, field_serializer
from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.usecases.access import Actor
from bot.wiring import Services
from rubrics.coverage import CoverageWarning, coverage_warnings, divide_focus
from rubrics.errors import UnknownNameError
from rubrics.loop import InterviewState, Loop
from rubrics.model import Level, Rubric, Value
from storage.audit import record
from storage.forms import form, save_form
from storage.loops import (
    candidate_called,
    fresh_code,
    lock_loop,
    loop_of_form,
    loop_value,
    opening_named,
)
from storage.people import channel_named, name_channel, name_people, people_named
from storage.posts import want_post
from storage.rubric_versions import pin_rubric
from storage.tables import CandidateRow, InterviewRow, LoopRow, OpeningRow, PersonRow, new_id

KIND = "new loop"
MOST_ON_A_PANEL = 8
LONGEST_NAME = 80


class LoopRequest(Value):
    """What the first step of /loop new asks for; people and the channel are Slack ids."""

    opening: str = ""
    candidate: str
    shows_name: bool = False
    candidate_user: str | None = None
    role: str
    level: Level
    channel: str
    hiring_manager: str
    interviewers: tuple[str, ...] = Field(default=())
    deadline_at: datetime

    @field_serializer("deadline_at")
    def _as_text(self, moment: datetime) -> str:
        return moment.isoformat()


class UnfitRequestError(FormRefusal):
    """The first step turned out wrong after it was taken: carries what was filled in, so that nothing is lost."""

    def __init__(self, request: LoopRequest, fields: Mapping[str, str]) -> None:
        self.request = request
        super().__init__(fields)


class LoopPlan(Value):
    """A loop that is about to be opened: the form it lives in, and what the second step shows."""

    form_id: str
    request: LoopRequest
    rubric: Rubric
    focus: Mapping[str, tuple[str, ...]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]


def plan_loop(services: Services, actor: Actor, request: LoopRequest) -> LoopPlan:
    """Check the first step, keep it as a form and propose who assesses what; raises FormRefusal."""
    rubric = _checked_request(services, request)
    focus = divide_focus(rubric, request.interviewers)
    warnings = coverage_warnings(rubric, focus)
    content = {"request": request.model_dump(mode="json"), "shown": [warning.sentence for warning in warnings]}
    with services.sessions.begin() as session:
        name_people(session, actor.team, [*_people_in(request), actor.user])
        name_channel(session, actor.team, request.channel)
        _refuse_unfit(session, actor, request)
        form_id = save_form(
            session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=services.now()
        )
    times: dict[str, datetime | None] = dict.fromkeys(request.interviewers)
    return LoopPlan(form_id=form_id, request=request, rubric=rubric, focus=focus, times=times, warnings=warnings)


def open_loop(
    services: Services,
    actor: Actor,
    form_id: str,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
) -> Loop | LoopPlan:
    """Open the planned loop, or return its plan with warnings that were not shown yet.

    Submitting the same warnings again opens it anyway, and the record says so. Submitting a form that has opened
    its loop already returns that loop.
    """
    with services.sessions.begin() as session:
        # Held, so that the second of two clicks on Open waits and then finds the loop of the first.
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        opened = loop_of_form(session, actor.team, form_id)
        if opened is not None and opened.opened_by == actor.user:
            return loop_value(opened)
        if kept is None:
            raise Refusal("This form is no longer kept.", "Start again with /loop new.")
        request = LoopRequest.model_validate(kept.content["request"])
        plan = _plan(form_id, request, _still_fit(services, session, actor, request), focus, times)
        if unseen := [w for w in plan.warnings if w.sentence not in kept.content["shown"]]:
            kept.content = {**kept.content, "shown": [*kept.content["shown"], *(w.sentence for w in unseen)]}
            return plan
        return loop_value(_open(services, session, actor, plan))


def _still_fit(services: Services, session: Session, actor: Actor, request: LoopRequest) -> Rubric:
    try:
        _refuse_unfit(session, actor, request)
        return _checked_request(services, request)
    except FormRefusal as refusal:
        raise UnfitRequestError(request, refusal.fields) from refusal


def _plan(
    form_id: str,
    request: LoopRequest,
    rubric: Rubric,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
) -> LoopPlan:
    known = {competency.id for competency in rubric.competencies}
    chosen = {person: tuple(c for c in focus.get(person, ()) if c in known) for person in request.interviewers}
    if empty := [person for person, ids in chosen.items() if not ids]:
        message = "Choose at least one competency for this interviewer."
        raise FormRefusal({f"focus:{person}": message for person in empty})
    return LoopPlan(
        form_id=form_id,
        request=request,
        rubric=rubric,
        focus=chosen,
        times={person: times.get(person) for person in request.interviewers},
        warnings=coverage_warnings(rubric, chosen),
    )


def _checked_request(services: Services, request: LoopRequest) -> Rubric:
    problems = dict(_problems(request, services.now()))
    try:
        rubric = services.catalog.rubric(request.role, request.level)
    except UnknownNameError:
        problems["level"] = "There is no rubric for this role at this level. Choose another level."
    if problems:
        raise FormRefusal(problems)
    return rubric


def _problems(request: LoopRequest, now: datetime) -> list[tuple[str, str]]:
    checks = [
        ("candidate", not request.candidate.strip(), "Give the candidate’s name or code."),
        ("candidate", len(request.candidate) > LONGEST_NAME, f"Keep it under {LONGEST_NAME} characters."),
        ("opening", len(request.opening) > LONGEST_NAME, f"Keep it under {LONGEST_NAME} characters."),
        ("interviewers", not request.interviewers, "A loop needs at least one interviewer."),
        (
            "interviewers",
            len(set(request.interviewers)) != len(request.interviewers),
            "Somebody is named twice. Name each interviewer once.",
        ),
        (
            "interviewers",
            len(request.interviewers) > MOST_ON_A_PANEL,
            f"A loop takes up to {MOST_ON_A_PANEL} interviewers; research finds little gain beyond 4.",
        ),
        (
            "candidate_user",
            request.candidate_user is not None and request.candidate_user in _panel_side(request),
            "The candidate cannot interview or decide in their own loop.",
        ),
        ("deadline", request.deadline_at <= now, "This time has passed. Choose one in the future."),
        ("deadline", request.deadline_at > now + timedelta(days=365), "Choose a time within a year."),
    ]
    return [(field, message) for field, wrong, message in checks if wrong]


def _panel_side(request: LoopRequest) -> set[str]:
    return {request.hiring_manager, *request.interviewers}


def _people_in(request: LoopRequest) -> list[str]:
    named = _panel_side(request)
    return sorted(named | {request.candidate_user} if request.candidate_user else named)


def _refuse_unfit(session: Session, actor: Actor, request: LoopRequest) -> None:
    """Refuse guests, bots, strangers and channels that must not carry a loop, as far as Slack has told us yet.

    On the first step they may be new to us. The worker asks Slack meanwhile, so that the second step knows; and
    it checks the channel once more before every post.
    """
    known = people_named(session, actor.team, _people_in(request))
    problems: dict[str, str] = {}
    for field, users in (("interviewers", request.interviewers), ("hiring_manager", (request.hiring_manager,))):
        if unfit := [why for user in users if (why := _unfit(known.get(user)))]:
            problems[field] = unfit[0]
    channel = channel_named(session, actor.team, request.channel)
    if channel is not None and channel.is_shared:
        problems["channel"] = "This channel is shared with another company. Choose one of your own."
    elif channel is not None and channel.is_archived:
        problems["channel"] = "This channel is archived. Choose another one."
    if problems:
        raise FormRefusal(problems)


def _unfit(person: PersonRow | None) -> str | None:
    if person is None or person.fetched_at is None:
        return None
    name = person.name or "This person"
    if person.is_bot:
        return f"{name} is an app. Choose a person."
    if person.is_deleted:
        return f"{name}’s account is deactivated. Choose somebody else."
    if person.is_stranger:
        return f"{name} belongs to another company. Choose a colleague of yours."
    if person.is_guest:
        return f"{name} is a guest here. Only full members may take part in a loop."
    return None


def _open(services: Services, session: Session, actor: Actor, plan: LoopPlan) -> LoopRow:
    now, request = services.now(), plan.request
    row = LoopRow(
        id=new_id(),
        team_id=actor.team,
        form_id=plan.form_id,
        opening=_opening(session, actor, plan, now),
        candidate=_candidate(session, actor, request, now),
        rubric_digest=pin_rubric(session, plan.rubric, now),
        channel_id=request.channel,
        hiring_manager=request.hiring_manager,
        recruiter=actor.user,
        opened_by=actor.user,
        opened_at=now,
        deadline_at=request.deadline_at,
        shows_name=request.shows_name,
        warnings=[warning.model_dump() for warning in plan.warnings],
        interviews=[
            InterviewRow(
                position=place,
                interviewer=person,
                focus=list(plan.focus[person]),
                starts_at=plan.times[person],
                state=InterviewState.DUE,
            )
            for place, person in enumerate(request.interviewers)
        ],
    )
    session.add(row)
    session.flush()
    _announce(session, row, now)
    facts: dict[str, Any] = {"rubric": plan.rubric.id, "digest": plan.rubric.digest, "warnings": row.warnings}
    record(session, row.id, actor=actor.user, action="opened", now=now, **facts)
    locked = lock_loop(session, row.id)
    assert locked is not None  # noqa: S101 – written in this very transaction
    return locked


def _announce(session: Session, row: LoopRow, now: datetime) -> None:
    want_post(session, team_id=row.team_id, loop_id=row.id, kind="announcement", recipient=row.channel_id, now=now)
    for interview in row.interviews:
        want_post(
            session, team_id=row.team_id, loop_id=row.id, kind="invitation", recipient=interview.interviewer, now=now
        )


def _opening(session: Session, actor: Actor, plan: LoopPlan, now: datetime) -> OpeningRow:
    request, rubric = plan.request, plan.rubric
    name = request.opening.strip() or rubric.title
    found = opening_named(session, team_id=actor.team, name=name, role=rubric.role, level=rubric.level)
    return found or OpeningRow(
        team_id=actor.team,
        name=name,
        role=rubric.role,
        level=rubric.level,
        hiring_manager=request.hiring_manager,
        recruiter=actor.user,
        created_at=now,
    )


def _candidate(session: Session, actor: Actor, request: LoopRequest, now: datetime) -> CandidateRow:
    name = " ".join(request.candidate.split())
    found = candidate_called(session, actor.team, name)
    if found is None:
        found = CandidateRow(team_id=actor.team, code=fresh_code(session, actor.team), name=name, created_at=now)
    found.user_id = request.candidate_user or found.user_id
    return found
