"""Each thing that cannot be understood behind `/rubric` has a refusal of its own, with what may have been meant."""

from dataclasses import replace
from typing import Any

import pytest

from bot.errors import Refusal
from bot.features.rubric.find_rubric import compare, find_pair, find_role, find_role_and_level, find_topic
from bot.features.rubric.topic import Kind, Topic
from bot.wording.refusals import reason_and_advice
from rubrics.catalogue.model import Level
from tests.built_in import CATALOGUE

SENIOR = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
EVERY_LEVEL = tuple(Level)


def refused(text: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        find_topic(CATALOGUE, text)
    return refusal.value


@pytest.mark.parametrize(
    ("text", "key", "values"),
    [
        ("pay", "no_role_named", {"example": "/rubric pay ai-engineer senior"}),
        ("questions", "no_role_named", {"example": "/rubric ai-engineer senior questions"}),
        ("backgrounds", "no_role_named", {"example": "/rubric ai-engineer backgrounds"}),
        (
            "ai-engineer questions",
            "level_needed",
            {"kind": Kind.QUESTIONS, "role": "AI Engineer", "levels": EVERY_LEVEL},
        ),
        ("ai-engineer anchors", "level_needed", {"kind": Kind.ANCHORS}),
        ("compare ai-engineer", "two_roles_needed", {"role": "ai-engineer"}),
        ("compare ai-engineer AI Engineer", "compared_with_itself", {"role": "AI Engineer"}),
        ("ai-engineer senior frobnicate", "nothing_called", {"echo": "frobnicate"}),
        ("frobnicate", "no_such_role", {"echo": "frobnicate", "meant": ()}),
        ("ai-engneer", "no_such_role", {"echo": "ai-engneer", "meant": ("ai-engineer", "ml-engineer")}),
        ("ai-engneer senior", "no_such_role", {"meant": ["ai-engineer senior", "ml-engineer senior"]}),
        ("ai-engineer L4", "several_levels", {"word": "L4", "meant": (Level.MID, Level.SENIOR)}),
        ("ai-engineer senoir", "no_such_level", {"echo": "senoir", "role": "AI Engineer"}),
        ("ai-engineer zzz", "no_such_level", {"meant": (), "levels": EVERY_LEVEL}),
        ("ai-engineer senior anchors zzz", "no_such_competency", {"rubric": SENIOR.title, "echo": "zzz", "meant": []}),
        ("ai-engineer senior anchors retreival", "no_such_competency", {"meant": ["retrieval"]}),
    ],
)
def test_a_refusal_has_its_key_and_the_values_of_its_sentence(text: str, key: str, values: dict[str, Any]) -> None:
    refusal = refused(text)
    assert refusal.reason.key == f"rubric_refusals.{key}"
    assert {name: refusal.reason.values[name] for name in values} == values
    assert all(reason_and_advice(refusal))


def test_a_level_that_a_role_lacks_is_refused_with_those_it_has() -> None:
    role = CATALOGUE.role("ai-engineer")
    junior_only = role.model_copy(update={"levels": role.levels[:1]})
    catalogue = replace(CATALOGUE, roles=(junior_only,))
    with pytest.raises(Refusal) as refusal:
        find_role_and_level(catalogue, ["ai-engineer", "senior"])
    assert refusal.value.reason.key == "rubric_refusals.level_not_defined"
    assert refusal.value.reason.values["levels"] == (Level.JUNIOR,)
    assert reason_and_advice(refusal.value) == ("AI Engineer has no rubric for senior.", "It has: junior.")


def test_what_may_have_been_meant_is_offered_before_what_there_is() -> None:
    assert reason_and_advice(refused("ai-engneer"))[1] == "Did you mean ai-engineer or ml-engineer?"
    assert reason_and_advice(refused("frobnicate"))[1].startswith("The roles are: ai-engineer, ")


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
        ("hire", Topic(kind=Kind.HIRE)),
    ],
)
def test_what_is_typed_means_one_answer(text: str, topic: Topic) -> None:
    assert find_topic(CATALOGUE, text) == topic


def test_two_roles_are_found_wherever_the_first_one_ends() -> None:
    assert find_pair(CATALOGUE, ["forward", "deployed", "engineer", "ml", "engineer"]).detail == "ml-engineer"


def test_a_pair_with_one_unknown_role_names_that_one() -> None:
    with pytest.raises(Refusal) as refusal:
        find_pair(CATALOGUE, ["ai-engineer", "frobnicate"])
    assert refusal.value.reason.values["echo"] == "frobnicate"


def test_a_role_is_compared_with_another_and_not_with_itself() -> None:
    one, other = find_role(CATALOGUE, "ai-engineer"), find_role(CATALOGUE, "ml-engineer")
    assert compare(CATALOGUE, one, other).detail == other.id
    with pytest.raises(Refusal) as refusal:
        compare(CATALOGUE, one, one)
    assert one.id not in refusal.value.reason.values["others"]
    assert other.id in refusal.value.reason.values["others"]
