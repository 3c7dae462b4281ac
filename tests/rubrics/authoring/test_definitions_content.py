"""What the built-in definitions promise their readers, whatever their wording."""

import itertools
import re

import pytest

from rubrics.authoring.assembly import BUILDS_ON
from rubrics.authoring.loader import BUILT_IN
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.comparison import compare_roles
from rubrics.catalogue.levels import Level
from rubrics.catalogue.scale import FIVE
from tests.built_in import CATALOGUE, KNOWLEDGE

RUBRICS = list(CATALOGUE.rubrics.values())
ROLES = [
    "ai-engineer",
    "ai-researcher",
    "automation-integrator",
    "data-scientist",
    "forward-deployed-engineer",
    "ml-engineer",
    "regulated-ai-engineer",
]


def competencies():
    return [(rubric, competency) for rubric in RUBRICS for competency in rubric.competencies]


GENERAL = [
    "ai-product-manager",
    "backend-engineer",
    "data-engineer",
    "engineering-manager",
    "evals-engineer",
    "sre-platform-engineer",
]


def test_there_are_seven_roles_each_at_five_levels_and_six_beside_them_at_those_their_ladders_bear():
    assert sorted(role.id for role in CATALOGUE.roles) == sorted([*ROLES, *GENERAL])
    assert all(CATALOGUE.levels(role) == tuple(Level) for role in ROLES)
    of_general = {role: CATALOGUE.levels(role) for role in GENERAL}
    assert of_general.pop("engineering-manager") == (Level.SENIOR, Level.STAFF)
    assert of_general.pop("backend-engineer") == of_general.pop("data-engineer") == tuple(Level)[:4]
    assert set(of_general.values()) == {(Level.MID, Level.SENIOR, Level.STAFF)}
    assert [role.id for role in CATALOGUE.roles if not role.in_jd_review] == GENERAL
    assert not KNOWLEDGE.own_roles, "JD review tells the seven, as ever"


def library():
    for file in (BUILT_IN / "competencies").glob("*.yaml"):
        yield from parse(file.read_text(encoding="utf-8"), file.name)[0]["competencies"].items()


@pytest.mark.parametrize(("name", "text"), list(library()), ids=lambda one: one if isinstance(one, str) else "")
def test_each_rung_of_a_ladder_is_one_short_behavior_that_its_neighbor_is_not(name, text):
    rungs = [text["ladder"][str(number)] for number in range(1, 10)]
    assert len({rung["short"].casefold() for rung in rungs}) == 9
    assert not [rung["short"] for rung in rungs if len(rung["short"]) > 40]
    assert not [rung["behavior"] for rung in rungs if len(rung["behavior"].split()) > 24]
    for one, two in itertools.pairwise(rungs):
        first, second = _words(one["behavior"]), _words(two["behavior"])
        assert len(first & second) / min(len(first), len(second)) < 0.5, (name, two["short"])


@pytest.mark.parametrize("file", ["general-engineering.yaml", "product-and-people.yaml"])
def test_the_general_library_names_no_model(file):
    text = (BUILT_IN / "competencies" / file).read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:LLMs?|GPT\S*|language models?|prompts?|RAG|tokens?)\b", text, re.IGNORECASE)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_a_rubric_assesses_five_to_eight_competencies_whose_shares_add_up(rubric):
    assert 5 <= len(rubric.competencies) <= 8
    assert sum(rubric.shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_a_rubric_asks_three_questions_for_each_competency_and_says_what_not_to_ask(rubric):
    for competency in rubric.competencies:
        assert len(competency.questions) >= 3
        assert all(question.follow_ups for question in competency.questions)
        assert competency.strong_evidence
        assert competency.red_flags
    assert len(rubric.do_not_ask) >= 8


def test_every_competency_of_the_library_is_assessed_by_some_role():
    assert {name for name, _ in library()} == {competency.id for _, competency in competencies()}


def test_software_fundamentals_come_first_and_weigh_most_for_an_ai_engineer_at_every_level():
    in_order = ["software-engineering", "llm-apis", "retrieval", "evaluation", "agents", "llm-theory", "cost"]
    for level in Level:
        rubric = CATALOGUE.rubric("ai-engineer", level)
        ids = [competency.id for competency in rubric.competencies]
        assert [name for name in ids if name in in_order] == [name for name in in_order if name in ids]
        assert max(rubric.competencies, key=lambda each: each.weight).id == "software-engineering"


def test_evaluation_weighs_more_for_an_ai_engineer_where_it_separates_the_levels():
    weights = {level: CATALOGUE.rubric("ai-engineer", level).competency("evaluation").weight for level in Level}
    assert list(weights.values()) == sorted(weights.values())
    assert weights[Level.SENIOR] >= 2 * weights[Level.JUNIOR]


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_each_weight_says_why(rubric):
    assert not [each.id for each in rubric.competencies if not each.weight_reason]
    assert sum(each.weight for each in rubric.competencies) == 100


def test_anchors_of_one_competency_never_repeat_one_another():
    for rubric, competency in competencies():
        shorts = [anchor.short.casefold() for anchor in competency.anchors]
        assert len(set(shorts)) == len(FIVE.points), (rubric.id, competency.id)


def test_neighboring_anchors_share_less_than_half_of_their_words():
    """Two anchors that say nearly the same could not be told apart in an interview."""
    for rubric, competency in competencies():
        for one, two in itertools.pairwise(competency.anchors):
            first, second = _words(one.behavior), _words(two.behavior)
            assert len(first & second) / min(len(first), len(second)) < 0.5, (rubric.id, competency.id, two.rating)


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.casefold()) if len(word) > 3}


def assessed():
    """Every competency of a rubric and every criterion of a work sample."""
    criteria = [each for sample in CATALOGUE.work_samples.values() for each in sample.criteria]
    return [*(each for _, each in competencies()), *criteria]


def test_every_anchor_fits_one_line_beside_its_radio_button_and_says_more_than_that_line():
    for competency in assessed():
        for anchor in competency.anchors:
            assert len(anchor.short) <= 40, (competency.id, anchor.short)
            assert len(anchor.behavior) > len(anchor.short)


def test_what_stands_in_lists_has_a_name_that_reads_as_one():
    named = [*assessed(), *CATALOGUE.roles, *CATALOGUE.work_samples.values()]
    assert not [each.name for each in named if re.search(r",|\band\b", each.name)]


def test_every_competency_has_a_name_that_fits_before_its_bar():
    assert not [each.name for each in assessed() if len(each.short_name) > 20]


def test_no_two_competencies_of_a_rubric_are_called_alike():
    for rubric in RUBRICS:
        names = [each.short_name for each in rubric.competencies]
        assert len(set(names)) == len(names), rubric.id


def test_an_anchor_tells_what_was_seen_and_leaves_praise_to_the_reader():
    praise = r"\b(honestly|truly|fairly|soberly|clearly|carefully|passionate|confident|talented|gifted)\b"
    for rubric, competency in competencies():
        for anchor in competency.anchors:
            assert not re.search(praise, anchor.behavior), (rubric.id, competency.id, anchor.rating)


def test_entries_of_a_list_end_without_a_full_stop_and_quotation_marks_are_straight():
    for rubric, competency in competencies():
        entries = (*competency.strong_evidence, *competency.red_flags, *rubric.do_not_ask)
        assert not [entry for entry in entries if entry.endswith(".")]
    for told in (*RUBRICS, *CATALOGUE.roles, *CATALOGUE.checklists.values(), *CATALOGUE.work_samples.values()):
        assert not re.findall("[‘’“”]", told.model_dump_json())


@pytest.mark.parametrize("role", ROLES)
def test_a_checklist_holds_the_items_every_reader_looks_for(role):
    items = {item.id: item for item in CATALOGUE.checklist(role).items}
    expected = {
        "level",
        "pay-range",
        "pay-basis",
        "location",
        "output",
        "must-nice-split",
        "interview-steps",
        "quality-measure",
    }
    assert expected <= set(items)
    assert {item.kind for item in items.values()} == {"must", "should", "must_not"}


@pytest.mark.parametrize("role", ROLES)
def test_every_item_of_a_checklist_has_a_name_of_its_own_that_reads_in_a_list(role):
    items = CATALOGUE.checklist(role).items
    assert all(item.short for item in items)
    assert not [item.name for item in items if re.search(r",|\band\b", item.name)]
    for kind in ("must", "should", "must_not"):
        names = [item.name for item in items if item.kind == kind]
        assert len(set(names)) == len(names)
    assert [item.id for item in items if item.theme is None] in (
        ["template-text"],
        ["template-text", "not-engineer-title"],
    )


@pytest.mark.parametrize("role", ROLES)
def test_every_item_of_a_checklist_reads_on_from_what_a_jd_must(role):
    first = [item.text.split()[0] for item in CATALOGUE.checklist(role).items]
    assert not [verb for verb in first if verb.endswith("s") and not verb.endswith("ss")]


@pytest.mark.parametrize("role", ["ai-engineer", "ml-engineer", "data-scientist", "automation-integrator"])
def test_no_phd_is_asked_of_any_role_but_the_researcher(role):
    assert next(item for item in CATALOGUE.checklist(role).items if item.id == "no-phd").kind == "must_not"


@pytest.mark.parametrize("role", ROLES)
def test_a_role_says_what_to_probe_by_background_and_how_portfolios_are_rated(role):
    found = CATALOGUE.role(role)
    assert all(background.probe for background in found.backgrounds)
    assert found.backgrounds
    assert found.growth
    sample = CATALOGUE.work_sample(role)
    assert sample is not None
    assert len(sample.criteria) == 5


def test_every_mark_that_is_used_stands_for_a_document_with_its_interest():
    for mark in ("S0", "S1", "S2", "S3", "S4"):
        assert CATALOGUE.source(mark).interest
    for mark in ("S1", "S2"):
        assert "count as one source, not two" in CATALOGUE.source(mark).interest


def test_titles_lead_to_one_role_each():
    titles = [title.title.casefold() for role in CATALOGUE.roles for title in role.related_titles]
    assert len(set(titles)) == len(titles)
    for role in CATALOGUE.roles:
        for title in role.related_titles:
            assert CATALOGUE.find_role(title.title) is role


def test_roles_can_be_read_side_by_side():
    rows = compare_roles(CATALOGUE.role("ai-engineer"), CATALOGUE.role("ml-engineer"))
    aspects = [row.aspect for row in rows]
    assert aspects[:4] == ["in_short", "does", "does_not", "leaves_behind"]
    assert all(len(row.cells) == 2 for row in rows)
    assert "recognized_by" in aspects
    mathematics = rows[aspects.index("mathematics")]
    assert mathematics.cells[1][0].sources == ("S1", "S2")


def test_hiring_advice_names_whose_interest_speaks_and_its_three_conditions():
    advice = CATALOGUE.hiring
    assert advice is not None
    assert "consultancy that sells" in advice.interest
    assert len(advice.hire_if_all) == 3
    assert len(advice.partner_check) == 5


def test_the_built_in_definitions_give_no_caution():
    assert CATALOGUE.cautions == ()


def test_no_definition_holds_a_trace_of_the_documents_file_names():
    for source in CATALOGUE.sources.values():
        assert ".txt" not in source.title


def test_what_meets_the_bar_for_a_junior_does_not_read_like_the_red_flag_beside_it():
    retrieval = CATALOGUE.rubric("ai-engineer", Level.JUNIOR).competency("retrieval")
    assert "Judges by answers alone, never by the passages" in retrieval.red_flags
    assert "documents we describe" in retrieval.anchor(3).behavior
    assert "answers" not in retrieval.anchor(3).behavior


@pytest.mark.parametrize("role", [*ROLES, *GENERAL])
def test_what_roles_are_compared_by_is_said_in_a_few_words_too(role):
    found = CATALOGUE.role(role)
    compared = [found.output, found.strongest_at, found.mathematics, found.hire_when]
    compared += [found.daily_tools[0], found.does_not[0]]
    for statement in compared:
        assert statement is not None
        assert len(statement.short or statement.text) <= 32
    assert found.hire_when.short[0].islower(), "it goes on from: hire them to"


def test_what_one_listens_for_first_leans_on_no_line_that_is_not_shown():
    leaning = [
        (rubric.id, question.ask, question.listen_for[0].sign)
        for rubric in CATALOGUE.rubrics.values()
        for competency in rubric.competencies
        for question in competency.questions
        if question.listen_for and question.listen_for[0].sign.startswith(BUILDS_ON)
    ]
    assert not leaning
    assert any(BUILDS_ON in str(rubric) for rubric in CATALOGUE.rubrics.values()), "the others still build on it"
