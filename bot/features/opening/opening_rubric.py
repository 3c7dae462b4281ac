"""The rubric that an opening goes by: as it was pinned, and as the definitions have it now."""

from sqlalchemy.orm import Session

from bot.wiring import Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.model import Rubric
from rubrics.panel.plan import Opening
from rubrics.panel.scored_exercises import Scored, scored, scored_plan
from storage.rubric_versions import rubrics_by_digest


def rubric_of(session: Session, opening: Opening) -> Rubric:
    """Return the rubric that an opening's loops go by, as it was pinned for it."""
    digest = opening.rubric_digest or ""
    return rubrics_by_digest(session, [digest])[digest]


def current_rubric(workspace: Workspace, opening: Opening) -> Rubric | None:
    """Return the rubric of an opening as the definitions have it now, with the exercises that its plan names.

    None where they lack the role.
    """
    try:
        rubric = workspace.catalogue.rubric(opening.role, opening.level)
    except UnknownNameError:
        return None
    return scored_plan(rubric, opening.stages, scored_for(workspace, opening.role, opening.level))[0]


def scored_for(workspace: Workspace, role: str, level: str) -> tuple[Scored, ...]:
    """Return the exercises for a role at a level, and its work sample; nothing where the role is gone."""
    try:
        return scored(workspace.catalogue.exercises_for(role, level), workspace.catalogue.work_sample(role))
    except UnknownNameError:
        return ()


def with_bar(rubric: Rubric, bar: float) -> Rubric:
    """Return a rubric with a bar, and with the digest that it has then: a mere copy would keep the one before."""
    return rubric if rubric.bar == bar else Rubric.model_validate({**rubric.model_dump(), "bar": bar})


def is_outdated(workspace: Workspace, opening: Opening, pinned: Rubric) -> bool:
    """Tell whether the definitions have another rubric by now; the opening's own bar makes no difference."""
    current = current_rubric(workspace, opening)
    return current is not None and with_bar(current, pinned.bar).digest != pinned.digest
