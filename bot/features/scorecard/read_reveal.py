"""Reading a panel at its reveal, and what it says of one competency, side by side; every reading is noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to
from bot.features.scorecard.submit_scorecard import Submission
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Competency
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from storage.access_log import note_access
from storage.scorecards import latest, versions_in


@dataclass(frozen=True)
class Sides:
    """One competency of a revealed panel: the scorecards that rate it as they are now, each with its rating."""

    loop: Loop
    competency: Competency
    rated: Sequence[tuple[SubmittedCard, int]]


def note_reveal_read(workspace: Workspace, actor: Actor, done: Submission) -> None:
    """Note that someone is shown the ratings that their own submit revealed; nothing where it shows none."""
    if done.panel is not None:
        note_access(workspace.sessions, done.loop, actor.user, AuditAction.READ_RATINGS, workspace.now)


def sides_of(workspace: Workspace, actor: Actor, loop_id: str, competency_id: str) -> Sides:
    """Return what the panel says of a competency to someone who may read its content, and note it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise why_sealed(session, loop, asking)
        cards = latest(versions_in(session, loop.id))
    competency = next((each for each in loop.rubric.competencies if each.id == competency_id), None)
    if competency is None:
        raise Refusal("scorecard_refusals.no_such_competency")
    rated = [(card, rating) for card in cards if (rating := card.ratings.get(competency_id)) is not None]
    note_access(workspace.sessions, loop, actor.user, AuditAction.READ_EVIDENCE, workspace.now)
    return Sides(loop, competency, rated)
