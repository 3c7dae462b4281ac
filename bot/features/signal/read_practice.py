"""Reading the scorecards of those in training: for whoever trained them, after the reveal; every reading is noted."""

from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loop_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_shadow
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from storage.access_log import note_access
from storage.scorecards import latest, practice_in


@dataclass(frozen=True)
class Practice:
    """The scorecards of those whom one person trains in a loop, as they stand now; empty while none is in."""

    loop: Loop
    cards: tuple[SubmittedCard, ...]


def practice_for(workspace: Workspace, actor: Actor, loop_id: str) -> Practice:
    """Return the practice scorecards that somebody may read in a loop, and note the reading; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        readable = {i.id for i in loop.interviews if may_see_shadow(loop, asking, i)}
        if not readable:
            raise Refusal("signal_refusals.practice", steps=(loop_of(loop),))
        cards = tuple(card for card in latest(practice_in(session, loop.id)) if card.interview in readable)
    if any(card.interviewer != actor.user for card in cards):
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_EVIDENCE, workspace.now)
    return Practice(loop, cards)
