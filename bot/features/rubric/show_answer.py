"""Finds the view for a topic and hands it what the catalogue holds of it; draws nothing itself."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.features.rubric import show_comparison as comparison
from bot.features.rubric import show_exercises as exercises
from bot.features.rubric import show_role as rubric_role
from bot.features.rubric import show_rubric as view
from bot.features.rubric import show_sources as origins
from bot.features.rubric import show_ways as ways
from bot.features.rubric.show_checklist import checklist
from bot.features.rubric.show_level_comparison import compare_levels
from bot.features.rubric.show_page import Page
from bot.features.rubric.show_pay import every_figure, layer_of, pay, pay_notes, pay_of_two
from bot.features.rubric.topic import NOTHING, Kind, Topic
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric
from rubrics.catalogue.role import Role


def page_on(catalogue: Catalogue, topic: Topic, today: date | None = None) -> Page:
    """Return the answer to a topic of the definitions; raises UnknownNameError where it is no longer defined.

    With `today`, figures that have aged are shown with a caution.
    """
    topic = _as_defined(catalogue, topic)
    if topic.kind is Kind.PAY:
        return pay(catalogue, catalogue.role(topic.role), topic.level, layer_of(topic), today=today)
    return _ANSWERS[topic.kind](catalogue, topic)


def _as_defined(catalogue: Catalogue, topic: Topic) -> Topic:
    """Return the topic with the level's own name, which a button does not carry."""
    if topic.level is None or topic.role == NOTHING:
        return topic
    known = {level: level for level in catalogue.levels(topic.role)}
    return topic.model_copy(update={"level": known.get(topic.level, topic.level)})


def _rubric(catalogue: Catalogue, topic: Topic) -> Rubric:
    if topic.level is None:
        raise UnknownNameError("level", NOTHING, catalogue.levels(topic.role))
    return catalogue.rubric(topic.role, topic.level)


def _competency(catalogue: Catalogue, topic: Topic) -> tuple[Rubric, Competency]:
    rubric = _rubric(catalogue, topic)
    try:
        return rubric, rubric.competency(topic.detail)
    except KeyError:
        raise UnknownNameError("competency", topic.detail, []) from None


def _role(catalogue: Catalogue, topic: Topic) -> Role:
    return catalogue.role(topic.role)


def _pair(catalogue: Catalogue, topic: Topic) -> tuple[Role, Role]:
    return catalogue.role(topic.role), catalogue.role(topic.detail)


def _anchors(catalogue: Catalogue, topic: Topic) -> Page:
    if topic.detail == NOTHING:
        return view.all_anchors(_rubric(catalogue, topic))
    return view.anchors(*_competency(catalogue, topic))


def _questions(catalogue: Catalogue, topic: Topic) -> Page:
    if topic.detail == NOTHING:
        with_exercises = bool(catalogue.exercises_for(topic.role, topic.level))
        return view.questions(_rubric(catalogue, topic), with_exercises=with_exercises)
    return view.questions_on(*_competency(catalogue, topic))


def _hire(catalogue: Catalogue, topic: Topic) -> Page:
    if catalogue.hiring is None or topic.detail not in {NOTHING, *rubric_role.ADVICE}:
        raise UnknownNameError("advice", topic.detail, [])
    return rubric_role.hire(catalogue.hiring, topic.detail)


def _sources(catalogue: Catalogue, topic: Topic) -> Page:
    if topic.role == NOTHING:
        return origins.all_sources(catalogue, topic)
    if topic.level is None:
        return origins.sources_of_role(catalogue, topic)
    if topic.detail == NOTHING:
        return origins.sources_of_rubric(catalogue, topic, _rubric(catalogue, topic))
    return origins.sources_of_competency(catalogue, topic, *_competency(catalogue, topic))


def _levels(catalogue: Catalogue, topic: Topic) -> Page:
    levels = catalogue.levels(topic.role)
    if topic.level is None or topic.detail not in levels:
        raise UnknownNameError("level", topic.detail, levels)
    high = catalogue.rubric(topic.role, topic.detail).level
    return compare_levels(catalogue, _role(catalogue, topic), topic.level, high)


def _changes(catalogue: Catalogue, topic: Topic) -> Page:  # noqa: ARG001
    # What a loop keeps is no part of the catalogue, and is shown only to anyone who may know of the loop.
    raise UnknownNameError("answer", topic.kind, [])


_ANSWERS: Mapping[Kind, Callable[[Catalogue, Topic], Page]] = {
    Kind.ROLE: lambda catalogue, topic: rubric_role.role(_role(catalogue, topic), topic.detail),
    Kind.DUTIES: lambda catalogue, topic: rubric_role.duties(catalogue, _role(catalogue, topic)),
    Kind.REQUIREMENTS: lambda catalogue, topic: rubric_role.requirements(_role(catalogue, topic)),
    Kind.BLOCKS: lambda catalogue, topic: ways.blocks(_role(catalogue, topic)),
    Kind.BACKGROUNDS: lambda catalogue, topic: ways.backgrounds(_role(catalogue, topic)),
    Kind.MARKET: lambda catalogue, topic: ways.market(catalogue, _role(catalogue, topic)),
    Kind.WORK_SAMPLE: lambda catalogue, topic: rubric_role.work_sample(
        _role(catalogue, topic), catalogue.work_sample(topic.role)
    ),
    Kind.EXERCISES: exercises.exercises,
    Kind.EXERCISE: exercises.exercise,
    Kind.MATERIAL: exercises.material,
    Kind.CRITERIA: exercises.criteria,
    Kind.CHECKLIST: lambda catalogue, topic: checklist(_role(catalogue, topic), catalogue.checklist(topic.role)),
    Kind.RUBRIC: lambda catalogue, topic: view.glance(_rubric(catalogue, topic)),
    Kind.COMPETENCY: lambda catalogue, topic: view.competency(*_competency(catalogue, topic)),
    Kind.QUESTIONS: _questions,
    Kind.ANCHORS: _anchors,
    Kind.EVIDENCE: lambda catalogue, topic: view.evidence(*_competency(catalogue, topic)),
    Kind.PAY_NOTES: lambda catalogue, topic: pay_notes(catalogue, _role(catalogue, topic)),
    Kind.FIGURES: lambda catalogue, topic: every_figure(catalogue, _role(catalogue, topic)),
    Kind.COMPARE: lambda catalogue, topic: comparison.compare(catalogue, *_pair(catalogue, topic), topic.level),
    Kind.COMPARE_LEVELS: _levels,
    Kind.COMPARE_PAY: lambda catalogue, topic: pay_of_two(catalogue, *_pair(catalogue, topic), topic.level),
    Kind.COMPARE_ALL: lambda catalogue, topic: comparison.side_by_side(*_pair(catalogue, topic), topic),
    Kind.CHOOSE: lambda catalogue, topic: comparison.choose(*_pair(catalogue, topic), topic),
    Kind.SOURCES: _sources,
    Kind.DOCUMENT: origins.document,
    Kind.HIRE: _hire,
    Kind.DIFF: _changes,
}
