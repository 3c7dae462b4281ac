"""Every rule speaks on its failing examples and is silent on its passing ones."""

from datetime import date

import pytest

from rubrics.jd import beside, review_jd
from rubrics.jd.knowledge.rules import Example, Rule
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


def faults_on(example: Example) -> set[str]:
    """Return what the remarks that quote a text are about; a short one leaves out most of what a posting says."""
    review = review_jd(KNOWLEDGE, example.text, title=example.title, location=example.location, today=TODAY)
    review = beside(KNOWLEDGE, review, [example.beside] if example.beside else [])
    return {finding.about for finding in review.findings if finding.quote is not None}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.examples.fails], ids=lambda rule: rule.id)
def test_the_example_that_a_rules_page_shows_has_no_other_fault(rule: Rule) -> None:
    assert faults_on(rule.examples.fails[0]) <= {rule.fault or rule.id}
    if rule.examples.passes:
        assert rule.id not in rules_on(rule.examples.passes[0])


def test_only_rules_of_whole_postings_have_no_passing_example() -> None:
    assert {rule.id for rule in RULES if not rule.examples.passes} == {"not-said", "role-not-said", "too-short"}


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_rule_that_can_be_shown_in_a_line_has_a_failing_example() -> None:
    long_texts_only = {"too-long", "no-headings", "wall-of-text", "company-blurb", "hard-to-read"}
    assert {rule.id for rule in RULES if not rule.examples.fails} <= long_texts_only


def test_a_rule_that_is_not_verified_is_a_note() -> None:
    assert all(rule.severity == "note" for rule in RULES if not rule.verified)


CUES = [cue for cue in KNOWLEDGE.checklist.items if cue.examples]


def found_in(text: str) -> set[str]:
    return {mark.item for mark in review_jd(KNOWLEDGE, text, today=TODAY).checklist if mark.found}


@pytest.mark.parametrize(
    ("item", "text"), [(cue.item, text) for cue in CUES if cue.examples for text in cue.examples.found]
)
def test_an_item_is_found_in_the_examples_that_say_it(item: str, text: str) -> None:
    assert item in found_in(text)


@pytest.mark.parametrize(
    ("item", "text"), [(cue.item, text) for cue in CUES if cue.examples for text in cue.examples.absent]
)
def test_an_item_is_not_found_in_the_examples_that_do_not_say_it(item: str, text: str) -> None:
    assert item not in found_in(text)


@pytest.mark.parametrize(("rule", "example"), FAILS)
def test_the_checklist_never_says_that_what_a_remark_misses_was_found(rule: str, example: Example) -> None:
    review = review_jd(KNOWLEDGE, example.text, title=example.title, location=example.location, today=TODAY)
    marks = {mark.item: mark for mark in review.checklist}
    made = {finding.rule for finding in review.findings}
    for cue in KNOWLEDGE.checklist.items:
        if made & {*cue.denied_by}:
            assert not marks[cue.item].found
        if made & {*cue.findings}:
            assert marks[cue.item].found
