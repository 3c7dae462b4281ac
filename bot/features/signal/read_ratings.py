"""Reading each person's ratings, as the matrix and as parts of the sum; every reading is noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.loop.access import loop_known_to
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import HireSignal
from storage.access_log import note_access
from storage.people import people_named
from storage.scorecards import latest, versions_in
from storage.signals import signals_of


@dataclass(frozen=True)
class Ratings:
    """Who rated what in a revealed panel, each scorecard as it stands now, in the panel's order.

    `names` says what its interviewers are called, as far as Slack has said so.
    """

    loop: Loop
    signals: Sequence[HireSignal]
    cards: Sequence[SubmittedCard]
    names: dict[str, str]


def ratings_for(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> Ratings:
    """Return a panel's ratings to someone entitled, and note the reading; raises Refusal.

    `noted` is False where the same reader only sees again what they had in front of them.
    """
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise why_sealed(session, loop, asking)
        ratings = ratings_in(session, loop)
    if noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_RATINGS, workspace.now)
    return ratings


def ratings_in(session: Session, loop: Loop) -> Ratings:
    """Return the ratings of a revealed panel, no matter who asks."""
    cards = latest(versions_in(session, loop.id))
    known = people_named(session, loop.team_id, [card.interviewer for card in cards])
    names = {user: row.name for user, row in known.items() if row.name}
    return Ratings(loop, signals_of(session, loop.id), cards, names)
