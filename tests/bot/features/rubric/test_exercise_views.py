"""Exercises in Slack: which there are, what each holds, and the way from an interviewer's kit to the one planned."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.features.loop.show_kit import kit
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_page import Page, as_message
from bot.features.rubric.topic import Kind, Topic
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.exercises import Exercise, ExerciseKind, ExerciseStep, Material
from rubrics.catalogue.levels import Level
from rubrics.catalogue.limits import EXERCISE_CRITERIA, EXERCISE_STEPS, LOOK_FOR, MATERIAL, MATERIALS, POST
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Anchor, Competency
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from tests.bot.features.test_hostile_text import fits_everywhere
from tests.bot.surfaces.counting import words_of
from tests.built_in import CATALOGUE
from tests.loop_values import loop_of
from tests.rubrics.authoring.test_limits import posted

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOSTILE = "<!here> & <@U0IVAN> *bold* `code` </script> "
FULL = (HOSTILE * 100)[:300]


def page(kind: Kind, detail: str = "-", level: Level | None = None, role: str = "ai-engineer") -> Page:
    return page_on(CATALOGUE, Topic(kind=kind, role=role, level=level, detail=detail))


def crowded() -> Catalogue:
    """A catalogue whose only exercise is as full as an exercise can be, of texts that would like to be more."""
    anchors = tuple(Anchor(rating=rating, short=FULL[:70], behavior=FULL) for rating in range(1, 6))
    one = Exercise(
        id="full",
        name=FULL[:60],
        kind=ExerciseKind.DEBUGGING,
        brief=FULL,
        roles=("ai-engineer",),
        levels=tuple(Level),
        steps=(ExerciseStep(minutes=10, what=FULL),) * EXERCISE_STEPS,
        materials=tuple(
            Material(id=f"m{number}", name=FULL[:60], text=(HOSTILE * 100)[:MATERIAL]) for number in range(MATERIALS)
        ),
        look_for=(FULL,) * LOOK_FOR,
        criteria=tuple(
            Competency(id=f"c{number}", name=FULL[:60], meaning=FULL, weight=1, anchors=anchors)
            for number in range(EXERCISE_CRITERIA)
        ),
    )
    return Catalogue(CATALOGUE.roles, CATALOGUE.rubrics, CATALOGUE.checklists, {}, "0", exercises={"full": one})


@pytest.mark.parametrize(
    ("kind", "detail"),
    [(Kind.EXERCISES, "-"), (Kind.EXERCISE, "full"), (Kind.CRITERIA, "full"), (Kind.MATERIAL, "full/m0")],
)
def test_the_fullest_exercise_fits_slack_and_nothing_in_it_comes_alive(kind: Kind, detail: str) -> None:
    catalogue = crowded()
    fits_everywhere(page_on(catalogue, Topic(kind=kind, role="ai-engineer", detail=detail)))


@pytest.mark.parametrize("exercise", CATALOGUE.exercises_for("ai-engineer"), ids=lambda exercise: exercise.id)
def test_each_page_of_a_built_in_exercise_fits_one_post(exercise: Exercise) -> None:
    pages = [(Kind.EXERCISE, exercise.id), (Kind.CRITERIA, exercise.id)]
    pages += [(Kind.MATERIAL, f"{exercise.id}/{each.id}") for each in exercise.materials]
    for kind, detail in pages:
        assert posted(CATALOGUE, kind, "ai-engineer", None, detail) <= POST


def test_the_list_is_read_in_125_words_and_an_exercise_in_200() -> None:
    assert words_of(as_message(page(Kind.EXERCISES, level=Level.SENIOR))) <= 125
    for exercise in CATALOGUE.exercises_for("ai-engineer"):
        assert words_of(as_message(page(Kind.EXERCISE, exercise.id))) <= 200, exercise.id


def test_a_role_without_exercises_says_so() -> None:
    without = replace(CATALOGUE, exercises={})
    told = str(page_on(without, Topic(kind=Kind.EXERCISES, role="ai-researcher")).blocks)
    assert "No exercises for AI Researcher yet" in told


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        (Kind.EXERCISE, "shop-search"),
        (Kind.CRITERIA, "shop-search"),
        (Kind.MATERIAL, "shop-search/facts"),
        (Kind.EXERCISE, "nothing"),
        (Kind.EXERCISE, "-"),
    ],
)
def test_an_exercise_of_other_roles_or_of_none_is_no_answer(kind: Kind, detail: str) -> None:
    with pytest.raises(UnknownNameError):
        page(kind, detail, role="data-scientist")


def test_what_an_exercise_does_not_hold_is_no_answer() -> None:
    with pytest.raises(UnknownNameError):
        page(Kind.MATERIAL, "old-policy/answers")


@pytest.fixture
def running() -> Loop:
    rubric = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
    interview = Interview(id="i" * 32, interviewer="U0IVAN", focus=("retrieval",), state=InterviewState.DUE)
    return loop_of(rubric, [interview], opened_at=NOW, state=LoopState.OPEN)


def ways(loop: Loop, interview: Interview, exercises: tuple[Exercise, ...]) -> list[str]:
    blocks = kit(loop, interview, exercises=exercises)["blocks"]
    buttons = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return [element["value"] for element in buttons if element["action_id"].startswith("rubric_open")]


@pytest.mark.parametrize("planned", ["Transcript: sixty days", "transcript sixty days", "old-policy"])
def test_a_kit_opens_the_exercise_that_its_part_of_the_plan_names(running: Loop, planned: str) -> None:
    interview = running.interviews[0].model_copy(update={"exercise": planned})
    known = CATALOGUE.exercises_for("ai-engineer", Level.SENIOR)
    assert ways(running, interview, known) == ["exercise ai-engineer senior old-policy"]


def test_a_kit_without_a_known_exercise_opens_all_there_are_for_role_and_level(running: Loop) -> None:
    known = CATALOGUE.exercises_for("ai-engineer", Level.SENIOR)
    for planned in ("", "Review a pull request"):
        interview = running.interviews[0].model_copy(update={"exercise": planned})
        assert ways(running, interview, known) == ["exercises ai-engineer senior -"]


def test_a_kit_of_a_role_without_exercises_has_no_such_way(running: Loop) -> None:
    assert ways(running, running.interviews[0], ()) == []
