"""Where the panel disagrees: what is listed, in which order, and what the tally says."""

import pytest
from hypothesis import given

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.signal import Contradiction, Disagreement, Topic, discuss_first, summarize
from tests.evaluations.signal_simulator import rubric_of
from tests.rubrics.signal.panels import card, cases, unanimous, with_floors

USUAL = rubric_of((3, 2, 2, 1, 2))


def test_a_competency_shows_how_many_rated_it_their_mean_and_their_range() -> None:
    signal = summarize([card("Ana", {0: 2}), card("Ben", {0: 4, 1: 3}), card("Cy", {0: 3})], rubric_of((3, 2, 1)))
    first, second, third = signal.competencies
    assert (first.n, first.mean, first.low, first.high, first.differs) == (3, 3.0, 2, 4, True)
    assert (second.n, second.mean, second.differs) == (1, 3.0, False)
    assert (third.n, third.mean, third.low, third.high, third.differs) == (0, None, None, None, False)
    assert signal.coverage.share == pytest.approx(5 / 6)
    assert signal.coverage.not_assessed == ("competency-2",)
    assert signal.coverage.rated_once == ("competency-1",)


def test_the_split_of_the_panel_comes_first_then_the_widest_range_then_the_heaviest() -> None:
    panel = [card("Ana", [5, 5, 5, 1, 3], "strong_yes"), card("Ben", [3, 3, 5, 5, 3], "no"), card("Cy", [4] * 5, "yes")]
    found = [(topic.topic, topic.competency) for topic in summarize(panel, USUAL).disagreements]
    assert found == [
        (Topic.SPLIT_PANEL, None),
        (Topic.COMPETENCY, "competency-3"),
        (Topic.COMPETENCY, "competency-0"),
        (Topic.COMPETENCY, "competency-1"),
    ]


def test_what_all_agree_is_weak_is_discussed_too_must_haves_first_and_then_the_lowest() -> None:
    rubric = with_floors(USUAL, {4: 1.5})
    signal = summarize([card(str(n), [2, 4, 1, 4, 2], "yes") for n in range(3)], rubric)
    found = [(topic.topic, topic.competency) for topic in discuss_first(signal)]
    assert found == [
        (Topic.MUST_HAVE, "competency-4"),
        (Topic.AGAINST_RATINGS, None),
        (Topic.WEAK, "competency-2"),
        (Topic.WEAK, "competency-0"),
    ]
    assert [topic.topic for topic in signal.disagreements] == [Topic.AGAINST_RATINGS]


def test_a_missed_floor_is_the_first_topic_and_named_once_though_its_raters_differ() -> None:
    panel = [card("Ana", [5, 4, 4, 1, 4], "yes"), card("Ben", [3, 4, 4, 3, 4], "strong_no"), card("Cy", {0: 4}, "yes")]
    topics = discuss_first(summarize(panel, with_floors(USUAL, {3: 2.5})))
    assert [(topic.topic, topic.competency) for topic in topics] == [
        (Topic.FLOOR, "competency-3"),
        (Topic.SPLIT_PANEL, None),
        (Topic.COMPETENCY, "competency-0"),
    ]


def test_a_missed_must_have_comes_before_what_people_differ_on_and_once_though_they_differ_on_it() -> None:
    panel = [card("Ana", [1, 5, 4, 4, 2], "yes"), card("Ben", [4, 2, 4, 4, 2], "yes"), card("Cy", [1, 4, 4, 4, 2])]
    topics = discuss_first(summarize(panel, rubric_of((3, 2, 2, 1, 2), must_haves=(0, 4))))
    assert [(topic.topic, topic.competency) for topic in topics if topic.competency] == [
        (Topic.MUST_HAVE, "competency-0"),
        (Topic.MUST_HAVE, "competency-4"),
        (Topic.COMPETENCY, "competency-1"),
    ]


def test_what_fewer_people_rated_than_may_be_read_is_no_topic() -> None:
    signal = summarize([card("Ana", {0: 2, 1: 2}), card("Ben", {0: 2})], with_floors(USUAL, {1: 2.5}))
    assert [topic.competency for topic in discuss_first(signal)] == ["competency-1", "competency-0"]
    assert [topic.competency for topic in discuss_first(signal, least=2)] == ["competency-0"]


def test_a_panel_of_one_mind_has_no_topics() -> None:
    assert summarize(unanimous(4, "yes"), USUAL).disagreements == ()


def test_a_lone_no_is_mentioned_though_it_splits_nothing() -> None:
    panel = [*unanimous(4, "yes", interviewers=5), card("the other", [4] * 5, "no")]
    (topic,) = summarize(panel, USUAL).disagreements
    assert topic == Disagreement(topic=Topic.LONE_VOICE)


@pytest.mark.parametrize("recommendation", ["strong_no", "no", "yes", "strong_yes"])
def test_a_panel_that_recommends_the_same_has_no_lone_voice_whichever_it_is(recommendation: str) -> None:
    topics = {topic.topic for topic in summarize(unanimous(3, recommendation), USUAL).disagreements}
    assert not topics & {Topic.LONE_VOICE, Topic.SPLIT_PANEL}


@pytest.mark.parametrize(("noes", "topic"), [(1, Topic.LONE_VOICE), (2, Topic.SPLIT_PANEL)])
def test_of_five_one_no_is_a_lone_voice_and_two_divide_the_panel(noes: int, topic: Topic) -> None:
    panel = [card(str(n), [3] * 5, "no" if n < noes else "yes") for n in range(5)]
    assert {topic.topic for topic in summarize(panel, USUAL).disagreements} == {topic}


@pytest.mark.parametrize("rating", [2, 4], ids=["ratings below the bar", "ratings above it"])
def test_a_tied_panel_is_divided_and_follows_no_side(rating: int) -> None:
    signal = summarize([card(str(n), [rating] * 5, "yes" if n % 2 else "no") for n in range(4)], USUAL)
    assert signal.disagreements == (Disagreement(topic=Topic.SPLIT_PANEL),)
    assert (signal.tally.for_hire, signal.tally.against, signal.tally.given) == (2, 2, 4)
    assert signal.tally.contradiction is Contradiction.LARGE_MINORITY
    assert not signal.against_ratings


@pytest.mark.parametrize(("rating", "recommendation"), [(2, "yes"), (4, "no")])
def test_recommendations_against_the_ratings_are_flagged(rating: int, recommendation: str) -> None:
    signal = summarize(unanimous(rating, recommendation), USUAL)
    assert signal.against_ratings
    assert signal.disagreements[0].topic is Topic.AGAINST_RATINGS


@pytest.mark.parametrize(("rating", "recommendation"), [(4, "yes"), (2, "no"), (2, None), (3, "yes")])
def test_recommendations_that_follow_the_ratings_are_not_flagged(rating: int, recommendation: str) -> None:
    assert not summarize(unanimous(rating, recommendation), USUAL).against_ratings


def test_an_even_tally_points_neither_way() -> None:
    panel = [card("Ana", [1] * 5, "yes"), card("Ben", [1] * 5, "no")]
    assert not summarize(panel, USUAL).against_ratings


def test_more_spread_than_usual_is_flagged() -> None:
    panel = [card(str(n), [rating] * 5) for n, rating in enumerate((1, 5, 1, 5))]
    signal = summarize(panel, USUAL)
    assert signal.unusual_spread
    assert Topic.SPREAD in {topic.topic for topic in signal.disagreements}
    assert not summarize(unanimous(3, "yes"), USUAL).unusual_spread


@given(cases())
def test_the_tally_counts_every_scorecard(case: tuple[list[Scorecard], Rubric]) -> None:
    tally = summarize(*case).tally
    assert tally.given + tally.missing == len(case[0])
