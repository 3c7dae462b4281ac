"""What a title promises: the roles whose work it fits, however spelt, and the titles of other functions."""

from datetime import date

import pytest

from rubrics.jd import review_jd
from rubrics.jd.reading.titles import at_level, read_title
from tests.built_in import KNOWLEDGE

AI, ML, RESEARCHER, DS = "ai-engineer", "ml-engineer", "ai-researcher", "data-scientist"
INTEGRATOR, OTHER = "automation-integrator", "other"


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Senior AI Engineer", {AI}),
        ("Artificial Intelligence (AI) Developer", {AI}),
        ("Gen-AI Software Engineer", {AI}),
        ("Conversational AI Engineer - Berlin", {AI}),
        ("AI Tech Lead", {AI}),
        ("Machine Learning (ML) Engineer", {ML}),
        ("Artificial Intelligence/Machine Learning Engineer", {AI, ML}),
        ("AI & ML Engineer", {AI, ML}),
        ("Senior AI/ML Software Engineer", {AI, ML}),
        ("ML Infrastructure Engineer", {ML}),
        ("Machine Learning Operations Engineer", {ML}),
        ("LLM Inference Engineer", {ML}),
        ("Recommendation Systems Engineer", {ML}),
        ("Natural Language Processing Engineer", {ML}),
        ("Deep Learning Researcher", {RESEARCHER, ML}),
        ("Reinforcement Learning Engineer", {RESEARCHER, ML}),
        ("Machine Learning Scientist", {RESEARCHER, ML, DS}),
        ("Decision Scientist", {DS}),
        ("n8n Automation Expert", {INTEGRATOR}),
        ("UiPath Developer", {INTEGRATOR}),
        ("AI Automation Specialist", {INTEGRATOR, AI}),
        ("AI Implementation Engineer", {INTEGRATOR, AI, OTHER}),
        ("AI Ops Engineer", {ML, OTHER}),
        ("Software Engineer, AI", {AI, ML, OTHER}),
        ("Software Engineer, ML Infrastructure", {ML, OTHER}),
        ("Marketing Automation Specialist", {OTHER}),
        ("AI Product Manager", {OTHER}),
        ("AI QA Engineer", {OTHER}),
        ("Sales Engineer - AI", {OTHER}),
        ("Professor of AI", {OTHER}),
        ("Founding Engineer", set()),
        ("Lead User Researcher", {OTHER}),
        ("Staff Engineer DevOps, Agentic AI", {OTHER, AI}),
        ("Software Engineer, Evals", {AI, ML, OTHER}),
    ],
)
def test_a_title_names_the_roles_whose_work_it_fits(title: str, roles: set[str]) -> None:
    assert read_title(title, KNOWLEDGE).roles == roles


def test_a_title_that_joins_data_and_ai_fits_whatever_the_body_says() -> None:
    assert read_title("Data Scientist / AI Engineer", KNOWLEDGE).any_role


@pytest.mark.parametrize(
    ("title", "joined"),
    [
        ("AI Engineer / Product Manager / Data Scientist", True),
        ("Data Scientist or Software Engineer", True),
        ("AI/ML Engineer", False),
        ("Machine Learning Engineer / Researcher", False),
        ("AI Engineer | Platform", False),
    ],
)
def test_a_title_that_joins_unlike_jobs_is_told(title: str, *, joined: bool) -> None:
    assert read_title(title, KNOWLEDGE).joined is joined


def test_nothing_is_claimed_of_a_title_that_joins_unlike_jobs() -> None:
    body = "Responsibilities\n- Build agents on the OpenAI API\n- Write evals for each\n- Build retrieval pipelines"
    for title, fits in (("AI Engineer", True), ("AI Engineer / Product Manager", None)):
        review = review_jd(KNOWLEDGE, f"{title}\n\n{body}", today=date(2026, 11, 21))
        assert review.verdict.title_fits is fits


@pytest.mark.parametrize(
    ("title", "fixed"),
    [
        ("AI QA Engineer", True),
        ("AI Lecturer", True),
        ("AI Engineer / Data Engineer", False),
        ("AI Engineer", False),
        ("Sales Engineer, Applied AI", True),
    ],
)
def test_a_title_of_another_function_is_told_from_one_that_names_an_ai_role_too(title: str, *, fixed: bool) -> None:
    assert read_title(title, KNOWLEDGE).fixed is fixed


def test_every_spelling_is_read_as_the_word_it_stands_for() -> None:
    for written, word in KNOWLEDGE.titles.same.items():
        assert KNOWLEDGE.same_titles(f"senior {written} engineer") == f"senior {word} engineer"


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Senior AI Engineer", "Senior Data Scientist"),
        ("Intern, Machine Learning", "Data Scientist Intern"),
        ("AI Engineering Internship (Summer)", "Data Scientist Intern"),
        ("Director, AI Engineering", "Data Scientist"),
        ("AI Engineer", "Data Scientist"),
    ],
)
def test_a_title_that_would_fit_keeps_the_level(title: str, kept: str) -> None:
    assert at_level(title, "Data Scientist", KNOWLEDGE) == kept


def test_a_title_of_another_trade_is_told_from_one_that_names_a_role_too() -> None:
    assert read_title("Revenue Strategist", KNOWLEDGE).trade
    assert not read_title("Marketing Data Scientist", KNOWLEDGE).trade
    assert not read_title("Backend Engineer", KNOWLEDGE).trade
