"""Hire, grow the team or buy the work: which answers come to what, and what a team's own questions must hold."""

from itertools import product

import pytest
from pydantic import ValidationError

from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.staffing import StaffingOutcome, StaffingQuestions

HIRING = load_catalogue().hiring
assert HIRING is not None
assert HIRING.staffing is not None
BUILT_IN = HIRING.staffing
MET = {"work": "product", "team": "technical", "budget": "market"}
REST = {"start": "later", "inside": "no-one", "law": "none"}


def outcome(**answers: str) -> StaffingOutcome:
    return BUILT_IN.rule_for({**MET, **REST, **answers}).outcome


def test_a_hire_takes_all_three_conditions_of_the_source():
    assert outcome() is StaffingOutcome.HIRE
    for question, missing in (("work", "project"), ("work", "unknown"), ("team", "alone"), ("budget", "less")):
        assert outcome(**{question: missing}) is StaffingOutcome.CONSULT


def test_a_team_with_people_who_could_learn_it_is_looked_at_before_a_consultancy():
    assert outcome(budget="less", inside="engineers") is StaffingOutcome.AUGMENT
    assert outcome(work="project", inside="data") is StaffingOutcome.AUGMENT
    assert outcome(team="alone", inside="engineers") is StaffingOutcome.CONSULT


def test_every_combination_of_answers_comes_to_something_and_each_outcome_is_reached():
    offered = [[option.id for option in question.options] for question in BUILT_IN.asks]
    names = [question.id for question in BUILT_IN.asks]
    reached = {BUILT_IN.rule_for(dict(zip(names, chosen, strict=True))).outcome for chosen in product(*offered)}
    assert reached == set(StaffingOutcome)
    assert len(names) == 6


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"outcome": "hire", "when": {"team": ["many"]}, "because": "So"}, "unknown_answer"),
        ({"outcome": "hire", "when": {"nothing": ["technical"]}, "because": "So"}, "unknown_answer"),
        ({"outcome": "hire", "when": {"team": ["technical"]}, "because": "So"}, "no_last_rule"),
    ],
)
def test_rules_name_answers_that_there_are_and_always_conclude(rule, problem):
    asks = BUILT_IN.model_dump()["asks"]
    with pytest.raises(ValidationError, match=problem):
        StaffingQuestions.model_validate({"asks": asks, "rules": [rule]})
