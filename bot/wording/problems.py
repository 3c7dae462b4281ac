"""Puts what is wrong with definitions, scorecards in JSON and the environment into words; decides nothing."""

from collections.abc import Mapping
from typing import Any

from bot.wording.words import plain_words
from rubrics.authoring.misfits import Misfit
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind


def sentence(kind: ProblemKind, values: Mapping[str, Any]) -> str:
    """Return what is wrong and how to fix it, without the place."""
    return plain_words(f"problems.{kind}", **values)


def located(problem: Problem) -> str:
    """Return the same with its file and line, as editors can follow it: “a.yaml:3: “weight” is missing”."""
    words = sentence(problem.kind, problem.values)
    return plain_words("problems.located", file=problem.file, line=problem.line, sentence=words)


def in_json(misfit: Misfit) -> str:
    """Return what is wrong with a value of a JSON file, whose place is named beside it."""
    return plain_words("problems.in_json", kind=misfit.kind, **{"whole": False, **misfit.values})
