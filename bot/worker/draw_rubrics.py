"""Draws what asks admins to approve a rubric, and what its author is told of it; to no one who may not know of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.authoring.read_proposal import ProposalShown, proposal_in
from bot.features.authoring.show_proposal import asks, tells
from bot.slack.block_types import Message
from bot.wiring import Actor, Services
from rubrics.authoring.proposals import VersionState
from storage.messages import MessageRow


def draw_rubric_ask(services: Services, session: Session, row: MessageRow, _at: datetime) -> Message | None:
    """Return what asks an admin, or what came of it; nothing new once that is settled, or they are no admin now."""
    shown = _shown(services, session, row)
    if shown is None or (row.fresh and not (shown.is_waiting and shown.may_settle)):
        return None
    return asks(shown)


def draw_rubric_news(services: Services, session: Session, row: MessageRow, _at: datetime) -> Message | None:
    """Return what became of a proposal, for its author."""
    shown = _shown(services, session, row)
    return None if shown is None or shown.version.state is VersionState.PROPOSED else tells(shown)


def _shown(services: Services, session: Session, row: MessageRow) -> ProposalShown | None:
    try:
        return proposal_in(services.workspace(row.team_id), session, Actor(row.team_id, row.recipient), row.subject)
    except Refusal:
        return None
