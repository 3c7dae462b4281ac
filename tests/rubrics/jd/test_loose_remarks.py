"""Remarks that would be untrue: of wishes, steps, places and pay that only look like what a remark speaks of."""

from rubrics.jd import review_jd
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.test_checks import TODAY


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


def test_a_degree_under_a_line_of_wishes_is_not_required() -> None:
    degree = "- BSc/MSc in Engineering, Computer Science or relevant field"
    musts = ("### About your experience", "- Four years in the role", "", "_Must have technical skills:_", "- Go")
    assert "degree-only" in made_on(*musts, degree)
    wishes = "_Nice to have technical skills (strongly advised for seniors):_"
    assert "degree-only" not in made_on(*musts, "", wishes, "- Docker", degree)


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
