"""Rubrics for people: a rubric at a glance, its anchors, questions and sources in full; and as a loop pinned it."""

from collections.abc import Sequence

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import context, divider, header, modal, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cited
from bot.wording.words import plain_words, words
from rubrics.catalogue.market import LevelWord
from rubrics.catalogue.model import Competency, Rubric, Source
from rubrics.catalogue.names import folded
from rubrics.catalogue.role import span

PINNED = "rubric_pinned"


def glance(rubric: Rubric, level_words: Sequence[LevelWord] = ()) -> Page:
    """Return a rubric at a glance: its competencies with their weights, anchors on demand."""
    documented = documented_level(rubric, level_words)
    competencies = [
        section(
            words("rubric.competency", competency=competency, share=rubric.shares_of_score[competency.id]),
            accessory=open_button(
                "Anchors",
                _topic(Kind.ANCHORS, rubric, competency.id),
                label=plain_words("rubric_labels.anchors_of", competency=competency.name),
            ),
        )
        for competency in rubric.competencies
    ]
    return Page(
        topic=_topic(Kind.RUBRIC, rubric),
        title="Rubric",
        heading=f"Rubric: {rubric.title}",
        blocks=[
            section(words("rubric.intro", rubric=rubric)),
            *([context(documented)] if documented else []),
            *competencies,
            *_weights(rubric),
        ],
        links=(
            open_button("Questions", _topic(Kind.QUESTIONS, rubric)),
            open_button("All anchors", _topic(Kind.ANCHORS, rubric)),
            open_button("Pay", _topic(Kind.PAY, rubric)),
            open_button("The role", Topic(kind=Kind.ROLE, role=rubric.role)),
            open_button("Sources", _topic(Kind.SOURCES, rubric)),
        ),
        small_print=_footnote(rubric),
    )


def documented_level(rubric: Rubric, level_words: Sequence[LevelWord]) -> Mrkdwn | None:
    """Return what the documents call a rubric's level and the years they give it; None where they are silent.

    `level_words` are those of documents on the rubric's role, for its level.
    """
    names = [cited(word.word, [word.source or ""]) for word in level_words if folded(word.word) != folded(rubric.level)]
    years = [
        cited(span(word.years_low, word.years_high), [word.source or ""])
        for word in level_words
        if word.years_low is not None or word.years_high is not None
    ]
    return words("rubric.level_words", names=names, years=years) if names or years else None


def anchors(rubric: Rubric, competency: Competency) -> Page:
    """Return one competency's five anchors in full, with strong evidence and red flags."""
    blocks = sections(words("rubric.anchors", competency=competency))
    if competency.strong_evidence or competency.red_flags:
        blocks.append(divider())
    if competency.strong_evidence:
        blocks += sections(words("rubric.strong", competency=competency))
    if competency.red_flags:
        blocks += sections(words("rubric.red_flags", competency=competency))
    return Page(
        topic=_topic(Kind.ANCHORS, rubric, competency.id),
        title="Anchors",
        heading=f"{competency.name}: {rubric.title}",
        blocks=blocks,
        links=(
            open_button("The rubric", _topic(Kind.RUBRIC, rubric)),
            open_button("Sources", _topic(Kind.SOURCES, rubric)),
        ),
        small_print=_footnote(rubric),
    )


def all_anchors(rubric: Rubric) -> Page:
    """Return every competency's anchors in short, each with the way to the full sentences."""
    blocks = [
        section(
            words("rubric.anchors_at_a_glance", competency=competency),
            accessory=open_button(
                "In full",
                _topic(Kind.ANCHORS, rubric, competency.id),
                label=plain_words("rubric_labels.anchors_in_full", competency=competency.name),
            ),
        )
        for competency in rubric.competencies
    ]
    return Page(
        topic=_topic(Kind.ANCHORS, rubric),
        title="Anchors",
        heading=f"Anchors: {rubric.title}",
        blocks=blocks,
        links=(open_button("The rubric", _topic(Kind.RUBRIC, rubric)),),
        small_print=_footnote(rubric),
    )


def questions(rubric: Rubric) -> Page:
    """Return every question of a rubric with its follow-ups, and what not to ask."""
    blocks: list[Block] = []
    for competency in rubric.competencies:
        if competency.questions:
            blocks += [header(competency.name), *sections(words("rubric.questions", competency=competency))]
    if rubric.do_not_ask:
        blocks += [divider(), *sections(words("rubric.do_not_ask", items=rubric.do_not_ask))]
    return Page(
        topic=_topic(Kind.QUESTIONS, rubric),
        title="Questions",
        heading=f"Questions: {rubric.title}",
        blocks=blocks,
        links=(
            open_button("The rubric", _topic(Kind.RUBRIC, rubric)),
            open_button("Sources", _topic(Kind.SOURCES, rubric)),
        ),
        small_print=_footnote(rubric),
    )


def sources(topic: Topic, heading: str, documents: Sequence[Source]) -> Page:
    """Return the documents behind some facts, each with its publisher's interest."""
    intro = section(words("rubric.sources_intro" if documents else "rubric.no_sources"))
    described = [section(words("rubric.source", source=document)) for document in documents]
    return Page(topic=topic, title="Sources", heading=heading, blocks=[intro, *described])


def pinned(rubric: Rubric) -> Modal:
    """Return a loop's rubric in full, as it was when the loop was opened, whatever the definitions say now."""
    blocks = [header(f"Rubric: {rubric.title}"), section(words("rubric.pinned_intro", rubric=rubric))]
    for competency in rubric.competencies:
        share = rubric.shares_of_score[competency.id]
        blocks += [divider(), *sections(words("rubric.pinned", competency=competency, share=share))]
    blocks += [divider(), *_weights(rubric), context(_footnote(rubric))]
    return modal(plain_words("rubric_labels.rubric_of_the_loop"), blocks, callback_id=PINNED)


def _weights(rubric: Rubric) -> list[Block]:
    """Return what the recommendations count beside the competencies, and what the percentages are shares of."""
    recommendation = [section(words("rubric.recommendation", rubric=rubric))] if rubric.recommendation_share else []
    return [*recommendation, context(words("rubric.weights", rubric=rubric))]


def _topic(kind: Kind, rubric: Rubric, detail: str | None = None) -> Topic:
    named = {"kind": kind, "role": rubric.role, "level": rubric.level}
    return Topic.model_validate(named if detail is None else {**named, "detail": detail})


def _footnote(rubric: Rubric) -> Mrkdwn:
    return words("rubric.footnote", rubric=rubric, marks=bool(marks_of(rubric)))


def marks_of(rubric: Rubric) -> list[str]:
    """Return the marks of every document that a rubric rests on."""
    asked = (question.sources for competency in rubric.competencies for question in competency.questions)
    marks = set(rubric.sources).union(*(competency.sources for competency in rubric.competencies), *asked)
    return sorted(marks)
