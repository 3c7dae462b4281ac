"""What one interviewer's ratings did to a signal, and where they lie beside the others'; knows no words."""

from collections.abc import Mapping, Sequence

from rubrics.catalogue.model import Recommendation, Rubric, Scorecard, Value
from rubrics.catalogue.scale import FIVE, Scale
from rubrics.signal.panel import panel_of
from rubrics.signal.score import rating_weights, score_of
from rubrics.signal.tally import Tally
from rubrics.signal.topics import differ
from rubrics.signal.values import HireSignal
from rubrics.signal.voices import voices_of


class OwnPart(Value):
    """One interviewer's part of a score: `share` of its weights, from 0 to 1, and the score without their ratings.

    `without` is None where no one else rated anything.
    """

    share: float
    without: float | None


class BesideOthers(Value):
    """One interviewer's rating of a competency beside those of the others who rated it, the highest first.

    Of someone who rated it in two interviews it is the mean.
    """

    competency: str
    name: str
    own: float
    others: Mapping[str, float]
    scale: Scale = FIVE

    @property
    def gap(self) -> float:
        """How far the rating that is farthest from one's own lies from it; 0 where no one else rated."""
        return max((abs(rating - self.own) for rating in self.others.values()), default=0)

    @property
    def differs(self) -> bool:
        """Whether someone's rating lies as far away as makes a topic for the debrief: half the scale or more."""
        others = self.others.values()
        return any(differ(min(self.own, rating), max(self.own, rating), self.scale) for rating in others)


def own_part(signal: HireSignal, scorecards: Sequence[Scorecard], rubric: Rubric, interviewer: str) -> OwnPart:
    """Return what an interviewer's scorecard does to the signal of these scorecards; their own is among them."""
    others = panel_of([voice for voice in voices_of(scorecards) if voice.interviewer != interviewer], rubric)
    return OwnPart(
        share=sum(part.weight for part in signal.by_interviewer if part.interviewer == interviewer),
        without=rubric.scale.rating_at(score_of(others, rating_weights(others.weights, others.rated)))
        if others.cards
        else None,
    )


def lone_recommendation(scorecards: Sequence[Scorecard], tally: Tally, interviewer: str) -> Recommendation | None:
    """Return what an interviewer recommends where all others who recommend anything point the other way, else None.

    `tally` is that of these scorecards.
    """
    own = next(voice.recommendation for voice in voices_of(scorecards) if voice.interviewer == interviewer)
    if own is None or tally.given == 1:
        return None
    alike = tally.for_hire if own.is_for_hire else tally.against
    return own if alike == 1 else None


def beside_others(scorecards: Sequence[Scorecard], rubric: Rubric, interviewer: str) -> tuple[BesideOthers, ...]:
    """Return each competency that an interviewer rated, the widest gap first and then in the rubric's order."""
    ratings = {voice.interviewer: voice.ratings for voice in voices_of(scorecards)}
    own = ratings[interviewer]
    rated = (
        BesideOthers(
            competency=competency.id,
            name=competency.name,
            own=own[competency.id],
            others=_others(ratings, competency.id, interviewer),
            scale=competency.scale,
        )
        for competency in rubric.competencies
        if competency.id in own
    )
    return tuple(sorted(rated, key=lambda each: -each.gap))


def _others(ratings: Mapping[str, Mapping[str, float]], competency: str, interviewer: str) -> dict[str, float]:
    given = {person: own[competency] for person, own in ratings.items() if competency in own and person != interviewer}
    return dict(sorted(given.items(), key=lambda each: -each[1]))
