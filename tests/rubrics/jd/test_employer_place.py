"""Where a text says its employer is: kept apart from where the job is, and no law of it is checked."""

from datetime import date

import pytest

from rubrics.jd import review_jd
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 12, 1)
WORK = "\n\nWhat you will do\n- Build agents that read claims\n\nRequirements\n- Python in production\n"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("We are an insurer in Denver, Colorado.", "us-co"),
        ("Acme is a fast-growing, family-owned company in Denver, Colorado.", "us-co"),
        ("Acme is a commercial bank based in New York City. It is old.", "us-ny-nyc"),
        ("Headquartered in Irvine, California, Acme builds robots.", "us-ca"),
        ("Headquartered in Toronto with a growing team in NYC, we move fast.", "ca-on"),
        ("Our HQ is in Boston.", "us-ma"),
        ("Headquarters: Boulder, CO", "us-co"),
    ],
)
def test_the_employers_place_is_no_place_of_the_job(said: str, place: str) -> None:
    review = review_jd(KNOWLEDGE, f"Senior AI Engineer\n\n{said}{WORK}", today=TODAY)
    assert place in review.employer_places
    assert review.jurisdictions == ()
    assert not any(finding.facts.laws for finding in review.findings), "no law of a place that may be another's"


@pytest.mark.parametrize(
    "said",
    [
        "We are an insurer.",
        "We are an insurer with customers in Denver, Colorado.",
        "Headquartered in Denver, Colorado. Acme is a company in Boston.",
        "We are leading in Denver, Colorado.",
        "Our headquarters are the best in class.",
    ],
)
def test_a_text_that_names_no_one_place_of_its_employer_has_none(said: str) -> None:
    assert review_jd(KNOWLEDGE, f"Senior AI Engineer\n\n{said}{WORK}", today=TODAY).employer_places == ()


@pytest.mark.parametrize(("place", "location"), [("Location: Boston, MA\n\n", None), ("", "Remote (US)")])
def test_where_the_jobs_place_is_said_the_employers_is_not_asked_about(place: str, location: str | None) -> None:
    text = f"Senior AI Engineer\n\n{place}We are an insurer in Denver, Colorado.{WORK}"
    assert review_jd(KNOWLEDGE, text, location=location, today=TODAY).employer_places == ()
