"""Rubrics for people: the offer of roles, a rubric at a glance, and its anchors, questions and sources in full."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.views.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    divider,
    header,
    modal,
    private,
    section,
    sections,
)
from bot.views.words import Mrkdwn, words
from rubrics.model import Competency, Level, Rubric, Source
from rubrics.role import Role

CHOOSE_LEVEL = "rubric_level"
ANCHORS = "rubric_anchors"
QUESTIONS = "rubric_questions"
SOURCES = "rubric_sources"
PINNED = "rubric_pinned"
MOST_ROLES = 20


def offer(roles: Sequence[tuple[Role, Sequence[Level]]]) -> Message:
    """Return the roles that have a rubric, each with a button per level."""
    return private(words("rubric.roles"), _offer(roles))


def offer_modal(roles: Sequence[tuple[Role, Sequence[Level]]]) -> Modal:
    """Return the same as a modal, for whoever clicked a button."""
    return modal("Rubrics", _offer(roles), callback_id="rubrics")


def _offer(roles: Sequence[tuple[Role, Sequence[Level]]]) -> list[Block]:
    blocks: list[Block] = [section(words("rubric.roles"))]
    for role, levels in roles[:MOST_ROLES]:
        blocks += [section(words("rubric.role_line", role=role)), *level_buttons(role, levels)]
    return blocks


def level_buttons(role: Role, levels: Sequence[Level]) -> list[Block]:
    """Return a button per level of a role."""
    return actions(
        *(
            button(
                level.value.capitalize(), f"{CHOOSE_LEVEL}:{level}", f"{role.id} {level}", label=f"{role.name}, {level}"
            )
            for level in levels
        )
    )


def answer(rubric: Rubric) -> Message:
    """Return a rubric at a glance: its competencies with their weights, anchors on demand."""
    names = ", ".join(competency.name for competency in rubric.competencies)
    return private(words("rubric.fallback", rubric=rubric, names=names), _glance(rubric))


def answer_modal(rubric: Rubric) -> Modal:
    """Return the same as a modal, for whoever clicked a button."""
    return modal("Rubric", _glance(rubric), callback_id="rubric", private_metadata=rubric.digest)


def _glance(rubric: Rubric) -> list[Block]:
    competencies = [
        section(
            words("rubric.competency", competency=competency, share=rubric.shares[competency.id]),
            button=button("Anchors", ANCHORS, f"{rubric.id} {competency.id}", label=f"Anchors of {competency.name}"),
        )
        for competency in rubric.competencies
    ]
    more = actions(button("Questions", QUESTIONS, rubric.id), button("Sources", SOURCES, rubric.id))
    intro = [header(f"Rubric: {rubric.title}"), section(words("rubric.intro", rubric=rubric))]
    return [*intro, *competencies, *more, context(_footnote(rubric))]


def _footnote(rubric: Rubric) -> Mrkdwn:
    return words("rubric.footnote", rubric=rubric, marks=marks_of(rubric))


def marks_of(rubric: Rubric) -> list[str]:
    """Return the marks of every document that a rubric rests on."""
    marks = set(rubric.sources).union(*(competency.sources for competency in rubric.competencies))
    return sorted(marks)


def anchors(rubric: Rubric, competency: Competency) -> Modal:
    """Return one competency's five anchors in full, with strong evidence and red flags."""
    blocks = sections(words("rubric.anchors", competency=competency))
    if competency.strong_evidence:
        blocks += [divider(), *sections(words("rubric.strong", competency=competency))]
    if competency.red_flags:
        blocks += sections(words("rubric.red_flags", competency=competency))
    return modal("Anchors", [*blocks, context(_footnote(rubric))], callback_id=ANCHORS)


def pinned(rubric: Rubric) -> Modal:
    """Return a loop's rubric in full, as it was when the loop was opened, whatever the definitions say now."""
    blocks = [header(f"Rubric: {rubric.title}"), section(words("rubric.pinned_intro", rubric=rubric))]
    for competency in rubric.competencies:
        share = rubric.shares[competency.id]
        blocks += [divider(), *sections(words("rubric.pinned", competency=competency, share=share))]
    return modal("Rubric of the loop", [*blocks, context(_footnote(rubric))], callback_id=PINNED)


def questions(rubric: Rubric) -> Modal:
    """Return every question of a rubric with its follow-ups, and what not to ask."""
    blocks: list[Block] = []
    for competency in rubric.competencies:
        if competency.questions:
            blocks += [header(competency.name), *sections(words("rubric.questions", competency=competency))]
    if rubric.do_not_ask:
        blocks += [divider(), *sections(words("loop.do_not_ask", items=rubric.do_not_ask))]
    return modal("Questions", [*blocks, context(_footnote(rubric))], callback_id=QUESTIONS)


def sources(documents: Sequence[Source]) -> Modal:
    """Return the documents behind a rubric, each with its publisher's interest."""
    told = [section(words("rubric.source", source=document)) for document in documents]
    return modal("Sources", [section(words("rubric.sources_intro")), *told], callback_id=SOURCES)
