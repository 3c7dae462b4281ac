"""The people Debrief knows in a workspace; only admins may ask."""

from dataclasses import dataclass
from enum import StrEnum

from bot.features.people.admins import is_admin, need_admin_in
from bot.wiring import Actor, Workspace
from rubrics.catalogue.levels import Level
from storage.people import PersonRow, people_of_team


class Standing(StrEnum):
    """Why someone cannot take part, or is not known well enough to tell."""

    APP = "app"
    DEACTIVATED = "deactivated"
    STRANGER = "stranger"
    GUEST = "guest"
    NOT_LOOKED_UP = "not_looked_up"


@dataclass(frozen=True)
class KnownPerson:
    """What Debrief knows of one person; `standing` says why they cannot take part, where they cannot."""

    user: str
    time_zone: str | None
    seniority: Level | None
    is_admin: bool
    standing: Standing | None


def known_people(workspace: Workspace, actor: Actor) -> list[KnownPerson]:
    """Return everybody who was ever named in this workspace, by name; raises Refusal for anyone who is no admin."""
    with workspace.reads() as session:
        need_admin_in(workspace, session, actor)
        return [_known(workspace, row) for row in people_of_team(session, actor.team)]


def _known(workspace: Workspace, row: PersonRow) -> KnownPerson:
    return KnownPerson(
        user=row.user_id,
        time_zone=row.time_zone,
        seniority=Level(row.seniority) if row.seniority else None,
        is_admin=is_admin(workspace, row),
        standing=standing_of(row),
    )


def standing_of(row: PersonRow) -> Standing | None:
    """Return the most serious reason why someone cannot take part; None where there is none."""
    reasons = (
        (row.is_bot, Standing.APP),
        (row.is_deleted, Standing.DEACTIVATED),
        (row.is_stranger, Standing.STRANGER),
        (row.is_guest, Standing.GUEST),
        (row.fetched_at is None, Standing.NOT_LOOKED_UP),
    )
    return next((standing for holds, standing in reasons if holds), None)
