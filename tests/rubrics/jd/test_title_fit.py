"""A title fits, names another job, or promises AI that is not there; what is said of it always has its remark."""

from datetime import date

import pytest

from rubrics.jd import Review, review_jd
from rubrics.jd.reading.title_fit import Promise, title_fit
from rubrics.jd.reading.titles import read_title
from rubrics.jd.values import TitleMisfit
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
    ("title", "roles"),
    [
        ("Senior Software Engineer - MuleSoft", {"automation-integrator", "other"}),
        ("Boomi Developer", {"automation-integrator"}),
        ("PhD Residency", {"ai-researcher", "ml-engineer"}),
        ("Software Engineer, AI Research", {"ai-researcher", "ml-engineer", "ai-engineer", "other"}),
    ],
)
def test_the_tail_of_a_title_adds_what_its_head_leaves_open(title: str, roles: set[str]) -> None:
    assert read_title(title, KNOWLEDGE).roles == roles
