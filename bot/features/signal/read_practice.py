"""Reading the scorecards of those in training: for their trainer, after the reveal; every reading is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loop_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content, may_see_shadow
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import SubmittedCard
from storage.access_log import note_access
from storage.scorecards import latest, practice_in, versions_in


@dataclass(frozen=True)
class Practice:
    """The scorecards of those whom one person trains in a loop, as they stand now; empty while none is in."""

    loop: Loop
    cards: tuple[SubmittedCard, ...]
    trainers: Mapping[str, SubmittedCard] = field(default_factory=dict)
    """By interview in training, the scorecard of anyone who trained there; nothing while its reader may not read it."""

    def trainers_rating(self, card: SubmittedCard, competency: str) -> int | None:
        """Return what the trainer gave a competency of a practice scorecard, as far as the reader may know."""
        trainers = self.trainers.get(card.interview)
        return trainers.ratings.get(competency) if trainers else None


def practice_for(workspace: Workspace, actor: Actor, loop_id: str) -> Practice:
    """Return the practice scorecards that someone may read in a loop, and note the reading; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        readable = {i.id for i in loop.interviews if may_see_shadow(loop, asking, i)}
        if not readable:
            raise Refusal("signal_refusals.practice", steps=(loop_of(loop),))
        cards = tuple(card for card in latest(practice_in(session, loop.id)) if card.interview in readable)
        counted = latest(versions_in(session, loop.id)) if cards and may_see_content(loop, asking) else []
    trainers = _trainers(loop, cards, counted)
    if any(card.interviewer != actor.user for card in (*cards, *trainers.values())):
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_EVIDENCE, workspace.now)
    return Practice(loop, cards, trainers)


def _trainers(loop: Loop, cards: Sequence[SubmittedCard], counted: Sequence[SubmittedCard]) -> dict[str, SubmittedCard]:
    """Return the scorecard of anyone who trained in each interview that these practice scorecards are of."""
    by_interview = {card.interview: card for card in counted}
    own = {each.id: each for each in loop.interviews}
    trained = {card.interview: loop.together_with(own[card.interview]) for card in cards}
    return {
        interview: by_interview[trainer.id]
        for interview, together in trained.items()
        for trainer in together
        if trainer.counts and trainer.id in by_interview
    }
