"""A pasted table becomes a role as written: with the library, without YAML; what is wrong is told by row."""

import pytest

from rubrics.authoring.pasted_sheet import role_pasted
from rubrics.authoring.sheet_template import template_csv, template_markdown
from rubrics.authoring.sheet_writing import sheet_csv, sheet_markdown
from rubrics.authoring.team_layer import laid_over, misfits_of, own_role
from rubrics.catalogue.levels import Level
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.role import Role
from tests.built_in import CATALOGUE
from tests.filling import filled

NEVER = {"never-1": "Salary at the last job"}
TABLE = """Role,Support Engineer
Summary,Solves what customers report
Level,mid,Solves most reports alone
Minimum scorecards,4

Competency,Weight,Rating,In short,Behavior,Meaning,From the library
Patience,30 %,1,Gives up,Leaves a report open without a word,Stays with a report,
,,2,Answers once,Answers and does not come back,,
,,3,Stays with it,Comes back until it is solved,,
,,4,Explains it,Tells the customer why it happened,,
,,5,Prevents it,Has the cause removed for all,,
Retrieval,20,,,,,Retrieval
"""


def test_a_table_is_a_role_with_what_it_takes_from_the_library() -> None:
    written, problems = role_pasted(TABLE, CATALOGUE, NEVER)
    assert not problems
    assert written is not None
    rubric = laid_over(CATALOGUE, [own_role(written)]).rubric("support-engineer", Level.MID)
    assert [(each.name, each.weight) for each in rubric.competencies] == [("Patience", 30), ("Retrieval", 20)]
    library = CATALOGUE.rubric("ai-engineer", Level.MID).competency("retrieval")
    assert rubric.competency("retrieval").anchors == library.anchors
    assert rubric.do_not_ask == ("Salary at the last job",)


def test_rows_copied_out_of_a_spreadsheet_are_read_like_its_csv() -> None:
    tabs = TABLE.replace(",", "\t")
    assert role_pasted(tabs, CATALOGUE, NEVER)[0] == role_pasted(TABLE, CATALOGUE, NEVER)[0]


@pytest.mark.parametrize("template", [template_csv, template_markdown])
def test_a_template_that_is_filled_in_fits_and_one_that_is_not_is_refused(template: object) -> None:
    assert callable(template)
    written, problems = role_pasted(filled(template()), CATALOGUE, NEVER)
    assert not problems
    assert written is not None
    _, unfilled = role_pasted(template(), CATALOGUE, NEVER)
    assert ProblemKind.PLACEHOLDER in {each.kind for each in unfilled}


@pytest.mark.parametrize("role", CATALOGUE.roles, ids=lambda role: role.id)
@pytest.mark.parametrize("write", [sheet_csv, sheet_markdown])
def test_what_is_exported_is_read_back_the_same(role: Role, write: object) -> None:
    assert callable(write)
    rubrics = [CATALOGUE.rubric(role.id, level) for level in CATALOGUE.levels(role.id)]
    written, problems = role_pasted(write(role, rubrics, role.id), CATALOGUE, NEVER)
    assert not problems
    assert written is not None
    assert not misfits_of(CATALOGUE, written)
    ours = laid_over(CATALOGUE, [own_role(written)])
    assert [ours.rubrics[role.id, each.level].digest for each in rubrics] == [each.digest for each in rubrics]


def test_what_is_wrong_is_told_by_row() -> None:
    wrong = TABLE.replace("Leaves a report open without a word", "x" * 301).replace("Retrieval,20,", "Retrievel,20,")
    wrong = wrong.replace(",Retrieval\n", ",Retrievel\n")
    _, problems = role_pasted(wrong, CATALOGUE, NEVER)
    assert [(each.line, each.kind) for each in problems] == [(12, ProblemKind.UNKNOWN_COMPETENCY)]
    assert problems[0].values["near"] == "retrieval"
    _, problems = role_pasted(wrong.replace("Retrievel", "Retrieval"), CATALOGUE, NEVER)
    assert [(each.line, each.kind) for each in problems] == [(7, ProblemKind.TEXT_TOO_LONG)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("9: Names all", ProblemKind.SHEET_LISTEN_OFF_SCALE),
        ("5: Names all", ProblemKind.SHEET_LISTEN_OFF_SCALE),
        ("1: Names none", ProblemKind.SHEET_LISTEN_OFF_SCALE),
        ("3: Names one\n3: Names two", ProblemKind.SHEET_LISTEN_TWICE),
        ("9:30 is when it began", None),
    ],
)
def test_a_line_for_a_rating_off_the_scale_is_no_question(line: str, kind: ProblemKind | None) -> None:
    _, problems = role_pasted(_asking(f"How do you wait?\n{line}"), CATALOGUE, NEVER)
    assert [(each.line, each.kind) for each in problems] == ([(7, kind)] if kind else [])


def test_what_to_listen_for_stands_below_a_question() -> None:
    _, problems = role_pasted(_asking("3: Names one\nHow do you wait?"), CATALOGUE, NEVER)
    assert [(each.line, each.kind) for each in problems] == [(7, ProblemKind.SHEET_LISTEN_OF_NONE)]


def _asking(cell: str) -> str:
    """Return the table with a cell of questions for its first competency."""
    asked = TABLE.replace("From the library\n", "From the library,Questions\n", 1)
    return asked.replace("Stays with a report,\n", f'Stays with a report,,"{cell}"\n', 1)


def test_what_a_table_takes_from_the_library_is_no_must_have_unless_it_says_so() -> None:
    library = CATALOGUE.rubric("ai-engineer", Level.SENIOR)
    taken = next(each for each in library.competencies if each.must_have)
    table = TABLE.replace("mid,", "senior,").replace("Retrieval,20,,,,,Retrieval", f"{taken.name},20,,,,,{taken.id}")
    written, problems = role_pasted(table, CATALOGUE, NEVER)
    assert not problems
    assert written is not None
    assert not any(each.get("must_have") or each.get("floor") for each in written["competencies"])


def test_answers_and_points_of_a_table_are_those_that_forms_show() -> None:
    table = TABLE.replace("From the library\n", "From the library,Yes or no\n", 1)
    table += "License,0,no,Has none,Names no license,May drive,,yes\n,,yes,Has one,Names theirs,,,\n"
    written, problems = role_pasted(table.replace(",,2,Answers", ",,2.0,Answers"), CATALOGUE, NEVER)
    assert not problems
    assert written is not None
    assert [[*each.get("anchors", {})] for each in written["competencies"]][::2] == [
        ["1", "2", "3", "4", "5"],
        ["1", "2"],
    ]


@pytest.mark.parametrize("text", ["Hello", "", "| a | b |\n| --- | --- |", "Role,\nCompetency,Rating\nX,1"])
def test_what_is_no_table_of_a_rubric_is_told(text: str) -> None:
    written, problems = role_pasted(text, CATALOGUE, NEVER)
    assert written is None
    assert problems
