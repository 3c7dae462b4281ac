"""Finding what a JD should say for the role it describes; reads the definitions only."""

from functools import reduce

from rubrics.catalog import Catalog
from rubrics.errors import UnknownNameError
from rubrics.model import ChecklistItem, Level
from rubrics.role import Role


def role_described(catalog: Catalog, role_id: str | None) -> Role | None:
    """Return the role a review names; None where it names none, or one that is not defined here."""
    try:
        return catalog.role(role_id) if role_id else None
    except UnknownNameError:
        return None


def items_for(catalog: Catalog, role: Role | None) -> tuple[ChecklistItem, ...]:
    """Return a role's checklist; without a role, the items that every role's checklist has."""
    if role is not None:
        return catalog.checklist(role.id).items
    lists = list(catalog.checklists.values())
    shared = reduce(frozenset.intersection, (frozenset(item.id for item in told.items) for told in lists))
    return tuple(item for item in lists[0].items if item.id in shared)


def level_named(catalog: Catalog, role: Role, title: str) -> Level | None:
    """Return the level a title names first, where the role has it."""
    for word in title.split():
        try:
            level = catalog.find_level(word.strip(",.()–-"))
        except UnknownNameError:
            continue
        if level in catalog.levels(role.id):
            return level
    return None
