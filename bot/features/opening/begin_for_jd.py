"""What an opening may take over from one of its maker's JD reviews: the role it reads as, and the title's level."""

from dataclasses import dataclass

from bot.features.jd.keep_jd import my_review
from bot.features.jd.reviewed import titled
from bot.wiring import Actor, Workspace
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue


@dataclass(frozen=True)
class BegunOpening:
    """An opening for a JD: the review's id, what it's called, and the role as (text, value), where there's a rubric."""

    review: str
    title: str
    role: tuple[str, str] | None
    level: str


def begun_for(workspace: Workspace, actor: Actor, review: str) -> BegunOpening:
    """Return what the form begins with for one of the actor's own reviews; raises Refusal."""
    kept, catalogue = my_review(workspace, actor, review), workspace.catalogue
    names = {role.id: role.name for role in catalogue.roles}
    role = kept.outcome.role
    return BegunOpening(
        review=kept.id,
        title=titled(kept),
        role=(names[role], role) if role in names else None,
        level=_level(catalogue, role, kept.title) if role in names else Level.SENIOR,
    )


def _level(catalogue: Catalogue, role: str, title: str) -> str:
    """Return the first level that a title names and the role has, else the one that most teams hire for."""
    named = (catalogue.levels_called(role, word) for word in title.split())
    return next((levels[0].value for levels in named if len(levels) == 1), catalogue.usual_level(role).value)
