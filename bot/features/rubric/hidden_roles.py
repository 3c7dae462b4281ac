"""The roles that a workspace offers nowhere: known to its admins alone, who may show them again."""

from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.people.viewer import viewer
from bot.features.rubric.find_rubric import find_topic
from bot.wiring import Actor, Workspace
from rubrics.authoring.team_layer import HIDDEN, laid_over, own_role
from storage.team_definitions import approved_roles


@dataclass(frozen=True)
class HiddenRole:
    """A role by its id, and what it is called."""

    id: str
    name: str


def hidden_roles(workspace: Workspace, actor: Actor) -> list[HiddenRole]:
    """Return the hidden roles by name; none for anyone who is no admin."""
    with workspace.reads() as session:
        if not viewer(workspace, session, actor).is_admin:
            return []
        approved = approved_roles(session, actor.team)
    known = {role.id: role.name for role in workspace.definitions.base.roles}
    hidden = [each for each in approved if each.written.get(HIDDEN)]
    named = [HiddenRole(each.role, str(each.written.get("name") or known.get(each.role, each.role))) for each in hidden]
    return sorted(named, key=lambda each: each.name)


def hidden_role_meant(workspace: Workspace, actor: Actor, text: str) -> HiddenRole | None:
    """Return the hidden role that a text asks for, as if it were offered; None for anyone who is no admin."""
    if workspace.catalogue.digest == workspace.definitions.base.digest:
        return None  # the workspace has nothing of its own, so nothing is hidden: the database need not be asked
    hidden = {each.id: each for each in hidden_roles(workspace, actor)}
    if not hidden:
        return None
    with workspace.reads() as session:
        approved = approved_roles(session, actor.team)
    shown = [{name: said for name, said in each.written.items() if name != HIDDEN} for each in approved]
    whole = laid_over(workspace.definitions.base, [own_role(written) for written in shown])
    try:
        return hidden.get(find_topic(whole, text).role)
    except Refusal:
        return None
