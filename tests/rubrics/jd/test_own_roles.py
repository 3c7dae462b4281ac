"""A role of a team's own gets a verdict, its checklist and its pay in JD review, and takes nothing from other texts."""

from datetime import date
from pathlib import Path

import pytest

from rubrics.jd import Review, review_jd
from rubrics.jd.reading.titles import read_title
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.own_team import BAND, JD, SUPPORT, knowledge_with, support_role

TODAY = date(2026, 11, 21)
SYNTHETIC = sorted((Path(__file__).parent / "synthetic").glob("*.txt"))
OTHER_TITLE = JD.replace("Customer Support Specialist", "Happiness Hero")
CUES = f"roles:\n  - {{id: {SUPPORT}, cues: [ticket, macro, helpdesk, telephone]}}\n"


def reviewed(folder: Path, text: str = JD, location: str | None = None, **files: str) -> Review:
    files = {"support": support_role(), **files}
    return review_jd(knowledge_with(folder, **files), text, location=location, today=TODAY)


def test_its_title_is_read(tmp_path: Path) -> None:
    knowledge = knowledge_with(tmp_path, support=support_role())
    assert read_title("Senior Customer Support Specialist (Berlin)", knowledge).roles == {SUPPORT}
    assert SUPPORT not in read_title("Customer Support Specialist", KNOWLEDGE).roles


def test_a_text_under_its_title_that_speaks_its_words_is_of_it(tmp_path: Path) -> None:
    verdict = reviewed(tmp_path).verdict
    assert verdict.role == verdict.rubric == SUPPORT
    assert verdict.title_fits is True
    assert abs(sum(verdict.distribution.values()) - 1) < 1e-9
    assert any("tickets" in each.quote for each in verdict.evidence[SUPPORT])


def test_its_title_alone_over_a_body_without_its_words_is_an_abstention(tmp_path: Path) -> None:
    text = "Customer Support Specialist\n\nAbout us\n\nWe have nice offices in Lyon and free fruit for everybody there."
    assert reviewed(tmp_path, text).verdict.abstained


def test_words_of_its_definition_mean_nothing_without_its_title(tmp_path: Path) -> None:
    assert reviewed(tmp_path, OTHER_TITLE).verdict.role != SUPPORT


def test_cues_of_its_own_show_it_under_any_title(tmp_path: Path) -> None:
    verdict = reviewed(tmp_path, OTHER_TITLE, jd__roles=CUES).verdict
    assert verdict.role == SUPPORT
    assert verdict.fitting_titles == ("Customer Support Specialist",)


def test_a_title_of_its_own_over_the_work_of_another_role_does_not_fit(tmp_path: Path) -> None:
    body = next(path for path in SYNTHETIC if path.stem == "ml-engineer-2").read_text(encoding="utf-8")
    verdict = reviewed(tmp_path, "Customer Support Specialist\n" + body.partition("\n")[2]).verdict
    assert verdict.role == "ml-engineer"
    assert verdict.title_fits is False


@pytest.mark.parametrize("path", SYNTHETIC, ids=lambda path: path.stem)
def test_it_changes_no_verdict_on_texts_that_are_not_of_it(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    knowledge = knowledge_with(tmp_path, support=support_role())
    assert review_jd(knowledge, text, today=TODAY).verdict == review_jd(KNOWLEDGE, text, today=TODAY).verdict


def test_a_special_kind_of_a_built_in_role_has_its_familys_verdict_and_its_own_rubric(tmp_path: Path) -> None:
    own = support_role().replace("  extends: every-role\n", "  extends: ai-engineer\n", 1)
    own = own.replace("Customer Support Specialist", "Claims Copilot Engineer")
    body = next(path for path in SYNTHETIC if path.stem == "ai-engineer-2").read_text(encoding="utf-8")
    text = "Claims Copilot Engineer\n" + body.partition("\n")[2]
    verdict = reviewed(tmp_path, text, support=own).verdict
    assert (verdict.role, verdict.rubric, verdict.title_fits) == ("ai-engineer", SUPPORT, True)


def test_its_own_pay_is_what_a_stated_pay_is_held_against(tmp_path: Path) -> None:
    text = JD.replace("Customer Support", "Mid-level Customer Support") + "\nBase salary: $150,000 - $160,000 a year\n"
    review = reviewed(tmp_path, text, "Austin, TX, USA", support=support_role(BAND.format(role=SUPPORT)))
    finding = next(each for each in review.findings if each.rule == "pay-off-market")
    assert finding.facts.band is not None
    assert (finding.facts.band.high, finding.facts.band.source) == (70, "OURS")


def test_built_in_pay_that_a_team_replaced_counts_no_more(tmp_path: Path) -> None:
    text = "Senior AI Engineer\n\nDuties\n- Build agents with LLM APIs\n- Build retrieval pipelines with evals\n"
    text += "- Ship LLM features\n"
    text += "\nBase salary: $60,000 - $65,000 a year\n"
    rules = {each.rule for each in review_jd(KNOWLEDGE, text, location="Austin, TX, USA", today=TODAY).findings}
    assert "pay-off-market" in rules
    ours = reviewed(tmp_path, text, "Austin, TX, USA", pay=BAND.format(role="ai-engineer"))
    assert "pay-off-market" not in {each.rule for each in ours.findings}


def test_what_its_jd_should_say_is_asked_for(tmp_path: Path) -> None:
    cues = f"roles:\n  - {{id: {SUPPORT}, should_say: {{on-call: who answers at night}}}}\n"
    finding = next(each for each in reviewed(tmp_path, jd__roles=cues).findings if each.rule == "role-not-said")
    assert (finding.facts.role, finding.facts.items) == (SUPPORT, ("on-call",))
