"""A role for people: what it is and is not, whom it asks for, where they come from and how their work is rated."""

from bot.features.doors import Door
from bot.features.rubric.show_page import (
    COMPARE_WITH,
    Entry,
    Page,
    open_button,
    open_menu,
    opening,
    turn_button,
)
from bot.features.rubric.show_parts import lists, only, role_page, said_list
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import divider, section, sections
from bot.slack.elements import button
from bot.wording.phrases import at_level
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import HiringAdvice
from rubrics.catalogue.model import WorkSample
from rubrics.catalogue.names import folded
from rubrics.catalogue.role import Role, span

ADVICE = ("otherwise", "before_posting", "partner_check", "automatable")
"""What the advice on hiring holds besides its conclusion, each a page of its own."""


def role(one: Role, called: str = NOTHING) -> Page:
    """Return a role in short: what it is for, leaves behind and doesn't do, with the way to its rubrics.

    Asked for by a related title, it begins with what is to be known of that.
    """
    title = next((each for each in one.related_titles if each.key == called and each.note), None)
    levels = [(at_level(one.name, guide.level), guide.level) for guide in one.levels]
    duties = turn_button(
        plain_words("rubric_labels.whole_role"),
        Topic(kind=Kind.DUTIES, role=one.id),
        label=plain_words("rubric_labels.whole_role_of", role=one.name),
    )
    return Page(
        topic=Topic(kind=Kind.ROLE, role=one.id, detail=called),
        title=plain_words("rubric_labels.role"),
        heading=one.name,
        conclusion=plain_words("rubric_labels.role_in_short", role=one),
        blocks=[
            *([section(words("rubric_role.called", title=title, role=one))] if title else []),
            section(words("rubric_role.summary", role=one), accessory=duties),
        ],
        links=[
            open_menu(
                plain_words("rubric_labels.open_rubric"),
                [(text, Topic(kind=Kind.RUBRIC, role=one.id, level=level)) for text, level in levels],
            ),
            _part("requirements", Kind.REQUIREMENTS, one),
            _part("pay", Kind.PAY, one),
            _part("checklist", Kind.CHECKLIST, one),
        ],
        more=[
            opening(plain_words("rubric_labels.backgrounds"), Topic(kind=Kind.BACKGROUNDS, role=one.id)),
            opening(plain_words("rubric_labels.work_sample"), Topic(kind=Kind.WORK_SAMPLE, role=one.id)),
            Entry(plain_words("rubric_labels.compare_roles"), COMPARE_WITH, one.id),
            opening(plain_words("rubric_labels.sources"), Topic(kind=Kind.SOURCES, role=one.id)),
        ],
    )


def _part(word: str, kind: Kind, one: Role) -> Element:
    text = plain_words(f"rubric_labels.{word}")
    label = plain_words("rubric_labels.of_role", what=text, role=one.name)
    return open_button(text, Topic(kind=kind, role=one.id), label=label)


def duties(catalogue: Catalogue, one: Role) -> Page:
    """Return everything a role does and does not do, at which level, under which titles, and what it grows into."""
    blocks = [
        *lists((("does", one.does), ("does_not", one.does_not))),
        *lists((("output", only(one.output)), ("strongest_at", only(one.strongest_at)))),
        divider(),
        *_levels(catalogue, one),
        divider(),
        *lists((("confused_with", one.confused_with),)),
    ]
    if one.related_titles:
        blocks += sections(words("rubric_role.titles", role=one))
    if one.growth:
        blocks.append(section(words("rubric_role.growth", growth=one.growth)))
    return role_page(one, Kind.DUTIES, "whole_role", blocks)


def _levels(catalogue: Catalogue, one: Role) -> list[Block]:
    return [
        section(
            words("rubric_role.level", guide=guide, called=_called(catalogue, one, guide.level)),
            accessory=open_button(
                plain_words("rubric_labels.rubric"),
                Topic(kind=Kind.RUBRIC, role=one.id, level=guide.level),
                label=plain_words("rubric_labels.rubric_of", name=at_level(one.name, guide.level)),
            ),
        )
        for guide in one.levels
    ]


def _called(catalogue: Catalogue, one: Role, level: RoleLevel) -> list[tuple[str, str]]:
    """Return what documents call a level besides its name, and the years that one gives it, each once."""
    found = [
        (word.word, "" if word.years_low is None and word.years_high is None else span(word.years_low, word.years_high))
        for word in catalogue.documented_words(one.id, level)
    ]
    said = {folded(level.name), *(folded(word) for word, years in found if years)}
    return [(word, years) for word, years in dict.fromkeys(found) if years or folded(word) not in said]


def requirements(one: Role) -> Page:
    """Return what a role needs, welcomes and does not need, with the tools and mathematics of its days."""
    asked = (
        ("must_have", one.must_have),
        ("nice_to_have", one.nice_to_have),
        ("not_needed", one.not_needed),
        ("daily_tools", one.daily_tools),
        ("mathematics", only(one.mathematics)),
        ("typical_background", only(one.typical_background)),
        ("markers", one.markers),
        ("hire_when", only(one.hire_when)),
        ("regulated_fit", only(one.regulated_fit)),
        ("do_not_ask", one.do_not_ask),
    )
    return role_page(one, Kind.REQUIREMENTS, "requirements", lists(asked))


def work_sample(one: Role, sample: WorkSample | None) -> Page:
    """Return how a portfolio or piece of work is rated, and what in it speaks for and against someone."""
    blocks = _sample(sample) if sample else [section(words("rubric_role.no_sample", role=one))]
    signals = lists((("strong_signals", one.strong_signals), ("weak_signals", one.weak_signals)))
    return role_page(one, Kind.WORK_SAMPLE, "work_sample", [*blocks, *([divider()] if signals else []), *signals])


def _sample(sample: WorkSample) -> list[Block]:
    total = sum(criterion.weight for criterion in sample.criteria)
    blocks = sections(words("rubric_role.sample", sample=sample))
    for criterion in sample.criteria:
        share = criterion.weight / total
        blocks += [divider(), *sections(words("rubric_role.criterion", criterion=criterion, share=share))]
    return blocks


def hire(advice: HiringAdvice, part: str = NOTHING) -> Page:
    """Return when to hire at all, or another part of the advice, with the interest of anyone who advises."""
    topic, heading = Topic(kind=Kind.HIRE, detail=part), plain_words("rubric_labels.hire_or_not")
    if part != NOTHING:
        return Page(
            topic=topic,
            title=heading,
            heading=plain_words(f"rubric_labels.{part}"),
            blocks=sections(words("rubric.listed", lines=[each.text for each in getattr(advice, part)])),
            back=(heading, Topic(kind=Kind.HIRE)),
        )
    return Page(
        topic=topic,
        title=heading,
        heading=heading,
        conclusion=advice.question,
        blocks=[
            *said_list(plain_words("rubric_labels.hire_if_all"), advice.hire_if_all),
            section(words("rubric_role.interest", advice=advice)),
        ],
        links=[
            *_questions(advice),
            *(
                turn_button(plain_words(f"rubric_labels.{each}"), Topic(kind=Kind.HIRE, detail=each))
                for each in ADVICE
                if getattr(advice, each)
            ),
        ],
        more=[opening(plain_words("rubric_labels.sources"), Topic(kind=Kind.SOURCES))],
    )


def _questions(advice: HiringAdvice) -> list[Element]:
    """Return the way to the advice as questions with an outcome, where it is written so."""
    if advice.staffing is None:
        return []
    text = plain_words("rubric_labels.answer_questions", number=len(advice.staffing.asks))
    return [button(text, Door.STAFFING, "-", primary=True)]
