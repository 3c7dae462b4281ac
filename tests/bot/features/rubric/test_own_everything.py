"""What a team lays over the definitions counts alike in `/rubric`, in interviews' kits and in JD review."""

from datetime import date
from pathlib import Path

import pytest

from bot.features.rubric.find_role import Unclear
from bot.features.rubric.find_rubric import find_topic
from bot.features.rubric.show_answer import page_on
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.jd import Knowledge, Review, review_jd
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.panel.scored_exercises import named_in, scored
from tests.built_in import CATALOGUE, KNOWLEDGE

OURS = """
sources:
  OURS: {title: Our handbook, publisher: our people team, interest: none, strongest_on: pay}
pay:
  - roles: [ai-engineer]
    level: senior
    place: Germany
    year: 2026
    low: 80
    high: 120
    unit: thousand EUR a year
    basis: base
    source: OURS
exercises:
  our-desk:
    extends: design-case
    name: Our help desk
    brief: Design our help desk.
    roles: [ai-engineer]
    weight: 30
checklist:
  id: ai-engineer
  extends: ai-engineer
  items:
    on-call-days:
      kind: must
      short: On-call days
      theme: work
      text: say how many days of on-call there are
      why: We say so always
"""
HIDDEN = "role: {id: automation-integrator, extends: automation-integrator, abstract: true}\n"
LAW = """rows:
  - id: de
    name: Germany
    law: an act
    in_force: 2026-01-01
    who: all
    requires: [range]
    remote: false
    source: a ministry
    checked: 2026-11-30
    verified: true
"""
WORDS = """rules:
  - id: sorcerer
    severity: note
    task: Drop the sorcerer
    minutes: 1
    why: "“{quote}” is no job."
    fix: Say engineer.
    source: ours
    terms: [sorcerer]
    examples: {fails: [], passes: []}
"""
JD = """Senior AI Engineer

Responsibilities
- Build agents with LLM APIs as our sorcerer
- Build retrieval pipelines with evals

Base salary: EUR 30,000 - 40,000 a year
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ours")
    (folder / "jd").mkdir()
    for name, text in {
        "ours": OURS,
        "hidden": HIDDEN,
        "jd/law": LAW,
        "jd/places": "names: {de: [berlin, germany]}\n",
        "jd/rules": WORDS,
        "jd/checklist": "items:\n  - {item: on-call-days, cues: [days of on-call]}\n",
    }.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def ours(folder: Path) -> Catalogue:
    return load_catalogue(folder)


@pytest.fixture(scope="module")
def knowledge(folder: Path, ours: Catalogue) -> Knowledge:
    return load_knowledge(ours, folder)


def said(catalogue: Catalogue, typed: str) -> str:
    return str(page_on(catalogue, find_topic(catalogue, typed)).blocks)


def reviewed(knowledge: Knowledge, text: str = JD) -> Review:
    return review_jd(knowledge, text, location="Berlin, Germany", today=date(2026, 11, 30))


def rules(review: Review) -> set[str]:
    return {finding.rule for finding in review.findings}


def test_pay_in_their_currency(ours: Catalogue, knowledge: Knowledge) -> None:
    assert "*Base EUR 80k–EUR 120k*" in said(ours, "pay ai-engineer senior")
    assert "pay-off-market" in rules(reviewed(knowledge)) - rules(reviewed(KNOWLEDGE))


def test_a_law_of_their_place(knowledge: Knowledge) -> None:
    unpaid = JD.partition("Base salary")[0]
    found, built_in = rules(reviewed(knowledge, unpaid)), rules(reviewed(KNOWLEDGE, unpaid))
    assert "pay-missing-law" in found - built_in


def test_an_item_of_their_checklist(ours: Catalogue, knowledge: Knowledge) -> None:
    assert "On-call days" in said(ours, "checklist ai-engineer")
    assert "on-call-days" in str(reviewed(knowledge).checklist)
    assert "on-call-days" not in str(reviewed(KNOWLEDGE).checklist)


def test_an_exercise_of_theirs_is_listed_handed_out_and_rated(ours: Catalogue) -> None:
    assert "Our help desk" in said(ours, "ai-engineer senior exercises")
    known = scored(ours.exercises_for("ai-engineer", Level.SENIOR))
    one = named_in("our help desk", known)
    assert one is not None
    assert one.weight == 30


def test_their_words(knowledge: Knowledge) -> None:
    assert "sorcerer" in rules(reviewed(knowledge)) - rules(reviewed(KNOWLEDGE))


def test_a_role_they_hide_is_offered_found_and_read_nowhere(ours: Catalogue, knowledge: Knowledge) -> None:
    hidden = "automation-integrator"
    assert hidden in {role.id for role in CATALOGUE.roles} - {role.id for role in ours.roles}
    with pytest.raises(Unclear):
        find_topic(ours, hidden)
    text = "Automation Specialist\n\nDuties\n- Build n8n and Zapier workflows\n- Automate with ChatGPT\n"
    assert reviewed(KNOWLEDGE, text).verdict.rubric == hidden
    assert reviewed(knowledge, text).verdict.rubric != hidden


def test_a_posting_for_a_role_they_hide_is_reviewed_by_what_is_left(tmp_path: Path) -> None:
    hidden = "ai-engineer"  # other roles are special kinds of it
    text = f"role: {{id: {hidden}, extends: {hidden}, abstract: true}}\n"
    (tmp_path / "hidden.yaml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    knowledge = load_knowledge(catalogue, tmp_path)
    left = {role.id for role in catalogue.roles} | {None}
    for posting in (JD, "ML Engineer\n\nDuties\n- Train models in PyTorch\n- Tune hyperparameters of our models\n"):
        review = reviewed(knowledge, posting)
        assert review.verdict.rubric in left
        assert hidden not in review.verdict.distribution
