"""Measures what answers about a role can take in one message; draws none of them and knows no block.

Each measure is an upper bound: a test holds it above what is really drawn for every built-in role.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from rubrics.catalogue.checklist import ChecklistItem
from rubrics.catalogue.limits import POST
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric
from rubrics.catalogue.role import Role

FRAME = 900
"""Heading, titles of lists, buttons, small print and Debrief's own sentences: at most 720 in any built-in answer."""
LINE = 6
"""A bullet, a line end, marks of formatting or a number before a text."""
LISTEN = 20
"""The words above what to listen for in an answer."""
MARK = 4
"""Brackets or a comma around a source's mark."""
ASPECTS = 15
"""How often a comparison names each role: once for each aspect."""


class Sized(StrEnum):
    """An answer that is posted as one message."""

    ROLE = "role"
    REQUIREMENTS = "requirements"
    BACKGROUNDS = "backgrounds"
    MARKET = "market"
    WORK_SAMPLE = "work_sample"
    CHECKLIST = "checklist"
    RUBRIC = "rubric"
    QUESTIONS = "questions"
    QUESTIONS_OF_ONE = "questions_of_one"
    ANCHORS = "anchors"
    ANCHORS_OF_ONE = "anchors_of_one"
    PAY = "pay"
    COMPARISON = "comparison"


DESCRIBED = (
    "summary",
    "does",
    "does_not",
    "output",
    "strongest_at",
    "levels",
    "outlines",
    "related_titles",
    "growth",
    "confused_with",
)
REQUIRED = ("must_have", "nice_to_have", "not_needed", "daily_tools", "mathematics", "typical_background", "markers")
FURTHER = ("hire_when", "regulated_fit", "do_not_ask")
COMPARED = (
    *("summary", "does", "does_not", "output", "strongest_at", "growth", "confused_with", "daily_tools", "mathematics"),
    *("typical_background", "markers", "hire_when", "regulated_fit", "must_have", "not_needed"),
)


def too_large(catalogue: Catalogue, role: Role) -> dict[Sized, int]:
    """Return the answers about a role that can be more than one message holds, with the characters they can take.

    A comparison holds two roles, so each may fill half of it.
    """
    sizes = sizes_of(catalogue, role)
    return {answer: size for answer, size in sizes.items() if size > most_of(answer)}


def most_of(answer: Sized) -> int:
    """Return how many characters a role's part of an answer may take."""
    return POST // 2 if answer is Sized.COMPARISON else POST


def sizes_of(catalogue: Catalogue, role: Role) -> dict[Sized, int]:
    """Return how many characters each answer about a role can take, at the level where it takes most."""
    rubrics = [rubric for (name, _), rubric in catalogue.rubrics.items() if name == role.id]
    by_rubric: Mapping[Sized, Iterable[int]] = {
        Sized.RUBRIC: map(_glance, rubrics),
        Sized.QUESTIONS: map(_questions, rubrics),
        Sized.QUESTIONS_OF_ONE: (_questions_of(each) for rubric in rubrics for each in rubric.competencies),
        Sized.ANCHORS: map(_shorts, rubrics),
        Sized.ANCHORS_OF_ONE: (_anchors(each) for rubric in rubrics for each in rubric.competencies),
    }
    checklist, sample = catalogue.checklists.get(role.id), catalogue.work_samples.get(role.work_sample or "")
    names = {competency.id: competency.name for rubric in rubrics for competency in rubric.competencies}
    own = {
        Sized.ROLE: _size(*_fields(role, DESCRIBED)),
        Sized.REQUIREMENTS: _size(*_fields(role, (*REQUIRED, *FURTHER))),
        Sized.BACKGROUNDS: _size(role.backgrounds, role.learning),
        Sized.MARKET: _size(role.market, *(fact for fact in catalogue.facts if role.id in fact.roles)),
        Sized.WORK_SAMPLE: _size(sample, role.strong_signals, role.weak_signals),
        Sized.CHECKLIST: sum(_listed(item, role) for item in (checklist.items if checklist else ())),
        Sized.PAY: _size(*catalogue.pay(role.id), *catalogue.pay_notes(role.id)),
        **{answer: max(sizes, default=0) for answer, sizes in by_rubric.items()},
    }
    compared = _size(*_fields(role, COMPARED), *names.values(), *([role.name] * ASPECTS))
    return {**{answer: FRAME + size for answer, size in own.items()}, Sized.COMPARISON: FRAME // 2 + compared}


def _listed(item: ChecklistItem, role: Role) -> int:
    """Return what an item takes: its name in the list and in the menu that says why, with the value of its entry."""
    return _size(item.name, item.name, role.id, item.id)


def _glance(rubric: Rubric) -> int:
    return _size(rubric.expectation, *(each for one in rubric.competencies for each in _named(one)))


def _named(competency: Competency) -> tuple[Any, ...]:
    return competency.name, competency.meaning, *competency.sources


def _questions(rubric: Rubric) -> int:
    asked = ((one.name, one.id, rubric.role, *(each.ask for each in one.questions)) for one in rubric.competencies)
    return _size(rubric.do_not_ask, *asked)


def _questions_of(one: Competency) -> int:
    return _size(one.name, one.questions) + LISTEN * len(one.questions)


def _shorts(rubric: Rubric) -> int:
    return _size(*(part for one in rubric.competencies for part in (one.name, *(a.short for a in one.anchors))))


def _anchors(competency: Competency) -> int:
    return _size(competency.meaning, competency.anchors, competency.strong_evidence, competency.red_flags)


def _fields(role: Role, names: Iterable[str]) -> list[Any]:
    return [getattr(role, name) for name in names]


def _size(*values: Any) -> int:
    return sum(map(_size_of, values))


def _size_of(value: Any) -> int:
    if isinstance(value, BaseModel):
        return sum(_size_of_field(name, getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, tuple):
        return sum(map(_size_of, value))
    return LINE + len(_escaped(value)) if isinstance(value, str) else LINE if isinstance(value, int | float) else 0


def _size_of_field(name: str, value: Any) -> int:
    if name in {"sources", "source"}:
        return sum(len(mark) + MARK for mark in ((value,) if isinstance(value, str) else value or ()))
    return 0 if name in {"id", "kind", "roles"} else _size_of(value)


def _escaped(text: str) -> str:
    """Return a text as Slack counts it: three characters are written out."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
