"""Reading a revealed panel's scorecards in full; every reading is noted, turning a page of one is not."""

from dataclasses import dataclass

from bot.features.loop.access import loop_known_to
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from rubrics.panel.remarks import judging
from rubrics.panel.scorecard import SubmittedCard, shown_versions
from storage.access_log import note_access
from storage.scorecards import versions_in


@dataclass(frozen=True)
class Evidence:
    """A revealed panel in full: each scorecard as it was revealed, and every change since.

    `judging` are the notes for the next interviewer that were not handed on, since they rate the candidate.
    """

    loop: Loop
    cards: tuple[SubmittedCard, ...]
    judging: frozenset[str]


def evidence_for(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> Evidence:
    """Return a revealed panel's scorecards to someone entitled, and note the reading; raises Refusal.

    `noted` is False where the same reader only turns a page.
    """
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise why_sealed(session, loop, asking)
        cards = shown_versions(versions_in(session, loop.id))
    judged = frozenset(card.next_note for card in cards if judging(card.next_note, workspace.remark_rules))
    if noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_EVIDENCE, workspace.now)
    return Evidence(loop, cards, judged)
