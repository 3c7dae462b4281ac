"""Planning a loop: the first step of opening one is checked and kept, and a first division of focus proposed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import Field, field_serializer
from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, Refusal
from bot.features.loop.access import loops_of
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Level, Rubric, Value
from rubrics.panel.coverage import CoverageWarning, PanelFacts, WarningKey, coverage_warnings, divide_focus
from storage.forms import save_form
from storage.loops import candidate_called, name_key, referrers_of
from storage.people import channel_named, name_channel, name_people, people_named
from storage.tables import CandidateRow, PersonRow

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

    def __init__(self, request: LoopRequest, fields: Mapping[str, Reason | str]) -> None:
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


def plan_loop(workspace: Workspace, actor: Actor, request: LoopRequest) -> LoopPlan:
    """Check the first step, keep it as a form and propose who assesses what; raises FormRefusal."""
    rubric = checked_request(workspace, request)
    focus = divide_focus(rubric, request.interviewers)
    with workspace.sessions.begin() as session:
        name_people(session, actor.team, [*_people_in(request), actor.user])
        name_channel(session, actor.team, request.channel)
        refuse_unfit(workspace, session, actor, request)
        warnings = plan_warnings(session, actor, request, rubric, focus)
        content = {"request": request.model_dump(mode="json"), "shown": keys_of(warnings)}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
    times: dict[str, datetime | None] = dict.fromkeys(request.interviewers)
    return LoopPlan(form_id=form_id, request=request, rubric=rubric, focus=focus, times=times, warnings=warnings)


def chosen_focus(
    rubric: Rubric, people: Sequence[str], focus: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return who assesses what, as it was chosen; raises FormRefusal where somebody got nothing."""
    known = {competency.id for competency in rubric.competencies}
    chosen = {person: tuple(c for c in focus.get(person, ()) if c in known) for person in people}
    if empty := [person for person, ids in chosen.items() if not ids]:
        message = "Choose at least one competency for this interviewer."
        raise FormRefusal({f"focus:{person}": message for person in empty})
    return chosen


def facts_of(session: Session, actor: Actor, candidate: str, people: Iterable[str]) -> PanelFacts:
    """Return what is known of a panel's people: seniority as recorded, and who declared to have referred."""
    known = people_named(session, actor.team, people)
    seniority = {user: Level(person.seniority) for user, person in known.items() if person.seniority}
    found = candidate_called(session, actor.team, " ".join(candidate.split()))
    return PanelFacts(seniority=seniority, referred=frozenset(referrers_of(session, found.id) if found else ()))


def plan_warnings(
    session: Session, actor: Actor, request: LoopRequest, rubric: Rubric, focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a loop is opened as requested: of its channel, and of who assesses what."""
    facts = facts_of(session, actor, request.candidate, request.interviewers)
    in_channel = channel_warnings(session, actor, request.channel, shows_name=request.shows_name)
    return (*in_channel, *coverage_warnings(rubric, focus, facts))


def channel_warnings(session: Session, actor: Actor, channel: str, *, shows_name: bool) -> tuple[CoverageWarning, ...]:
    """Warn of a public channel, as far as Slack told us what it is: everybody in the workspace reads it."""
    known = channel_named(session, actor.team, channel)
    if known is None or known.fetched_at is None or known.is_private:
        return ()
    return (CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": shows_name}),)


def keys_of(warnings: Sequence[CoverageWarning]) -> list[str]:
    """Return what tells warnings apart, to know which ones somebody has seen."""
    return [json.dumps(warning.model_dump(mode="json"), sort_keys=True) for warning in warnings]


def checked_request(workspace: Workspace, request: LoopRequest) -> Rubric:
    """Return the rubric of a request whose fields hold together; raises FormRefusal."""
    problems = dict(_problems(request, workspace.now))
    try:
        rubric = workspace.catalogue.rubric(request.role, request.level)
    except UnknownNameError:
        problems["level"] = "There is no rubric for this role at this level. Choose another level."
    if problems:
        raise FormRefusal(problems)
    return rubric


def _problems(request: LoopRequest, now: datetime) -> list[tuple[str, str]]:
    checks = [
        ("candidate", not name_key(request.candidate), "Give the candidate’s name or code."),
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
        ("deadline", request.deadline_at <= now, "This time has passed. Choose one in the future."),
        ("deadline", request.deadline_at > now + timedelta(days=365), "Choose a time within a year."),
    ]
    return [(field, message) for field, wrong, message in checks if wrong]


def _panel_side(request: LoopRequest) -> set[str]:
    return {request.hiring_manager, *request.interviewers}


def _people_in(request: LoopRequest) -> list[str]:
    named = _panel_side(request)
    return sorted(named | {request.candidate_user} if request.candidate_user else named)


def refuse_unfit(workspace: Workspace, session: Session, actor: Actor, request: LoopRequest) -> None:
    """Refuse candidates on their own panel, guests, bots, strangers and unfit channels, as far as Slack told us yet.

    On the first step they may be new to us. The worker asks Slack meanwhile, so that the second step knows; and
    it checks the channel once more before every post.
    """
    if viewer(workspace, session, actor).is_outsider:
        raise Refusal("You cannot open a loop.", "Only full members of this workspace can. Ask one of them.")
    known = candidate_called(session, actor.team, " ".join(request.candidate.split()))
    if known is not None and not _may_name(workspace, session, actor, request, known):
        raise FormRefusal({"candidate": "None of your loops is about a candidate with this code. Give their name."})
    problems = _account_problem(actor, request, known)
    for field, users in (("interviewers", request.interviewers), ("hiring_manager", (request.hiring_manager,))):
        if unfit := unfit_people(session, actor, users):
            problems[field] = unfit
    channel = channel_named(session, actor.team, request.channel)
    if channel is not None and channel.is_shared:
        problems["channel"] = "This channel is shared with another company. Choose one of your own."
    elif channel is not None and channel.is_archived:
        problems["channel"] = "This channel is archived. Choose another one."
    if problems:
        raise FormRefusal(problems)


def _may_name(workspace: Workspace, session: Session, actor: Actor, request: LoopRequest, known: CandidateRow) -> bool:
    """Tell whether the actor may call this candidate so: a code stands in channels, and must not lead to the name."""
    if known.name_key == name_key(" ".join(request.candidate.split())):
        return True
    return any(loop.candidate_code == known.code for loop in loops_of(workspace, session, actor, known.code))


def _account_problem(actor: Actor, request: LoopRequest, known: CandidateRow | None) -> dict[str, str]:
    """Return what is wrong with the Slack account of a candidate who is a colleague, given now or known before."""
    accounts = {request.candidate_user, known.user_id if known else None} - {None}
    if actor.user in accounts:
        return {"candidate_user": "Nobody opens a loop about themselves."}
    if len(accounts) > 1:
        message = "This candidate is known by another account. Leave this empty; for somebody else, vary the name."
        return {"candidate_user": message}
    if accounts & _panel_side(request):
        return {"candidate_user": "The candidate cannot interview or decide in their own loop."}
    return {}


def unfit_people(session: Session, actor: Actor, users: Sequence[str]) -> str | None:
    """Return why one of these people cannot take part in a loop, as far as Slack has told us; None if all can."""
    known = people_named(session, actor.team, users)
    return next((why for user in users if (why := _unfit(known.get(user)))), None)


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
