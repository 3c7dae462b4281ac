"""Who may open loops and openings in a workspace, and whom the others are to ask."""

from sqlalchemy.orm import Session

from bot.errors import Plea, Refusal
from bot.features.doors import HELP, RUBRICS
from bot.features.people.admins import admin_ids
from bot.features.people.viewer import viewer
from bot.features.workspace.declared import OPENERS, RECRUITERS, WHO_OPENS, WhoOpens
from bot.features.workspace.settings import WorkspaceSettings, settings_in
from bot.wiring import Actor, Workspace
from rubrics.panel.permissions import Viewer
from storage.people import people_named

TO_OPEN = "open"
"""What someone who may not open a loop asks for."""
MOST_ASKED = 2
"""People that a refusal names: one is enough to ask, a second where that one is away."""


def may_open(settings: WorkspaceSettings, asking: Viewer) -> bool:
    """Tell whether someone may open loops: a full member whom the settings allow, or an admin."""
    if asking.is_outsider:
        return False
    allowed = _allowed(settings)
    return allowed is None or asking.is_admin or asking.user in allowed


def need_opener(workspace: Workspace, actor: Actor) -> None:
    """Refuse anyone who may not open loops, with whom to ask."""
    with workspace.reads() as session:
        need_opener_in(workspace, session, actor)


def need_opener_in(workspace: Workspace, session: Session, actor: Actor) -> None:
    """Do the same inside a transaction that is open already."""
    asking = viewer(workspace, session, actor)
    if asking.is_outsider:
        raise Refusal("workspace_refusals.opener_is_outsider")
    if not may_open(settings_in(session, workspace.team), asking):
        ask = openers_to_ask(workspace, session)
        names, steps = [name for _, name in ask], (RUBRICS, HELP)
        raise Refusal("workspace_refusals.may_not_open", ask=names, steps=steps, plea=Plea(TO_OPEN))


def openers_to_ask(workspace: Workspace, session: Session) -> list[tuple[str, str]]:
    """Return a few who may open loops, by id and name: those the settings name, then admins; none who has left."""
    allowed = _allowed(settings_in(session, workspace.team)) or ()
    candidates = list(dict.fromkeys([*allowed, *admin_ids(workspace, session)]))
    known = people_named(session, workspace.team, candidates)
    active = [known[user] for user in candidates if user in known and not known[user].is_deleted]
    return [(person.user_id, person.name) for person in active if person.name][:MOST_ASKED]


def _allowed(settings: WorkspaceSettings) -> tuple[str, ...] | None:
    """Return whom the settings allow besides admins; None for everyone."""
    match settings[WHO_OPENS]:
        case WhoOpens.EVERYONE:
            return None
        case WhoOpens.RECRUITERS:
            return settings[RECRUITERS]
        case WhoOpens.LISTED:
            return (*settings[RECRUITERS], *settings[OPENERS])
