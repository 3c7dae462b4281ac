"""Finding the comparison that someone means by what they typed; reads the definitions only."""

from collections.abc import Sequence

from bot.features.rubric.find_role import Choice, Unclear, find_role, is_role, level_meant, with_level
from bot.features.rubric.topic import Kind, Topic
from bot.wording.words import plain_words
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role

BETWEEN = frozenset({"and", "with", "to", "or", "vs", "vs."})


def find_pair(catalogue: Catalogue, words: Sequence[str]) -> Topic:
    """Return the comparison that is asked for: of two roles, at a level or not, or of one role at two levels.

    The roles are found wherever the first one's name ends; raises Unclear.
    """
    named = [word for word in words if word.lower() not in BETWEEN]
    if two_levels := _two_levels(catalogue, named):
        return two_levels
    if pair := _two_roles(catalogue, named):
        return compare(catalogue, *pair)
    if (pair := _two_roles(catalogue, named[:-1])) and (level := level_meant(catalogue, pair[0], named[-1])):
        return compare(catalogue, *pair, level)
    for one, other in _pairs(named):
        if is_role(catalogue, one) or is_role(catalogue, other):
            find_role(catalogue, other if is_role(catalogue, one) else one)
    role = find_role(catalogue, " ".join(named[:1]))
    raise Unclear("two_roles_needed", _with_others(catalogue, role), role=role.name)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]


def _two_roles(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, Role] | None:
    for one, other in _pairs(words):
        if is_role(catalogue, one) and is_role(catalogue, other):
            return find_role(catalogue, one), find_role(catalogue, other)
    return None


def _two_levels(catalogue: Catalogue, words: Sequence[str]) -> Topic | None:
    """Return the comparison of a role's two levels, named behind it or before it."""
    for named, levels in ((words[:-2], words[-2:]), (words[2:], words[:2])):
        if not named or not is_role(catalogue, " ".join(named)):
            continue
        role = find_role(catalogue, " ".join(named))
        found = {level for word in levels if (level := level_meant(catalogue, role, word))}
        if len(found) == len(levels):
            for level in found:
                with_level(catalogue, role, level)
            low, high = sorted(found, key=catalogue.levels(role.id).index)
            return Topic(kind=Kind.COMPARE_LEVELS, role=role.id, level=low, detail=high.value)
    return None


def compare(catalogue: Catalogue, one: Role, other: Role, level: RoleLevel | None = None) -> Topic:
    """Return the comparison of two roles, at a level if one is given; raises Unclear where they are the same."""
    if one.id == other.id:
        raise Unclear("compared_with_itself", _with_others(catalogue, one), role=one.name)
    if level:
        for role in (one, other):
            with_level(catalogue, role, catalogue.level_like(role.id, level) or level)
    return Topic(kind=Kind.COMPARE, role=one.id, level=level, detail=other.id)


def _with_others(catalogue: Catalogue, role: Role) -> list[Choice]:
    return [
        (
            plain_words("rubric_labels.one_or_other", one=role, other=other),
            Topic(kind=Kind.COMPARE, role=role.id, detail=other.id),
        )
        for other in catalogue.roles
        if other.id != role.id
    ]
