"""Finds the view for a topic and hands it what the catalogue holds of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.features.rubric import show_role as rubric_role
from bot.features.rubric import show_rubric as view
from bot.features.rubric.show_comparison import compare
from bot.features.rubric.show_page import Page
from bot.features.rubric.show_pay import pay
from bot.features.rubric.topic import NOTHING, Kind, Topic
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalog
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role


def page_on(catalog: Catalog, topic: Topic, today: date | None = None) -> Page:
    """Return the answer to a topic of the definitions; raises UnknownNameError where it is no longer defined.

    With `today`, figures that have aged are shown with a caution.
    """
    if topic.kind is Kind.PAY:
        return pay(catalog, catalog.role(topic.role), topic.level, today=today)
    return _ANSWERS[topic.kind](catalog, topic)


def _rubric(catalog: Catalog, topic: Topic) -> Rubric:
    if topic.level is None:
        raise UnknownNameError("level", NOTHING, catalog.levels(topic.role))
    return catalog.rubric(topic.role, topic.level)


def _role(catalog: Catalog, topic: Topic) -> Role:
    return catalog.role(topic.role)


def _anchors(catalog: Catalog, topic: Topic) -> Page:
    rubric = _rubric(catalog, topic)
    if topic.detail == NOTHING:
        return view.all_anchors(rubric)
    try:
        return view.anchors(rubric, rubric.competency(topic.detail))
    except KeyError:
        raise UnknownNameError("competency", topic.detail, []) from None


def _hire(catalog: Catalog, topic: Topic) -> Page:
    if catalog.hiring is None:
        raise UnknownNameError("advice", topic.kind, [])
    return rubric_role.hire(catalog.hiring)


def _sources(catalog: Catalog, topic: Topic) -> Page:
    if topic.role == NOTHING:
        return view.sources(topic, "Sources", list(catalog.sources.values()))
    if topic.level is None:
        marks, about = marks_about(catalog, topic.role), catalog.role(topic.role).name
    else:
        rubric = _rubric(catalog, topic)
        marks, about = set(view.marks_of(rubric)), rubric.title
    return view.sources(topic, f"Sources: {about}", [catalog.source(mark) for mark in sorted(marks)])


def _changes(catalog: Catalog, topic: Topic) -> Page:  # noqa: ARG001
    # What a loop keeps is no part of the catalogue, and is shown only to whoever may know of the loop.
    raise UnknownNameError("answer", topic.kind, [])


_ANSWERS: Mapping[Kind, Callable[[Catalog, Topic], Page]] = {
    Kind.ROLE: lambda catalog, topic: rubric_role.role(_role(catalog, topic)),
    Kind.REQUIREMENTS: lambda catalog, topic: rubric_role.requirements(_role(catalog, topic)),
    Kind.BACKGROUNDS: lambda catalog, topic: rubric_role.backgrounds(_role(catalog, topic)),
    Kind.WORK_SAMPLE: lambda catalog, topic: rubric_role.work_sample(
        _role(catalog, topic), catalog.work_sample(topic.role)
    ),
    Kind.CHECKLIST: lambda catalog, topic: rubric_role.checklist(_role(catalog, topic), catalog.checklist(topic.role)),
    Kind.RUBRIC: lambda catalog, topic: view.glance(_rubric(catalog, topic), catalog.level_words),
    Kind.QUESTIONS: lambda catalog, topic: view.questions(_rubric(catalog, topic)),
    Kind.ANCHORS: _anchors,
    Kind.COMPARE: lambda catalog, topic: compare(catalog, _role(catalog, topic), catalog.role(topic.detail)),
    Kind.SOURCES: _sources,
    Kind.HIRE: _hire,
    Kind.DIFF: _changes,
}


def marks_about(catalog: Catalog, role_id: str) -> set[str]:
    """Return the marks of every document behind what is shown of a role: its page, rubrics, pay, sample, checklist."""
    rubrics = [catalog.rubric(role_id, level) for level in catalog.levels(role_id)]
    shown = [catalog.role(role_id), catalog.checklist(role_id), catalog.work_sample(role_id), *rubrics]
    found = [*catalog.pay(role_id), *catalog.pay_notes(role_id), *(each for each in shown if each)]
    return {mark for each in found for mark in _marks(each)}


def _marks(value: Any) -> Iterable[str]:
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            held = getattr(value, name)
            if name == "source" and held:
                yield held
            elif name == "sources":
                yield from held
            else:
                yield from _marks(held)
    elif isinstance(value, tuple):
        for each in value:
            yield from _marks(each)
