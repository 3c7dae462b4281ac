"""A draft of every role at every level: what review finds in it once its blanks are filled in; whose words it is."""

import re
from datetime import date
from pathlib import Path

import pytest

from rubrics.catalogue.levels import Level
from rubrics.catalogue.role import Role
from rubrics.jd import Severity, review_jd
from rubrics.jd.draft import DraftFacts, draft_jd
from rubrics.jd.fixes.fix import Fixer
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.panel.default_plan import PlanShape, default_plan
from rubrics.panel.plan import PlannedInterview, StagePlan
from tests.built_in import CATALOGUE, KNOWLEDGE

TODAY = date(2026, 11, 30)
PAY = {"pay-low": "180000", "pay-high": "220000", "pay-unit": "", "pay-basis": ""}
FACTS = {
    "[what the product or team does, in a sentence]": "we help clinics answer their mail.",
    "[who the role reports to]": "the VP of Engineering",
    "[where the job is, and whether it is remote]": "Remote (US)",
    "[full time, part time or contract]": "Full time",
    "[bonus and equity, or none]": "10% bonus, stock options",
    "[benefits]": "Health insurance, 401(k), 25 days of paid leave",
    "[application deadline]": "March 1, 2027",
    "[contact for accommodations]": "people@example.com",
    "[law, health or finance]": "health care",
}
DRAFTED = [(role, level) for role in CATALOGUE.roles for level in CATALOGUE.levels(role.id)]


def filled(text: str) -> str:
    """Fill in a draft as its author would, by the form that asks for its blanks."""
    fixer = Fixer(KNOWLEDGE, text, TODAY)
    asks = fixer.asks()
    answers = {ask.id: FACTS.get(ask.quote, "") for ask in asks if ask.quote}
    units = {ask.id: ask.options[0].value for ask in asks if ask.id in PAY and ask.options}
    return fixer.fixed({**PAY, **units, **answers}).text


@pytest.mark.parametrize(("role", "level"), DRAFTED, ids=lambda one: getattr(one, "id", one))
def test_a_draft_with_its_blanks_filled_in_has_nothing_above_a_note_and_reads_as_its_role(
    role: Role, level: Level
) -> None:
    plan = default_plan(CATALOGUE.rubric(role.id, level), PlanShape.TWO_STAGES, screen="Screen", onsite="Onsite")
    text = filled(draft_jd(KNOWLEDGE, role, level, DraftFacts(stages=plan)))
    assert "[" not in text
    review = review_jd(KNOWLEDGE, text, today=TODAY)
    assert [finding.rule for finding in review.findings if finding.severity is not Severity.NOTE] == []
    if not role.in_jd_review:
        return
    assert review.verdict.rubric == role.id
    assert review.verdict.mixed_with is None
    assert review.verdict.title_fits


@pytest.mark.parametrize("role", [role for role in CATALOGUE.roles if role.in_jd_review], ids=lambda role: role.id)
def test_every_role_that_jd_review_tells_has_lines_of_its_own(role: Role) -> None:
    lines = KNOWLEDGE.drafts.roles[role.id]
    assert len(lines.duties) >= 5
    assert 3 <= len(lines.musts) <= 6, "with more than seven musts, the level's among them, the review would speak"
    assert lines.nice


def test_every_blank_of_a_draft_is_reported_and_asked_for() -> None:
    role = CATALOGUE.role("regulated-ai-engineer")
    text = draft_jd(KNOWLEDGE, role, Level.SENIOR)
    blanks = re.findall(r"\[[^\]]+\]", text)
    assert len(blanks) == len(set(blanks)) == 10
    assert {finding.quote for finding in review_jd(KNOWLEDGE, text, today=TODAY).blanks} == set(blanks)
    asked = {ask.quote for ask in Fixer(KNOWLEDGE, text, TODAY).asks() if ask.quote}
    assert asked == set(blanks) - {"[pay range]"}, "pay has questions of its own"


def test_what_an_opening_knows_is_no_blank() -> None:
    role = CATALOGUE.role("ai-engineer")
    panel = tuple(PlannedInterview(focus=("retrieval",), minutes=45) for _ in range(4))
    stages = (
        StagePlan(name="Screen", interviews=(PlannedInterview(focus=("cost",), minutes=30),)),
        StagePlan(name="Onsite", interviews=panel),
        StagePlan(name="Later", interviews=()),
        StagePlan(name="Talk", interviews=(PlannedInterview(focus=("cost",)), PlannedInterview(focus=("cost",)))),
    )
    facts = DraftFacts(place="Remote (US)", manager="Hana Suzuki", stages=stages)
    text = draft_jd(KNOWLEDGE, role, Level.SENIOR, facts)
    assert "- Location: Remote (US)\n" in text
    assert "- You report to Hana Suzuki.\n" in text
    steps = "Screen, one 30-minute interview; Onsite, four interviews of 45 minutes each; Talk, two interviews"
    assert f"- Interview steps: {steps}\n" in text
    assert "[where the job is" not in text
    assert "[who the role reports to]" not in text
    assert "Interview steps" not in draft_jd(KNOWLEDGE, role, Level.SENIOR)


def test_a_draft_says_nothing_that_the_definitions_do_not_say() -> None:
    role = CATALOGUE.role("data-scientist")
    data = KNOWLEDGE.drafts
    known = {
        line
        for part in (data.levels[Level.MID], data.roles[role.id])
        for lines in (part.duties, part.musts, part.nice)
        for line in lines.values()
    }
    known |= {
        line for lines in (data.intro, data.duties, data.pay, data.process, data.legal) for line in lines.values()
    }
    known |= {*KNOWLEDGE.fixes.headings.values(), KNOWLEDGE.fixes.pay.blank, "Mid-level Data Scientist", ""}
    patterns = [re.compile(re.sub(r"\\\{[a-z]+\\\}", ".+", re.escape(line))) for line in known]
    for line in draft_jd(KNOWLEDGE, role, Level.MID).splitlines():
        assert any(pattern.fullmatch(line.removeprefix("- ")) for pattern in patterns), line


def test_a_role_says_its_scope_in_its_own_words_else_in_its_definitions(tmp_path: Path) -> None:
    role, scope = CATALOGUE.role("ai-engineer"), "the models behind our search"
    own = tmp_path / "jd" / "drafts.yaml"
    own.parent.mkdir()
    own.write_text(f"roles: {{ai-engineer: {{scope: {{senior: {scope}}}}}}}\n")
    knowledge = load_knowledge(CATALOGUE, tmp_path)
    assert f"Your scope: {scope}.\n" in draft_jd(knowledge, role, Level.SENIOR)
    assert "Your scope: whole AI features" in draft_jd(knowledge, role, Level.MID)
    scientist = draft_jd(KNOWLEDGE, CATALOGUE.role("data-scientist"), Level.SENIOR)
    assert "Your scope: a business area and its metrics.\n" in scientist


def test_a_role_without_lines_is_drafted_from_its_definition() -> None:
    role = CATALOGUE.role("ml-engineer").model_copy(update={"id": "own-role"})
    text = draft_jd(KNOWLEDGE, role, Level.SENIOR)
    for said in (*role.does, *role.must_have, *role.nice_to_have):
        assert f"- {said.text}\n" in text


def test_a_team_replaces_adds_and_drops_lines(tmp_path: Path) -> None:
    (tmp_path / "jd").mkdir()
    (tmp_path / "jd" / "drafts.yaml").write_text(
        "legal:\n  equal-opportunity: We hire everyone who can do the work.\n"
        "roles:\n  ai-engineer:\n    duties:\n      ship: Ship our support product\n      agents: null\n"
        "      mentor: Review the code of two colleagues\n",
        encoding="utf-8",
    )
    knowledge = load_knowledge(CATALOGUE, tmp_path)
    text = draft_jd(knowledge, CATALOGUE.role("ai-engineer"), Level.SENIOR)
    assert "- Ship our support product\n" in text
    assert "- Review the code of two colleagues\n" in text
    assert "- We hire everyone who can do the work.\n" in text
    assert "Give agents the tools" not in text
    assert "Build retrieval over our own documents" in text
