"""A tick rests on a sentence that says the thing: of this job, not of others' work, other things or the law."""

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import ChecklistMark
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.test_checks import TODAY

POST = "AI Engineer\n\nResponsibilities\n- {duty}\n\nRequirements\n- {must}\n\nBenefits\n- {benefit}\n\n{last}"


def mark_of(
    item: str, *, duty: str = "Build agents", must: str = "Python", benefit: str = "Tea", last: str = ""
) -> ChecklistMark:
    """Return what a post with these lines says of an item."""
    text = POST.format(duty=duty, must=must, benefit=benefit, last=last)
    return next(one for one in review_jd(KNOWLEDGE, text, today=TODAY).checklist if one.item == item)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Location: Lyon or Remote", True),
        ("#LI-Hybrid", True),
        ("This role is hybrid, with two days a week in the office.", True),
        ("The team works remotely.", True),
        ("Lunch every day (in-office only).", False),
        ("A yearly allowance for your remote office.", False),
        ("We sell remote access to machines in factories.", False),
        ("We are pioneers of remote work technology.", False),
        ("For positions based in San Francisco, consideration of applicants with arrest records.", False),
        ("For applicants residing in California, please read our privacy notice.", False),
        ("You speak clearly, in person and in writing.", False),
    ],
)
def test_a_place_is_ticked_by_where_the_work_is_done(line: str, *, found: bool) -> None:
    mark = mark_of("location", last=line)
    assert mark.found is found
    assert not found or mark.quote == line or (mark.quote or "") in line


def test_the_line_that_names_the_place_is_quoted_before_a_looser_one() -> None:
    text = "AI Engineer\n\nA remote-first company.\nLocation: Denver, Colorado\n\nDuties\n- Build agents\n"
    marks = {one.item: one for one in review_jd(KNOWLEDGE, text, today=TODAY).checklist}
    assert "Denver" in (marks["location"].quote or "")


@pytest.mark.parametrize(
    ("item", "lines", "found"),
    [
        ("accommodation", {"last": "If you need an accommodation, please let us know."}, False),
        ("accommodation", {"last": "If you need an accommodation, please write to hello@acme.example."}, True),
        ("accommodation", {"last": "Accommodations are available on request."}, False),
        ("accommodation", {"last": "Tell your recruiter of any accommodation that you need."}, True),
        ("benefits", {"benefit": "We build life insurance products"}, False),
        ("benefits", {"benefit": "Life insurance and a pension"}, True),
        ("benefits", {"benefit": "We value diversity and equity"}, False),
        ("benefits", {"benefit": "A comprehensive benefits package"}, False),
        ("bonus-equity", {"benefit": "401(k) with matching incentive"}, False),
        ("first-outcomes", {"last": "* after 3 months"}, False),
        ("team-and-reporting", {"must": "Experience of working within technical teams"}, False),
        ("bonus-equity", {"benefit": "401(k) with employer contribution and profit-sharing"}, False),
        ("team-and-reporting", {"duty": "Responsible for status and reporting to stakeholders"}, False),
        ("equal-opportunity", {"last": "See the poster: EEO is the law."}, False),
        ("level", {"last": "Experience level: whatever fits"}, True),
        ("level", {"duty": "Lead as our founding AI engineer"}, True),
        ("level", {"last": "5+ overall years of software development experience"}, True),
        ("level", {}, False),
        ("employment-type", {"must": "Two years of full-time experience"}, False),
        ("equal-opportunity", {"last": "We value the perspectives of people from all backgrounds."}, False),
        ("equal-opportunity", {"last": "We keep what you send us confidential, according to EEO guidelines."}, False),
        ("location", {"benefit": "Remote-friendly"}, False),
        ("location", {"benefit": "Remote work from Denver, Colorado"}, True),
        ("pay-range", {"last": "Salary: $193,000 a year"}, False),
        ("benefits", {"duty": "Work at month's end, when PTO is limited"}, False),
        ("output", {"duty": "Build dashboards in Tableau\n- Build agents on LLM APIs for our support tickets"}, True),
        ("must-nice-split", {"must": "Containers (Kubernetes preferred)"}, False),
        ("must-nice-split", {"must": "Python\n- Some years with Rust are a plus"}, True),
        ("bonus-equity", {"benefit": "We value equity and inclusion"}, False),
        ("bonus-equity", {"benefit": "Bonus: experience of working at sea"}, False),
        ("bonus-equity", {"benefit": "A yearly bonus and equity"}, True),
        ("team-and-reporting", {"duty": "Prepare weekly reports to the board"}, False),
        ("team-and-reporting", {"must": "Experience of leading a team of five"}, False),
        ("team-and-reporting", {"duty": "You will report to the head of data"}, True),
        ("first-outcomes", {"benefit": "A rise within six months"}, False),
        ("first-outcomes", {"duty": "Within six months, own the search service"}, True),
        ("equal-opportunity", {"last": "Our customers come from all over the world."}, False),
        ("equal-opportunity", {"last": "We are an equal opportunity employer."}, True),
        ("degree-open", {"must": "A bachelor's degree in physics or an equivalent technical discipline"}, False),
        ("degree-open", {"must": "A bachelor's degree or equivalent experience"}, True),
    ],
)
def test_a_sentence_on_something_else_ticks_nothing(item: str, lines: dict[str, str], *, found: bool) -> None:
    assert mark_of(item, **lines).found is found


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        ("Build agents that answer support tickets", True),
        ("You will help design and ship agents for our customers", True),
        ("Design and implement scalable and reliable AI systems", False),
        ("Outstanding software design and development skills with agents", False),
        ("Help our customers build agents with our tools", False),
    ],
)
def test_the_output_is_what_the_person_makes(duty: str, *, found: bool) -> None:
    assert mark_of("output", duty=duty).found is found


def test_what_is_required_is_no_wish_that_stands_apart() -> None:
    text = "AI Engineer\n\nRequirements\n- Python\n\nNice to have\n- A degree is required\n{}"
    for line, quote in (("", None), ("- Go\n", "Nice to have")):
        marks = {one.item: one for one in review_jd(KNOWLEDGE, text.format(line), today=TODAY).checklist}
        assert marks["must-nice-split"].quote == quote


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Compensation: $150,000 - $185,000 plus bonus.", True),
        ("Salary: $150,000 - $185,000 + bonus", True),
        ("Base: $150,000 - $185,000, bonus eligible", True),
        ("Salary: $150,000–$185,000 (bonus: 10%)", True),
        ("Salary range $150,000-$185,000 plus commission", True),
        ("Base salary $150K–$185K/yr + 15% bonus + RSUs", True),
        ("We pay $150,000 to $185,000, bonus included.", True),
        ("You get a 5% bonus.", True),
        ("Health insurance, a 5% bonus, a bike.", True),
        ("You get a referral bonus.", False),
        ("Kubernetes is a bonus.", False),
        ("Salary: $150,000 - $185,000. Kubernetes is a plus. Bonus points for Rust.", False),
        ("Salary: $150,000 - $185,000.", False),
    ],
)
def test_a_line_that_states_pay_says_what_comes_with_it_wherever_it_stands(line: str, found: bool) -> None:
    assert mark_of("bonus-equity", last=f"Requirements\n- SQL\n\n{line}").found is found


@pytest.mark.parametrize(
    "title", ["Data Scientist II", "Software Engineering Manager", "ML Engineer 3", "Cloud Architect"]
)
def test_a_grade_and_whom_one_leads_tell_a_level(title: str) -> None:
    review = review_jd(KNOWLEDGE, f"{title}\n\nResponsibilities\n- Build agents", today=TODAY)
    assert next(one for one in review.checklist if one.item == "level").found


def test_a_duty_is_no_output_for_a_role_that_is_asked_for_more_than_that() -> None:
    duties = "\n".join(f"- Train ranking models for {place} and fit them anew" for place in ("search", "ads", "mail"))
    marks = review_jd(KNOWLEDGE, f"ML Engineer\n\nResponsibilities\n{duties}\n- Deploy models", today=TODAY)
    assert marks.verdict.role == "ml-engineer"
    output = next(one for one in marks.checklist if one.item == "output")
    assert (output.found, output.hinted) == (False, True)
