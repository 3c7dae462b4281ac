"""The verdict rests on what people will do: duties before tools, negations heard, employers' names no skills."""

from datetime import date
from pathlib import Path

import pytest

from bot.wording.jd import change_words
from rubrics.jd import Verdict, review_jd
from rubrics.jd.reading.shares import strengths_of
from rubrics.jd.reading.titles import read_title
from tests.built_in import KNOWLEDGE

SYNTHETIC = sorted((Path(__file__).parent / "synthetic").glob("*.txt"))
TODAY = date(2026, 11, 21)


def verdict(text: str, **more: str) -> Verdict:
    return review_jd(KNOWLEDGE, text, today=TODAY, **more).verdict


@pytest.mark.parametrize("path", SYNTHETIC, ids=lambda path: path.stem)
def test_each_role_is_recognised_in_postings_of_our_own(path: Path) -> None:
    assert verdict(path.read_text(encoding="utf-8")).role == path.stem.rpartition("-")[0]


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("automation-integrator-1", False),
        ("ml-engineer-1", False),
        ("ai-engineer-2", False),
        ("data-scientist-2", False),
        ("other-5", False),
        ("ai-researcher-1", True),
        ("data-scientist-1", True),
    ],
)
def test_a_title_that_promises_another_role_does_not_fit(name: str, fits: bool | None) -> None:
    path = next(path for path in SYNTHETIC if path.stem == name)
    assert verdict(path.read_text(encoding="utf-8")).title_fits is fits


def test_what_a_title_allows_is_added_up_in_one_order_so_that_no_digit_differs() -> None:
    title = read_title("Software Engineer, AI Research", KNOWLEDGE)
    names = list(strengths_of({}, title, None))
    assert len(names) == 4
    assert names == sorted(names)


def test_what_a_text_denies_is_no_evidence() -> None:
    said = "ML Engineer\n\nDuties\n- Train models in PyTorch\n- Tune hyperparameters\n- Fine-tune vision models"
    denied = said.replace("- ", "- You will not ")
    share = verdict(said + "\n- Build agents").distribution["ml-engineer"]
    assert verdict(denied + "\n- Build agents").distribution["ml-engineer"] < share


def test_the_employers_name_is_no_skill() -> None:
    text = "Engineer\n\nAbout Zapier\n\nZapier is a company.\n\nDuties\n- {} work with colleagues on REST APIs in Java"
    named, other = text.format("At Zapier"), text.replace("Zapier", "Acme").format("At Acme")
    assert verdict(named).distribution == pytest.approx(verdict(other).distribution)


def test_a_forward_deployed_title_calls_for_its_own_rubric() -> None:
    path = next(path for path in SYNTHETIC if path.stem == "ai-engineer-1")
    assert verdict(path.read_text(encoding="utf-8")).rubric == "forward-deployed-engineer"


def test_regulated_work_calls_for_its_own_rubric() -> None:
    text = (
        "AI Engineer\n\nDuties\n- Ship LLM features for clinicians over patient records\n"
        "\n- Keep audit trails and HIPAA compliance\n- Design access control for agents on patient data"
    )
    assert verdict(text).rubric == "regulated-ai-engineer"


def test_a_verdict_says_what_it_hangs_on() -> None:
    assert verdict(SYNTHETIC[0].read_text(encoding="utf-8")).would_change


@pytest.mark.parametrize("text", ["", " ", "AI Engineer", "AI Engineer\n\nApply now.", "Lorem ipsum dolor. " * 40])
def test_a_text_that_says_nothing_of_work_gets_an_abstention(text: str) -> None:
    given = verdict(text)
    assert given.role is None
    assert given.abstained


def test_the_body_naming_another_job_is_a_finding() -> None:
    text = "AI Engineer\n\nWe are looking for a Data Scientist who loves statistics.\n\nDuties\n- Analyse experiments"
    rules = {finding.rule for finding in review_jd(KNOWLEDGE, text, today=TODAY).findings}
    assert "self-name-conflict" in rules


def test_a_sentence_that_stands_twice_is_quoted_once_whatever_its_marks() -> None:
    duty = "Build agents over our contracts with LLM APIs"
    said = verdict(f"AI Engineer\n\nDuties\n- {duty}\n- Write evals for agents\n\nMore\n- {duty}!\n-  {duty} .")
    quotes = [one.quote for one in said.evidence["ai-engineer"]]
    assert sum(quote.startswith(duty) for quote in quotes) == 1


def test_what_would_change_counts_one_sentence_in_the_singular_and_names_no_role_of_no_share() -> None:
    verdicts = (verdict(path.read_text(encoding="utf-8")) for path in SYNTHETIC)
    said = " ".join(change_words(each, KNOWLEDGE.role_names) or "" for each in verdicts)
    assert "1 strongest sentences" not in said
    assert "0 strongest sentences" not in said
    assert "with 0" not in said


def test_a_misfit_that_one_line_makes_is_no_remark_on_the_title_but_on_the_line() -> None:
    review = review_jd(
        KNOWLEDGE,
        """Senior AI Engineer

What you will do
- Own the service that reads claim documents with language models, from the API to the on-call rotation
- Build retrieval over policies and measure answers with an evaluation set that grows each week
- Keep the cost per document and the latency within limits
- Train and pre-train our own foundation models in PyTorch on GPU clusters

What you bring
- Strong Python, and software that others rely on
""",
        today=TODAY,
    )
    assert review.verdict.title_fits is not False
    rules = {finding.rule for finding in review.findings}
    assert "foundation-training" in rules
    assert "title-mismatch" not in rules
