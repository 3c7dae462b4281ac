"""Which facts about a role rest on which document; draws nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from bot.features.rubric.pay_figures import fact_words, in_full
from bot.wording.words import plain_words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import LevelWord
from rubrics.catalogue.model import Competency, Question
from rubrics.catalogue.role import Growth, Outline, Ramp, RelatedTitle, span

Facts = Iterator[tuple[str, str]]
"""The part of a role that a fact stands in, by the key of its words, and the fact."""


def facts_of(catalogue: Catalogue, role_id: str, mark: str) -> Facts:
    """Yield every fact about a role that rests on a document, in the order people read them; some more than once."""
    role = catalogue.role(role_id)
    if mark in role.sources:
        yield "summary", role.summary
    for name in type(role).model_fields:
        yield from _facts_in(name, getattr(role, name), mark)
    for level in catalogue.levels(role_id):
        for word in catalogue.documented_words(role_id, level):
            if word.source == mark:
                yield "level_words", plain_words("rubric_labels.level_word", level=level, word=word, years=_years(word))
    for level in catalogue.levels(role_id):
        yield from _facts_in("competencies", catalogue.rubric(role_id, level).competencies, mark)
    yield from _facts_in("work_sample", catalogue.work_sample(role_id), mark)
    yield from _facts_in("checklist", catalogue.checklists.get(role_id), mark)
    yield from (("pay", in_full(band)) for band in catalogue.pay(role_id) if band.source == mark)
    given = (fact for fact in catalogue.facts if role_id in fact.roles and fact.source == mark)
    yield from (("facts", f"{fact.text}: {fact_words(fact)}") for fact in given)
    yield from (("pay_notes", note.text) for note in catalogue.pay_notes(role_id) if mark in note.sources)


def _years(word: LevelWord) -> str:
    return "" if word.years_low is None and word.years_high is None else span(word.years_low, word.years_high)


def _facts_in(part: str, value: Any, mark: str) -> Facts:
    if isinstance(value, tuple):
        for each in value:
            yield from _facts_in(part, each, mark)
    elif isinstance(value, BaseModel):
        if mark in _marks_of(value):
            yield part, _text_of(value)
        if isinstance(value, Competency) and value.weight_reason and mark in value.weight_reason.sources:
            yield part, f"{value.name}: {value.weight_reason.text}"
        for name in type(value).model_fields:
            # A reason says nothing without what it is the reason for.
            if name != "weight_reason":
                yield from _facts_in(part, getattr(value, name), mark)


def _text_of(value: BaseModel) -> str:
    match value:
        case Competency():
            return f"{value.name}: {value.meaning}"
        case Question():
            return value.ask
        case RelatedTitle():
            return f"{value.title}. {value.note}" if value.note else value.title
        case Ramp():
            return f"{value.what}: {value.words}"
    return _text_of_part(value)


def _text_of_part(value: BaseModel) -> str:
    match value:
        case Outline():
            return f"{value.name}: {' · '.join(part.text for part in value.parts)}"
        case Growth():
            return " → ".join(value.path)
    text: str = getattr(value, "text", "") or getattr(value, "brief", "")
    return text


def marks_about(catalogue: Catalogue, role_id: str) -> set[str]:
    """Return the marks of every document behind what is shown of a role: its page, rubrics, pay, sample, checklist."""
    levels = catalogue.levels(role_id)
    rubrics = [catalogue.rubric(role_id, level) for level in levels]
    words = [word for level in levels for word in catalogue.documented_words(role_id, level)]
    shown = [catalogue.role(role_id), catalogue.checklist(role_id), catalogue.work_sample(role_id), *rubrics]
    cited = [*catalogue.pay(role_id), *catalogue.pay_notes(role_id), *words, *(each for each in shown if each)]
    return {mark for each in cited for mark in _all_marks(each)}


def _all_marks(value: Any) -> Iterable[str]:
    if isinstance(value, BaseModel):
        yield from _marks_of(value)
        for name in type(value).model_fields:
            yield from _all_marks(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _all_marks(each)


def _marks_of(value: BaseModel) -> tuple[str, ...]:
    """Return the marks that a value itself names, leaving out those of the values within it."""
    source: str | None = getattr(value, "source", None)
    sources: tuple[str, ...] = getattr(value, "sources", ())
    return (source,) if source else sources
