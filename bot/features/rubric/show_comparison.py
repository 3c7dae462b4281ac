"""Two roles, or one role at two levels, side by side: the verdict first, then a table; judges neither."""

import re
import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from bot.features.rubric.show_page import COMPARE_WITH, Entry, Page, open_button, opening
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element
from bot.slack.blocks import columns, divider, section, sections
from bot.slack.rich_text import preformatted
from bot.slack.tables import EMPTY, table
from bot.slack.tables import column as table_column
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import at_level, cut, percent, with_article
from bot.wording.pictures import column
from bot.wording.words import plain_words, words
from rubrics.catalogue.comparison import Aspect, Row, compare_roles
from rubrics.catalogue.limits import CELL
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Level, Rubric
from rubrics.catalogue.role import Role, Statement

MOST_IN_COLUMN = 2000
NAMED = 3
"""Of the competencies that only one role assesses; the others are counted."""
WIDTHS, OF_LEVELS = (16, 12, 12), (21, 9, 9)
"""Columns of a table drawn in characters, a gap behind each: 39 together, which is what a phone shows of a message."""
Cells = tuple[str, str, str]


def compare(catalogue: Catalogue, one: Role, other: Role, level: Level | None = None) -> Page:
    """Return two roles side by side at a level: when to hire which, what tells them apart, what both assess.

    Without a level it is senior where both have it, else the highest that both have.
    """
    asked = Topic(kind=Kind.COMPARE, role=one.id, level=level, detail=other.id)
    level = level or _shared_level(catalogue, one, other)
    rubrics = [catalogue.rubric(role.id, level) for role in (one, other)] if level else []
    told, assessed = _told_apart(one, other), _assessed(*rubrics) if rubrics else []
    head = (level.value.capitalize() if level else "", one.name, other.name)
    verdict = _verdict(one, other, rubrics)
    only = [_only(*rubrics), _only(*reversed(rubrics))] if rubrics else ["", ""]
    only_row = [(plain_words("rubric_labels.only_this_role"), only[0], only[1])] if any(only) else []
    topic = asked.model_copy(update={"level": level})
    return Page(
        topic=asked,
        title=plain_words("rubric_labels.compare_roles"),
        heading=plain_words("rubric_labels.one_or_other", one=one, other=other),
        conclusion=verdict,
        blocks=[section(verdict), *_in_characters([head, *told, *assessed]), *_only_in_words(one, other, only)],
        newer=[section(verdict), _table([head, *told, *assessed, *only_row])],
        links=_ways_on(topic, one, other),
        more=(
            Entry(plain_words("rubric_labels.another_pair"), COMPARE_WITH, one.id),
            opening(plain_words("rubric_labels.side_by_side"), _as(topic, Kind.COMPARE_ALL)),
            opening(plain_words("rubric_labels.sources"), Topic(kind=Kind.SOURCES)),
        ),
    )


def _as(topic: Topic, kind: Kind) -> Topic:
    return topic.model_copy(update={"kind": kind})


def _ways_on(topic: Topic, one: Role, other: Role) -> list[Element]:
    def rubric(role: Role) -> Element:
        kind = Kind.RUBRIC if topic.level else Kind.ROLE
        label = plain_words("rubric_labels.rubric_of", name=role.name)
        return open_button(role.name, Topic(kind=kind, role=role.id, level=topic.level), label=label)

    pay = plain_words("rubric_labels.pay_of_two", one=one, other=other)
    return [
        rubric(one),
        rubric(other),
        open_button(plain_words("rubric_labels.pay"), _as(topic, Kind.COMPARE_PAY), label=pay),
        open_button(plain_words("rubric_labels.which"), _as(topic, Kind.CHOOSE)),
    ]


def _shared_level(catalogue: Catalogue, one: Role, other: Role) -> Level | None:
    shared = [level for level in catalogue.levels(one.id) if level in catalogue.levels(other.id)]
    return Level.SENIOR if Level.SENIOR in shared else next(reversed(shared), None)


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
        (mine.short_name, _share(one, mine), _share(other, theirs[mine.id]))
        for mine in one.competencies
        if mine.id in theirs
    ]


def _share(rubric: Rubric, competency: Competency) -> str:
    share = percent(rubric.shares_of_score[competency.id])
    return plain_words("rubric_labels.must_share", share=share) if competency.must_have else share


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


def _table(rows: Sequence[Cells]) -> Block:
    return table(rows, [table_column(is_wrapped=True) for _ in WIDTHS])


def _in_characters(rows: Sequence[Cells], widths: tuple[int, int, int] = WIDTHS) -> list[Block]:
    """Return the table as columns of characters; a cell that is too long goes on in the next line."""
    lines: list[str] = []
    for row in rows:
        cells = [textwrap.wrap(straight(cell or EMPTY), width - 1) for cell, width in zip(row, widths, strict=True)]
        lines += [
            "".join(column(part, width) for part, width in zip(parts, widths, strict=True)).rstrip()
            for parts in zip_longest(*cells, fillvalue="")
        ]
    return [preformatted("\n".join(lines))]


def compare_levels(catalogue: Catalogue, role: Role, low: Level, high: Level) -> Page:
    """Return one role at two levels: what is expected at each, how the weights move, what meets the bar."""
    lower, higher = catalogue.rubric(role.id, low), catalogue.rubric(role.id, high)
    names = [at_level(role.name, level) for level in (low, high)]
    head = (plain_words("rubric_labels.share_of_score"), low.value.capitalize(), high.value.capitalize())
    weights = _weights_of(lower, higher)
    verdict = section(words("rubric_compare.levels", low=low, high=high, lower=lower, higher=higher))
    return Page(
        topic=Topic(kind=Kind.COMPARE_LEVELS, role=role.id, level=low, detail=high.value),
        title=plain_words("rubric_labels.compare_levels"),
        heading=plain_words("rubric_labels.levels_of", role=role, low=low, high=high),
        conclusion=plain_words("rubric_labels.levels_in_short", names=names),
        blocks=[verdict, *_in_characters([head, *weights], OF_LEVELS), *_bar_rises(lower, higher)],
        newer=[verdict, _table([head, *weights]), *_bar_rises(lower, higher)],
        links=[
            open_button(name, Topic(kind=Kind.RUBRIC, role=role.id, level=level))
            for name, level in zip(names, (low, high), strict=True)
        ],
        more=(opening(role.name, Topic(kind=Kind.ROLE, role=role.id)),),
    )


def _weights_of(lower: Rubric, higher: Rubric) -> list[Cells]:
    found = {each.id: each for each in (*lower.competencies, *higher.competencies)}
    return [(each.short_name, _share_in(lower, each.id), _share_in(higher, each.id)) for each in found.values()]


def _share_in(rubric: Rubric, competency_id: str) -> str:
    own = [each for each in rubric.competencies if each.id == competency_id]
    return _share(rubric, own[0]) if own else ""


def _bar_rises(lower: Rubric, higher: Rubric) -> list[Block]:
    """Return what earns a 3 at each level in what weighs most at both."""
    shared = {each.id for each in lower.competencies} & {each.id for each in higher.competencies}
    first = max((each for each in higher.competencies if each.id in shared), key=lambda c: c.weight, default=None)
    if first is None:
        return []
    anchors = [rubric.competency(first.id).anchor(3) for rubric in (lower, higher)]
    return [section(words("rubric_compare.bar_rises", competency=first, anchors=anchors))]


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
