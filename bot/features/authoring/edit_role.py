"""A role as someone edits it: begun from what the team has, changed step by step in a draft of their own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import Refusal
from bot.features.authoring.access import known_role, need_member, own_draft
from bot.features.doors import RUBRICS
from bot.wiring import Actor, Workspace
from rubrics.authoring.level_changes import without_level
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.role_changes import competencies_at, with_level
from rubrics.authoring.scale_changes import scale_in
from rubrics.authoring.team_layer import misfits_of, rubric_of, with_role
from rubrics.authoring.version_changes import VersionChange, changes_between
from rubrics.authoring.written_out import Written, rubric_at
from rubrics.catalogue.levels import FIVE_LEVELS, RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Arithmetic, Rubric
from rubrics.catalogue.scale import Scale
from storage.team_definitions import RoleDraftRow, approved_role, begun_draft, drop_draft


@dataclass(frozen=True)
class Editing:
    """Someone's draft of a role, at one of its levels.

    `live` is the rubric that the team goes by now, None for one that is new; `rubric` what the draft would make of it,
    None while anything in `misfits` is left. `typed` is what stands in a form that was not saved, with its name.
    """

    role: str
    level: RoleLevel
    written: Written
    misfits: Sequence[Misfit]
    live: Rubric | None
    rubric: Rubric | None
    typed: Mapping[str, Any]
    changes: Sequence[VersionChange]
    """What differs from what the team goes by; empty while the draft does not fit."""
    levels: Sequence[RoleLevel]
    """Every level of the role."""

    @property
    def name(self) -> str:
        """What the role is called."""
        return str(self.written.get("name") or self.role)

    @property
    def competencies(self) -> list[Written]:
        """What is assessed at the level, as written."""
        return competencies_at(self.written, self.level)

    @property
    def scale(self) -> Scale:
        """What its competencies are rated on, whatever is left to fix."""
        return scale_in(self.written)

    @property
    def is_added_up(self) -> bool:
        """Whether a score is made of its ratings, and not a count of recommendations alone."""
        return self.written.get("arithmetic") != Arithmetic.NONE

    @property
    def has_changed(self) -> bool:
        """Whether there is anything to propose."""
        return not self.misfits and (bool(self.changes) or self.live is None)


def begin_draft(workspace: Workspace, actor: Actor, role: str, level: str) -> Editing:
    """Return the actor's draft of a role at a level, begun from what the team goes by where they had none."""
    catalogue = workspace.catalogue
    levels = [each.value for each in catalogue.levels(known_role(catalogue, role).id)]
    with workspace.sessions.begin() as session:
        need_member(workspace, session, actor)
        approved = approved_role(session, actor.team, role)
        begun = RoleDraftRow(
            team_id=actor.team,
            author=actor.user,
            role=role,
            written=approved.written if approved else {"id": role},
            begun_from=approved.digest if approved else None,
            changed_at=workspace.now,
        )
        draft = begun_draft(session, begun)
        if level not in levels and level not in draft.written.get("levels", {}):
            raise Refusal("authoring_refusals.no_such_level", steps=(RUBRICS,))
        draft.written = with_level(draft.written, catalogue, level)
        return editing_of(workspace, draft, level)


def read_draft(workspace: Workspace, actor: Actor, role: str, level: str) -> Editing:
    """Return the actor's draft of a role at one of its levels; raises Refusal."""
    with workspace.reads() as session:
        return editing_of(workspace, own_draft(workspace, session, actor, role), level)


def change_draft(
    workspace: Workspace, actor: Actor, role: str, level: str, change: Callable[[Written], Written]
) -> Editing:
    """Change the actor's draft and return it; what was typed and not saved is forgotten. Raises Refusal."""
    with workspace.sessions.begin() as session:
        draft = own_draft(workspace, session, actor, role, lock=True)
        _need_level(draft, level)
        draft.written, draft.typed, draft.changed_at = change(draft.written), None, workspace.now
        return editing_of(workspace, draft, level)


def drop_level(workspace: Workspace, actor: Actor, role: str, level: str) -> Editing:
    """Take a level out of the actor's draft and return it at another of its levels; raises Refusal for the only one."""
    with workspace.sessions.begin() as session:
        draft = own_draft(workspace, session, actor, role, lock=True)
        _need_level(draft, level)
        if len(draft.written["levels"]) == 1:
            raise Refusal("authoring_refusals.last_level")
        draft.written, draft.typed, draft.changed_at = without_level(draft.written, level), None, workspace.now
        return editing_of(workspace, draft, next(iter(draft.written["levels"])))


def keep_typed(workspace: Workspace, actor: Actor, role: str, typed: Mapping[str, Any], *, at: str) -> None:
    """Keep what stands in a form that is not saved yet, unless a later change was kept already."""
    with workspace.sessions.begin() as session:
        draft = own_draft(workspace, session, actor, role, lock=True)
        if draft.typed_at < at:
            draft.typed, draft.typed_at, draft.changed_at = dict(typed), at, workspace.now


def discard_draft(workspace: Workspace, actor: Actor, role: str) -> None:
    """Throw the actor's draft away; the rubrics that the team goes by stay as they are. Twice is once."""
    with workspace.sessions.begin() as session:
        need_member(workspace, session, actor)
        drop_draft(session, actor.team, actor.user, role)


def editing_of(workspace: Workspace, draft: RoleDraftRow, level: str) -> Editing:
    """Return a draft as it is shown; raises Refusal where it lacks the level."""
    _need_level(draft, level)
    base = workspace.definitions.base
    misfits = misfits_of(base, draft.written)
    levels = _levels(workspace.catalogue, draft.written)
    return Editing(
        role=draft.role,
        level=next(each for each in levels if each == level),
        written=draft.written,
        misfits=misfits,
        live=rubric_at(workspace.catalogue, draft.role, level),
        rubric=None if misfits else rubric_of(base, draft.written, level),
        typed=draft.typed or {},
        changes=() if misfits else changes_between(workspace.catalogue, with_role(base, draft.written), draft.role),
        levels=levels,
    )


def _levels(catalogue: Catalogue, written: Written) -> list[RoleLevel]:
    """Return the levels of a role with their names, those that only the draft has at the end."""
    known = [guide.level for role in catalogue.roles if role.id == written["id"] for guide in role.levels]
    own = {level: _level(level, said) for level, said in written.get("levels", {}).items()}
    return [*(own.get(level, level) for level in known), *(level for level in own.values() if level not in known)]


def _level(level: str, said: Written) -> RoleLevel:
    return RoleLevel(level, said.get("name"), FIVE_LEVELS.get(said.get("like", "")))


def _need_level(draft: RoleDraftRow, level: str) -> None:
    if level not in draft.written.get("levels", {}):
        raise Refusal("authoring_refusals.no_such_level", steps=(RUBRICS,))
