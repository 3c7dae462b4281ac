"""The title is found below a preface, behind a label, at the head of one long line, and in the text’s own words."""

from datetime import date

import pytest

from rubrics.jd import Review, review_jd
from rubrics.jd.text.document import Document, take_apart
from rubrics.jd.text.invisible import visible_of
from tests.built_in import KNOWLEDGE

DUTIES = "What you will do\n- Build agents on the OpenAI API\n- Write evals for each of them\n- Run retrieval"
TODAY = date(2026, 11, 21)


def taken(text: str) -> Document:
    return take_apart(visible_of(text)[0], None, KNOWLEDGE.section_lists)


def review(text: str) -> Review:
    return review_jd(KNOWLEDGE, text, today=TODAY)


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("Lead AI Engineer", "Lead AI Engineer"),
        ("**URL:** https://jobs.example/12\n\n# Lead AI Engineer", "Lead AI Engineer"),
        ("https://jobs.example/12\nLead AI Engineer", "Lead AI Engineer"),
        ("Hello all, is this one ready? :eyes:\n\n*Lead AI Engineer*", "Lead AI Engineer"),
        ("Company: Acme\nPosted: May 2026\nRole: Lead AI Engineer", "Lead AI Engineer"),
        ("Job title: Lead AI Engineer", "Lead AI Engineer"),
        ("Home\nCareers\nLead AI Engineer", "Lead AI Engineer"),
        ("Head of Something New", "Head of Something New"),
        ("Hello, we are a team.\nWe build things for farms and for gardens.", "Hello, we are a team."),
        ("Title: to be found", "Title: to be found"),
    ],
)
def test_a_title_stands_below_what_is_no_part_of_the_posting(above: str, title: str) -> None:
    document = taken(f"{above}\n\n{DUTIES}")
    assert document.title == title
    assert not any(title in document.quote(one.start, one.end) for one in document.segments)


def test_a_posting_in_one_line_is_cut_at_its_title_and_headings() -> None:
    text = (
        "Senior AI Engineer Location: Denver, CO Pay: $150,000 - $180,000 a year What you will do Build agents on the "
        "OpenAI API. Write evals for each of them. Run retrieval over what our clients send. What you bring 4+ years "
        "of Python in production. SQL. Benefits Health insurance and 25 days of paid leave."
    )
    read = review(text)
    assert (read.title, read.verdict.role) == ("Senior AI Engineer", "ai-engineer")
    assert {"duties", "musts", "benefits"} <= {section.kind for section in read.sections}
    assert not {"missing-duties", "missing-requirements", "missing-level"} & {one.rule for one in read.findings}
    for finding in read.findings:
        assert finding.start is None or text[finding.start : finding.end] == finding.quote


def test_prose_in_one_line_stays_prose() -> None:
    text = "AI Engineer\n" + "We ask What You Will Do next and tell What We Offer to all who come to us. " * 6
    assert not [line for line in taken(text).lines if line.heading]


def test_the_job_named_in_the_text_is_the_title_where_there_is_none() -> None:
    text = (
        "We want a careful Junior AI Engineer for a team that has grown a lot since last year and that now looks "
        "after three products of its own, sits in one room and likes to explain how things work to whoever joins.\n\n"
        "Your work\n- Train and evaluate deep learning models in PyTorch\n- Tune hyperparameters and retrain models\n"
        "- Build feature engineering and model validation pipelines"
    )
    read = review(text)
    assert read.title == "Junior AI Engineer"
    assert read.verdict.title_fits is False
    assert "missing-level" not in {one.rule for one in read.findings}


def test_a_heading_may_call_the_job_by_another_name() -> None:
    text = f"Senior AI Engineer\n\nThe role\n\nAs a Principal ML Engineer at Acme, you will:\n\n- Build\n\n{DUTIES}"
    assert {"self-name-conflict", "level-named-otherwise"} <= {one.rule for one in review(text).findings}


def test_a_conflict_of_names_is_told_once_and_the_texts_own_name_is_offered_first() -> None:
    text = (
        "AI Engineer\n\nAs an Infrastructure Engineer you keep our data safe.\n\nResponsibilities\n- Build storage\n"
        "- Run Kafka and PostgreSQL\n- Tune concurrency and high availability\n- Own Terraform and incident response\n"
        "\nRequirements\n- Rust or C++"
    )
    read = review(text)
    rules = {one.rule for one in read.findings}
    assert "self-name-conflict" in rules
    assert not {"title-mismatch", "ai-washed-title"} & rules
    assert read.verdict.fitting_titles[0] == "Infrastructure Engineer"


def test_ai_among_the_wishes_alone_keeps_no_promise_of_a_title() -> None:
    text = (
        "Software Engineer - AI\n\nResponsibilities\n- Develop services in Java and Spring\n- Build React pages\n"
        "- Maintain MySQL and CI/CD\n- Review code and write unit tests\n\nRequirements\n- 5 years of Java\n- SQL\n"
        "\n{}\n- Some machine learning"
    )
    assert "ai-washed-title" in {one.rule for one in review(text.format("Nice to have")).findings}
    assert "ai-washed-title" not in {one.rule for one in review(text.format("What you bring")).findings}


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Data Engineer", "data engineering"), ("Software Engineer", "general software")],
)
def test_of_kinds_of_work_near_one_another_the_title_names_one(title: str, kind: str) -> None:
    text = (
        f"{title}\n\nResponsibilities\n- Build data pipelines for batch and streaming\n"
        "- Run the cloud infrastructure they stand on with Terraform\n- Write unit tests and review code\n"
        "- Lead scrum rituals\n\nRequirements\n- Data warehouses\n- Scala or Java\n- Docker"
    )
    assert review(text).verdict.other_kind == kind
