"""A role that a team made or hid without files counts in JD review as one of its files does."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rubrics.authoring.team_layer import HIDDEN, laid_over, own_role
from rubrics.authoring.written_out import Written
from rubrics.catalogue.market import MarketLayer
from rubrics.jd import Knowledge, Review, review_jd
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.jd.knowledge.team_roles import with_team_roles
from rubrics.jd.verdicts import Abstention
from tests.built_in import CATALOGUE, KNOWLEDGE
from tests.rubrics.jd.own_team import JD, SUPPORT, knowledge_with, support_role

TODAY = date(2026, 12, 1)
SYNTHETIC = [path.read_text("utf-8") for path in sorted((Path(__file__).parent / "synthetic").glob("*.txt"))]
HIDE = "role: {{id: {role}, extends: {role}, abstract: true}}\n"
OFFICE = """Senior Office Manager

What you will do
- Order what the office needs and keep our visitors happy
- Plan the moves of teams between floors
- Book travel for the whole company

What you bring
- Two years of running an office
"""


def office(name: str = "Office Manager") -> Written:
    """A role as it is written in Slack: what is assessed, and nothing of its work."""
    anchors = {str(rating): {"short": f"At {rating}", "behavior": f"Orders at {rating}"} for rating in range(1, 6)}
    one = {"id": "ordering", "name": "Order in the office", "meaning": "Knows what is missing", "anchors": anchors}
    levels = {"senior": {"expectation": "Runs an office alone"}}
    competencies = [{**one, "weight": {"senior": 100}}]
    return {
        "id": "office-manager",
        "name": name,
        "summary": "Runs the office",
        "levels": levels,
        "competencies": competencies,
    }


def made(*roles: Written, beneath: Knowledge = KNOWLEDGE) -> Knowledge:
    return with_team_roles(beneath, laid_over(beneath.catalogue, [own_role(role) for role in roles]))


def reviewed(knowledge: Knowledge, text: str) -> Review:
    return review_jd(knowledge, text, today=TODAY)


@pytest.mark.parametrize(
    "files",
    [
        {"support": support_role()},
        {"hidden": HIDE.format(role="automation-integrator")},
        {"hidden": HIDE.format(role="ai-engineer"), "support": support_role()},
    ],
    ids=["made", "hidden", "its family hidden, and one made"],
)
def test_every_text_reads_as_it_does_where_files_say_the_same(files: dict[str, str], tmp_path: Path) -> None:
    from_files = knowledge_with(tmp_path, **files)
    laid = with_team_roles(KNOWLEDGE, from_files.catalogue)
    own = [JD, JD.replace("Customer Support Specialist", "Happiness Hero"), "AI Engineer\n" + SYNTHETIC[0]]
    for text in (*SYNTHETIC, *own):
        assert reviewed(laid, text) == reviewed(from_files, text), text[:60]


def test_the_words_of_a_role_are_those_of_its_definition_as_it_is_now(tmp_path: Path) -> None:
    beneath = knowledge_with(tmp_path, support=support_role())
    assert reviewed(beneath, JD).verdict.rubric == SUPPORT
    role = beneath.catalogue.role(SUPPORT)
    other = role.model_copy(update={"does": role.does[1:], "related_titles": (), "name": "Happiness Hero"})
    roles = tuple(other if each.id == SUPPORT else each for each in beneath.catalogue.roles)
    laid = with_team_roles(beneath, replace(beneath.catalogue, roles=roles, digest="other"))
    assert reviewed(laid, JD).verdict.rubric != SUPPORT, "it is not called so any more"
    assert reviewed(laid, JD.replace("Customer Support Specialist", "Happiness Hero")).verdict.rubric == SUPPORT
    gone = replace(beneath.catalogue, roles=CATALOGUE.roles, digest="gone")
    assert reviewed(with_team_roles(beneath, gone), JD) == reviewed(KNOWLEDGE, JD), "nor do its words count any more"


def test_a_title_names_a_role_that_no_words_show_and_is_taken_at_its_word() -> None:
    verdict = reviewed(made(office()), OFFICE).verdict
    assert (verdict.role, verdict.rubric) == ("office-manager", "office-manager")
    assert verdict.by_title
    assert verdict.title_fits is True
    assert "office-manager" not in verdict.distribution, "no words speak for it"
    assert abs(sum(verdict.distribution.values()) - 1) < 1e-9
    assert not reviewed(KNOWLEDGE, OFFICE).verdict.by_title


def test_work_of_another_role_is_nothing_against_a_role_without_words() -> None:
    text = "Vision Engineer\n" + next(text for text in SYNTHETIC if "PyTorch" in text).partition("\n")[2]
    review = reviewed(made(office("Vision Engineer")), text)
    assert review.verdict.rubric == "office-manager"
    assert "title-mismatch" not in {finding.rule for finding in review.findings}


@pytest.mark.parametrize("title", ["Office Manager / ML Engineer", "Office Manager, AI Engineer", "Happiness Hero", ""])
def test_a_title_that_names_others_beside_it_or_does_not_name_it_leaves_the_verdict_to_words(title: str) -> None:
    text = OFFICE.replace("Senior Office Manager", title)
    verdict = reviewed(made(office()), text).verdict
    assert verdict.role != "office-manager"
    assert verdict == reviewed(KNOWLEDGE, text).verdict or "Manager" in title


def test_a_title_over_next_to_nothing_is_still_an_abstention() -> None:
    assert reviewed(made(office()), "Office Manager\n\nOrder paper\n").verdict.abstained is Abstention.TOO_LITTLE


def test_it_changes_no_review_of_a_text_that_does_not_name_it() -> None:
    knowledge = made(office())
    for text in SYNTHETIC:
        assert reviewed(knowledge, text) == reviewed(KNOWLEDGE, text), text[:60]


def test_a_role_that_is_only_changed_shares_all_that_was_built() -> None:
    roles = tuple(
        role.model_copy(update={"name": "Agent Engineer"}) if role.id == "ai-engineer" else role
        for role in CATALOGUE.roles
    )
    knowledge = with_team_roles(KNOWLEDGE, replace(CATALOGUE, roles=roles, digest="renamed"))
    assert knowledge.matcher is KNOWLEDGE.matcher
    assert knowledge.section_lists is KNOWLEDGE.section_lists
    assert knowledge.role_names["ai-engineer"] == "Agent Engineer"
    layer = next(iter(MarketLayer))
    KNOWLEDGE.of_layer(layer)
    assert knowledge.of_layer(layer).catalogue is knowledge.catalogue, "nor is it taken for what lies beneath"


def test_a_hidden_role_is_named_nowhere() -> None:
    knowledge = made({"id": "ai-engineer", HIDDEN: True})
    assert "ai-engineer" not in {*knowledge.role_names, *knowledge.families, *knowledge.titles.fitting}
    for text in SYNTHETIC:
        verdict = reviewed(knowledge, text).verdict
        assert "ai-engineer" not in {verdict.rubric, *verdict.distribution, *verdict.evidence}
        assert "AI Engineer" not in verdict.fitting_titles


def test_files_that_say_nothing_of_a_roles_work_leave_it_to_its_title_as_well(tmp_path: Path) -> None:
    catalogue = knowledge_with(tmp_path, support=support_role()).catalogue
    role = catalogue.role(SUPPORT).model_copy(update={"does": (), "output": None})
    bare = replace(catalogue, roles=tuple(role if each.id == SUPPORT else each for each in catalogue.roles))
    verdict = reviewed(load_knowledge(bare), JD).verdict
    assert (verdict.rubric, verdict.by_title) == (SUPPORT, True)
