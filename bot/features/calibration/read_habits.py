"""How someone rates in their interviews, worked out when they ask and kept nowhere; for their own eyes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.features.calibration.access import member
from bot.wiring import Actor, Workspace
from rubrics.calibration.habits import Habits, RatedTogether, habits_of, shared_candidates
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import REVEALED, InterviewState, Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal.panel import panel_of
from rubrics.signal.voices import voices_of
from storage.loop_lists import ListedLoop
from storage.loop_reading import loops_by_id
from storage.rated_loops import rated_loops
from storage.scorecards import latest, practice_in, versions_in

WINDOW = timedelta(days=730)
"""Two years: as long as interviews serve to learn how people rate (docs/calibration.md)."""
MOST_PANELS = 60
"""The newest: what someone did before some forty candidates says little of how they rate now."""


@dataclass(frozen=True)
class OwnHabits:
    """How someone rates; `habits` is None while they shared too few `candidates` with colleagues."""

    candidates: int
    habits: Habits | None


def habits_for(workspace: Workspace, actor: Actor) -> OwnHabits:
    """Return how the actor rates, from panels that they may read and rated in themselves; raises Refusal.

    Ratings are taken as they were at the reveal: a change afterward was made in view of the others'.
    """
    with workspace.reads() as session:
        asking = member(workspace, session, actor)
        ids = rated_loops(session, actor.team, actor.user, workspace.now - WINDOW, MOST_PANELS)
        loops = [loop for loop in loops_by_id(session, actor.team, ids) if may_see_content(loop, asking)]
        found = [_panel(session, loop, actor.user) for loop in loops]
    panels = [panel for panel in found if panel]
    return OwnHabits(
        shared_candidates(panels), habits_of(panels, actor.user, revealed_without=len(found) - len(panels))
    )


def panels_rated(listed: Iterable[ListedLoop]) -> int:
    """Return in how many revealed panels of a list the person has rated: what Home goes by, which reads none."""
    return sum(each.state in REVEALED and each.interview is InterviewState.SUBMITTED for each in listed)


def _panel(session: Session, loop: Loop, person: str) -> RatedTogether | None:
    in_training = any(not each.counts for each in loop.interviews_of(person))
    cards, practiced = versions_in(session, loop.id), practice_in(session, loop.id) if in_training else []
    counted, practice = latest(cards, before_reveal=True), latest(practiced, before_reveal=True)
    own = [card for card in (*counted, *practice) if card.interviewer == person]
    others = [card for card in counted if card.interviewer != person]
    if not own:
        return None
    panel = panel_of(voices_of([card.scorecard for card in (*own, *others)]), loop.rubric)
    return RatedTogether(
        candidate=loop.candidate_id,
        means={card.interviewer: card.mean for card in panel.cards},
        own=_ratings(own, loop.rubric),
        others=_ratings(others, loop.rubric),
        is_late=_is_late(loop, [card for card in (*cards, *practiced) if card.interviewer == person]),
        trained=tuple(pair for card in practice if card in own for pair in _beside_trainer(loop, card, others)),
    )


def _is_late(loop: Loop, versions: Sequence[SubmittedCard]) -> bool:
    """Tell whether a scorecard first came after the deadline: a later change of one that was in makes no one late."""
    came: dict[str, datetime] = {}
    for card in versions:
        came[card.interview] = min(card.submitted_at, came.get(card.interview, card.submitted_at))
    return any(each > loop.deadline_at for each in came.values())


def _ratings(cards: Sequence[SubmittedCard], rubric: Rubric) -> tuple[int, ...]:
    """Return the ratings given on the usual scale: a 3 of four points is another thing."""
    usual = [each.id for each in rubric.competencies if each.scale.is_plain]
    given = (card.ratings.get(competency) for card in cards for competency in usual)
    return tuple(rating for rating in given if rating is not None)


def _beside_trainer(loop: Loop, card: SubmittedCard, others: Sequence[SubmittedCard]) -> list[tuple[int, int]]:
    """Return what someone in training gave, with what their trainer gave the same competency."""
    own = next(each for each in loop.interviews if each.id == card.interview)
    trainers = {each.id for each in loop.together_with(own) if each.counts}
    given = [each.ratings for each in others if each.interview in trainers]
    pairs = ((rating, other.get(competency)) for other in given for competency, rating in card.ratings.items())
    return [(rating, trainers) for rating, trainers in pairs if rating is not None and trainers is not None]
