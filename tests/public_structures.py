"""Six structures that other companies publish, filled with texts of our own, for tests of what becomes of them."""

from functools import cache
from pathlib import Path

from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric

FOLDER = Path(__file__).parent / "structures"
ROLES = {
    "four-points": "implementation-lead",
    "seven-points": "talent-partner",
    "seven-by-five": "systems-engineer",
    "fourteen-criteria": "product-lead",
    "staged": "account-executive",
    "values": "field-nurse",
}
"""The role that each file describes."""


@cache
def catalogue() -> Catalogue:
    """Return the built-in definitions with the six over them."""
    return load_catalogue(FOLDER)


def level_of(role: str) -> RoleLevel:
    """Return the level in the middle of a role's; five of the six have one alone."""
    levels = catalogue().levels(role)
    return levels[len(levels) // 2]


def rubric_of(structure: str) -> Rubric:
    """Return the rubric of one of the six."""
    role = ROLES[structure]
    return catalogue().rubric(role, level_of(role))
