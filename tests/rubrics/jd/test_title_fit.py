"""A title fits, names another job, or promises AI that is not there; what is said of it always has its remark."""

from datetime import date

import pytest

from rubrics.jd import Review, review_jd
from rubrics.jd.reading.title_fit import Promise, title_fit
from rubrics.jd.reading.titles import read_title
from rubrics.jd.verdicts import TitleMisfit
from tests.built_in import KNOWLEDGE

SOFTWARE = """{title}

What you'll do
- Build backend services in Java and Spring
- Maintain PostgreSQL databases and their backups
- Write unit tests and review code
- Improve the CI/CD pipeline with Terraform
- Build REST APIs for our mobile app
- {last}

What you bring
- Five years of Java
- {must}
"""
MISFITS = {"title-mismatch", "ai-washed-title", "self-name-conflict"}


def review(title: str, last: str = "Take part in on-call", must: str = "SQL") -> Review:
    text = SOFTWARE.format(title=title, last=last, must=must)
    return review_jd(KNOWLEDGE, text, today=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("last", "must"),
    [
        ("Take part in on-call", "SQL"),
        ("Try an LLM now and then", "SQL"),
        ("Use AI coding tools", "Curiosity about AI"),
    ],
)
def test_an_ai_title_over_next_to_no_ai_duty_is_washed(last: str, must: str) -> None:
    found = review("AI Engineer", last, must)
    assert (found.verdict.title_fits, found.verdict.title_misfit) == (False, TitleMisfit.AI_WASHED)
    assert {one.rule for one in found.findings} & MISFITS == {"ai-washed-title"}


def test_a_software_title_with_ai_behind_it_is_washed_only_where_nothing_speaks_of_ai() -> None:
    assert review("Software Engineer - AI").verdict.title_misfit is TitleMisfit.AI_WASHED
    assert review("Software Engineer - AI", must="Some machine learning").verdict.title_misfit is None
    assert review("Software Engineer").verdict.title_misfit is None


def test_ai_beside_the_jobs_own_name_may_be_what_the_job_is_around() -> None:
    duty, musts = "Run the AI cluster of the research team", "Machine learning platforms"
    assert review("Principal Engineer - AI/HPC", duty, musts).verdict.title_misfit is None
    assert review("AI Engineer", duty, musts).verdict.title_misfit is TitleMisfit.AI_WASHED


@pytest.mark.parametrize("title", ["AI Engineer", "Data Scientist", "Software Engineer", "Software Engineer - AI"])
def test_a_title_is_said_not_to_fit_only_where_a_remark_says_so(title: str) -> None:
    found = review(title)
    assert (found.verdict.title_fits is False) is bool({one.rule for one in found.findings} & MISFITS)
    assert (found.verdict.title_fits is False) is (found.verdict.title_misfit is not None)


@pytest.mark.parametrize(
    ("best", "lead", "promise", "fits"),
    [
        ("ml-engineer", 0.1, Promise(made=True), None),
        ("ml-engineer", 0.3, Promise(made=True), False),
        ("other", 0.5, Promise(made=True, duties=8, kept=6), None),
        ("other", 0.5, Promise(made=True, duties=8, kept=2), False),
        ("other", 0.5, Promise(made=True, duties=8, kept=2, aside=True), None),
        ("other", 0.5, Promise(made=True, duties=3, kept=0), None),
        ("ai-engineer", 0.5, Promise(made=True), True),
    ],
)
def test_a_misfit_needs_a_clear_lead_and_toward_other_work_hollow_duties(
    best: str, lead: float, promise: Promise, *, fits: bool | None
) -> None:
    share = 0.65 if best == "other" else 0.5
    shares = {best: share, "ai-engineer": share - lead} if best != "ai-engineer" else {best: share}
    assert title_fit(best, shares, read_title("AI Engineer", KNOWLEDGE), promise).fits is fits


@pytest.mark.parametrize(
    ("titled", "fits"),
    [(0.19, False), (0.21, None)],
)
def test_of_two_roles_that_share_the_work_neither_needs_to_lead_where_next_to_nothing_is_of_the_title(
    titled: float, *, fits: bool | None
) -> None:
    shares = {"ml-engineer": 0.46, "other": 0.54 - titled, "ai-engineer": titled}
    assert title_fit("ml-engineer", shares, read_title("AI Engineer", KNOWLEDGE), Promise(made=True)).fits is fits


@pytest.mark.parametrize(
    ("title", "share", "fits"),
    [("Revenue Strategist", 0.7, None), ("Revenue Strategist", 0.85, False), ("Backend Engineer", 0.7, False)],
)
def test_work_that_many_trades_have_makes_a_misfit_of_a_trades_title_only_where_it_is_nearly_all(
    title: str, share: float, *, fits: bool | None
) -> None:
    shares = {"data-scientist": share, "other": 1 - share}
    said = title_fit("data-scientist", shares, read_title(title, KNOWLEDGE), Promise(made=False), common=True)
    assert said.fits is fits


LABELING = """{title}

What you'll do
- Rate model responses to programming questions
- Compare two AI answers and write why one is better
- Review AI-generated code for mistakes
- Teach AI models to explain what they write
- Write test cases for what they propose

What you bring
- Three years as a software developer
- Careful written English
"""


@pytest.mark.parametrize(("title", "fits"), [("AI Developer", False), ("AI Trainer", True), ("Code Rater", True)])
def test_labeling_what_models_learn_from_is_no_ai_engineering_however_often_it_says_ai(
    title: str, *, fits: bool | None
) -> None:
    found = review_jd(KNOWLEDGE, LABELING.format(title=title), today=date(2026, 11, 30))
    assert (found.verdict.role, found.verdict.other_kind) == ("other", "data labeling")
    assert found.verdict.title_fits is fits
    assert ("title-mismatch" in {one.rule for one in found.findings}) is (fits is False)


def test_who_builds_evaluations_of_models_labels_no_data() -> None:
    text = """AI Engineer

What you'll do
- Build agents with the OpenAI API and ship them to customers
- Write evals that grade what our models answer, with annotators' labels as the reference
- Build retrieval over our documents
- Fine-tune prompts where model responses fall short

What you bring
- Python, LangChain and vector databases
"""
    assert review_jd(KNOWLEDGE, text, today=date(2026, 11, 30)).verdict.title_fits is True


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("Senior Software Engineer - MuleSoft", {"automation-integrator", "other"}),
        ("Boomi Developer", {"automation-integrator"}),
        ("PhD Residency", {"ai-researcher", "ml-engineer"}),
        ("Software Engineer, AI Research", {"ai-researcher", "ml-engineer", "ai-engineer", "other"}),
        ("AI Deployment Engineer", {"ai-engineer", "ml-engineer"}),
        ("Cloud Platform Automation Engineer", {"other"}),
        ("Automation Tester", {"other"}),
        ("ServiceNow AI Developer", {"ai-engineer", "other"}),
        ("Quantitative Credit Researcher", {"data-scientist", "other"}),
    ],
)
def test_the_tail_of_a_title_adds_what_its_head_leaves_open(title: str, roles: set[str]) -> None:
    assert read_title(title, KNOWLEDGE).roles == roles
