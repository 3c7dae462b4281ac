"""Finding a rubric or a role by what somebody typed; reads the definitions only."""

from collections.abc import Sequence

from bot.errors import Refusal
from rubrics.errors import UnknownNameError
from rubrics.loader import Catalog
from rubrics.model import Level, Rubric
from rubrics.role import Role


def levels_by_role(catalog: Catalog) -> list[tuple[Role, Sequence[Level]]]:
    """Return every role with the levels it has a rubric for."""
    return [(role, catalog.levels(role.id)) for role in catalog.roles]


def find_rubric(catalog: Catalog, text: str) -> Rubric | None:
    """Return the rubric that "ai-engineer senior" or "Senior AI Engineer" names; None where no level is named.

    Raises Refusal, with what may have been meant, where role or level is unknown.
    """
    words = text.split()
    for role_words, level_word in ((words[:-1], words[-1]), (words[1:], words[0])):
        if not role_words or (level := _level(catalog, level_word)) is None:
            continue
        role = find_role(catalog, " ".join(role_words))
        if level not in catalog.levels(role.id):
            offered = ", ".join(catalog.levels(role.id))
            raise Refusal(f"{role.name} has no rubric for {level}.", f"It has: {offered}.")
        return catalog.rubric(role.id, level)
    return None


def find_role(catalog: Catalog, text: str) -> Role:
    """Return the role that somebody named; raises Refusal with what they may have meant."""
    try:
        return catalog.find_role(text)
    except UnknownNameError as unknown:
        known = ", ".join(role.id for role in catalog.roles)
        meant = " or ".join(unknown.suggestions)
        advice = f"Did you mean {meant}?" if meant else f"The roles are: {known}."
        raise Refusal(f"No role is called “{text}”.", advice) from None


def rubric_called(catalog: Catalog, rubric_id: str) -> Rubric:
    """Return a rubric by its id, such as "ai-engineer/senior"; raises Refusal where it is gone."""
    role, _, level = rubric_id.partition("/")
    try:
        return catalog.rubric(role, Level(level))
    except (UnknownNameError, ValueError):
        raise Refusal("This rubric is no longer defined.", "Type /rubric for the roles there are.") from None


def _level(catalog: Catalog, word: str) -> Level | None:
    try:
        return catalog.find_level(word)
    except UnknownNameError:
        return None
