"""Whether to hire, grow the team or buy the work, asked as a few questions and settled by declared rules."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from rubrics.catalogue import limits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.model import Sentence, Slug, SourceMark, Value
from rubrics.catalogue.problem_kinds import ProblemKind

Answers = Mapping[str, str]
"""A question's id → the id of the answer chosen."""
Answer = Annotated[str, StringConstraints(min_length=1, max_length=limits.LABEL, strip_whitespace=True)]


class StaffingOutcome(StrEnum):
    """How to get the work done."""

    HIRE = "hire"
    AUGMENT = "augment"
    """Add the skill to the team there is: people who learn it, or engineers borrowed for a time."""
    CONSULT = "consult"


class StaffingOption(Value):
    """One answer to a question, and what it says for or against a hire; without a mark that is our own judgment."""

    id: Slug
    text: Answer
    means: Sentence
    sources: tuple[SourceMark, ...] = ()


class StaffingQuestion(Value):
    """One question with the answers to choose from."""

    id: Slug
    ask: Answer
    options: Annotated[tuple[StaffingOption, ...], Field(min_length=2, max_length=limits.STAFFING_OPTIONS)]

    def option(self, option_id: str) -> StaffingOption:
        """Return one of its answers by id; raises KeyError."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


class StaffingRule(Value):
    """What is concluded where every question named in `when` has one of the answers listed there, and why."""

    outcome: StaffingOutcome
    when: Mapping[Slug, tuple[Slug, ...]] = Field(default_factory=dict)
    because: Sentence
    sources: tuple[SourceMark, ...] = ()

    def applies(self, answers: Answers) -> bool:
        """Tell whether it concludes anything from these answers."""
        return all(answers.get(question) in wanted for question, wanted in self.when.items())


class StaffingQuestions(Value):
    """What is asked, and the rules in their order: the first that applies decides, and the last one always does."""

    asks: Annotated[tuple[StaffingQuestion, ...], Field(min_length=1, max_length=limits.STAFFING_QUESTIONS)]
    rules: Annotated[tuple[StaffingRule, ...], Field(min_length=1, max_length=limits.STAFFING_RULES)]

    @model_validator(mode="after")
    def _always_concludes(self) -> Self:
        known = {question.id: {option.id for option in question.options} for question in self.asks}
        for rule in self.rules:
            for question, wanted in rule.when.items():
                for answer in wanted:
                    if answer not in known.get(question, ()):
                        raise misfit(ProblemKind.UNKNOWN_ANSWER, question=question, answer=answer)
        if self.rules[-1].when:
            raise misfit(ProblemKind.NO_LAST_RULE)
        return self

    def rule_for(self, answers: Answers) -> StaffingRule:
        """Return the rule that decides; an answer that is no longer offered counts for none."""
        return next(rule for rule in self.rules if rule.applies(answers))
