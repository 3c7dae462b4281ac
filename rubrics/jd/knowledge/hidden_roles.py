"""Takes what the built-in `jd/` files say of roles that a team hides out of what is known; knows no file's text."""

from collections.abc import Collection, Mapping
from typing import Any

from rubrics.authoring.blocks import Block, Place
from rubrics.jd.values import OTHER


def is_built_in(place: Place) -> bool:
    """Tell whether something stands in the built-in files: a team's own must not name what it hides."""
    return place.file.startswith(f"{BUILT_IN_FILES}/")


BUILT_IN_FILES = "built-in"
"""What the built-in folder is called where a problem names a file of it."""


def hidden_roles(files: Mapping[str, Block], known: Collection[str]) -> frozenset[str]:
    """Return the roles that built-in files know and the catalogue no longer offers."""
    listed = files["roles"]["roles"]
    named = {entry["id"] for entry, place in zip(listed, listed.places, strict=True) if is_built_in(place)}
    return frozenset(named - {*known, OTHER})


def without_roles(parts: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Return all parts with nothing left of hidden roles; a special kind of one is told by its own words from then on.

    So no text reads as such a role, no title leads to it, and what it is drafted with is no one's.
    """
    if not hidden:
        return dict(parts)
    roles, titles, weights, drafts = (parts[name] for name in ("roles", "titles", "weights", "drafts"))
    left = [family.model_copy(update={"roles": _less(family.roles, hidden)}) for family in titles.families]
    return {
        **parts,
        "roles": roles.model_copy(
            update={"roles": tuple(cues for cues in roles.roles if not hidden.intersection((cues.id, cues.family)))}
        ),
        "titles": titles.model_copy(
            update={
                "families": tuple(family for family in left if family.roles),
                "fitting": {role: names for role, names in titles.fitting.items() if role not in hidden},
                "open_roles": _less(titles.open_roles, hidden),
            }
        ),
        "weights": weights.model_copy(
            update={
                "fitted": {
                    feature: {role: weight for role, weight in by_role.items() if role not in hidden}
                    for feature, by_role in weights.fitted.items()
                }
            }
        ),
        "drafts": drafts.model_copy(
            update={"roles": {role: lines for role, lines in drafts.roles.items() if role not in hidden}}
        ),
    }


def _less(roles: Collection[str], hidden: frozenset[str]) -> tuple[str, ...]:
    return tuple(role for role in roles if role not in hidden)
