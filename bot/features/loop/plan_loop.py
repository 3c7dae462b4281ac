"""Planning a loop: the first step of opening one is checked and kept, and a first division of focus proposed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.errors import FormRefusal, reason
from bot.features.loop.check_people import refuse_unfit
from bot.features.loop.loop_request import LoopRequest, checked_request
from bot.features.loop.panel_warnings import keys_of, plan_warnings
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.coverage import CoverageWarning, divide_focus
from storage.forms import save_form
from storage.people import name_channel, name_people

KIND = "new loop"


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
        name_people(session, actor.team, [*request.people, actor.user])
        name_channel(session, actor.team, request.channel)
        refuse_unfit(workspace, session, actor, request)
        warnings = plan_warnings(session, actor, request, rubric, focus)
        content = {"request": request.model_dump(mode="json"), "warned": SeenWarnings().after(keys_of(warnings)).mark}
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
        raise FormRefusal({f"focus:{person}": reason("loop_refusals.no_focus") for person in empty})
    return chosen
