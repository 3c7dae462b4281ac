"""Who is told what of a proposal, as wishes of the outbox: what someone must learn is a new message of its own."""

from sqlalchemy.orm import Session

from bot.features.authoring.access import admins_here
from bot.wiring import Workspace
from rubrics.authoring.proposals import RoleVersion
from storage.messages import MessageKind
from storage.outbox import want_edit, want_message
from storage.people import name_people

MOST_ASKED = 5
"""Admins who are asked at once: the first who has a moment decides, and the others see that it's done."""


def ask_admins(workspace: Workspace, session: Session, version: RoleVersion) -> None:
    """Have the admins asked to approve a proposal; never its author, who is shown that they alone can."""
    admins = [each for each in admins_here(workspace, session) if each != version.author][:MOST_ASKED]
    name_people(session, version.team_id, [version.author, *admins])
    for admin in admins:
        want_message(
            session,
            team_id=version.team_id,
            kind=MessageKind.RUBRIC_PROPOSAL,
            subject=version.id,
            recipient=admin,
            actor=version.author,
        )


def redraw(session: Session, version: RoleVersion) -> None:
    """Have what stands with the admins show what became of a proposal."""
    want_edit(session, team_id=version.team_id, kind=MessageKind.RUBRIC_PROPOSAL, subject=version.id)


def tell_author(session: Session, version: RoleVersion, *, by: str) -> None:
    """Tell who proposed a version what became of it, unless they did it themselves."""
    if by != version.author:
        want_message(
            session,
            team_id=version.team_id,
            kind=MessageKind.RUBRIC_NEWS,
            subject=version.id,
            recipient=version.author,
        )
