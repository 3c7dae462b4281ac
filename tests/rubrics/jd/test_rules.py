"""Every rule speaks on its failing examples and is silent on its passing ones."""

from datetime import date

import pytest

from rubrics.jd import beside, review_jd
from rubrics.jd.knowledge.rules import Example
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
RULES = KNOWLEDGE.rules.rules
FAILS = [pytest.param(rule.id, one, id=f"{rule.id}-{n}") for rule in RULES for n, one in enumerate(rule.examples.fails)]
PASSES = [
    pytest.param(rule.id, one, id=f"{rule.id}-{n}") for rule in RULES for n, one in enumerate(rule.examples.passes)
]


def rules_on(example: Example) -> set[str]:
    review = review_jd(KNOWLEDGE, example.text, title=example.title, location=example.location, today=TODAY)
    review = beside(KNOWLEDGE, review, [example.beside] if example.beside else [])
    return {finding.rule for finding in review.findings}


@pytest.mark.parametrize(("rule", "example"), FAILS)
def test_a_rule_speaks_on_its_failing_examples(rule: str, example: Example) -> None:
    assert rule in rules_on(example)


@pytest.mark.parametrize(("rule", "example"), PASSES)
def test_a_rule_is_silent_on_its_passing_examples(rule: str, example: Example) -> None:
    assert rule not in rules_on(example)


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_rule_that_can_be_shown_in_a_line_has_a_failing_example() -> None:
    long_texts_only = {"too-long", "no-headings", "wall-of-text", "company-blurb", "hard-to-read"}
    assert {rule.id for rule in RULES if not rule.examples.fails} <= long_texts_only


def test_a_rule_that_is_not_verified_is_a_note() -> None:
    assert all(rule.severity == "note" for rule in RULES if not rule.verified)
