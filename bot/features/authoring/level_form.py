"""The fields of a role's level: what is expected at it, what a team calls it, and where it stands among others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.errors import FormRefusal, reason
from bot.slack.form_fields import Menu, Text
from bot.slack.forms import Form
from bot.wording.phrases import level_label
from bot.wording.words import plain_words
from rubrics.authoring.level_changes import changed_level, placed_after, with_new_level
from rubrics.authoring.starter import role_id_of
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.levels import FIVE_LEVELS, Level, RoleLevel
from rubrics.catalogue.names import folded

EXPECTATION = Text(
    id="own_expectation", label="role_form.expectation", limit=limits.SENTENCE, long=True, autosaved=True
)
LEVEL_NAME = Text(
    id="own_level_name",
    label="level_form.name",
    hint="level_form.name_hint",
    limit=limits.LEVEL_NAME,
    required=False,
    autosaved=True,
)
LIKE = Menu(id="own_like", label="level_form.like", hint="level_form.like_hint", autosaved=True)
AFTER = Menu(id="own_after", label="level_form.after", autosaved=True)
NEW = "new"
NEW_LEVEL_NAME = replace(LEVEL_NAME, required=True).about(NEW)
NEW_LIKE, NEW_EXPECTATION = LIKE.about(NEW), EXPECTATION.about(NEW)
"""Those of a level that is added: in blocks of their own, since Slack keeps what stood in one from form to form."""
LEVEL_FORM: Form = (EXPECTATION, LEVEL_NAME, LIKE, AFTER)
UNLIKE, LOWEST = "unlike", "+lowest"
"""Stand for no level of Debrief's, and for no level below; no level's id begins with a plus."""


def like_menu(field: Menu = LIKE) -> Menu:
    """Return the menu of Debrief's levels that a team's own may be like."""
    known = [(level_label(level), level.value) for level in Level]
    return field.offering([*known, (plain_words("level_form.unlike"), UNLIKE)])


def after_menu(written: Written, level: RoleLevel) -> Menu | None:
    """Return the menu of where a level stands among those of its role; None where nothing is to choose."""
    levels: Mapping[str, Any] = written["levels"]
    # Where each is like one of Debrief's, that decides.
    if len(levels) < 2 or all(FIVE_LEVELS.get(each) or said.get("like") for each, said in levels.items()):
        return None
    others = [(str(said.get("name") or level_label(each)), each) for each, said in levels.items() if each != level]
    return AFTER.offering([(plain_words("level_form.lowest"), LOWEST), *others])


def level_filled(written: Written, level: RoleLevel) -> dict[str, str | None]:
    """Return what stands at first in the form of a level."""
    said, levels = written["levels"][level], [*written["levels"]]
    at = levels.index(level)
    return {
        EXPECTATION.block_id: said.get("expectation"),
        LEVEL_NAME.block_id: said.get("name"),
        LIKE.block_id: said.get("like", UNLIKE),
        AFTER.block_id: levels[at - 1] if at else LOWEST,
    }


def relabeled(
    written: Written, level: RoleLevel, filled: Mapping[str, str | None], levels: Sequence[RoleLevel]
) -> Written:
    """Return a role with what was filled in about one of its levels; raises FormRefusal for a name that is taken."""
    name, is_own = filled.get(LEVEL_NAME.block_id), level.value not in FIVE_LEVELS
    if is_own and not name:
        raise FormRefusal({LEVEL_NAME.block_id: reason("form_refusals.missing")})
    _refuse_taken(LEVEL_NAME, name or level_label(level.value), [each for each in levels if each != level])
    said = {"expectation": filled.get(EXPECTATION.block_id) or "", "name": name}
    if is_own:
        said["like"] = _like(filled.get(LIKE.block_id))
    changed = changed_level(written, level, said)
    after = filled.get(AFTER.block_id)
    return placed_after(changed, level, None if after == LOWEST else after) if after else changed


def with_level_named(
    written: Written, pattern: RoleLevel, filled: Mapping[str, str | None], levels: Sequence[RoleLevel]
) -> Written:
    """Return a role with the level that was filled in, which begins as another one is; raises FormRefusal."""
    name, level = filled.get(NEW_LEVEL_NAME.block_id) or "", id_of_level(filled)
    if not level:
        raise FormRefusal({NEW_LEVEL_NAME.block_id: reason("authoring_refusals.level_needs_name")})
    if len(levels) >= limits.LEVELS:
        raise FormRefusal({NEW_LEVEL_NAME.block_id: reason("authoring_refusals.too_many_levels", most=limits.LEVELS)})
    _refuse_taken(NEW_LEVEL_NAME, name, levels)
    if level in levels:
        raise FormRefusal({NEW_LEVEL_NAME.block_id: reason("authoring_refusals.level_there", name=name)})
    said: Written = {"expectation": filled.get(NEW_EXPECTATION.block_id) or ""}
    if level not in FIVE_LEVELS:
        said |= {"name": name} | ({"like": like} if (like := _like(filled.get(NEW_LIKE.block_id))) else {})
    return with_new_level(written, level, said, pattern)


def id_of_level(filled: Mapping[str, str | None]) -> str:
    """Return the id of the level whose name was filled in; empty where nothing of the name makes one."""
    return role_id_of(filled.get(NEW_LEVEL_NAME.block_id) or "")[: limits.LEVEL_ID].strip("-")


def _like(like: str | None) -> str | None:
    return None if like == UNLIKE else like


def _refuse_taken(field: Text, name: str, others: Sequence[RoleLevel]) -> None:
    if folded(name) in {folded(level_label(each)) for each in others}:
        raise FormRefusal({field.block_id: reason("authoring_refusals.level_there", name=name)})
