"""Where a fix puts a new line: with its kind, never between a heading and what stands below it."""

from datetime import date
from pathlib import Path

import pytest

from rubrics.jd.fixes.fix import Fixer
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
BLANK = "Base pay: [pay range]"
WORK = "What you'll do\n- Build agents for our customers\n- Own them in production"
MUSTS = "Requirements\n- Python\n- SQL"
NOTICE = "We are an equal opportunity employer and consider all applicants without regard to race, color or sex."
US = "Denver, CO"
STEPS = {"interview-steps": "one call", "deadline": "ongoing", "reports-to": "the CTO", "equal-opportunity": "short"}


def fixed(*parts: str, location: str | None = US, **facts: str) -> str:
    text = "\n\n".join(("Senior AI Engineer", *parts))
    given = {key.replace("_", "-"): value for key, value in facts.items()}
    return Fixer(KNOWLEDGE, text, TODAY, location=location).fixed(given).text


def test_a_line_goes_below_a_heading_that_had_nothing_below_it() -> None:
    text = fixed(WORK, MUSTS, "Benefits", "About us\nWe make software for farms.")
    assert f"\nBenefits\n\n{BLANK}\n" in text or f"\nBenefits\n{BLANK}\n" in text
    assert "Pay and benefits" not in text


def test_a_line_of_the_process_goes_to_the_steps_and_not_to_a_field() -> None:
    steps = "Interview process:\n- A call with the recruiter\n- A work sample\n- A panel of four"
    text = fixed("Reports to:\nDirector, Software", WORK, MUSTS, steps, NOTICE, deadline="ongoing")
    assert "- A panel of four\n- Application deadline: ongoing\n" in text


def test_a_new_section_never_takes_the_lines_of_the_company_with_it() -> None:
    about = [
        "We build tools that farmers use each day, and we have done so for ten years.",
        "Our people get flexible hours, health insurance and paid parental leave.",
        "Our mission is a world in which every farm can afford the software it needs.",
    ]
    text = fixed(WORK, MUSTS, "\n\n".join(("More about Acme", *about)), location=None)
    section = text[text.index(BLANK) :]
    assert not any(one in section for one in (about[0], about[2]))


def test_a_new_section_does_not_part_a_heading_from_its_lines() -> None:
    text = fixed(WORK, MUSTS, f"Things to know…\n\n{NOTICE}")
    assert f"Things to know…\n\n{NOTICE}" in text
    assert text.index(BLANK) < text.index("Things to know")


def test_a_line_that_heads_others_unread_is_no_part_of_the_list_before_it() -> None:
    benefits = "Benefits\n- Health insurance\n- 25 days of paid leave"
    text = fixed(WORK, MUSTS, benefits, "More on Acme Farms", "We make software that farms use each day.", NOTICE)
    assert f"- 25 days of paid leave\n- {BLANK}\n" in text


def test_what_belongs_to_the_pay_stands_behind_the_line_that_states_it() -> None:
    pay = "The pay range for this role is $150,000 - $180,000 a year."
    text = fixed(WORK, MUSTS, "Nice to have\n- Rust", pay, NOTICE, benefits="Health insurance", other_pay="stock")
    assert "a year.\n\nBonus and equity: stock\n\nBenefits: Health insurance\n\n" in text


def test_whom_someone_reports_to_stands_with_the_work_although_no_heading_tells_it() -> None:
    fields = "Fields of work\n- Build agents for our customers\n- Ship them and measure their quality every week"
    text = Fixer(KNOWLEDGE, f"AI Engineer\n\n{fields}\n\n{MUSTS}\n", TODAY).fixed(STEPS).text
    assert "every week\n- You report to the CTO.\n" in text


def test_tags_of_a_job_board_stay_last() -> None:
    assert fixed(WORK, MUSTS, "LI-REMOTE").rstrip().endswith("LI-REMOTE")


def test_added_lines_stand_apart_as_the_text_has_it_and_leave_no_gap() -> None:
    apart = fixed(WORK.replace("\n", "\n\n"), MUSTS.replace("\n", "\n\n"), "  \n##", **STEPS)
    close = fixed(WORK, MUSTS, NOTICE, **STEPS)
    assert "\n\nApplication deadline: ongoing\n\nInterview steps: one call\n" in apart
    assert "\nApplication deadline: ongoing\nInterview steps: one call\n" in close
    assert "\n\n\n" not in apart + close


def test_an_equal_opportunity_line_stands_before_whom_to_ask() -> None:
    text = fixed(WORK, MUSTS, location=None, accommodation="jobs@example.com", **STEPS)
    assert text.index("equal opportunity employer") < text.index("If you need an accommodation")


def test_bullets_with_empty_lines_between_them_are_moved_with_those() -> None:
    bullets = "\n\n".join(f"- Skill number {number} in production" for number in range(9))
    text = f"AI Engineer\n\n{WORK}\n\nRequirements\n\n{bullets}\n\n## Benefits\n\n- Lunch\n"
    found = Fixer(KNOWLEDGE, text, TODAY).fixed({"musts": ("0", "1", "2", "8")}, ["no-split"]).text
    assert "- Skill number 3 in production\n\n- Skill number 4 in production\n\n" in found
    assert "\n\n\n" not in found
    assert found.index("- Skill number 8") < found.index("Nice to have") < found.index("- Skill number 3")


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        ("Degree in physics or a related field, with a project in robotics", "field (or equivalent experience), with"),
        (
            "Degree in physics or a related field (finished before you start)",
            "start) or equivalent experience\n",
        ),
        ("Degree in physics or a related field.", "field (or equivalent experience).\n"),
    ],
)
def test_experience_stands_for_the_degree_and_not_for_what_follows_it(asked: str, opened: str) -> None:
    text = f"AI Engineer\n\n{WORK}\n\nRequirements\n- Bachelor's {asked.lower()}\n- Python\n"
    assert opened in Fixer(KNOWLEDGE, text, TODAY).fixed({}, ["degree-only"]).text


@pytest.mark.parametrize(
    ("place", "unit"),
    [
        ("This role is based in our Long Lane, London office.", "GBP year"),
        ("Location: Toronto or Berlin", "CAD year"),
        ("Location: Berlin or Toronto", "EUR year"),
        ("Join us and build with us.", "USD year"),
    ],
)
def test_pay_is_asked_in_the_currency_of_the_place_that_a_text_names(place: str, unit: str) -> None:
    asks = Fixer(KNOWLEDGE, f"AI Engineer\n\n{place}\n\n{WORK}\n\n{MUSTS}\n", TODAY).asks()
    assert next(ask.suggested for ask in asks if ask.id == "pay-unit") == (unit,)


def test_praise_gives_way_to_the_figures_with_the_words_that_praise_it() -> None:
    text = fixed(WORK, MUSTS, "Benefits\n- 🥇 Truly competitive salary and equity\n- Lunch", location=None)
    assert "- 🥇 Base pay of [pay range] and equity\n" in text


def test_a_period_that_is_said_before_the_figures_is_not_said_again() -> None:
    pay = "The annual base pay for this role is $90,000 - $190,000, and depends on your experience."
    text = fixed(WORK, MUSTS, pay, location=None, pay_low="150000", pay_high="180000")
    assert "is $150,000 to $180,000, and depends" in text


def test_a_cut_sentence_leaves_the_emphasis_closed_and_no_space_at_the_end() -> None:
    last = "- _Bring your own ideas! Research shows that women apply only if they meet 100% of the criteria._"
    text = f"AI Engineer\n\n{WORK}\n\nRequirements\n- Python\n{last}\n"
    found = Fixer(KNOWLEDGE, text, TODAY).fixed({"myth-quoted-1": "cut"}, ["myth-quoted"]).text
    assert "- _Bring your own ideas!_\n" in found


def test_each_place_of_a_deadline_that_has_passed_gets_the_new_one() -> None:
    text = f"AI Engineer\n\nApply by 3 June 2024.\n\n{WORK}\n\n{MUSTS}\n\nApply by 3 June 2024.\n"
    found = Fixer(KNOWLEDGE, text, TODAY).fixed({"new-deadline": "June 3, 2030"}).text
    assert found.count("Apply by June 3, 2030.") == 2
    assert "2024" not in found


def test_a_line_goes_to_the_end_of_its_list_and_not_into_it() -> None:
    benefits = "Benefits\nHealth insurance\nParental leave\nA garden with hens"
    assert f"A garden with hens\n{BLANK}\n" in fixed(WORK, MUSTS, benefits, NOTICE)


def test_the_list_of_benefits_takes_a_line_and_not_the_praise_under_another_such_heading() -> None:
    praise = "Why Acme?\nWe do things well. We pair. We test. We care. We share what we know. We have fun. We grow."
    text = fixed(WORK, MUSTS, praise, "Our benefits\n- Health insurance\n- Parental leave\n- 25 days of paid leave")
    assert f"- 25 days of paid leave\n- {BLANK}\n" in text


def test_a_list_takes_a_line_before_what_is_said_below_it() -> None:
    benefits = (
        "Benefits\n- Health insurance\n- 25 days of paid leave\n\nWe look after each other and after your health."
    )
    assert f"- 25 days of paid leave\n- {BLANK}\n" in fixed(WORK, MUSTS, benefits)


@pytest.mark.parametrize("more", [" (required).", "\n- OR eight years of work in lieu of a degree"])
def test_a_degree_that_a_text_insists_on_or_opens_itself_is_left_to_its_author(more: str) -> None:
    text = f"AI Engineer\n\n{WORK}\n\nRequirements\n- Bachelor's degree in physics{more}\n- Python\n"
    assert Fixer(KNOWLEDGE, text, TODAY).fixed({}, ["degree-only"]).text == text


@pytest.mark.parametrize(
    ("file", "proposed"), [("ml-engineer-1.txt", ["Machine Learning Engineer"]), ("data-scientist-3.txt", [])]
)
def test_a_title_is_proposed_where_the_work_is_plainly_anothers_and_never_put_in_unasked(
    file: str, proposed: list[str]
) -> None:
    text = (Path(__file__).parent / "synthetic" / file).read_text(encoding="utf-8").partition("\n")[2]
    one = Fixer(KNOWLEDGE, f"AI Engineer\n{text}", TODAY)
    ask = next(ask for ask in one.asks() if ask.id == "title")
    assert [option.text for option in ask.options if option.value in ask.proposed] == proposed
    assert one.fixed({}).text.startswith("AI Engineer\n")


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("A young, digital-native ninja who loves agents.", "An expert who loves agents."),
        ("We look for a young, motivated guru.", "We look for a motivated expert."),
        ("Competitive salary and a team of rockstars.", "a team of experts."),
        ("We want a young and driven programmer.", "We want a driven programmer."),
        ("US citizens only.", "Work authorization required."),
        ("You must be a U.S. citizen.", "You must have work authorization."),
        ("You work with a young and hungry team of wizards.", "You work with an ambitious team of experts."),
    ],
)
def test_words_that_go_leave_a_sentence_that_reads(said: str, becomes: str) -> None:
    text = f"AI Engineer\n\nWho you are\n{said}\n\n{WORK}\n\n{MUSTS}\n"
    assert (
        becomes in Fixer(KNOWLEDGE, text, TODAY).fixed({}, ["age-asked", "age-coded", "citizens-only", "rockstar"]).text
    )
