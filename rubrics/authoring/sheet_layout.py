"""What the rows and columns of a rubric's sheet are called, in the order in which a sheet is written; reads none.

A sheet begins with rows of a name and a value (Role, Level …). Below stands a table with one row for each anchor,
whose heading holds “Competency” and “Rating”. What a competency says once, such as its weight, stands on its first row.
"""

from collections.abc import Mapping
from enum import StrEnum

from rubrics.catalogue.names import folded


class Fact(StrEnum):
    """A row above the table: its name in the first cell, its value in the next."""

    ROLE = "Role"
    ID = "Id"
    EXTENDS = "Extends"
    SUMMARY = "Summary"
    DOES = "Does"
    DOES_NOT = "Does not"
    OUTPUT = "Leaves behind"
    STRONGEST_AT = "Strongest at"
    LEVEL = "Level"
    SCALE = "Scale"
    ARITHMETIC = "Arithmetic"
    BAR = "Bar"
    RECOMMENDATION_SHARE = "Recommendation share"
    MINIMUM_SCORECARDS = "Minimum scorecards"
    DO_NOT_ASK = "Do not ask"
    SOURCES = "Sources"
    APPROVED_BY = "Approved by"
    APPROVED_ON = "Approved on"


class Column(StrEnum):
    """A column of the table."""

    COMPETENCY = "Competency"
    ID = "Id"
    LIBRARY = "From the library"
    LEVEL = "Level"
    WEIGHT = "Weight"
    WEIGHT_REASON = "Why this weight"
    MUST_HAVE = "Must have"
    FLOOR = "Floor"
    YES_OR_NO = "Yes or no"
    KNOCK_OUT = "Knock-out"
    RATING = "Rating"
    SHORT = "In short"
    BEHAVIOR = "Behavior"
    MEANING = "Meaning"
    SHORT_NAME = "Short name"
    QUESTIONS = "Questions"
    STRONG_EVIDENCE = "Strong evidence"
    RED_FLAGS = "Red flags"
    SOURCES = "Sources"


FIELDS: Mapping[str, Fact] = {
    "id": Fact.ID,
    "extends": Fact.EXTENDS,
    "name": Fact.ROLE,
    "summary": Fact.SUMMARY,
    "does": Fact.DOES,
    "does_not": Fact.DOES_NOT,
    "output": Fact.OUTPUT,
    "strongest_at": Fact.STRONGEST_AT,
    "scale": Fact.SCALE,
    "arithmetic": Fact.ARITHMETIC,
    "bar": Fact.BAR,
    "recommendation_share": Fact.RECOMMENDATION_SHARE,
    "minimum_scorecards": Fact.MINIMUM_SCORECARDS,
    "do_not_ask": Fact.DO_NOT_ASK,
    "sources": Fact.SOURCES,
}
"""A role's fields, and the rows that hold them."""

NAMES: Mapping[str, str] = {
    **{field: fact for field, fact in FIELDS.items() if field != "id"},
    "levels": Fact.LEVEL,
    "weight": Column.WEIGHT,
    "weight_reason": Column.WEIGHT_REASON,
    "must_have": Column.MUST_HAVE,
    "floor": Column.FLOOR,
    "yes_or_no": Column.YES_OR_NO,
    "knock_out": Column.KNOCK_OUT,
    "meaning": Column.MEANING,
    "behavior": Column.BEHAVIOR,
    "questions": Column.QUESTIONS,
    "strong_evidence": Column.STRONG_EVIDENCE,
    "red_flags": Column.RED_FLAGS,
}
"""What a sheet's author wrote for a field, to be told what is wrong with it; “short” may be either of two columns."""

SELDOM = (Column.LEVEL, Column.YES_OR_NO, Column.KNOCK_OUT)
"""Columns that a sheet is written with only where something stands in them."""

ALSO: Mapping[str, str] = {
    "must": Column.MUST_HAVE,
    "must haves": Column.MUST_HAVE,
    "required": Column.MUST_HAVE,
    "yes no": Column.YES_OR_NO,
    "knockout": Column.KNOCK_OUT,
    "short": Column.SHORT,
    "label": Column.SHORT,
    "anchor": Column.BEHAVIOR,
    "behaviour": Column.BEHAVIOR,
    "description": Column.BEHAVIOR,
    "definition": Column.MEANING,
    "score": Column.RATING,
    "points": Column.RATING,
    "library": Column.LIBRARY,
    "question": Column.QUESTIONS,
    "interview questions": Column.QUESTIONS,
    "red flag": Column.RED_FLAGS,
    **dict.fromkeys(
        ("competencies", "skill", "skills", "criterion", "criteria", "area", "dimension", "attribute", "category"),
        Column.COMPETENCY,
    ),
    "title": Fact.ROLE,
    "job title": Fact.ROLE,
    "position": Fact.ROLE,
    "output": Fact.OUTPUT,
    "levels": Fact.LEVEL,
    "don t ask": Fact.DO_NOT_ASK,
}
"""What other teams' sheets call the same rows and columns, as names are compared."""


def fact_of(name: str) -> Fact | None:
    """Return the row that a name means, whatever its case and punctuation."""
    return next((fact for fact in Fact if _means(name, fact)), None)


def column_of(name: str) -> Column | None:
    """Return the column that a heading means, whatever its case and punctuation."""
    return next((column for column in Column if _means(name, column)), None)


def _means(name: str, known: str) -> bool:
    return folded(name) == folded(known) or ALSO.get(folded(name)) == known
