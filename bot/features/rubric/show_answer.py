"""Finds the view for a topic and hands it what the catalogue holds of it; draws nothing itself."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.features.rubric import show_role as rubric_role
from bot.features.rubric import show_rubric as view
from bot.features.rubric.show_checklist import checklist
from bot.features.rubric.show_comparison import compare
from bot.features.rubric.show_page import Page
from bot.features.rubric.show_pay import pay
from bot.features.rubric.topic import NOTHING, Kind, Topic
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role


def page_on(catalogue: Catalogue, topic: Topic, today: date | None = None) -> Page:
    """Return the answer to a topic of the definitions; raises UnknownNameError where it is no longer defined.

    With `today`, figures that have aged are shown with a caution.
    """
    if topic.kind is Kind.PAY:
        return pay(catalogue, catalogue.role(topic.role), topic.level, today=today)
    return _ANSWERS[topic.kind](catalogue, topic)


def _glance(catalogue: Catalogue, rubric: Rubric) -> Page:
    return view.glance(rubric, catalogue.documented_words(rubric.role, rubric.level))


def _rubric(catalogue: Catalogue, topic: Topic) -> Rubric:
    if topic.level is None:
        raise UnknownNameError("level", NOTHING, catalogue.levels(topic.role))
    return catalogue.rubric(topic.role, topic.level)


def _role(catalogue: Catalogue, topic: Topic) -> Role:
    return catalogue.role(topic.role)


def _anchors(catalogue: Catalogue, topic: Topic) -> Page:
    rubric = _rubric(catalogue, topic)
    if topic.detail == NOTHING:
        return view.all_anchors(rubric)
    try:
        return view.anchors(rubric, rubric.competency(topic.detail))
    except KeyError:
        raise UnknownNameError("competency", topic.detail, []) from None


def _hire(catalogue: Catalogue, topic: Topic) -> Page:
    if catalogue.hiring is None:
        raise UnknownNameError("advice", topic.kind, [])
    return rubric_role.hire(catalogue.hiring)


def _sources(catalogue: Catalogue, topic: Topic) -> Page:
    if topic.role == NOTHING:
        return view.sources(topic, "Sources", list(catalogue.sources.values()))
    if topic.level is None:
        marks, about = marks_about(catalogue, topic.role), catalogue.role(topic.role).name
    else:
        rubric = _rubric(catalogue, topic)
        marks, about = set(view.marks_of(rubric)), rubric.title
    return view.sources(topic, f"Sources: {about}", [catalogue.source(mark) for mark in sorted(marks)])


def _changes(catalogue: Catalogue, topic: Topic) -> Page:  # noqa: ARG001
    # What a loop keeps is no part of the catalogue, and is shown only to whoever may know of the loop.
    raise UnknownNameError("answer", topic.kind, [])


_ANSWERS: Mapping[Kind, Callable[[Catalogue, Topic], Page]] = {
    Kind.ROLE: lambda catalogue, topic: rubric_role.role(_role(catalogue, topic)),
    Kind.REQUIREMENTS: lambda catalogue, topic: rubric_role.requirements(_role(catalogue, topic)),
    Kind.BACKGROUNDS: lambda catalogue, topic: rubric_role.backgrounds(_role(catalogue, topic)),
    Kind.WORK_SAMPLE: lambda catalogue, topic: rubric_role.work_sample(
        _role(catalogue, topic), catalogue.work_sample(topic.role)
    ),
    Kind.CHECKLIST: lambda catalogue, topic: checklist(_role(catalogue, topic), catalogue.checklist(topic.role)),
    Kind.RUBRIC: lambda catalogue, topic: _glance(catalogue, _rubric(catalogue, topic)),
    Kind.QUESTIONS: lambda catalogue, topic: view.questions(_rubric(catalogue, topic)),
    Kind.ANCHORS: _anchors,
    Kind.COMPARE: lambda catalogue, topic: compare(catalogue, _role(catalogue, topic), catalogue.role(topic.detail)),
    Kind.SOURCES: _sources,
    Kind.HIRE: _hire,
    Kind.DIFF: _changes,
}


def marks_about(catalogue: Catalogue, role_id: str) -> set[str]:
    """Return the marks of every document behind what is shown of a role: its page, rubrics, pay, sample, checklist."""
    rubrics = [catalogue.rubric(role_id, level) for level in catalogue.levels(role_id)]
    shown = [catalogue.role(role_id), catalogue.checklist(role_id), catalogue.work_sample(role_id), *rubrics]
    cited = [*catalogue.pay(role_id), *catalogue.pay_notes(role_id), *(each for each in shown if each)]
    return {mark for each in cited for mark in _marks(each)}


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
