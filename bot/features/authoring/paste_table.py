"""A draft made of a pasted table: CSV, rows copied out of a spreadsheet, or Markdown."""

from collections.abc import Sequence

from bot.features.authoring.access import need_member
from bot.features.authoring.edit_role import Editing, editing_of
from bot.features.authoring.start_role import never_asked
from bot.wiring import Actor, Workspace
from bot.wording.escaping import straight
from rubrics.authoring.pasted_sheet import role_pasted
from rubrics.catalogue.errors import Problem
from storage.team_definitions import RoleDraftRow, approved_role, begun_draft


def pasted(workspace: Workspace, actor: Actor, text: str) -> Editing | Sequence[Problem]:
    """Return the draft that a table makes, in the place of the one its author had of that role; or what is wrong."""
    base = workspace.definitions.base
    written, problems = role_pasted(straight(text), base, never_asked(base))
    if written is None:
        return problems
    with workspace.sessions.begin() as session:
        need_member(workspace, session, actor)
        approved = approved_role(session, actor.team, written["id"])
        begun = RoleDraftRow(
            team_id=actor.team,
            author=actor.user,
            role=written["id"],
            written=written,
            begun_from=approved.digest if approved else None,
            changed_at=workspace.now,
        )
        draft = begun_draft(session, begun)
        draft.written, draft.typed, draft.changed_at = written, None, workspace.now
        return editing_of(workspace, draft, next(iter(written["levels"])))
