"""The place of the office in a sentence is the job's, where nothing else says where or how the work is done."""

from datetime import date

import pytest

from rubrics.jd import review_jd
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 12, 1)
WORK = """

What you will do
- Build agents on LLM APIs for support tickets
- Evaluate prompts and retrieval every week
- Ship services in Python to production
"""


def places(said: str, location: str | None = None) -> tuple[str, ...]:
    text = f"Senior AI Engineer\n\n{said}{WORK}"
    return review_jd(KNOWLEDGE, text, location=location, today=TODAY).jurisdictions


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("A friendly office in Newark, New Jersey, three days a week.", "us-nj"),
        ("Our office is in Denver, Colorado.", "us-co"),
        ("Our new office sits in Denver, where snow falls in May.", "us-co"),
        ("We are in Seattle, WA.", "us-wa"),
        ("We're a small team of twelve in Austin, TX.", "us-tx"),
        ("Come work with us in Portland, Oregon!", "us-or"),
        ("You join us in our New York office.", "us-ny"),
        ("Share a desk in our Chicago hub with the people who label.", "us-il"),
    ],
)
def test_the_one_office_is_where_the_work_is(said: str, place: str) -> None:
    assert place in places(said)


@pytest.mark.parametrize(
    "said",
    [
        "We have offices in London, Berlin and New York.",
        "Our office is in Denver. Our other office is in Boston.",
        "We work remotely, and have an office in Berlin.",
        "Headquartered in Irvine, with a satellite office in Denver.",
        "We're an additional office in Denver away from profit.",
        "Our customers are in Seattle, WA.",
        "We are in the lead in Denver.",
    ],
)
def test_several_offices_or_none_of_the_jobs_are_no_place(said: str) -> None:
    assert places(said) == ()


def test_where_the_jobs_place_is_said_the_office_adds_none() -> None:
    assert places("Location: Boston, MA\n\nOur office in Denver is fun.") == ("us-ma",)
    assert places("Our office is in Denver, Colorado.", location="Boston, MA") == ("us-ma",)


@pytest.mark.parametrize(
    "said",
    [
        "We have offices in Paris, and remote team members across the US.",
        "A stipend for remote employees in California.",
        "This posting excludes people residing in Colorado and New York.",
        "We are looking for candidates to cover the night shift of customers in Texas.",
        "Our teams of nomads work remotely from the USA, Malta and Cyprus.",
        "Work remotely from Latin America for US clients.",
        "A fully remote job, working remotely in India with an overlap with US hours.",
    ],
)
def test_where_others_are_or_the_work_goes_is_not_where_it_is_done(said: str) -> None:
    assert not {one for one in places(said) if one.startswith("us")}


@pytest.mark.parametrize(
    ("said", "kept", "left_out"),
    [
        ("This job is remote within the United States, excluding residents of Colorado.", "Washington", "Colorado"),
        ("Remote (US), excluding residents of Colorado", "Washington", "Colorado"),
        ("Remote in the US. This job is not eligible for remote work in Colorado.", "Washington", "Colorado"),
    ],
)
def test_no_law_of_a_place_that_is_left_out_is_cited(said: str, kept: str, left_out: str) -> None:
    review = review_jd(KNOWLEDGE, f"Senior AI Engineer\n\n{said}{WORK}", today=TODAY)
    cited = {law.place for one in review.findings for law in one.facts.laws}
    assert kept in cited
    assert left_out not in cited


def test_a_notice_to_the_residents_of_a_place_is_no_place_of_the_job() -> None:
    said = "We use tools as Local Law 144 defines; if you are an applicant residing in New York City, see our notice."
    assert not places(said)
