"""Where the facts come from: the documents behind an answer, and what of a role rests on each of them."""

from collections.abc import Sequence

from bot.features.rubric.facts_of_sources import facts_of, marks_about
from bot.features.rubric.rubric_facts import marks_of, marks_of_one, name_of, said_shares, scoring
from bot.features.rubric.show_page import Page, turn_button
from bot.features.rubric.show_rubric import weight_reason
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import divider, section, sections
from bot.wording.words import plain_words, words
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric


def all_sources(catalogue: Catalogue, topic: Topic) -> Page:
    """Return every document behind the definitions."""
    return _page(topic, "", _documents(catalogue, topic, list(catalogue.sources)))


def sources_of_role(catalogue: Catalogue, topic: Topic) -> Page:
    """Return the documents behind everything that is shown of a role."""
    marks = sorted(marks_about(catalogue, topic.role))
    return _page(topic, catalogue.role(topic.role).name, _documents(catalogue, topic, marks))


def sources_of_rubric(catalogue: Catalogue, topic: Topic, rubric: Rubric) -> Page:
    """Return the documents behind a rubric, how its score comes about, and why each competency weighs what it does."""
    documents = _documents(catalogue, topic, marks_of(rubric))
    blocks = [*documents, divider(), section(scoring(rubric)), *_weights(rubric)]
    return _page(topic, name_of(rubric), blocks)


def _weights(rubric: Rubric) -> list[Block]:
    if not any(each.weight_reason for each in rubric.competencies):
        return []
    return sections(words("rubric.why_these_weights", rubric=rubric, shares=said_shares(rubric)))


def sources_of_competency(catalogue: Catalogue, topic: Topic, rubric: Rubric, one: Competency) -> Page:
    """Return why a competency weighs what it does, and the documents behind it."""
    back = (one.name, topic.model_copy(update={"kind": Kind.COMPETENCY}))
    documents = _documents(catalogue, topic, sorted(marks_of_one(one)))
    return _page(topic, one.name, [*weight_reason(rubric, one), *documents], back)


def _page(topic: Topic, about: str, blocks: Sequence[Block], back: tuple[str, Topic] | None = None) -> Page:
    heading = plain_words("rubric_labels.sources")
    named = plain_words("rubric_labels.sources_of", name=about) if about else heading
    return Page(topic=topic, title=heading, heading=named, about=about, blocks=blocks, back=back)


def _documents(catalogue: Catalogue, topic: Topic, marks: Sequence[str]) -> list[Block]:
    """Return each document, with the way to what it says where a role was asked about."""
    blocks = [section(words("rubric.sources_intro", number=len(marks)))]
    for mark in marks:
        source, says = catalogue.source(mark), None
        if topic.role != NOTHING:
            label = plain_words("rubric_labels.what_it_says_in", title=source.title)
            there = Topic(kind=Kind.DOCUMENT, role=topic.role, detail=mark)
            says = turn_button(plain_words("rubric_labels.what_it_says"), there, label=label)
        blocks.append(section(words("rubric.source", source=source), accessory=says))
    return blocks


def document(catalogue: Catalogue, topic: Topic) -> Page:
    """Return everything about a role that rests on one document."""
    source, role = catalogue.source(topic.detail), catalogue.role(topic.role)
    parts: dict[str, list[str]] = {}
    for part, fact in facts_of(catalogue, role.id, source.mark):
        parts.setdefault(part, []).append(fact)
    blocks = [section(words("rubric.document_intro", source=source))]
    for part, facts in parts.items():
        title = plain_words(f"rubric_labels.part_{part}")
        blocks += sections(words("rubric.said", title=title, lines=list(dict.fromkeys(facts))))
    if not parts:
        blocks.append(section(words("rubric.nothing_said", role=role)))
    sources = plain_words("rubric_labels.sources")
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.what_it_says"),
        heading=plain_words("rubric_labels.what_it_says_on", role=role.name),
        about=role.name,
        blocks=blocks,
        back=(sources, Topic(kind=Kind.SOURCES, role=role.id)),
    )
