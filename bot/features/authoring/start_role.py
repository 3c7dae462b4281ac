"""A draft of a role that there is none of yet: a name, one level, and everything else to be written."""

from bot.errors import FormRefusal, reason
from bot.features.authoring.access import need_member
from bot.features.authoring.edit_role import Editing, editing_of
from bot.features.authoring.role_form import NEW_ROLE
from bot.wiring import Actor, Workspace
from rubrics.authoring.starter import role_id_of
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.levels import Level, RoleLevel
from rubrics.catalogue.lookup import Catalogue
from storage.team_definitions import RoleDraftRow, begun_draft


def begin_new(workspace: Workspace, actor: Actor, name: str | None, level: str | None) -> Editing:
    """Return the actor's draft of a new role; raises FormRefusal where its name is missing, or taken."""
    role = role_id_of(name or "")[: limits.IDENTIFIER].strip("-")
    if not name or not role:
        raise FormRefusal({NEW_ROLE.block_id: reason("authoring_refusals.name_needed")})
    catalogue = workspace.catalogue
    if any(each.id == role for each in (*catalogue.roles, *workspace.definitions.base.roles)):
        raise FormRefusal({NEW_ROLE.block_id: reason("authoring_refusals.role_there", name=name)})
    usual = level if level in set(Level) else None
    at = catalogue.own_levels.get(level or "") or RoleLevel(usual or Level.SENIOR.value)
    with workspace.sessions.begin() as session:
        need_member(workspace, session, actor)
        begun = RoleDraftRow(
            team_id=actor.team,
            author=actor.user,
            role=role,
            written=_empty(catalogue, role, name, at),
            changed_at=workspace.now,
        )
        draft = begun_draft(session, begun)
        return editing_of(workspace, draft, next(iter(draft.written["levels"])))


def _empty(catalogue: Catalogue, role: str, name: str, level: RoleLevel) -> Written:
    called = {"name": level.own_name, "like": level.like and level.like.value} if level.own_name else {}
    named = {key: value for key, value in called.items() if value}
    return {
        "id": role,
        "name": name,
        "summary": "",
        "levels": {level.value: {**named, "expectation": ""}},
        "do_not_ask": never_asked(catalogue),
        "competencies": [],
    }


def never_asked(catalogue: Catalogue) -> Written:
    """Return what no rubric of a catalogue lets anyone ask, by id: what is said of every role holds of a new one."""
    rubrics = list(catalogue.rubrics.values())
    said = rubrics[0].do_not_ask if rubrics else ()
    everywhere = [text for text in said if all(text in rubric.do_not_ask for rubric in rubrics)]
    return {f"never-{number}": text for number, text in enumerate(everywhere, start=1)}
