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


def made_on(*lines: str) -> set[str]:
    """Return the rules of the remarks on a post with these lines."""
    text = "\n".join(("AI Engineer", "", *lines))
    return {one.rule for one in review_jd(KNOWLEDGE, text, today=TODAY).findings}


def test_steps_of_hiring_are_no_must_haves() -> None:
    musts = [f"- You have a solid understanding of subject {number}" for number in range(8)]
    said = "We want to see your analytical skills. You know some of our stack, but we look for practical experience."
    steps = ["- Recruiter Phone Screen", "- Hiring Manager Screening", "- Online Code Assessment", "- Final Team Talk"]
    assert "many-musts" not in made_on(
        "### Why we are excited about you", *musts, "", "Our Hiring Processes", "", said, *steps
    )


def test_what_is_valued_and_not_required_is_no_must_have() -> None:
    wishes = [f"- Good familiarity with subject {number}" for number in range(12)]
    assert "many-musts" in made_on("Requirements", "_At minimum:_", *wishes)
    assert "many-musts" not in made_on(
        "Requirements", "_At minimum:_", "- Go", "", "_Highly valued, not required:_", *wishes
    )


def test_a_line_of_wishes_is_read_behind_its_signs() -> None:
    wishes = [f"- Tools: number {number}" for number in range(9)]
    line = "_Nice to have technical skills (for senior people):_"
    musts = ("_Must have technical skills:_", "- Go", "- SQL", "", line)
    assert "many-musts" not in made_on("### About your experience", "- Four years in the role", "", *musts, *wishes)


def test_a_bullet_that_ends_with_a_dash_leads_to_those_behind_it() -> None:
    musts = [f"- You know subject {number} well" for number in range(8)]
    wishes = [f"- Experience with tool {number}" for number in range(5)]
    assert "many-musts" not in made_on("Requirements", *musts, "- Bonus points if you have—", *wishes)


def test_a_degree_among_wishes_is_not_required() -> None:
    degree = "- Bachelor's or Master's degree in Computer Science or a related field"
    assert "degree-only" not in made_on("Must Have", "- Go", "", "Nice To Have", degree, "- Experience with tuning")


def test_competencies_are_no_list_of_must_haves() -> None:
    values = [f"- Drives growth in region {number}" for number in range(12)]
    assert "many-musts" not in made_on("Requirements", "- Go", "", "Core Competencies:", *values)


def test_a_degree_or_training_is_open() -> None:
    assert "degree-only" not in made_on(
        "Requirements", "- A degree in statistics or with relevant training in analytics"
    )


def test_seven_must_haves_need_no_wishes_beside_them() -> None:
    musts = [f"- You know subject {number} well" for number in range(8)]
    assert "no-split" in made_on("What you bring", *musts)
    assert "no-split" not in made_on("What you bring", *musts[1:])


def test_a_heading_that_leads_on_is_not_empty() -> None:
    lines = ("### Sound like you? Read on.", "### Requirements", "- Python")
    assert "empty-heading" not in made_on(*lines)


def test_a_degree_that_a_new_graduate_has_is_no_bar() -> None:
    degree = "- Bachelor's degree in Computer Science"
    assert "degree-only" not in made_on("We look for a recent graduate.", "Requirements", degree)


def test_unpaid_work_is_one_remark() -> None:
    made = made_on("Responsibilities", "- Build agents", "Benefits", "- No base salary (sweat equity until year 2)")
    assert "pay-equity-only" in made
    assert "pay-missing" not in made
    for offer in (
        "A portion of compensation is equity",
        "Sweat equity on top of a salary of $70,000 - $120,000 a year",
    ):
        assert "pay-equity-only" not in made_on("Responsibilities", "- Build agents", "Benefits", f"- {offer}")


def test_a_degree_that_experience_stands_for_anywhere_is_open() -> None:
    first, second = (
        "- Bachelor's degree in Computer Science",
        "- A degree in engineering, or a related field or experience",
    )
    assert "degree-only" in made_on("Requirements", first)
    assert "degree-only" not in made_on("Requirements", first, second)


def test_an_invitation_for_jobs_to_come_states_no_pay() -> None:
    lines = ("Responsibilities", "- Build agents that answer customers", "Requirements", "- Python")
    assert "pay-missing" in made_on(*lines)
    assert "pay-missing" not in made_on("Join our talent network.", *lines)


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


def test_a_heading_about_us_and_the_town_of_a_company_are_no_place_of_the_job() -> None:
    text = "AI Engineer\n\n{}\n\nResponsibilities\n- Build agents\n\nRequirements\n- Python"
    for line in ("ABOUT US\n\nWe sell tea.", "Based in San Francisco, Acme is a shop that sells tea."):
        assert not review_jd(KNOWLEDGE, text.format(line), today=TODAY).jurisdictions
    placed = review_jd(KNOWLEDGE, text.format("Based in San Francisco, you build what is new."), today=TODAY)
    assert "us-ca" in placed.jurisdictions


def test_a_grade_glued_to_a_title_is_its_level() -> None:
    text = "AI/ML Engineer2\n\nResponsibilities\n- Build agents\n\nRequirements\n- Python"
    assert "missing-level" not in {one.rule for one in review_jd(KNOWLEDGE, text, today=TODAY).findings}


def test_two_sentences_glued_by_copying_are_no_long_one() -> None:
    half = "perational accountability encompasses continuous organizational improvement, intercultural communication"
    end = "and institutional administration opportunities"
    glued = [f"- O{half} {end}.And operational development of o{half} {end} of kind {number}" for number in range(9)]
    assert "hard-to-read" in made_on("Responsibilities", *(line.replace(".And", " and") for line in glued))
    assert "hard-to-read" not in made_on("Responsibilities", *glued)


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


def test_a_state_that_no_one_is_hired_in_is_no_place() -> None:
    text = (
        "AI Engineer\n\nRemote, US. We are currently not able to hire in Colorado.\n\nResponsibilities\n- Build agents"
    )
    assert "us-co" not in review_jd(KNOWLEDGE, text, today=TODAY).jurisdictions


def test_what_is_not_found_may_stand_in_the_half_that_is_not_read() -> None:
    english = "We build agents that answer the mail of our customers, and you work with the team on all of it. " * 3
    other = (
        "Wir bauen Agenten, die für unsere Kunden die Post beantworten, und du arbeitest mit dem Team an all dem. " * 3
    )
    made = {one.rule for one in review_jd(KNOWLEDGE, f"AI Engineer\n\n{english}\n\n{other}", today=TODAY).findings}
    assert not made & {"not-said", "missing-level", "pay-missing", "missing-requirements"}
    assert "pay-missing" in made_on(english)
