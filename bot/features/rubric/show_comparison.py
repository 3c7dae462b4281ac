"""Two roles side by side: the verdict first, then a table; judges neither."""

import re
from collections.abc import Sequence

from bot.features.rubric.comparison_table import Cells, as_table, in_characters, share_of
from bot.features.rubric.show_page import COMPARE_WITH, Entry, Page, open_button, opening
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import columns, divider, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cut, level_label, with_article
from bot.wording.words import plain_words, words
from rubrics.catalogue.comparison import Aspect, Row, compare_roles
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import Level, RoleLevel
from rubrics.catalogue.limits import CELL
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role, Statement

MOST_IN_COLUMN = 2000
NAMED = 3
"""Of the competencies that only one role assesses; the others are counted."""


def compare(catalogue: Catalogue, one: Role, other: Role, level: RoleLevel | None = None) -> Page:
    """Return two roles side by side at a level: when to hire which, what tells them apart, what both assess.

    Without a level it is senior where both have it, else the highest that both have.
    """
    asked = Topic(kind=Kind.COMPARE, role=one.id, level=level, detail=other.id)
    level = level or _shared_level(catalogue, one, other)
    rubrics = [catalogue.rubric(role.id, _of(catalogue, role, level)) for role in (one, other)] if level else []
    told, assessed = _told_apart(one, other), _assessed(*rubrics) if rubrics else []
    head = (level_label(level) if level else "", one.name, other.name)
    verdict = _verdict(one, other, rubrics)
    only = [_only(*rubrics), _only(*reversed(rubrics))] if rubrics else ["", ""]
    only_row = [(plain_words("rubric_labels.only_this_role"), only[0], only[1])] if any(only) else []
    topic = asked.model_copy(update={"level": level})
    return Page(
        topic=asked,
        title=plain_words("rubric_labels.compare_roles"),
        heading=plain_words("rubric_labels.one_or_other", one=one, other=other),
        conclusion=verdict,
        blocks=[section(verdict), *in_characters([head, *told, *assessed]), *_only_in_words(one, other, only)],
        newer=[section(verdict), as_table([head, *told, *assessed, *only_row])],
        links=_ways_on(topic, one, other, rubrics),
        more=(
            Entry(plain_words("rubric_labels.another_pair"), COMPARE_WITH, one.id),
            opening(plain_words("rubric_labels.side_by_side"), _as(topic, Kind.COMPARE_ALL)),
            opening(plain_words("rubric_labels.sources"), Topic(kind=Kind.SOURCES)),
        ),
    )


def _as(topic: Topic, kind: Kind) -> Topic:
    return topic.model_copy(update={"kind": kind})


def _ways_on(topic: Topic, one: Role, other: Role, rubrics: Sequence[Rubric] = ()) -> list[Element]:
    """Return the ways to two roles, or to their rubrics, and to what else is told of the two."""
    levels = {rubric.role: rubric.level for rubric in rubrics}

    def rubric(role: Role) -> Element:
        kind = Kind.RUBRIC if role.id in levels else Kind.ROLE
        label = plain_words("rubric_labels.rubric_of", name=role.name)
        return open_button(role.name, Topic(kind=kind, role=role.id, level=levels.get(role.id)), label=label)

    pay = plain_words("rubric_labels.pay_of_two", one=one, other=other)
    return [
        rubric(one),
        rubric(other),
        open_button(plain_words("rubric_labels.pay"), _as(topic, Kind.COMPARE_PAY), label=pay),
        open_button(plain_words("rubric_labels.which"), _as(topic, Kind.CHOOSE)),
    ]


def _shared_level(catalogue: Catalogue, one: Role, other: Role) -> RoleLevel | None:
    shared = [level for level in catalogue.levels(one.id) if catalogue.level_like(other.id, level)]
    return next((level for level in shared if level.like == Level.SENIOR), next(reversed(shared), None))


def _of(catalogue: Catalogue, role: Role, level: RoleLevel) -> RoleLevel:
    """Return a role's own level of this id, or the one like it; raises UnknownNameError."""
    if alike := catalogue.level_like(role.id, level):
        return alike
    raise UnknownNameError("level", level.value, catalogue.levels(role.id))


def _verdict(one: Role, other: Role, rubrics: Sequence[Rubric]) -> Mrkdwn:
    ids = [{each.id for each in rubric.competencies} for rubric in rubrics]
    shared, of = (len(ids[0] & ids[1]), len(ids[0] | ids[1])) if ids else (0, 0)
    purposes = [role.hire_when.short if role.hire_when else None for role in (one, other)]
    whens = [role.hire_when.text if role.hire_when else role.summary for role in (one, other)]
    names = [with_article(role.name) for role in (one, other)]
    return words(
        "rubric_compare.verdict",
        one=one,
        other=other,
        names=names,
        purposes=purposes if all(purposes) else [],
        whens=whens,
        shared=shared,
        of=of,
    )


def _told_apart(one: Role, other: Role) -> list[Cells]:
    """Return the rows of what each role is, in a few words each."""
    rows = (
        ("leaves_behind", one.output, other.output),
        ("strongest_at", one.strongest_at, other.strongest_at),
        ("tools", _first(one.daily_tools), _first(other.daily_tools)),
        ("math", one.mathematics, other.mathematics),
        ("not_their_job", _first(one.does_not), _first(other.does_not)),
    )
    return [
        (plain_words(f"rubric_labels.row_{name}"), _cell(first), _cell(second))
        for name, first, second in rows
        if first or second
    ]


def _first(statements: Sequence[Statement]) -> Statement | None:
    return statements[0] if statements else None


def _cell(statement: Statement | None) -> str:
    return (statement.short or cut(statement.text, CELL)) if statement else ""


def _assessed(one: Rubric, other: Rubric) -> list[Cells]:
    """Return the rows of what both assess, with its share of each score."""
    theirs = {each.id: each for each in other.competencies}
    return [
        (mine.short_name, share_of(one, mine), share_of(other, theirs[mine.id]))
        for mine in one.competencies
        if mine.id in theirs
    ]


def _only(one: Rubric, other: Rubric) -> str:
    """Return what the first assesses and the second does not, those that weigh most by name."""
    theirs = {each.id for each in other.competencies}
    own = sorted(
        (each for each in one.competencies if each.id not in theirs),
        key=lambda each: (not each.must_have, -each.weight),
    )
    return plain_words("rubric_labels.only_these", named=own[:NAMED], more=len(own[NAMED:])) if own else ""


def _only_in_words(one: Role, other: Role, only: Sequence[str]) -> list[Block]:
    return [
        section(words("rubric_compare.only", role=role, only=text))
        for role, text in ((one, only[0]), (other, only[1]))
        if text
    ]


def choose(one: Role, other: Role, topic: Topic) -> Page:
    """Return three questions that tell which of two roles is needed, and what each is mistaken for."""
    rows = (
        ("leaves_behind", one.output, other.output),
        ("hire_when", one.hire_when, other.hire_when),
        ("not_their_job", _first(one.does_not), _first(other.does_not)),
    )
    asked = [(name, first, second) for name, first, second in rows if first and second]
    blocks = [
        section(
            words(
                "rubric_compare.question",
                number=number,
                question=plain_words(f"rubric_labels.ask_{name}"),
                answers=[(_cell(first), one.name), (_cell(second), other.name)],
            )
        )
        for number, (name, first, second) in enumerate(asked, start=1)
    ]
    mistaken = [*_mistaken(one, other), *_mistaken(other, one)]
    title = plain_words("rubric_labels.part_confused_with")
    blocks += sections(words("rubric.said", title=title, lines=mistaken)) if mistaken else []
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.which"),
        heading=plain_words("rubric_labels.one_or_other", one=one, other=other),
        blocks=blocks,
        links=_ways_on(topic, one, other)[:2],
        back=(plain_words("rubric_labels.comparison"), _as(topic, Kind.COMPARE)),
    )


def _mistaken(role: Role, other: Role) -> list[str]:
    """Return what is said of a role about being taken for the other, which such a statement begins with."""
    named = re.compile(rf"{re.escape(other.name)}\b", re.IGNORECASE)
    return [each.text for each in role.confused_with if named.match(each.text)]


def side_by_side(one: Role, other: Role, topic: Topic) -> Page:
    """Return everything that is said of two roles, aspect by aspect."""
    blocks: list[Block] = []
    for aspect in compare_roles(one, other):
        blocks += [*([divider()] if blocks else []), *_aspect(aspect, (one, other))]
    return Page(
        topic=topic,
        title=plain_words("rubric_labels.side_by_side"),
        heading=plain_words("rubric_labels.one_and_other", one=one, other=other),
        blocks=blocks,
        links=_ways_on(topic, one, other)[:2],
        back=(plain_words("rubric_labels.comparison"), _as(topic, Kind.COMPARE)),
    )


def _aspect(aspect: Row, roles: Sequence[Role]) -> list[Block]:
    title = words("rubric_compare.aspect", aspect=plain_words(f"rubric_labels.part_{_PART[aspect.aspect]}"))
    cells = [
        words("rubric_compare.cell", role=role, lines=[each.text for each in cell])
        for role, cell in zip(roles, aspect.cells, strict=True)
    ]
    if all(len(cell) <= MOST_IN_COLUMN for cell in cells):
        return [columns(title, cells)]
    return [section(title), *(block for cell in cells for block in sections(cell))]


_PART = {
    **{aspect: aspect.value for aspect in Aspect},
    Aspect.IN_SHORT: "summary",
    Aspect.LEAVES_BEHIND: "output",
    Aspect.RECOGNIZED_BY: "markers",
    Aspect.IN_REGULATED_WORK: "regulated_fit",
    Aspect.GROWS_INTO: "growth",
}
"""Where an aspect of a comparison goes by another name on a role's own pages."""
