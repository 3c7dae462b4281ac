"""Puts what is wrong with definitions, scorecards in JSON and the environment into words; decides nothing."""

from collections.abc import Mapping
from typing import Any

from bot.wording.words import plain_words
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.sheet_grid import is_sheet
from rubrics.authoring.sheet_layout import NAMES
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind


def sentence(kind: ProblemKind, values: Mapping[str, Any]) -> str:
    """Return what is wrong and how to fix it, without the place."""
    return plain_words(f"problems.{kind}", **values)


def said(problem: Problem) -> str:
    """Return the same for a problem; a field of a sheet is called what its row or column is."""
    field = str(problem.values.get("field"))
    named = {"field": NAMES[field]} if field in NAMES and is_sheet(problem.file) else {}
    return sentence(problem.kind, {**problem.values, **named})


def located(problem: Problem) -> str:
    """Return the same with its file and line, as editors can follow it: “a.yaml:3: “weight” is missing”."""
    return plain_words("problems.located", file=problem.file, line=problem.line, sentence=said(problem))


def in_json(misfit: Misfit) -> str:
    """Return what is wrong with a value of a JSON file, whose place is named beside it."""
    return plain_words("problems.in_json", kind=misfit.kind, **{"whole": False, **misfit.values})
