"""Draws what asks people to approve a JD, and what those who asked are told of it; to no one who may not know of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.approval.access import KnownJd, jd_known_to
from bot.features.approval.show_told import asked_no_longer, asks, tells, tells_of_leaver
from bot.slack.block_types import Message
from bot.wiring import Actor, Services
from rubrics.jd.versions import JdAct, JdState, JdVersion
from storage.jd_entries import JdEntryRow, jd_entry
from storage.jd_versions import LEFT
from storage.messages import MessageRow


def draw_jd_ask(services: Services, session: Session, row: MessageRow, _at: datetime) -> Message | None:
    """Return what asks someone to approve, or what came of it; nothing new where they need not be asked any more."""
    known = _known(services, session, row)
    if row.fresh:
        is_wanted = known is not None and known.jd.waits_for(row.recipient)
        return asks(known.jd, known.opening, row.recipient) if known is not None and is_wanted else None
    return asks(known.jd, known.opening, row.recipient) if known is not None else asked_no_longer()


def draw_jd_news(services: Services, session: Session, row: MessageRow, _at: datetime) -> Message | None:
    """Return what became of an approval; nothing where the person who left is asked no longer."""
    known = _known(services, session, row)
    if known is None:
        return None
    if row.occasion.startswith(LEFT):
        waits = known.jd.state is JdState.IN_REVIEW and known.jd.waits_for(row.occasion.removeprefix(LEFT))
        return tells_of_leaver(known.jd, known.opening, row.occasion) if waits or not row.fresh else None
    entry = jd_entry(session, known.jd.id, int(row.occasion))
    if entry is None or (row.fresh and _is_overtaken(known.jd, entry)):
        return None
    return tells(known.jd, known.opening, entry)


def _is_overtaken(jd: JdVersion, entry: JdEntryRow) -> bool:
    """Tell whether what was done is undone, or settled, before anyone was told of it."""
    match entry.act:
        case JdAct.APPROVED:
            return jd.state is not JdState.IN_REVIEW or not jd.has_approved(entry.actor)
        case JdAct.TAKEN_BACK:
            return jd.state is not JdState.IN_REVIEW or jd.has_approved(entry.actor)
    return False


def _known(services: Services, session: Session, row: MessageRow) -> KnownJd | None:
    workspace, reader = services.workspace(row.team_id), Actor(row.team_id, row.recipient)
    try:
        return jd_known_to(workspace, session, reader, row.subject)
    except Refusal:
        return None
