"""Writes a role's rubrics as the rows of a sheet, such that reading it gives the same rubrics again; opens no file."""

from collections.abc import Iterable, Iterator, Sequence

from rubrics.authoring.scale_shape import scale_line
from rubrics.authoring.sheet_grid import csv_text, markdown_text
from rubrics.authoring.sheet_layout import SELDOM, Column, Fact
from rubrics.authoring.sheet_levels import level_cell
from rubrics.authoring.sheet_lines import follow_up_line, line_for, sign_line
from rubrics.catalogue.model import Arithmetic, Competency, Question, Reason, Rubric
from rubrics.catalogue.role import Role, Statement
from rubrics.catalogue.scale import FIVE

Cells = list[str]


def sheet_csv(role: Role, rubrics: Sequence[Rubric], extends: str | None) -> str:
    """Return a role with its rubrics at some levels as CSV; `extends` is the role that the rest is taken from."""
    return csv_text([*_facts(role, rubrics, extends), [], *_table(rubrics)])


def sheet_markdown(role: Role, rubrics: Sequence[Rubric], extends: str | None) -> str:
    """Return the same as two tables in Markdown."""
    facts = [[""] * 4, *_facts(role, rubrics, extends)]
    return markdown_text(role.name, (facts, list(_table(rubrics))))


def _facts(role: Role, rubrics: Sequence[Rubric], extends: str | None) -> Iterator[Cells]:
    first = rubrics[0]
    yield [Fact.ROLE, role.name]
    yield [Fact.ID, role.id]
    if extends:
        yield [Fact.EXTENDS, extends]
    yield [Fact.SUMMARY, role.summary]
    for fact, statements in ((Fact.DOES, role.does), (Fact.DOES_NOT, role.does_not)):
        yield from _row(fact, _statements(statements))
    for fact, one in ((Fact.OUTPUT, role.output), (Fact.STRONGEST_AT, role.strongest_at)):
        yield from _row(fact, _statements([one] if one else []))
    for rubric in rubrics:
        scope = role.guide(rubric.level).scope
        yield [Fact.LEVEL, level_cell(rubric.level), rubric.expectation, _statements([scope] if scope else [])]
    if first.scale != FIVE:
        yield [Fact.SCALE, scale_line(first.scale)]
    if first.arithmetic is not Arithmetic.SCORE:
        yield [Fact.ARITHMETIC, first.arithmetic.value]
    yield [Fact.BAR, repr(first.bar)]
    yield [Fact.RECOMMENDATION_SHARE, repr(first.recommendation_share)]
    yield [Fact.MINIMUM_SCORECARDS, str(first.minimum_scorecards)]
    yield from _row(Fact.DO_NOT_ASK, "\n".join(line_for(text) for text in first.do_not_ask))
    yield from _row(Fact.SOURCES, ", ".join(first.sources))
    if first.approved_by and first.approved_on:
        yield from ([Fact.APPROVED_BY, first.approved_by], [Fact.APPROVED_ON, first.approved_on.isoformat()])


def _row(fact: Fact, value: str) -> Iterable[Cells]:
    return [[fact, value]] if value else []


def _statements(statements: Iterable[Statement]) -> str:
    return "\n".join(line_for(each.text, each.sources, short=each.short or "") for each in statements)


def _table(rubrics: Sequence[Rubric]) -> Iterator[Cells]:
    return table([(one, level_cell(rubric.level)) for rubric in rubrics for one in rubric.competencies])


def table(competencies: Iterable[tuple[Competency, str]]) -> Iterator[Cells]:
    """Yield the heading and the rows of what is assessed, each competency with the cell that says its level."""
    rows = [row for one, level in competencies for row in _rows(one, level)]
    columns = [column for column in Column if column not in SELDOM or any(row.get(column) for row in rows)]
    yield list(columns)
    yield from ([row.get(column, "") for column in columns] for row in rows)


def _rows(competency: Competency, level: str) -> Iterator[dict[Column, str]]:
    """Yield one row for each anchor, or one without; what the competency says once stands on the first."""
    checks = {Column.YES_OR_NO: competency.scale.is_yes_or_no, Column.KNOCK_OUT: competency.knock_out}
    once = {
        Column.ID: competency.id,
        Column.WEIGHT: repr(competency.weight),
        Column.WEIGHT_REASON: _reason(competency.weight_reason),
        Column.MUST_HAVE: "yes" if competency.must_have else "",
        Column.FLOOR: "" if competency.floor is None else repr(competency.floor),
        Column.MEANING: competency.meaning,
        Column.SHORT_NAME: competency.short or "",
        Column.QUESTIONS: "\n".join(line for each in competency.questions for line in _question(each)),
        Column.STRONG_EVIDENCE: "\n".join(line_for(text) for text in competency.strong_evidence),
        Column.RED_FLAGS: "\n".join(line_for(text) for text in competency.red_flags),
        Column.SOURCES: ", ".join(competency.sources),
        **{column: "yes" for column, is_so in checks.items() if is_so},
    }
    about = {Column.COMPETENCY: competency.name, Column.LEVEL: level}
    for anchor in competency.anchors:
        said = {Column.RATING: str(anchor.rating), Column.SHORT: anchor.short, Column.BEHAVIOR: anchor.behavior}
        yield {**about, **said, **once}
        once = {}
    if not competency.anchors:
        yield {**about, **once}


def _reason(reason: Reason | None) -> str:
    return line_for(reason.text, reason.sources) if reason else ""


def _question(question: Question) -> Iterator[str]:
    yield line_for(question.ask, question.sources, name=question.id or "")
    yield from (follow_up_line(text) for text in question.follow_ups)
    yield from (sign_line(each.rating, each.sign) for each in question.listen_for)
