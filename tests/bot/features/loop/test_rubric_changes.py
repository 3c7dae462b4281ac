"""What is typed behind `/rubric diff` and names roles instead of a candidate is answered with what comes nearest."""

import pytest

from bot.features.loop.rubric_changes import nearest_rubrics
from rubrics.catalogue.lookup import Catalogue


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("ai-engineer senior staff", ["rubric ai-engineer senior", "rubric ai-engineer staff"]),
        ("Senior AI Engineer", ["rubric ai-engineer senior"]),
        ("ai-engineer", ["rubric ai-engineer"]),
        ("ai-engineer ml-engineer", ["rubric compare ai-engineer ml-engineer"]),
        ("senior AI Engineer and ML Engineer", ["rubric compare ai-engineer ml-engineer"]),
        ("Dana Fox", []),
        ("senior", []),
    ],
)
def test_roles_are_compared_and_levels_shown(catalogue: Catalogue, typed: str, ways: list[str]) -> None:
    assert [step.value for step in nearest_rubrics(catalogue, typed)] == ways
