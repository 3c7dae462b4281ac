"""Rubrics for people: at a glance, one competency, anchors and questions in full; and as a loop pinned it."""

from collections.abc import Mapping, Sequence
from math import ceil

from bot.features.doors import Door
from bot.features.rubric.rubric_facts import RECOMMENDED, marks_of, name_of, said_shares, scoring, topic_on
from bot.features.rubric.show_page import (
    BROWSE,
    VERSIONS,
    Entry,
    Page,
    open_button,
    open_menu,
    opening,
    row,
    turn_button,
    turn_menu,
)
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import context, divider, header, modal, section, sections
from bot.slack.elements import button
from bot.slack.rich_text import preformatted
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.pictures import amount, column
from bot.wording.ratings import anchor_text, rating_text
from bot.wording.words import plain_words, words
from rubrics.catalogue.limits import SHORT_NAME
from rubrics.catalogue.model import Arithmetic, Competency, Rubric

PINNED = "rubric_pinned"
BAR_WIDTH = 8
"""Columns of the longest bar: with a name of 20 and "28% must" a line has 38, and a phone shows 39."""


def glance(rubric: Rubric) -> Page:
    """Return a rubric at a glance: what weighs how much, with the way to each competency."""
    must_haves = [each.name for each in rubric.competencies if each.must_have]
    heaviest = _heaviest_first(rubric)
    role = Topic(kind=Kind.ROLE, role=rubric.role)
    return Page(
        topic=topic_on(Kind.RUBRIC, rubric),
        title=plain_words("rubric_labels.rubric"),
        heading=name_of(rubric),
        conclusion=plain_words("rubric_labels.in_short", rubric=rubric, must_haves=must_haves),
        blocks=[
            section(words("rubric.expectation", rubric=rubric)),
            preformatted(weights(rubric)),
            section(words("rubric.scale", rubric=rubric, must_haves=len(must_haves))),
        ],
        links=(
            open_menu(
                plain_words("rubric_labels.open_competency"),
                [(each.name, topic_on(Kind.COMPETENCY, rubric, each.id)) for each in heaviest],
            ),
            _on_rubric("all_questions", rubric, topic_on(Kind.QUESTIONS, rubric)),
            _on_rubric("pay", rubric, topic_on(Kind.PAY, rubric)),
            _on_rubric("checklist", rubric, Topic(kind=Kind.CHECKLIST, role=rubric.role)),
            button(plain_words("rubric_labels.make_ours"), Door.EDIT_RUBRIC, f"{rubric.role} {rubric.level}"),
        ),
        more=(
            Entry(plain_words("rubric_labels.another_rubric"), BROWSE, rubric.role),
            opening(plain_words("rubric_labels.more_on_role"), role),
            opening(plain_words("rubric_labels.sources_and_scoring"), topic_on(Kind.SOURCES, rubric)),
            Entry(plain_words("rubric_labels.versions"), VERSIONS, rubric.role),
        ),
        small_print=words("rubric.origin", rubric=rubric, documents=len(marks_of(rubric))),
    )


def _on_rubric(word: str, rubric: Rubric, topic: Topic) -> Element:
    text = plain_words(f"rubric_labels.{word}")
    return open_button(text, topic, label=plain_words("rubric_labels.of_rubric", what=text, rubric=rubric))


def weights(rubric: Rubric) -> str:
    """Return each competency's share of the score as a bar, the recommendations' last, a line each."""
    shares, said = rubric.shares_of_score, said_shares(rubric)
    marks = {name: plain_words(f"rubric_labels.{name}") for name in ("must", "check")}
    lines = [
        (each.short_name, shares[each.id], said[each.id], _marked(each, marks)) for each in _heaviest_first(rubric)
    ]
    if rubric.arithmetic is Arithmetic.NONE:  # nothing weighs: there are only names
        return "\n".join(straight(name) for name, *_ in lines)
    if rubric.recommendation_share:
        recommended = plain_words("rubric_labels.recommendation")
        lines.append((recommended, rubric.recommendation_share, said[RECOMMENDED], ""))
    largest = max(share for _, share, _, _ in lines)
    return "\n".join(
        f"{column(straight(name), SHORT_NAME)} {amount(share / largest, BAR_WIDTH)} {percentage:>3}{mark}"
        for name, share, percentage, mark in lines
    )


def _marked(one: Competency, marks: Mapping[str, str]) -> str:
    """Return what stands behind a competency's share: that it is a must-have, or a check that has none."""
    mark = marks["must"] if one.must_have else marks["check"] if not one.weight else ""
    return f" {mark}" if mark else ""


def _heaviest_first(rubric: Rubric) -> list[Competency]:
    return sorted(rubric.competencies, key=lambda each: (-each.weight, not each.must_have))


def competency(rubric: Rubric, one: Competency) -> Page:
    """Return one competency: what it means, its anchors in short with the bar marked, one question, one red flag."""
    blocks = [
        context(words("rubric.place", rubric=rubric, competency=one, share=said_shares(rubric)[one.id])),
        section(words("rubric.meaning", competency=one)),
        *([section(_in_short(rubric, one))] if one.is_rated else []),
    ]
    blocks += [section(words("rubric.one_question", question=one.questions[0]))] if one.questions else []
    blocks += [section(words("rubric.one_red_flag", line=one.red_flags[0]))] if one.red_flags else []
    return Page(
        topic=topic_on(Kind.COMPETENCY, rubric, one.id),
        title=plain_words("rubric_labels.competency"),
        heading=one.name,
        blocks=blocks,
        links=_details(rubric, one),
        menu=turn_menu(
            plain_words("rubric_labels.open_competency"),
            [(each.name, topic_on(Kind.COMPETENCY, rubric, each.id)) for each in rubric.competencies],
            topic_on(Kind.COMPETENCY, rubric, one.id),
        ),
        more=(opening(plain_words("rubric_labels.whole_rubric"), topic_on(Kind.RUBRIC, rubric)),),
    )


def _details(rubric: Rubric, one: Competency) -> list[Element]:
    def to(kind: Kind, word: str) -> Element:
        text = plain_words(f"rubric_labels.{word}", number=len(one.questions))
        label = plain_words("rubric_labels.of_competency", what=text, competency=one.name)
        return turn_button(text, topic_on(kind, rubric, one.id), label=label)

    evidence = one.strong_evidence or one.red_flags
    return [
        *([to(Kind.ANCHORS, "full_anchors")] if one.is_rated else []),
        *([to(Kind.QUESTIONS, "questions_of_one")] if one.questions else []),
        *([to(Kind.EVIDENCE, "evidence")] if evidence else []),
        to(Kind.SOURCES, "sources"),
    ]


def _at_bar(rubric: Rubric) -> int:
    """Return the lowest rating that meets the bar."""
    return ceil(rubric.bar)


def _in_short(rubric: Rubric, one: Competency) -> Mrkdwn:
    return words("rubric.anchors_in_short", competency=one, **_at_points(one), **_bar_in(rubric, one))


def _at_points(one: Competency) -> dict[str, dict[int, str]]:
    """Return how each point of a competency's scale is put, and what stands there."""
    scale, described = one.scale, [anchor.rating for anchor in one.anchors]
    texts = {point: anchor_text(one, point) for point in described}
    return {"points": {point: rating_text(scale, point) for point in described}, "texts": texts}


def _bar_in(rubric: Rubric, one: Competency) -> dict[str, float]:
    """Return the bar and the lowest rating that meets it; none, as 0, where nothing is held against one."""
    is_held = rubric.arithmetic is Arithmetic.SCORE and not one.scale.is_yes_or_no
    return {"at_bar": _at_bar(rubric) if is_held else 0, "bar": rubric.bar}


def weight_reason(rubric: Rubric, one: Competency) -> list[Block]:
    """Return why a competency weighs what it does, where its definition says so."""
    if one.weight_reason is None:
        return []
    return [section(words("rubric.why_this_weight", competency=one, share=said_shares(rubric)[one.id]))]


def anchors(rubric: Rubric, one: Competency) -> Page:
    """Return one competency's anchors in full, the highest first."""
    blocks = sections(words("rubric.anchors", competency=one, **_at_points(one), **_bar_in(rubric, one)))
    return _part(rubric, one, Kind.ANCHORS, "anchors_of", blocks)


def evidence(rubric: Rubric, one: Competency) -> Page:
    """Return what speaks for someone in one competency, and what should make a panel ask on."""
    strong = sections(words("rubric.strong", competency=one)) if one.strong_evidence else []
    flags = sections(words("rubric.red_flags", competency=one)) if one.red_flags else []
    return _part(rubric, one, Kind.EVIDENCE, "evidence_of", [*strong, *flags])


def questions_on(rubric: Rubric, one: Competency) -> Page:
    """Return the questions on one competency with their follow-ups and what to listen for."""
    blocks = sections(words("rubric.questions_in_full", competency=one))
    return _part(rubric, one, Kind.QUESTIONS, "questions_on", blocks)


def _part(rubric: Rubric, one: Competency, kind: Kind, title: str, blocks: Sequence[Block]) -> Page:
    return Page(
        topic=topic_on(kind, rubric, one.id),
        title=plain_words(f"rubric_labels.{title.partition('_')[0]}"),
        heading=plain_words(f"rubric_labels.{title}", competency=one.name),
        about=one.name,
        blocks=[context(words("rubric.of_rubric", rubric=rubric)), *blocks],
        back=(one.name, topic_on(Kind.COMPETENCY, rubric, one.id)),
    )


def all_anchors(rubric: Rubric) -> Page:
    """Return every competency's anchors in short, each with the way to the competency."""
    blocks = [
        section(
            words("rubric.anchors_at_a_glance", competency=each, anchors=_in_short(rubric, each)),
            accessory=open_button(
                plain_words("rubric_labels.open"),
                topic_on(Kind.COMPETENCY, rubric, each.id),
                label=plain_words("rubric_labels.open_one", name=each.name),
            ),
        )
        for each in rubric.competencies
        if each.is_rated
    ]
    return _whole(rubric, Kind.ANCHORS, "anchors", blocks)


def questions(rubric: Rubric, *, with_exercises: bool = False) -> Page:
    """Return every question of a rubric, each competency's with the way to its follow-ups; and what not to ask."""
    blocks: list[Block] = []
    for each in rubric.competencies:
        if each.questions:
            blocks += [_asked_on(rubric, each), *sections(words("rubric.questions", competency=each))]
    if rubric.do_not_ask:
        blocks += [divider(), *sections(words("rubric.do_not_ask", items=rubric.do_not_ask))]
    exercises = open_button(plain_words("rubric_labels.exercises"), topic_on(Kind.EXERCISES, rubric))
    return _whole(rubric, Kind.QUESTIONS, "questions", blocks, *([exercises] if with_exercises else []))


def _asked_on(rubric: Rubric, one: Competency) -> Block:
    """Return a competency's name above its questions, with the way to follow-ups and to what to listen for."""
    text = plain_words("rubric_labels.follow_ups")
    label = plain_words("rubric_labels.of_competency", what=text, competency=one.name)
    further = open_button(text, topic_on(Kind.QUESTIONS, rubric, one.id), label=label)
    return section(words("rubric.asked_on", competency=one), accessory=further)


def _whole(rubric: Rubric, kind: Kind, title: str, blocks: Sequence[Block], *further: Element) -> Page:
    return Page(
        topic=topic_on(kind, rubric),
        title=plain_words(f"rubric_labels.{title}"),
        heading=plain_words("rubric_labels.of_rubric", what=plain_words(f"rubric_labels.{title}"), rubric=rubric),
        about=name_of(rubric),
        blocks=blocks,
        links=(open_button(plain_words("rubric_labels.rubric"), topic_on(Kind.RUBRIC, rubric)), *further),
    )


def pinned(rubric: Rubric, *links: Element) -> Modal:
    """Return a loop's rubric in full, as it was when the loop was opened, whatever the definitions say now.

    `links` are the ways on from there.
    """
    blocks = [
        header(name_of(rubric)),
        section(words("rubric.pinned_intro", rubric=rubric)),
        preformatted(weights(rubric)),
        section(words("rubric.expectation", rubric=rubric)),
    ]
    said = said_shares(rubric)
    for each in rubric.competencies:
        points = _at_points(each)["points"]
        blocks += [divider(), *sections(words("rubric.pinned", competency=each, share=said[each.id], points=points))]
    blocks += [divider(), section(scoring(rubric)), *row(*links)]
    return modal(plain_words("rubric_labels.rubric_of_the_loop"), blocks, callback_id=PINNED)
