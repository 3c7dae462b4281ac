"""Planning a loop: the first step of opening one is checked and kept, and a first division of focus proposed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.loop.check_channel import account_of_candidate, is_kept_out
from bot.features.loop.check_people import refuse_unfit
from bot.features.loop.loop_request import LoopRequest, checked_request
from bot.features.loop.panel_warnings import plan_warnings
from bot.slack.channel_members import Members, not_asked
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.coverage import CoverageWarning, divide_focus
from storage.forms import form, save_form
from storage.people import name_channel, name_people, people_named

KIND = "new loop"
CHECKED = "is_channel_checked"
"""Under which a kept form says that the candidate is known not to be in the channel."""


class LoopPlan(Value):
    """A loop that is about to be opened: the form it lives in, who assesses what and when, and what to know first.

    `names` are those of its interviewers whom Debrief knows by name, by their Slack ids.
    """

    form_id: str
    request: LoopRequest
    rubric: Rubric
    focus: Mapping[str, tuple[str, ...]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]
    names: Mapping[str, str] = {}


def plan_loop(workspace: Workspace, actor: Actor, request: LoopRequest, members: Members = not_asked) -> LoopPlan:
    """Check the first step, keep it as a form and propose who assesses what; raises FormRefusal.

    Slack is asked who is in the channel only where the candidate is a colleague, and while nothing is locked.
    """
    rubric = checked_request(workspace, request)
    focus = divide_focus(rubric, request.interviewers)
    with workspace.sessions.begin() as session:
        name_people(session, actor.team, [*request.people, actor.user])
        name_channel(session, actor.team, request.channel)
        refuse_unfit(workspace, session, actor, request)
        account = account_of_candidate(session, actor.team, request)
        content = {"request": request.model_dump(mode="json"), CHECKED: account is None}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
        plan = plan_of(session, actor, form_id, request, rubric, focus=focus, times={})
    if account is not None and is_kept_out(account, request.channel, members):
        _note_checked(workspace, actor, form_id)
    return plan


def _note_checked(workspace: Workspace, actor: Actor, form_id: str) -> None:
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is not None:
            kept.content = {**kept.content, CHECKED: True}


def plan_of(
    session: Session,
    actor: Actor,
    form_id: str,
    request: LoopRequest,
    rubric: Rubric,
    *,
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
) -> LoopPlan:
    """Return a plan with who assesses what and when, and what there is to know before it is opened."""
    known = people_named(session, actor.team, request.interviewers)
    return LoopPlan(
        form_id=form_id,
        request=request,
        rubric=rubric,
        focus={person: tuple(focus[person]) for person in request.interviewers},
        times={person: times.get(person) for person in request.interviewers},
        warnings=plan_warnings(session, actor, request, rubric, focus),
        names={user: person.name for user, person in known.items() if person.name},
    )


def chosen_focus(
    rubric: Rubric, people: Sequence[str], focus: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return who assesses what, as it was chosen; raises FormRefusal where somebody got nothing."""
    known = {competency.id for competency in rubric.competencies}
    chosen = {person: tuple(c for c in focus.get(person, ()) if c in known) for person in people}
    if empty := [person for person, ids in chosen.items() if not ids]:
        raise FormRefusal({f"focus:{person}": reason("loop_refusals.no_focus") for person in empty})
    return chosen
