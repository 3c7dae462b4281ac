"""Each thing that cannot be understood behind `/rubric` has a refusal of its own, with what may have been meant."""

from dataclasses import replace

import pytest

from bot.features.rubric.find_pair import compare, find_pair
from bot.features.rubric.find_role import Unclear, find_role, find_role_and_level
from bot.features.rubric.find_rubric import find_topic
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.topic import Kind, Topic
from bot.wording.refusals import reason_and_advice
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE

SENIOR = CATALOGUE.rubric("ai-engineer", Level.SENIOR)


def refused(text: str) -> Unclear:
    with pytest.raises(Unclear) as refusal:
        find_topic(CATALOGUE, text)
    return refusal.value


AI = CATALOGUE.role("ai-engineer")
OTHERS = [f"AI Engineer or {role.name}?" for role in CATALOGUE.roles if role.id != AI.id]
ROLES = [role.name for role in CATALOGUE.roles]
LEVELS = [f"{name} AI Engineer" for name in ("Junior", "Mid-level", "Senior", "Staff", "Principal")]


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ("pay", "no_role_named", ROLES),
        ("questions", "no_role_named", ROLES),
        ("backgrounds", "no_role_named", ROLES),
        ("ai-engineer questions", "level_needed", LEVELS),
        ("ai-engineer anchors", "level_needed", LEVELS),
        ("compare ai-engineer", "two_roles_needed", OTHERS),
        ("compare ai-engineer AI Engineer", "compared_with_itself", OTHERS),
        ("ai-engineer senior frobnicate", "no_such_competency", [each.name for each in SENIOR.competencies]),
        ("ai-engineer senior frobnicate pay", "nothing_called", ["Senior AI Engineer"]),
        ("frobnicate", "no_such_role", ROLES),
        ("ai-engneer", "no_such_role", ["AI Engineer", "Backend Engineer"]),
        ("ai-engneer senior", "no_such_role", ["Senior AI Engineer", "Senior Backend Engineer"]),
        ("ai-enginer senoir", "no_such_role", ["Senior AI Engineer", "Senior Backend Engineer"]),
        ("ai-engineer L4", "several_levels", ["Mid-level AI Engineer", "Senior AI Engineer"]),
        ("ai-engineer senoir", "no_such_level", ["Senior AI Engineer"]),
        ("ai-engineer zzz", "no_such_level", LEVELS),
        ("ai-engineer senior anchors zzz", "no_such_competency", [each.name for each in SENIOR.competencies]),
        ("ai-engineer senior anchors retreival", "no_such_competency", ["Retrieval"]),
        ("ai-engineer senior retreival", "no_such_competency", ["Retrieval"]),
    ],
)
def test_a_refusal_offers_the_nearest_known_answers_first(text: str, key: str, near: list[str]) -> None:
    refusal = refused(text)
    assert refusal.reason.key == f"rubric_refusals.{key}"
    assert [name for name, _ in refusal.near] == near
    assert all(reason_and_advice(refusal))
    for _, topic in refusal.near:
        assert page_on(CATALOGUE, topic).topic == topic, "what is offered can be answered"


def test_a_level_that_a_role_lacks_is_refused_with_those_it_has() -> None:
    junior_only = AI.model_copy(update={"levels": AI.levels[:1]})
    catalogue = replace(CATALOGUE, roles=(junior_only,))
    with pytest.raises(Unclear) as refusal:
        find_role_and_level(catalogue, ["ai-engineer", "senior"])
    assert refusal.value.reason.key == "rubric_refusals.level_not_defined"
    assert [name for name, _ in refusal.value.near] == ["Junior AI Engineer"]
    assert reason_and_advice(refusal.value) == ("AI Engineer has no rubric for senior.", "It has: Junior AI Engineer.")


def test_what_may_have_been_meant_is_said_before_what_there_is() -> None:
    assert reason_and_advice(refused("ai-engneer"))[1] == "Did you mean AI Engineer or Backend Engineer?"
    assert reason_and_advice(refused("frobnicate"))[1].startswith("The roles are: AI Engineer, ")


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("ai-engineer", Topic(kind=Kind.ROLE, role="ai-engineer")),
        ("Senior AI Engineer", Topic(kind=Kind.RUBRIC, role="ai-engineer", level=Level.SENIOR)),
        ("ai engineer sr", Topic(kind=Kind.RUBRIC, role="ai-engineer", level=Level.SENIOR)),
        ("pay ai-engineer mid", Topic(kind=Kind.PAY, role="ai-engineer", level=Level.MID)),
        ("ai-engineer mid backgrounds", Topic(kind=Kind.BACKGROUNDS, role="ai-engineer")),
        ("ai-engineer senior anchors", Topic(kind=Kind.ANCHORS, role="ai-engineer", level=Level.SENIOR)),
        (
            "ai-engineer senior anchors retriev",
            Topic(kind=Kind.ANCHORS, role="ai-engineer", level=Level.SENIOR, detail="retrieval"),
        ),
        ("compare ai-engineer and ml-engineer", Topic(kind=Kind.COMPARE, role="ai-engineer", detail="ml-engineer")),
        (
            "compare ai engineer vs data scientist",
            Topic(kind=Kind.COMPARE, role="ai-engineer", detail="data-scientist"),
        ),
        (
            "compare ai-engineer ml-engineer mid",
            Topic(kind=Kind.COMPARE, role="ai-engineer", level=Level.MID, detail="ml-engineer"),
        ),
        (
            "compare ai-engineer senior and mid",
            Topic(kind=Kind.COMPARE_LEVELS, role="ai-engineer", level=Level.MID, detail="senior"),
        ),
        (
            "compare mid or senior AI Engineer",
            Topic(kind=Kind.COMPARE_LEVELS, role="ai-engineer", level=Level.MID, detail="senior"),
        ),
        (
            "senior ai-engineer evaluation",
            Topic(kind=Kind.COMPETENCY, role="ai-engineer", level=Level.SENIOR, detail="evaluation"),
        ),
        ("hire", Topic(kind=Kind.HIRE)),
    ],
)
def test_what_is_typed_means_one_answer(text: str, topic: Topic) -> None:
    assert find_topic(CATALOGUE, text) == topic


def test_two_roles_are_found_wherever_the_first_one_ends() -> None:
    assert find_pair(CATALOGUE, ["forward", "deployed", "engineer", "ml", "engineer"]).detail == "ml-engineer"


def test_a_pair_with_one_unknown_role_names_that_one() -> None:
    with pytest.raises(Unclear) as refusal:
        find_pair(CATALOGUE, ["ai-engineer", "frobnicate"])
    assert refusal.value.reason.values["echo"] == "frobnicate"


def test_a_role_is_compared_with_another_and_not_with_itself() -> None:
    one, other = find_role(CATALOGUE, "ai-engineer"), find_role(CATALOGUE, "ml-engineer")
    assert compare(CATALOGUE, one, other).detail == other.id
    with pytest.raises(Unclear) as refusal:
        compare(CATALOGUE, one, one)
    assert [topic.detail for _, topic in refusal.value.near] == [role.id for role in CATALOGUE.roles if role != one]
