"""What a candidate may be told rests on two ratings at least, and speaks in the rubric's own words."""

from rubrics.catalogue.model import Scorecard
from rubrics.signal import feedback_points, summarize
from tests.rubrics.signal.test_comparison import IDS, RUBRIC


def cards(**ratings: list[int]) -> list[Scorecard]:
    given = {key.replace("_", "-"): values for key, values in ratings.items()}
    people = max(map(len, given.values()))
    return [
        Scorecard(
            interviewer=f"U{n}",
            ratings={key: values[n] for key, values in given.items() if n < len(values)},
            recommendation=None,
        )
        for n in range(people)
    ]


def test_strengths_are_what_lies_at_the_bar_and_growth_what_lies_below() -> None:
    points = feedback_points(summarize(cards(retrieval=[5, 4], evaluation=[1, 2], agents=[3, 3]), RUBRIC), RUBRIC)
    assert [point.name for point in points.strengths] == ["Retrieval", "Agent design"]
    assert points.strengths[0].behavior == RUBRIC.competency("retrieval").anchor(4).short
    assert [point.name for point in points.growth] == ["Evaluation"]
    assert points.growth[0].behavior == RUBRIC.competency("evaluation").anchor(3).short


def test_one_interviewers_view_is_told_to_nobody() -> None:
    points = feedback_points(summarize(cards(retrieval=[5], evaluation=[1, 2]), RUBRIC), RUBRIC)
    assert [point.name for point in (*points.strengths, *points.growth)] == ["Evaluation"]


def test_no_more_than_three_of_a_kind() -> None:
    every = {key.replace("-", "_"): [5, 5] for key in IDS}
    assert len(feedback_points(summarize(cards(**every), RUBRIC), RUBRIC).strengths) == 3
