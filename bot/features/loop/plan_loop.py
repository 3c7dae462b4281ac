"""Planning a loop: the first step of opening one is checked and kept, and a first division of focus proposed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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
from rubrics.panel.parts import Part, parts_for
from storage.forms import form, save_form
from storage.people import name_channel, name_people, people_named

KIND = "new loop"
CHECKED = "is_channel_checked"
"""Under which a kept form says that the candidate is known not to be in the channel."""


class LoopPlan(Value):
    """A loop that is about to be opened: the form it lives in, its parts, who assesses what and when, what to know.

    `focus` and `times` go by the parts' keys; `names` are those of its people whom Debrief knows by name, by their
    Slack ids.
    """

    form_id: str
    request: LoopRequest
    rubric: Rubric
    parts: tuple[Part, ...]
    focus: Mapping[str, tuple[str, ...]]
    times: Mapping[str, datetime | None]
    warnings: tuple[CoverageWarning, ...]
    names: Mapping[str, str] = {}


def plan_loop(workspace: Workspace, actor: Actor, request: LoopRequest, members: Members = not_asked) -> LoopPlan:
    """Check the first step, keep it as a form and propose who assesses what; raises FormRefusal.

    Slack is asked who is in the channel only where the candidate is a colleague, and while nothing is locked.
    """
    rubric = checked_request(workspace, request)
    parts = parts_for(request.interviewers, request.shadows)
    focus = divide_focus(rubric, request.interviewers)
    with workspace.sessions.begin() as session:
        name_people(session, actor.team, [*request.people, actor.user])
        name_channel(session, actor.team, request.channel)
        refuse_unfit(workspace, session, actor, request)
        account = account_of_candidate(session, actor.team, request)
        content = {"request": request.model_dump(mode="json"), "parts": as_kept(parts), CHECKED: account is None}
        form_id = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=workspace.now)
        plan = plan_of(workspace, session, actor, request, rubric, form_id=form_id, parts=parts, focus=focus, times={})
    if account is not None and is_kept_out(account, request.channel, members):
        note_checked(workspace, actor, form_id)
    return plan


def note_checked(workspace: Workspace, actor: Actor, form_id: str) -> None:
    """Note in a kept form that the candidate is known not to be in the channel."""
    with workspace.sessions.begin() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=form_id, lock=True)
        if kept is not None:
            kept.content = {**kept.content, CHECKED: True}


def plan_of(
    workspace: Workspace,
    session: Session,
    actor: Actor,
    request: LoopRequest,
    rubric: Rubric,
    *,
    form_id: str,
    parts: Sequence[Part],
    focus: Mapping[str, Sequence[str]],
    times: Mapping[str, datetime | None],
) -> LoopPlan:
    """Return a plan with who assesses what and when, and what there is to know before it is opened."""
    known = people_named(session, actor.team, [part.interviewer for part in parts])
    counting = [part.key for part in parts if part.counts]
    return LoopPlan(
        form_id=form_id,
        request=request,
        rubric=rubric,
        parts=tuple(parts),
        focus={key: tuple(focus.get(key, ())) for key in counting},
        times={key: times.get(key) for key in counting},
        warnings=plan_warnings(workspace, session, actor, request, rubric, focus=focus),
        names={user: person.name for user, person in known.items() if person.name},
    )


def chosen_focus(
    rubric: Rubric, parts: Sequence[Part], focus: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Return what each part that counts assesses, as it was chosen; raises FormRefusal where one got nothing."""
    known = {competency.id for competency in rubric.competencies}
    keys = [part.key for part in parts if part.counts and not part.is_in]
    chosen = {key: tuple(c for c in focus.get(key, ()) if c in known) for key in keys}
    if empty := [key for key, ids in chosen.items() if not ids]:
        raise FormRefusal({f"focus:{key}": reason("loop_refusals.no_focus") for key in empty})
    return chosen


def as_kept(parts: Sequence[Part]) -> list[dict[str, Any]]:
    """Return parts as a form keeps them."""
    return [part.model_dump(mode="json") for part in parts]


def kept_parts(content: Mapping[str, Any]) -> tuple[Part, ...]:
    """Return the parts that a form keeps."""
    return tuple(map(Part.model_validate, content["parts"]))
