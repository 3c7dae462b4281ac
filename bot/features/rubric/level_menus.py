"""The levels that forms offer: every level that some role has, or those of one role; and what is said of any other."""

from collections.abc import Sequence

from bot.errors import Reason, reason
from bot.slack.limits import MENU_OPTIONS
from bot.wording.phrases import at_level, level_name
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role


def no_rubric(catalogue: Catalogue, role_id: str) -> Reason:
    """Return that a role has no rubric at the level that was chosen, with those it has."""
    try:
        levels = [level_name(level) for level in catalogue.levels(role_id)]
    except UnknownNameError:
        levels = []
    return reason("loop_refusals.no_rubric", levels=levels)


def levels_offered(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return every level that some role has, as (text, value) pairs: a team's own with the role whose it is."""
    having = {level: list[Role]() for level in catalogue.every_level}
    for role in catalogue.roles:
        for level in catalogue.levels(role.id):
            having[level].append(role)
    named = [(_offered(level, roles), level.value) for level, roles in having.items() if roles]
    return named[:MENU_OPTIONS]


def levels_of(catalogue: Catalogue, role_id: str) -> list[tuple[str, str]]:
    """Return the levels of one role, as (text, value) pairs."""
    return [(_offered(level), level.value) for level in catalogue.levels(role_id)]


def _offered(level: RoleLevel, roles: Sequence[Role] = ()) -> str:
    if level.own_name is None:
        return at_level("", level).strip()
    return f"{level.own_name} · {roles[0].name}" if len(roles) == 1 else level.own_name
