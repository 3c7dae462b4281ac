"""Where a job is, in the lines below its title: with company, mode and date, in any order and between any marks."""

from datetime import date

import pytest

from rubrics.jd import Review, review_jd
from tests.built_in import KNOWLEDGE

BODY = "What you will do\n- Build agents for claims\n- Own them in production\n\nRequirements\n- Python"


def reviewed(*lines: str) -> Review:
    return review_jd(KNOWLEDGE, "\n".join(("Senior AI Engineer", *lines, "", BODY)), today=date(2026, 11, 30))


def places(*lines: str) -> set[str]:
    return set(reviewed(*lines).jurisdictions)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Larkfield Mutual Assurance, Columbus, Ohio (hybrid, 2 days in office)", {"us-oh-columbus"}),
        ("Boulder, Colorado (hybrid, 4 days in office)", {"us-co"}),
        ("Larkfield Mutual Assurance, Denver, CO (hybrid)", {"us-co"}),
        ("Larkfield Robotics | Chicago, IL | On-site", {"us-il"}),
        ("Chicago, IL · Hybrid · Full-time · Larkfield Health", {"us-il"}),
        ("Remote-friendly — Seattle, WA or Portland, OR", {"us-wa", "us-or"}),
        ("Larkfield Trading Post / Boston, Massachusetts / 2 days a week in the office", {"us-ma"}),
        ("Hybrid (3 days per week): Minneapolis, Minnesota", {"us-mn"}),
        ("Larkfield (Toronto, Ontario, hybrid)", {"ca-on"}),
        ("New York, NY or San Francisco, CA; hybrid 3 days", {"us-ny", "us-ny-nyc", "us-ca"}),
        ("Austin, Texas - Larkfield Biotech Incorporated - remote ok", {"us-tx"}),
        ("London (2 days in the office) at Pike & Daughters", {"gb"}),
        ("Larkfield Savings Bank and Trust, Baltimore, MD", {"us-md"}),
        ("Applied AI team, Larkfield Clinics, Burlington, VT, remote within the state", {"us-vt"}),
        ("Larkfield — Washington, DC metro area — hybrid, Tuesdays and Thursdays in the office", {"us-dc"}),
        ("Posted 3 days ago · Larkfield · Hartford, Connecticut · Hybrid · $150K", {"us-ct"}),
        ("📍 Denver, CO | 🏢 Hybrid | Larkfield Insurance Group of Ohio", {"us-co"}),
        ("Portland, Maine; on site; Larkfield Coastal Insurance Company", {"us-me"}),
        ("Larkfield Coastal Insurance, Honolulu", {"us-hi"}),
        ("Columbus, Georgia (on-site)", {"us-ga"}),
        ("Vancouver, Washington, and Portland, Oregon", {"us-wa", "us-or"}),
    ],
)
def test_the_line_below_a_title_says_where_the_job_is(line: str, named: set[str]) -> None:
    assert places(line) - {"us"} == named
    assert places("Larkfield", line) - {"us"} == named


@pytest.mark.parametrize(
    "line",
    [
        "We moved to Denver in 2019 and love it here.",
        "Our customers are in Texas, Colorado and New York.",
        "Founded in Boston, we build software for farms.",
        "Trusted By Banks In London, Paris And New York",
        "Backed by Boston Capital Group and Denver Ventures",
        "Virginia Chen, Head of AI, is hiring",
        "Ohio State University spinout with big plans",
        "Brooklyn Yarn Makers Co.",
        "Larkfield, a Chicago-born company, makes boots",
        "Larkfield, backed by Denver, CO investors, ships robots",
        "Serving patients in Denver, Seattle and Chicago",
        "Investors: Denver, CO; Boston, MA; Austin, TX",
        "About ON1 and the ME team",
        "WHAT MAKES US, US",
    ],
)
def test_a_place_that_is_a_customers_or_a_name_is_not_the_jobs(line: str) -> None:
    assert places(line) == set()


def test_a_company_and_its_place_may_stand_above_the_title() -> None:
    text = f"Larkfield Mutual\nDenver, CO (hybrid)\n\nSenior AI Engineer\n\n{BODY}"
    assert review_jd(KNOWLEDGE, text, today=date(2026, 11, 30)).jurisdictions == ("us-co",)


def test_the_days_at_home_of_a_hybrid_job_are_not_remote_work() -> None:
    assert not reviewed("Denver, Colorado (hybrid; 3 days onsite, 2 days remote)").remote
    assert reviewed("Denver, Colorado (remote)").remote
