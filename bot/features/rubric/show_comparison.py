"""Two roles side by side, aspect by aspect; judges neither."""

from collections.abc import Sequence

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.show_role import lines
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import columns, divider, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.words import plain_words, words
from rubrics.catalogue.comparison import Row, compare_roles
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role

MOST_IN_COLUMN = 2000


def compare(catalogue: Catalogue, one: Role, other: Role) -> Page:
    """Return two roles side by side: what is said of each, and which competencies they share."""
    blocks: list[Block] = []
    for row in compare_roles(one, other):
        blocks += _side_by_side(row, (one, other))
    blocks += [divider(), *sections(_competencies(catalogue, one, other))]
    return Page(
        topic=Topic(kind=Kind.COMPARE, role=one.id, detail=other.id),
        title=plain_words("rubric_labels.compare_roles"),
        heading=f"{one.name} and {other.name}",
        blocks=blocks,
        links=[
            *(open_button(role.name, Topic(kind=Kind.ROLE, role=role.id)) for role in (one, other)),
            *(open_button(f"Pay: {role.name}", Topic(kind=Kind.PAY, role=role.id)) for role in (one, other)),
            open_button("Sources", Topic(kind=Kind.SOURCES)),
        ],
        small_print=words("rubric.brackets"),
    )


def _side_by_side(row: Row, roles: Sequence[Role]) -> list[Block]:
    title = words("rubric_compare.aspect", aspect=plain_words(f"rubric_labels.aspect_{row.aspect}"))
    cells = [
        words("rubric_compare.cell", role=role, lines=lines(cell)) for role, cell in zip(roles, row.cells, strict=True)
    ]
    if all(len(cell) <= MOST_IN_COLUMN for cell in cells):
        return [columns(title, cells)]
    return [section(title), *(block for cell in cells for block in sections(cell))]


def _competencies(catalogue: Catalogue, one: Role, other: Role) -> Mrkdwn:
    mine, theirs = _named(catalogue, one), _named(catalogue, other)
    return words(
        "rubric_compare.competencies",
        one=one,
        other=other,
        both=[name for key, name in mine.items() if key in theirs],
        first=[name for key, name in mine.items() if key not in theirs],
        second=[name for key, name in theirs.items() if key not in mine],
    )


def _named(catalogue: Catalogue, role: Role) -> dict[str, str]:
    rubrics = [catalogue.rubric(role.id, level) for level in catalogue.levels(role.id)]
    return {competency.id: competency.name for rubric in rubrics for competency in rubric.competencies}
