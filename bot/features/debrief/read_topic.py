"""Reading both sides of a debrief's topics, one a page; each reading is noted once, turning a page is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.debrief.standing import Standing, not_running, readable, standing_of
from bot.features.loop.access import signal_of
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Competency
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from storage.access_log import note_access
from storage.scorecards import latest, versions_in


@dataclass(frozen=True)
class TopicRead:
    """One topic of a debrief: the scorecards that rate it as they are now, each with its rating, the highest first.

    `number` counts from 0; there is no competency where the panel has nothing to discuss.
    """

    standing: Standing
    number: int
    competency: Competency | None
    rated: Sequence[tuple[SubmittedCard, int]]


def topic_for(workspace: Workspace, actor: Actor, loop_id: str, number: int = 0, *, noted: bool = True) -> TopicRead:
    """Return both sides of a topic to someone who may read the panel; raises Refusal."""
    with workspace.reads() as session:
        loop, asking, debrief = readable(workspace, session, actor, loop_id)
        if debrief is None or debrief.canceled_at is not None:
            raise not_running(loop, debrief)
        standing = standing_of(session, loop, debrief, workspace.now, asking)
        cards = latest(versions_in(session, loop.id))
    topics = debrief.topics
    if topics and not 0 <= number < len(topics):
        raise Refusal("debrief_refusals.no_such_topic", steps=(signal_of(loop),))
    if noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_EVIDENCE, workspace.now)
    if not topics:
        return TopicRead(standing, 0, None, ())
    competency = loop.rubric.competency(topics[number].competency)
    rated = [(card, rating) for card in cards if (rating := card.ratings.get(competency.id)) is not None]
    return TopicRead(standing, number, competency, sorted(rated, key=lambda each: -each[1]))
