"""Exercises for people: which there are for a role, and of each how it runs, what to read and how it is rated."""

from itertools import groupby

from bot.features.rubric.show_page import Page, open_button, open_menu, turn_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import context, divider, section, sections
from bot.slack.rich_text import preformatted
from bot.wording.phrases import at_level, level_name
from bot.wording.words import plain_words, words
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.exercises import Exercise, ExerciseKind, Material
from rubrics.catalogue.lookup import Catalogue


def exercises(catalogue: Catalogue, topic: Topic) -> Page:
    """Return which exercises there are for a role, at a level if one is asked for, with the way to each."""
    role = catalogue.role(topic.role)
    known = catalogue.exercises_for(role.id, topic.level)
    named = at_level(role.name, topic.level) if topic.level else role.name
    word = plain_words("rubric_labels.exercises")
    return Page(
        topic=topic,
        title=word,
        heading=plain_words("rubric_labels.of_role", what=word, role=named),
        about=named,
        blocks=_by_kind(known) or [section(words("rubric_exercises.none", name=named))],
        links=[
            *([_menu(topic, known)] if known else []),
            open_button(plain_words("rubric_labels.work_sample"), Topic(kind=Kind.WORK_SAMPLE, role=role.id)),
        ],
    )


def _by_kind(known: tuple[Exercise, ...]) -> list[Block]:
    kinds = groupby(known, key=lambda each: each.kind)
    return [section(words("rubric_exercises.of_kind", kind=_named(kind), exercises=list(each))) for kind, each in kinds]


def _named(kind: ExerciseKind) -> str:
    return plain_words("rubric_labels.exercise_kind", kind=kind)


def _menu(topic: Topic, known: tuple[Exercise, ...]) -> Element:
    entries = [(each.name, _topic(topic, Kind.EXERCISE, each.id)) for each in known]
    return open_menu(plain_words("rubric_labels.open_exercise"), entries)


def _topic(asked: Topic, kind: Kind, detail: str) -> Topic:
    return Topic(kind=kind, role=asked.role, level=asked.level, detail=detail)


def exercise(catalogue: Catalogue, topic: Topic) -> Page:
    """Return one exercise: how it runs and what to look for, with the way to what is read in it and to its rubric."""
    one = _exercise(catalogue, topic, topic.detail)
    back = plain_words("rubric_labels.exercises")
    levels = [level_name(level) for level in catalogue.levels(topic.role) if one.is_for(level)]
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.exercise"),
        heading=one.name,
        blocks=[
            context(words("rubric_exercises.frame", exercise=one, kind=_named(one.kind), levels=levels)),
            section(words("rubric_exercises.brief", exercise=one)),
            *sections(words("rubric_exercises.steps", exercise=one)),
            *(sections(words("rubric_exercises.look_for", exercise=one)) if one.look_for else []),
        ],
        links=[
            *(_reading(topic, one, each) for each in one.materials),
            turn_button(plain_words("rubric_labels.criteria"), _topic(topic, Kind.CRITERIA, one.id)),
        ],
        back=(back, topic.model_copy(update={"kind": Kind.EXERCISES, "detail": "-"})),
    )


def _reading(topic: Topic, one: Exercise, each: Material) -> Element:
    return turn_button(each.name, _topic(topic, Kind.MATERIAL, f"{one.id}/{each.id}"))


def _exercise(catalogue: Catalogue, topic: Topic, exercise_id: str) -> Exercise:
    """Return an exercise of the role that is asked about; one for other roles alone is not shown with it."""
    one = catalogue.exercise(exercise_id)
    if one not in catalogue.exercises_for(topic.role):
        raise UnknownNameError("exercise", exercise_id, [])
    return one


def material(catalogue: Catalogue, topic: Topic) -> Page:
    """Return something to read in an exercise, line for line."""
    exercise_id, _, material_id = topic.detail.partition("/")
    one = _exercise(catalogue, topic, exercise_id)
    try:
        each = one.material(material_id)
    except KeyError:
        raise UnknownNameError("material", material_id, []) from None
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.exercise"),
        heading=each.name,
        about=each.name,
        blocks=[context(words("rubric_exercises.of", exercise=one)), preformatted(each.text.rstrip())],
        back=(one.name, _topic(topic, Kind.EXERCISE, one.id)),
    )


def criteria(catalogue: Catalogue, topic: Topic) -> Page:
    """Return how an exercise is rated: each criterion with its share and its five anchors."""
    one = _exercise(catalogue, topic, topic.detail)
    total = sum(criterion.weight for criterion in one.criteria)
    blocks: list[Block] = [context(words("rubric_exercises.of", exercise=one))]
    for criterion in one.criteria:
        share = criterion.weight / total
        blocks += [divider(), *sections(words("rubric_role.criterion", criterion=criterion, share=share))]
    heading = plain_words("rubric_labels.criteria")
    back = (one.name, _topic(topic, Kind.EXERCISE, one.id))
    return Page(topic=topic, title=heading, heading=heading, blocks=blocks, back=back)
