"""What is offered while a role is typed, the likeliest first."""

import pytest

from bot.features.rubric.show_menus import role_options
from tests.built_in import CATALOGUE


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ML Engineer", "ML Engineer"),
        ("ml-engineer", "ML Engineer"),
        ("Platform", "SRE / Platform Engineer"),
        ("data sc", "Data Scientist"),
        ("Bakend Enginer", "Backend Engineer"),
        ("", CATALOGUE.roles[0].name),
    ],
)
def test_the_role_that_was_typed_stands_first_since_enter_takes_it(typed: str, first: str) -> None:
    offered = role_options(CATALOGUE.roles, typed)
    assert offered[0]["text"]["text"] == first
