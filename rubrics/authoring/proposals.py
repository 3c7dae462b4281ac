"""A team's own versions of a role: how far each is, and what people did about it; knows no store."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from rubrics.catalogue.model import Value


class VersionState(StrEnum):
    """How far a version of a role is; the approved one is what the team's rubrics go by."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REPLACED = "replaced"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class VersionAct(StrEnum):
    """What someone did about a version, as its entries have it."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    HIDDEN = "hidden"
    SHOWN = "shown"


class RoleVersion(Value):
    """One version of a role that a team wrote; people are Slack ids.

    `written` is what a definition file holds under `role`; `begun_from` the digest of the version that was approved
    when its author began, None where there was none.
    """

    id: str
    team_id: str
    role: str
    number: int
    written: dict[str, Any]
    digest: str
    begun_from: str | None
    author: str
    proposed_at: datetime
    state: VersionState
    settled_by: str | None = None
    settled_at: datetime | None = None
    note: str | None = None
