"""An exercise that a plan names is rated: its criteria are a part of the rubric, by what it weighs beside the rest."""

import pytest

from rubrics.catalogue import limits
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.catalogue.scale import Scale
from rubrics.panel.plan import PlannedInterview, StagePlan
from rubrics.panel.scored_exercises import (
    Scored,
    Unfit,
    named_in,
    role_part,
    scored,
    scored_plan,
    unfit,
    with_exercises_of,
)
from rubrics.signal import summarize
from tests.built_in import CATALOGUE

RUBRIC = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
KNOWN = scored(CATALOGUE.exercises_for("ai-engineer", Level.SENIOR), CATALOGUE.work_sample("ai-engineer"))
CASE = next(each for each in KNOWN if each.id == "help-articles")


def plan(*exercises: str, focus: tuple[str, ...] = ("retrieval",)) -> tuple[StagePlan, ...]:
    return (StagePlan(name="Onsite", interviews=tuple(PlannedInterview(focus=focus, exercise=e) for e in exercises)),)


def test_criteria_are_rated_by_who_holds_the_exercise_and_weigh_a_sixth_of_all_ratings() -> None:
    rubric, (stage,) = scored_plan(RUBRIC, plan("help articles in three languages", ""), KNOWN)
    criteria = tuple(f"help-articles-{each.id}" for each in CASE.criteria)
    assert stage.interviews[0].focus == ("retrieval", *criteria)
    assert stage.interviews[1].focus == ("retrieval",)
    assert sum(rubric.shares[each] for each in criteria) == pytest.approx(20 / 120)
    assert rubric.competency(criteria[0]).anchors == CASE.criteria[0].anchors
    assert rubric.digest != RUBRIC.digest
    assert not any(rubric.competency(each).must_have for each in criteria)


def test_a_plan_that_names_an_exercise_no_longer_has_the_rubric_it_had_before() -> None:
    rubric, stages = scored_plan(RUBRIC, plan("help-articles"), KNOWN)
    back = tuple(
        stage.model_copy(
            update={"interviews": tuple(seat.model_copy(update={"exercise": ""}) for seat in stage.interviews)}
        )
        for stage in stages
    )
    assert scored_plan(rubric, back, KNOWN) == (RUBRIC, plan(""))
    assert role_part(rubric).digest == RUBRIC.digest
    assert role_part(RUBRIC) is RUBRIC


def test_what_is_only_a_name_stays_one() -> None:
    assert scored_plan(RUBRIC, plan("Review a pull request"), KNOWN) == (RUBRIC, plan("Review a pull request"))
    assert named_in("", KNOWN) is None


def test_criteria_that_a_plan_rates_already_stay_when_their_definition_changes() -> None:
    rubric, stages = scored_plan(RUBRIC, plan("help-articles"), KNOWN)
    heavier = tuple(each.model_copy(update={"weight": 40.0}) if each is CASE else each for each in KNOWN)
    assert scored_plan(rubric, stages, heavier)[0].digest == rubric.digest
    assert scored_plan(RUBRIC, stages, heavier)[0].digest != rubric.digest


def test_the_work_sample_of_a_role_is_rated_likewise() -> None:
    (sample,) = [each for each in KNOWN if each.id.startswith("sample-")]
    rubric, (stage,) = scored_plan(RUBRIC, plan(sample.name), KNOWN)
    assert len(stage.interviews[0].focus) == 1 + len(sample.criteria)
    assert len(rubric.competencies) == len(RUBRIC.competencies) + len(sample.criteria)


def test_what_a_newer_rubric_lacks_falls_out_of_a_plan() -> None:
    _, (stage,) = scored_plan(RUBRIC, plan("", focus=("retrieval", "gone")), KNOWN)
    assert stage.interviews[0].focus == ("retrieval",)


def test_more_than_a_rubric_holds_and_another_scale_stay_names() -> None:
    many = [each.name for each in KNOWN if each.id != CASE.id][:4]
    rubric, _ = scored_plan(RUBRIC, plan(*many), KNOWN)
    assert len(rubric.competencies) <= limits.COMPETENCIES
    three = Scale(values=(1, 3, 5))
    criteria = tuple(each.model_copy(update={"scale": three}) for each in CASE.criteria)
    other = CASE.model_copy(update={"criteria": criteria})
    assert unfit(RUBRIC, other) is Unfit.OTHER_SCALE
    assert scored_plan(RUBRIC, plan(CASE.name), [other])[0] is RUBRIC
    long = Scored(id="long", name="Long", weight=20, criteria=CASE.criteria * 3)
    assert unfit(RUBRIC, long) is Unfit.TOO_MANY


def test_another_level_keeps_the_exercise_of_the_loop() -> None:
    rubric, _ = scored_plan(RUBRIC, plan("help-articles"), KNOWN)
    staff = CATALOGUE.rubric("ai-engineer", Level.STAFF)
    assert [each.exercise for each in with_exercises_of(rubric, staff).competencies].count("help-articles") == 4
    assert with_exercises_of(RUBRIC, staff) is staff


def test_a_weak_exercise_lowers_the_score_by_its_share_and_no_more() -> None:
    rubric, _ = scored_plan(RUBRIC, plan("help-articles"), KNOWN)
    strong, weak = (_score(rubric, rating) for rating in (4, 2))
    share = sum(rubric.shares_of_score[each.id] for each in rubric.competencies if each.exercise)
    assert 0 < strong - weak <= 2 * share + 0.01


def _score(rubric: Rubric, of_exercise: int) -> float:
    ratings = {each.id: of_exercise if each.exercise else 4 for each in rubric.competencies}
    cards = [
        Scorecard(interviewer=f"U{number}", ratings=ratings, recommendation=Recommendation.YES) for number in range(3)
    ]
    score = summarize(cards, rubric).score
    assert score is not None
    return score
