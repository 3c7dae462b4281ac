"""A rubric's sheet: what people write in one is read as they mean it, and what is wrong is named with its row."""

import pytest

from bot.wording.problems import said
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.sheet_template import template_csv, template_markdown
from rubrics.authoring.sheet_wide import rating_columns
from rubrics.authoring.sheet_writing import sheet_csv, sheet_markdown
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.levels import Level
from rubrics.catalogue.problem_kinds import ProblemKind
from tests.built_in import CATALOGUE
from tests.filling import filled

SUPPORT = """Role;Support Engineer
Summary;Answers what customers ask, and gets faults fixed.
Levels;mid, senior
;
Skill;Weight;Must;Score;Label;Behaviour;Definition;Questions
Ticket handling;60 %;yes;1;Loses tickets;Can't say what became of one.;Keeps it moving.;"How do you sort a full queue?
- What waits?
Which ticket was your worst?"
;;;2;Answers in turn;Answers tickets in turn, with help from others.;
;;;3;Sorts by harm;Sorts by harm and answers alone.;
;;;4;Finds patterns;Finds the fault behind ten tickets.;
;;;5;Ends the questions;Has a fault or a text fixed, so that nobody asks again.;
Plain words;40 %;;1;Quotes manuals;Quotes the manual and leaves it there.;Says it so that customers can act.;
;;;2;Explains on request;Explains in plain words once asked to.;
;;;3;Explains plainly;Explains what happened and what to do.;
;;;4;Fits the reader;Says it otherwise to an engineer than to a buyer.;
;;;5;Others copy it;Has written answers that colleagues send.;
"""


@pytest.fixture
def catalogue_with(tmp_path):
    def load(text: str, name: str = "ours.csv"):
        (tmp_path / name).write_bytes(text.encode())
        return load_catalogue(tmp_path)

    return load


@pytest.fixture
def problems_of(catalogue_with):
    def load(text: str, name: str = "ours.csv"):
        with pytest.raises(CatalogueError) as caught:
            catalogue_with(text, name)
        return [(problem.line, said(problem)) for problem in caught.value.problems]

    return load


def test_a_sheet_as_people_write_it_is_a_role(catalogue_with):
    """Semicolons, percent, a sheet's own headings, names on the first row alone, two levels at once."""
    catalogue = catalogue_with(SUPPORT)
    rubric = catalogue.rubric("support-engineer", Level.SENIOR)
    tickets, words = rubric.competencies
    assert (tickets.id, tickets.name, tickets.must_have, words.must_have) == (
        "ticket-handling",
        "Ticket handling",
        True,
        False,
    )
    assert rubric.shares == {"ticket-handling": 0.6, "plain-words": 0.4}
    assert [anchor.short for anchor in tickets.anchors][2:4] == ["Sorts by harm", "Finds patterns"]
    assert [(each.ask, each.follow_ups) for each in tickets.questions] == [
        ("How do you sort a full queue?", ("What waits?",)),
        ("Which ticket was your worst?", ()),
    ]
    assert rubric.do_not_ask, "what is not to be asked of anyone holds here too"
    assert catalogue.rubric("support-engineer", Level.MID).competencies == rubric.competencies
    assert catalogue.checklist("support-engineer").items


def test_the_competencies_of_a_sheet_may_differ_by_level(catalogue_with):
    text = SUPPORT.replace("Skill;", "Skill;Level;").replace("Ticket handling;", "Ticket handling;mid;")
    text = text.replace("\n;;;", "\n;;;;").replace("Plain words;", "Plain words;mid, senior;")
    catalogue = catalogue_with(text)
    assert len(catalogue.rubric("support-engineer", Level.MID).competencies) == 2
    assert len(catalogue.rubric("support-engineer", Level.SENIOR).competencies) == 1


@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
@pytest.mark.parametrize(("written", "suffix"), [(sheet_csv, "csv"), (sheet_markdown, "md")])
def test_every_built_in_role_comes_back_from_its_sheet_as_it_was(catalogue_with, role, written, suffix):
    """Word for word and with the same digest: anyone who edits a sheet changes what they edit and nothing else."""
    built_in = CATALOGUE
    one = built_in.role(role)
    rubrics = [built_in.rubric(role, level) for level in built_in.levels(role)]
    again = catalogue_with(written(one, rubrics, role), f"{role}.{suffix}")
    assert again.role(role) == one
    assert [again.rubric(role, rubric.level).digest for rubric in rubrics] == [rubric.digest for rubric in rubrics]


@pytest.mark.parametrize(("text", "name"), [(template_csv(), "t.csv"), (template_markdown(), "t.md")])
def test_a_template_is_refused_until_it_is_filled(problems_of, catalogue_with, text, name):
    assert all("is still to be replaced by words of your own" in words for _, words in problems_of(text, name))
    rubric = catalogue_with(filled(text), name).rubric("support-engineer", Level.SENIOR)
    assert [competency.id for competency in rubric.competencies] == ["ticket-handling", "care-and-handover"]


WIDE = """Position;Support Engineer
Summary;Answers what customers ask, and gets faults fixed.
Level;senior
Criteria;Weight;Required;1 - Poor;2;3 (meets the bar);Rating 4;Definition;Interview questions
Ticket handling;60 %;yes;Loses tickets;"Answers in turn
Answers tickets in turn, with help from others.";Sorts by harm;Finds the fault behind ten and has it fixed;Moves it;
Plain words;40 %;;Quotes manuals;Explains on request;Explains plainly;Fits the reader;Clear;Explain DNS to a buyer.
"""


def test_a_sheet_with_a_column_for_each_rating_is_the_same_role(catalogue_with):
    """Most teams' own sheets are like this; what says nothing in short is cut where it is longer than a line."""
    rubric = catalogue_with(WIDE).rubric("support-engineer", Level.SENIOR)
    tickets, words = rubric.competencies
    assert (tickets.must_have, words.must_have, rubric.scale.top) == (True, False, 4)
    assert [(anchor.short, anchor.behavior) for anchor in tickets.anchors] == [
        ("Loses tickets", "Loses tickets"),
        ("Answers in turn", "Answers tickets in turn, with help from others."),
        ("Sorts by harm", "Sorts by harm"),
        ("Finds the fault behind ten and has it…", "Finds the fault behind ten and has it fixed"),
    ]
    assert words.questions[0].ask == "Explain DNS to a buyer."
    cautions = [said(each) for each in catalogue_with(WIDE).cautions if each.kind is ProblemKind.SHORT_CUT]
    assert cautions == [
        '"Finds the fault behind ten and has it…" was cut to fit a scorecard\'s line: say it in 40 characters'
    ]


@pytest.mark.parametrize("heading", ["3 years", "Level 3", "3", "3/5", "Score: 3", "3 = good"])
def test_one_column_that_begins_with_a_number_is_no_scale(heading):
    assert rating_columns(["Competency", heading, "Weight"]) == {}
    assert rating_columns(["Competency", heading, "4"]) == {1: "3", 2: "4"}


@pytest.mark.parametrize("heading", ["30", "3rd interview", "Q3", "2026", ""])
def test_what_is_no_rating_makes_no_column_of_one(heading):
    assert rating_columns(["Competency", "1", "2", heading]) == {1: "1", 2: "2"}


@pytest.mark.parametrize(
    ("was", "now", "row", "words"),
    [
        (
            "Score;",
            "Stars;",
            1,
            'no table found: one row must name the columns: "Competency", and "Rating" or one column for',
        ),
        ("Summary;", ";", 1, '"Summary" is missing'),
        ("Levels;mid, senior", "", 1, '"Level" is missing'),
        ("Keeps it moving.", "", 6, '"Meaning" is missing'),
        ("Questions\n", "Qestions\n", 5, '"Qestions" is no column of a rubric\'s sheet; did you mean "Questions"?'),
        ("Summary;", "Sumary;", 2, '"Sumary" is no row of a rubric\'s sheet; did you mean "Summary"?'),
        ("Ticket handling;60 %;yes;1;", ";60 %;yes;1;", 6, "this row belongs to no competency: name one in the"),
        (";;;3;Sorts by harm", ";;;;Sorts by harm", 8, '"Rating" is empty in this row of Ticket handling'),
        (";;;3;Sorts by harm", ";;;2;Sorts by harm", 8, '"Ticket handling 2" is already given in line 7'),
        (
            ";;;2;Explains on request",
            ";50 %;;2;Explains on request",
            12,
            '"Weight" of Plain words says something else in',
        ),
        ("60 %", "most", 6, '"Weight": write a number from'),
        ("Levels;mid, senior", "Levels;mid, seniour", 3, "seniour"),
        (";;;2;Answers in turn", ";;;2;" + "x" * 71, 7, '"short" has 71 characters; at most 70 fit'),
    ],
)
def test_what_is_wrong_is_named_with_its_row(problems_of, was, now, row, words):
    assert was in SUPPORT
    found = problems_of(SUPPORT.replace(was, now, 1))
    assert any(line == row and words in said for line, said in found), found


def test_a_text_beside_the_definitions_is_no_sheet(catalogue_with, tmp_path):
    (tmp_path / "README.md").write_text("# Ours\n\n| File | What |\n| --- | --- |\n| a | b |\n", encoding="utf-8")
    assert catalogue_with(SUPPORT).role("support-engineer")


def test_a_sheet_with_its_own_list_of_what_not_to_ask_replaces_the_general_one(catalogue_with):
    text = SUPPORT.replace("Levels;", '"Don\'t ask";Anything about tickets of their former customers\nLevels;', 1)
    rubric = catalogue_with(text).rubric("support-engineer", Level.MID)
    assert rubric.do_not_ask == ("Anything about tickets of their former customers",)


def test_questions_may_be_a_list_in_yaml_too(catalogue_with):
    """People who write YAML for the first time write a list; it replaces what is inherited, as lists do."""
    text = """
competencies:
  evaluation:
    extends: evaluation
    questions:
      - How would you keep a golden set honest?
      - ask: Who may add cases to it?
        follow_ups: [Who may remove them?]
"""
    rubric = catalogue_with(text, "ours.yaml").rubric("ai-engineer", Level.SENIOR)
    asked = [(each.id, each.ask) for each in rubric.competency("evaluation").questions]
    assert asked == [
        ("how-would-you-keep-a-golden", "How would you keep a golden set honest?"),
        ("who-may-add-cases-to-it", "Who may add cases to it?"),
    ]
