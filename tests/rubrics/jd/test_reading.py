"""What is read out of a text: its years, its places, and what it calls its own job."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.years import years_in
from rubrics.jd.review import read
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)


def read_out(*lines: str, title: str = "AI Engineer", location: str | None = None) -> Reading:
    return read(KNOWLEDGE, "\n".join(lines), title=title, location=location, today=TODAY)


def years(line: str, heading: str = "Requirements") -> list[tuple[float, float | None, bool]]:
    return [(each.low, each.high, each.cap) for each in years_in(read_out(heading, f"- {line}"))]


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["-", " to ", " – "]))
def test_a_range_of_years_is_read_with_both_ends(low: int, high: int, joint: str) -> None:
    assert years(f"{low}{joint}{high} years of experience") == [(low, high, False)]


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("5 years of Python", [(5, None, False)]),
        ("5+ years of Python", [(5, None, False)]),
        ("_5+ years of Python_", [(5, None, False)]),
        ("five (5) years of Python", [(5, None, False)]),
        ("fifteen years of Python", [(15, None, False)]),
        ("2.5 years of Python", [(2.5, None, False)]),
        ("5 or more years of Python", [(5, None, False)]),
        ("3 yrs of Python, 2 years of SQL", [(3, None, False), (2, None, False)]),
        ("no more than 3 years of Python", [(3, None, True)]),
        ("up to 3 years of Python", [(3, None, True)]),
        ("more than 3 years of Python", [(3, None, False)]),
        ("we are 5 years old", []),
        ("5 years ago", []),
        ("$5 years", []),
        ("1,000 years", []),
        ("150 years", []),
        ("5 yearly reviews", []),
    ],
)
def test_years_of_experience_are_told_from_other_numbers(line: str, stated: list[object]) -> None:
    assert years(line) == stated


@pytest.mark.parametrize(("heading", "read_there"), [("Requirements", 1), ("Benefits", 0), ("About us", 0)])
def test_years_of_the_company_and_its_benefits_are_nobodys_experience(heading: str, read_there: int) -> None:
    reading = read_out(heading, "- 5 years of Python", "What you will do", "- Ship agents")
    assert len(years_in(reading)) == read_there


def test_years_stand_where_they_say() -> None:
    reading = read_out("Requirements", "- At least 3-5 years of Python")
    (asked,) = years_in(reading)
    assert reading.document.quote(asked.start, asked.end) == "3-5 years"


@pytest.mark.parametrize(
    ("location", "places", "remote"),
    [
        ("Denver, CO", {"us", "us-co"}, False),
        ("Remote, Colorado", {"us", "us-co"}, True),
        ("San Francisco, CA", {"us", "us-ca"}, False),
        ("Toronto, ON, CA", {"ca-on"}, False),
    ],
)
def test_a_given_location_is_read_by_names_and_codes(location: str, places: set[str], remote: bool) -> None:
    reading = read_out("Ship agents in Berlin.", location=location)
    assert reading.where.places & {"us", "us-co", "us-ca", "ca-on", "de"} >= places - {"us"}
    assert "us-ca" not in reading.where.places or "us-ca" in places
    assert reading.where.remote is remote
    assert reading.where.stated


def test_on_site_in_capitals_is_no_province() -> None:
    assert read_out("You work ON SITE in Warren, MI.", location="Warren, MI - ON SITE").where.places == {"us-mi"}
    assert "ca-on" in read_out("Ship agents.", location="London, ON").where.places


@pytest.mark.parametrize(
    ("title", "lines", "place"),
    [
        ("AI Engineer", ("Location: Colorado",), "us-co"),
        ("AI Engineer - Colorado", ("Ship agents.",), "us-co"),
        ("AI Engineer", ("Colorado", "Ship agents."), "us-co"),
        ("AI Engineer", ("The role is based in Colorado.",), "us-co"),
        ("AI Engineer", ("Our customers love Colorado more than any other of the places there are.",), None),
        ("AI Engineer", ("You must reside in any state except Colorado.",), None),
    ],
)
def test_a_place_counts_where_a_text_says_where_the_work_is(
    title: str, lines: tuple[str, ...], place: str | None
) -> None:
    assert ("us-co" in read_out(*lines, title=title).where.places) is (place is not None)


@pytest.mark.parametrize(
    "way",
    [
        *("the job is located in", "the work of this position must be performed in", "we are based in", "remotely in"),
        *("you may work from", "hybrid in", "three days per week in", "two days in our bright offices in"),
        *(
            "driving distance of",
            "people residing in",
            "people who reside in",
            "candidates in",
            "the team is hiring in",
        ),
        *("on-site in", "these states:", "these locations:", "these countries:", "these cities:", "these provinces:"),
    ],
)
def test_a_place_counts_by_every_way_to_say_where_the_work_is(way: str) -> None:
    sentence = (
        f"As all of those who know us will tell you at some length, {way} Colorado, and as ever there is more to it."
    )
    assert read_out("Ship agents.", sentence).where.places == {"us-co"}


def test_places_are_the_union_of_all_that_is_said_and_a_given_location_only_adds() -> None:
    lines = ("Location: Colorado", "The role is based in Illinois.")
    assert {"us-co", "us-il"} <= read_out(*lines).where.places
    assert {"us-co", "us-il", "us-wa"} <= read_out(*lines, location="Seattle, Washington").where.places
    assert read_out("Location: Remote (US only)", location="USA").where.remote


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Location: Vancouver, WA", {"us-wa"}),
        ("Location: Vancouver, Washington", {"us-wa"}),
        ("Location: Vancouver, BC", {"ca-bc"}),
        ("Location: Arlington, TX", {"us-tx"}),
        ("Location: Arlington, VA", {"us-va"}),
        ("Location: Rochester, MN", {"us-mn"}),
        ("Location: Columbus, OH", {"us-oh-columbus"}),
        ("Location: Warsaw, IN", {"us-in"}),
        ("Location: NYC/SF/Remote", {"us-ny", "us-ny-nyc", "us-ca"}),
        ("Preferred candidate location: Seattle", {"us-wa"}),
        ("This position is full-time and based in Denver, CO.", {"us-co"}),
        ("Location: Remote Canada", {"ca"}),
        ("Location: London, ON", {"ca-on"}),
        ("Location: London or Paris", {"gb", "fr"}),
        ("Location: Santa Fe, New Mexico", {"us-nm"}),
        ("Location: PARIS OR BERLIN", {"fr", "de"}),
        ("Candidates within commutable distance of our Brooklyn office go first.", {"us-ny", "us-ny-nyc"}),
        ("You can work remotely anywhere in Finland or Sweden.", {"fi", "se"}),
        ("CAN base pay range: $120,000 - $140,000 a year", {"ca"}),
        ("New York/California: $170,000-$185,00", {"us-ny", "us-ca"}),
        ("Two days a week, a hybrid schedule in Washington, D.C.", {"us-dc"}),
        ("We can't support remote work from Hawaii.", set()),
        (
            "You live in one of the following states: Maine, Nevada, Oregon or Washington.",
            {"us-me", "us-nv", "us-or", "us-wa"},
        ),
        ("We judge all candidates in accordance with the rules of San Francisco.", set()),
        ("U.S. citizenship is needed for the robots we remotely operate in the U.S.", set()),
    ],
)
def test_a_place_is_told_from_its_namesakes(line: str, places: set[str]) -> None:
    assert read_out("Responsibilities", "- Ship agents.", "About the job", line).where.places == places


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        (("For Colorado applicants the base salary is $150,000 - $180,000 a year.",), {"us-co"}),
        (("New York office:", "$150,000 - $180,000 a year"), {"us-ny"}),
        (("Users in Nevada love it. The salary is $150,000 - $180,000 a year.",), set()),
    ],
)
def test_a_stated_pay_names_the_places_it_is_for(lines: tuple[str, ...], places: set[str]) -> None:
    assert read_out("Responsibilities", "- Ship agents.", "Compensation", *lines).where.places == places


def test_the_word_us_is_a_country_only_in_capitals() -> None:
    assert "us" in read_out("Ship.", location="US").where.places
    assert "us" not in read_out("Ship.", location="join us").where.places


def test_a_text_that_says_no_place_is_told_from_one_whose_place_is_unknown() -> None:
    assert (read_out("Ship agents.").where.places, read_out("Ship agents.").where.stated) == (frozenset(), False)
    assert read_out("Location: Atlantis").where.stated


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("We are looking for a talented Data Scientist to join us.", "Data Scientist"),
        ("We are looking for a Machine Learning Engineer who ships.", "Machine Learning Engineer"),
        ("The Data Engineer will build pipelines.", "Data Engineer"),
        ("We are looking for people with heart.", None),
        ("We ship agents.", None),
    ],
)
def test_a_body_names_its_own_job_without_praise(line: str, name: str | None) -> None:
    named = read_out(line).named
    assert (named.name.strip() if named else None) == name


def test_a_job_named_among_benefits_is_not_the_job() -> None:
    assert read_out("Benefits", "- We are looking for a Data Scientist.", "What you will do", "- Ship").named is None


def test_the_name_of_a_job_stands_where_it_says() -> None:
    reading = read_out("Hello. We are looking for a Data Scientist (f/m).")
    named = reading.named
    assert named is not None
    assert reading.document.quote(named.start, named.end) == named.name
