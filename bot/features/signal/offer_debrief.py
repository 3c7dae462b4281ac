"""Whether a loop's debrief is to be started or opened, for the button beside its signal; knows no debrief's content."""

from enum import StrEnum

from sqlalchemy.orm import Session

from rubrics.panel.debrief import may_lead, why_not_debriefed
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_content
from storage.debriefs import debrief_of


class DebriefOffer(StrEnum):
    """What a button beside a signal leads to."""

    START = "start"
    OPEN = "open"


def offered_debrief(session: Session, loop: Loop, reader: Viewer | None = None) -> DebriefOffer | None:
    """Return what is offered to a reader, or to all who read a channel; None where nothing is."""
    if why_not_debriefed(loop) is not None or (reader is not None and not may_see_content(loop, reader)):
        return None
    debrief = debrief_of(session, loop.id)
    if debrief is not None and debrief.canceled_at is None:
        return DebriefOffer.OPEN
    return DebriefOffer.START if reader is None or may_lead(loop, reader) else None
