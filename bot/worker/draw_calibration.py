"""Draws what asks people to rate sample answers, and what tells them of results; nothing in it says who said what."""

from sqlalchemy.orm import Session

from bot.features.calibration.show_rating import called
from bot.features.calibration.show_rounds import asks, tells
from bot.features.calibration.tell_raters import CLOSED, REMINDER
from bot.features.workspace.declared import REMINDS
from bot.features.workspace.settings import settings_in
from bot.slack.block_types import Message
from bot.wiring import Services
from bot.worker.scenes import Drawn
from rubrics.calibration.round import Part, Round
from storage.calibration import round_row, round_value
from storage.calibration_parts import own_parts
from storage.messages import MessageKind, MessageRow


def draw_calibration(services: Services, session: Session, row: MessageRow) -> Drawn:
    """Return what a person is asked or told; nothing where the round is gone, or they need not be asked any more."""
    around = _round(session, row)
    if around is None:
        return Drawn(None)
    if row.kind is MessageKind.CALIBRATION_RESULTS:
        return Drawn(tells(around, is_closed=row.occasion == CLOSED))
    own = own_parts(session, row.recipient, [around.id])[around.id]
    is_reminder, is_over = row.occasion == REMINDER, not around.is_open(services.now())
    is_wanted = not is_reminder or settings_in(session, row.team_id)[REMINDS]
    if row.fresh and (is_over or not is_wanted or own.part not in (Part.ASKED, Part.BEGUN)):
        return Drawn(None)
    return Drawn(asks(around, by=row.actor or around.opened_by, is_over=is_over, is_reminder=is_reminder))


def calibration_post(services: Services, row: MessageRow) -> tuple[str, Message] | None:
    """Return what a channel is asked, with what it is called; None where the round is gone."""
    with services.reads() as session:
        around = _round(session, row)
    if around is None:
        return None
    is_over = not around.is_open(services.now())
    return called(around.sample), asks(around, by=row.actor or around.opened_by, is_over=is_over)


def _round(session: Session, row: MessageRow) -> Round | None:
    found = round_row(session, row.team_id, row.subject)
    return round_value(session, found) if found else None
