"""Drafting feedback for a candidate from their revealed panel, and looking over what someone made of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.feedback_cautions import Caution, cautions
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_run, may_see_content
from rubrics.signal import FeedbackPoints, feedback_points
from storage.loop_lists import candidates_known
from storage.people import people_named
from storage.signals import newest_signals, overall_signal


@dataclass(frozen=True)
class FeedbackDraft:
    """What a candidate may be told, by competency."""

    loop: Loop
    points: FeedbackPoints


def draft_feedback(workspace: Workspace, actor: Actor, loop_id: str) -> FeedbackDraft:
    """Return the draft to anyone who runs the loop and may read its panel; raises Refusal."""
    with workspace.reads() as session:
        loop = _runner_of(workspace, session, actor, loop_id)
        signal = overall_signal(session, [loop.id]) or newest_signals(session, [loop.id])[loop.id]
        return FeedbackDraft(loop, feedback_points(signal, loop.rubric))


def look_over(workspace: Workspace, actor: Actor, loop_id: str, text: str) -> tuple[Loop, tuple[Caution, ...]]:
    """Return what a text should not hold, for anyone who may draft it; nothing of it is kept. Raises Refusal."""
    with workspace.reads() as session:
        loop = _runner_of(workspace, session, actor, loop_id)
        people = {loop.hiring_manager, loop.recruiter, loop.opened_by, *(each.interviewer for each in loop.interviews)}
        names = {row.name for row in people_named(session, loop.team_id, people).values() if row.name}
        others = candidates_known(session, actor.team, actor.user)
        names |= {each.name for each in others if each.id != loop.candidate_id}
    return loop, cautions(text, sorted(names), workspace.remark_rules)


def _runner_of(workspace: Workspace, session: Session, actor: Actor, loop_id: str) -> Loop:
    loop, asking = loop_known_to(workspace, session, actor, loop_id)
    if not may_run(loop, asking):
        raise Refusal("feedback_refusals.not_yours", steps=(loop_of(loop),))
    if not (loop.is_revealed and may_see_content(loop, asking)):
        raise why_sealed(session, loop, asking)
    return loop
