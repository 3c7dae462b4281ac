"""What one must read of a rubric, a comparison or pay before going on, in words; details are a click away."""

from itertools import combinations

import pytest

from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_menus import offer, unclear
from bot.features.rubric.show_page import Page, as_messages, as_modal
from bot.features.rubric.topic import Kind, Topic
from rubrics.catalogue.levels import Level
from tests.bot.surfaces.counting import words_of
from tests.built_in import CATALOGUE

ROLES = [role.id for role in CATALOGUE.roles]
AT_LEVELS = [(role, level) for role in ROLES for level in CATALOGUE.levels(role)]
SENIOR = Level.SENIOR
NARROW = 39
"""Columns of a picture that a phone shows in a message."""


def page(kind: Kind, role: str, level: Level | None = None, detail: str = "-") -> Page:
    return page_on(CATALOGUE, Topic(kind=kind, role=role, level=level, detail=detail))


def most_words(shown: Page) -> int:
    """The words of the wordiest way in which an answer is shown."""
    return max(words_of(surface) for surface in (*as_messages(shown), as_modal(shown)))


@pytest.mark.parametrize(("role", "level"), AT_LEVELS)
def test_a_rubric_at_a_glance_takes_100_words(role: str, level: Level) -> None:
    assert most_words(page(Kind.RUBRIC, role, level)) <= 100


@pytest.mark.parametrize(("role", "level"), AT_LEVELS)
def test_a_competency_takes_120_words(role: str, level: Level) -> None:
    for competency in CATALOGUE.rubric(role, level).competencies:
        assert most_words(page(Kind.COMPETENCY, role, level, competency.id)) <= 120, competency.id


@pytest.mark.parametrize(("one", "other"), list(combinations(ROLES, 2)))
def test_two_roles_take_130_words(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        assert most_words(page(Kind.COMPARE, first, SENIOR, second)) <= 130


@pytest.mark.parametrize("role", ROLES)
def test_a_role_at_two_levels_takes_130_words(role: str) -> None:
    for low, high in combinations(CATALOGUE.levels(role), 2):
        assert most_words(page(Kind.COMPARE_LEVELS, role, low, high.value)) <= 130, (low, high)


@pytest.mark.parametrize(("one", "other"), list(combinations(ROLES, 2)))
def test_three_questions_tell_which_of_two_roles_is_needed_in_130_words(one: str, other: str) -> None:
    assert most_words(page(Kind.CHOOSE, one, SENIOR, other)) <= 130


@pytest.mark.parametrize(("role", "level"), [*AT_LEVELS, *((role, None) for role in ROLES)])
def test_pay_takes_80_words(role: str, level: Level | None) -> None:
    assert most_words(page(Kind.PAY, role, level)) <= 80


@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_90_words(role: str) -> None:
    assert most_words(page(Kind.ROLE, role)) <= 90


def test_whether_to_hire_takes_90_words() -> None:
    assert most_words(page_on(CATALOGUE, Topic(kind=Kind.HIRE))) <= 90


def test_the_ways_in_take_45_words_and_what_is_not_understood_25() -> None:
    assert words_of(offer(CATALOGUE.roles, advice=True)) <= 45
    near = [("Senior AI Engineer", Topic(kind=Kind.ROLE, role="ai-engineer"))] * 3
    assert words_of(unclear('No role is called "ai-enginer".', "", near)) <= 25


@pytest.mark.parametrize("role", ROLES)
def test_no_picture_is_wider_than_a_phone(role: str) -> None:
    pages = [page(Kind.RUBRIC, role, level) for level in CATALOGUE.levels(role)]
    pages += [page(Kind.PAY, role, level) for level in (None, *CATALOGUE.levels(role))]
    pages += [page(Kind.COMPARE, role, SENIOR, other) for other in ROLES if other != role]
    for shown in pages:
        for block in shown.blocks:
            if block["type"] == "rich_text":
                lines = block["elements"][0]["elements"][0]["text"].splitlines()
                assert max(map(len, lines)) <= NARROW, (shown.topic, lines)
