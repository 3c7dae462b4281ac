"""Words that only look like what a checklist asks for: of others' work, of the company, of what somebody has done."""

from collections.abc import Mapping

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import ChecklistMark
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.test_checks import TODAY
from tests.rubrics.jd.test_ticks import mark_of

DUTIES = {
    "AI Engineer": "Build RAG assistants and agents on LLM APIs that answer our customers",
    "ML Engineer": "Train ranking models in PyTorch and serve them",
    "Data Scientist": "Forecast demand by statistical models and bring insights from SQL dashboards to managers",
}


def said_first(item: str, line: str) -> bool:
    """Whether a line at the head of a post says an item."""
    text = f"AI Engineer\n\n{line}\n\nResponsibilities\n- Build agents\n\nRequirements\n- Python"
    return next(one for one in review_jd(KNOWLEDGE, text, today=TODAY).checklist if one.item == item).found


def marks_of(title: str, duty: str) -> Mapping[str, ChecklistMark]:
    """Return what a post of a role says with one more duty, by item."""
    text = f"{title}\n\nResponsibilities\n- {DUTIES[title]}\n- {duty}\n\nRequirements\n- Python"
    return {one.item: one for one in review_jd(KNOWLEDGE, text, today=TODAY).checklist}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("This is a full-time position.", True),
        ("Near the university, 4 days in office. Full time.", True),
        ("Applicants must be authorized to work in the United States on a full-time basis.", False),
        ("We keep over 900 full-time professionals.", False),
        ("You can work from home full-time.", False),
        ("You live and work full-time in one of these regions.", False),
        ("The range is for full-time salaries.", False),
        ("You coordinate with independent contractors.", False),
        ("Flexible ways of working, including part-time work.", False),
        ("The right person may grow into a similar full-time position.", False),
    ],
)
def test_a_job_type_is_said_of_the_job(line: str, *, found: bool) -> None:
    assert said_first("employment-type", line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("You will be reporting to Kim, who leads the squad.", True),
        ("The role reports to the Head of Data.", True),
        ("Reports to manager and above.", False),
        ("Our team consists of more than 120 people.", False),
        ("You report to the Enterprise Risk Committee.", False),
        ("We are a team of 3,000 people.", False),
        ("Our customers automate their analytics and reporting to decide with ease.", False),
    ],
)
def test_a_team_is_the_one_of_the_job(line: str, *, found: bool) -> None:
    assert said_first("team-and-reporting", line) is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("You receive an annual bonus.", True),
        ("The salary range, not including equity, is 100,000 USD to 120,000 USD.", False),
        ("The base pay range (or OTE range for sales) is listed below.", False),
        ("Earn bonuses via our referral program.", False),
        ("Referral bonuses", False),
        ("We share the value of building equity.", False),
        ("Bonuses up to $5000 for recommending someone", False),
    ],
)
def test_other_pay_is_offered(line: str, *, found: bool) -> None:
    assert mark_of("bonus-equity", benefit=line).found is found


@pytest.mark.parametrize(
    ("must", "found"),
    [
        ("You work remotely within two hours of Eastern Time", True),
        ("Experience in a distributed, remote environment", False),
        ("Three years of experience with remote sensing", False),
    ],
)
def test_a_place_is_no_experience(must: str, *, found: bool) -> None:
    assert mark_of("location", must=must).found is found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("For candidates in New York the salary range is $150,000 - $180,000 per year.", False),
        ("Remote, New York: $150,000 - $180,000 per year.", True),
        ("You sit in the office of the CISO.", False),
        ("All candidates in consideration must be U.S. citizens.", False),
        ("Beware of fake remote job openings in our name.", False),
        ("The maximum for a candidate based in the Bay Area is 200,000 USD.", False),
        ("A stipend for remote working.", False),
        ("Internet speed for remote workers: 50 Mbps.", False),
    ],
)
def test_a_place_is_no_other_sentence_s(line: str, *, found: bool) -> None:
    assert mark_of("location", last=line).found is found


@pytest.mark.parametrize(
    ("title", "item", "duty", "found"),
    [
        ("AI Engineer", "quality-measure", "Build evaluation pipelines for each answer", True),
        ("AI Engineer", "quality-measure", "Improve model accuracy by new techniques", False),
        ("AI Engineer", "quality-measure", "Evaluate model architectures", False),
        ("Data Scientist", "quality-measure", "Evaluate A/B tests and their impact", False),
        ("AI Engineer", "owned-in-production", "Run the assistants in production", True),
        ("AI Engineer", "owned-in-production", "Take features from idea to production", True),
        ("AI Engineer", "owned-in-production", "Read incident reports and shift logs", False),
        ("ML Engineer", "owned-in-production", "Reduce the time to production of data products", False),
        ("ML Engineer", "owned-in-production", "Deploy models and watch drift", True),
        ("AI Engineer", "models-used", "Build assistants on Claude and OpenAI", True),
        ("AI Engineer", "models-used", "Write code with Claude Code and other tools", False),
        ("AI Engineer", "models-used", "Fine-tune open-source models or hosted ones", False),
        ("ML Engineer", "data-and-systems", "Work with our customer data and platform teams", False),
        ("Data Scientist", "data-and-systems", "Analyze clinical data of many kinds", False),
    ],
)
def test_an_item_of_a_role_is_said_by_a_duty(title: str, item: str, duty: str, *, found: bool) -> None:
    assert marks_of(title, duty)[item].found is found


@pytest.mark.parametrize(
    "line",
    [
        "At least 6 months of professional software engineering experience.",
        "3 to 5 years of experience with Python.",
        "Con 5 años de experiencia en desarrollo.",
        "Mit 3 Jahren Berufserfahrung.",
        "Several years of professional experience.",
        "We look for L40, 50 & 60 Engineers.",
        "Several (3+) years of commercial experience.",
        "For a recently qualified university graduate.",
    ],
)
def test_a_level_is_told_by_months_and_in_other_words(line: str) -> None:
    assert said_first("level", line)


def test_a_permanent_residency_is_a_right_to_work() -> None:
    assert mark_of("visa", last="You need permanent residency and live in Europe.").found


def test_must_haves_of_either_kind_put_no_software_first() -> None:
    assert mark_of("software-first", must="5+ years in backend engineering").found
    assert not mark_of("software-first", must="5+ years in backend, ML, or AI engineering roles").found


def test_software_behind_language_models_is_not_first() -> None:
    assert mark_of("software-first", must="Backend development\n- Knowledge of LLM frameworks").found
    assert not mark_of("software-first", must="Knowledge of LLM frameworks\n- Backend development").found


def test_a_bonus_that_is_paid_is_no_wish() -> None:
    assert mark_of("must-nice-split", benefit="Annual company performance bonus").quote is None


def test_a_company_that_stands_out_wishes_for_nothing() -> None:
    lines = ("Requirements", "- Python", "", "We stand out in", "- Research", "- Engineering")
    text = "\n".join(("AI Engineer", "", *lines))
    marks = {one.item: one for one in review_jd(KNOWLEDGE, text, today=TODAY).checklist}
    assert marks["must-nice-split"].quote != "We stand out in"


@pytest.mark.parametrize(
    ("item", "line", "found"),
    [
        ("application-window", "Applications are accepted on an ongoing basis.", True),
        ("application-window", "Our team writes to each other on an ongoing basis.", False),
        ("equal-opportunity", "We welcome people from all backgrounds.", True),
        ("equal-opportunity", "You present to audiences of all backgrounds.", False),
        ("equal-opportunity", "Six weeks of leave regardless of gender.", False),
        ("interview-steps", "You hear from us in two interviews, a week apart.", True),
        ("interview-steps", "We keep you up to date in each stage of the interview process.", False),
        ("location", "You are located in the central security team.", False),
    ],
)
def test_words_of_other_things_say_no_item(item: str, line: str, *, found: bool) -> None:
    assert mark_of(item, last=line).found is found


def test_what_no_words_point_to_is_missing_whatever_a_role_is_unsure_of() -> None:
    duties = "\n".join(
        f"- Train ranking models in PyTorch for {place} and serve them" for place in ("search", "ads", "mail")
    )
    for duty, hinted in (("Read papers", False), ("Build an evaluation framework", True)):
        review = review_jd(KNOWLEDGE, f"ML Engineer\n\nResponsibilities\n{duties}\n- {duty}", today=TODAY)
        assert review.verdict.role == "ml-engineer"
        mark = next(one for one in review.checklist if one.item == "quality-measure")
        assert (mark.found, mark.hinted) == (False, hinted)
