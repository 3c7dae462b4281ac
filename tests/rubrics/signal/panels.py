"""Panels for the tests of the hire signal: drawn by hypothesis, or written out in one line."""

from collections.abc import Mapping

from hypothesis import strategies as st

from rubrics.catalogue.model import Competency, Recommendation, Rubric, Scorecard
from tests.evaluations.signal_simulator import rubric_of

RECOMMENDATIONS = tuple(Recommendation)


def with_floors(rubric: Rubric, floors: Mapping[int, float]) -> Rubric:
    """The same rubric with floors on some competencies, by position."""

    def changed(number: int, competency: Competency) -> Competency:
        return competency.model_copy(update={"must_have": number in floors, "floor": floors.get(number)})

    competencies = tuple(changed(number, competency) for number, competency in enumerate(rubric.competencies))
    return rubric.model_copy(update={"competencies": competencies})


def card(
    interviewer: str, ratings: Mapping[int, int] | list[int], recommendation: Recommendation | str | None = None
) -> Scorecard:
    """A scorecard with ratings by position in the rubric."""
    pairs = ratings.items() if isinstance(ratings, Mapping) else enumerate(ratings)
    return Scorecard(
        interviewer=interviewer,
        ratings={f"competency-{number}": rating for number, rating in pairs},
        recommendation=None if recommendation is None else Recommendation(recommendation),
    )


def unanimous(
    rating: int, recommendation: str | None, *, interviewers: int = 4, competencies: int = 5
) -> list[Scorecard]:
    """A panel that says the same of everything."""
    return [card(f"interviewer {n}", [rating] * competencies, recommendation) for n in range(interviewers)]


@st.composite
def rubrics(draw: st.DrawFn, *, shares: tuple[float, ...] = (0, 0.001, 0.1, 0.25, 0.5)) -> Rubric:
    """Any rubric: one to eight weights from the least to the greatest that definitions take, any bar, any minimum."""
    weights = draw(st.lists(st.floats(0.001, 100) | st.sampled_from((0.001, 100.0)), min_size=1, max_size=8))
    return rubric_of(
        weights,
        recommendation_share=draw(st.sampled_from(shares)),
        bar=draw(st.floats(1, 5)),
        minimum_scorecards=draw(st.integers(1, 5)),
    )


@st.composite
def panels(draw: st.DrawFn, rubric: Rubric, *, least: int = 0, full: bool = False) -> list[Scorecard]:
    """Up to six scorecards, or twelve, with gaps of every kind unless full."""
    number = draw(st.integers(least, 6) | st.just(12))
    return [draw(_card(f"interviewer {n}", rubric, full)) for n in range(number)]


@st.composite
def _card(draw: st.DrawFn, interviewer: str, rubric: Rubric, full: bool) -> Scorecard:
    ids = [competency.id for competency in rubric.competencies]
    rating = st.integers(1, 5)
    ratings = draw(
        st.fixed_dictionaries(dict.fromkeys(ids, rating)) if full else st.dictionaries(st.sampled_from(ids), rating)
    )
    recommendation = st.sampled_from(RECOMMENDATIONS)
    given = draw(recommendation if full else st.none() | recommendation)
    return Scorecard(interviewer=interviewer, ratings=ratings, recommendation=given)


@st.composite
def cases(draw: st.DrawFn, *, least: int = 0, full: bool = False) -> tuple[list[Scorecard], Rubric]:
    """A panel with its rubric."""
    rubric = draw(rubrics())
    return draw(panels(rubric, least=least, full=full)), rubric


@st.composite
def replaced_ratings(draw: st.DrawFn, scorecards: list[Scorecard]) -> list[Scorecard]:
    """The same panel in design: the same people rate the same things, but differently."""
    changed = []
    for before in scorecards:
        ratings = {item: draw(st.integers(1, 5)) for item in before.ratings}
        given = None if before.recommendation is None else draw(st.sampled_from(RECOMMENDATIONS))
        changed.append(Scorecard(interviewer=before.interviewer, ratings=ratings, recommendation=given))
    return changed


@st.composite
def raised(draw: st.DrawFn, scorecards: list[Scorecard]) -> list[Scorecard]:
    """The same panel with some ratings and recommendations raised and none lowered."""
    changed = []
    for before in scorecards:
        ratings = {item: draw(st.integers(rating, 5)) for item, rating in before.ratings.items()}
        given = before.recommendation
        if given is not None:
            given = draw(st.sampled_from(RECOMMENDATIONS[RECOMMENDATIONS.index(given) :]))
        changed.append(Scorecard(interviewer=before.interviewer, ratings=ratings, recommendation=given))
    return changed
