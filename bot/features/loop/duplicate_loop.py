"""Whether a candidate already has a loop for the same role and level, told before a second one is opened."""

from sqlalchemy.orm import Session

from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.namesakes import candidate_meant
from bot.wiring import Actor
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import CoverageWarning, WarningKey
from rubrics.panel.permissions import Viewer, may_see_status
from storage.candidate_loops import running_loops_for
from storage.loops import loop_value


def duplicate_warnings(
    session: Session, actor: Actor, request: LoopRequest, rubric: Rubric
) -> tuple[CoverageWarning, ...]:
    """Return that such a loop runs already and who runs it; with its id for those on it.

    Of a colleague's loop only those on it are told: anyone could ask about a colleague by opening a loop.
    """
    candidate = candidate_meant(session, actor.team, request)
    running = running_loops_for(session, candidate.id, rubric.role, rubric.level.value) if candidate else ()
    if candidate is None or not running:
        return ()
    known = [row for row in running if may_see_status(loop_value(row), Viewer(user=actor.user))]
    if not known and candidate.user_id is not None:
        return ()
    newest = (known or running)[0]
    values: dict[str, str | bool] = {"is_own": newest.recruiter == actor.user}
    if known:
        values["loop"] = newest.id
    return (CoverageWarning(key=WarningKey.DUPLICATE_LOOP, who=newest.recruiter, values=values),)
