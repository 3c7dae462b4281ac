"""Reviewing a JD in Slack: pasted, posted, of any length and intent; the verdict first, for its author alone."""

import os
import re
from pathlib import Path

import pytest

from bot.features.jd.keep_jd import my_reviews
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import View
from bot.playground.slack.workspace import Post
from bot.wiring import Actor, Services
from tests.stories.conftest import Worker

RITA = Actor("T0LOCAL", "U0RITA")

AI_JD = """Senior AI Engineer

About the role

We are looking for an AI Engineer who ships agents to paying customers.

What you will do

- Build retrieval pipelines over our help centre and measure their quality with evals
- Ship LLM features with structured output, retries and cost limits
- Own the agents you build in production, on call included

What you bring

- 4+ years of backend experience in Python
- You have shipped an LLM application

Salary: $150,000 - $190,000 a year plus equity. Remote within the US.
"""
ML_JD = """AI Engineer

Responsibilities

- Train and fine-tune vision models in PyTorch on our own labelled images
- Build training pipelines and tune hyperparameters
- Retrain models when drift appears
- Deploy models with TensorRT

Requirements

- PyTorch, TensorFlow, CUDA
- Feature engineering
- Rockstar attitude
"""


def modal(person: Person) -> View:
    assert person.modal is not None, "no modal is open"
    return person.modal


def review(person: Person, text: str, **more: str) -> View:
    """Paste a JD into the form of `/jd review`, submit it, and return what is in front then."""
    person.command("/jd", "review", channel="C0HIRING")
    person.fill({"jd": text, **more})
    person.submit()
    return modal(person)


def press(person: Person, words: str) -> View:
    """Press the button that begins with these words, and return what is in front then."""
    found = [(action, value) for action, text, value in modal(person).buttons if text.startswith(words)]
    assert len(found) == 1, (words, modal(person).buttons)
    person.click(modal(person), *found[0])
    return modal(person)


def every_page(person: Person) -> str:
    """Read a review to its end, and return all of it."""
    pages = [press(person, "Findings").plain]
    while any(text in ("More findings", "Checklist") for _, text, _ in modal(person).buttons):
        words = next(text for _, text, _ in modal(person).buttons if text in ("More findings", "Checklist"))
        pages.append(press(person, words).plain)
    return "\n".join(pages)


def test_the_verdict_comes_first_with_role_title_counts_and_quotations(rita: Person) -> None:
    shown = review(rita, AI_JD).plain
    assert "This JD describes an AI Engineer." in shown
    assert "The title “Senior AI Engineer” fits." in shown
    assert "blocker" in shown
    assert "warning" in shown
    assert "note" in shown
    assert "Ship LLM features with structured output, retries and cost limits" in shown
    assert "USD 150,000 to 190,000 a year" in shown


def test_only_the_author_sees_a_review(slack: LocalSlack, rita: Person) -> None:
    before = len(slack.messages("C0HIRING"))
    review(rita, AI_JD)
    assert len(slack.messages("C0HIRING")) == before
    assert "Only you see this review" in modal(rita).plain


def test_a_mislabelled_title_is_named_with_titles_that_would_fit(rita: Person) -> None:
    shown = review(rita, ML_JD).plain
    assert "This JD describes an ML Engineer." in shown
    assert "The title “AI Engineer” does not fit. These would: “Machine Learning Engineer”" in shown


def test_each_finding_says_where_why_how_to_mend_it_and_by_which_source(rita: Person) -> None:
    review(rita, ML_JD)
    page = press(rita, "Findings").plain
    assert "rockstar" in page.lower()
    assert page.count("How to mend it:") == page.count("Source:") > 0


def test_what_is_not_verified_and_what_cites_a_law_say_so(rita: Person) -> None:
    review(rita, ML_JD, location="Charlottetown")
    pages = every_page(rita)
    assert "Not legal advice." in pages
    assert "; not verified, as of" in pages


def test_the_last_page_holds_the_checklist_of_the_role_it_really_is_against_the_text(rita: Person) -> None:
    review(rita, ML_JD)
    page = press(rita, "Not found").plain
    assert "The JD checklist for ML Engineer, held against this text." in page
    assert "Not found: a JD must" in page
    assert "State a pay range that is closed at both ends" in page


BERLIN = AI_JD.replace("Remote within the US.", "Benefits: health insurance.")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("Oakland, California", "the posting duties of California, the place that you gave. Nothing is missing."),
        ("Berlin", "No posting duty was checked: Debrief knows none for “Berlin”."),
        ("Remote, USA", "that reach remote work anywhere in the United States: you gave no state. Missing: "),
    ],
)
def test_the_page_says_whose_posting_duties_were_checked_also_where_all_is_well(
    rita: Person, location: str, said: str
) -> None:
    assert said in review(rita, BERLIN, location=location).plain


def test_a_place_that_the_text_names_is_told_apart_from_one_given_and_what_is_missing_is_named(rita: Person) -> None:
    text = BERLIN.replace("Salary: $150,000 - $190,000 a year plus equity.", "").replace(
        "Engineer\n", "Engineer\n\nLocation: New York\n", 1
    )
    assert "of New York, the place that the text names. Missing: the pay." in review(rita, text).plain


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("talented and motivated AI Engineer", False),
        ("AI Engineer", False),
        ("Principal AI Engineer", True),
        ("Data Scientist", True),
    ],
)
def test_what_the_text_calls_the_post_is_told_only_where_it_says_something_else(
    rita: Person, named: str, *, told: bool
) -> None:
    text = AI_JD.replace("We are looking for an AI Engineer who", f"We are looking for a {named} who")
    assert ("The text itself calls the post" in review(rita, text).plain) is told


def test_a_jd_without_a_role_of_ours_gets_the_points_every_list_shares_word_for_word(rita: Person) -> None:
    text = (
        "Great job\n\nRequirements\n- Come and work with us. It is nice here.\n- 20 years of experience with LangChain"
    )
    review(rita, text)
    page = press(rita, "Not found").plain
    assert "Debrief has no list for the role it describes" in page
    assert "AI engineer" not in page
    assert "years old" not in page


def test_a_level_named_behind_a_role_changes_nothing_of_its_checklist(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist ai-engineer senior", channel="C0HIRING").messages
    assert "JD checklist: AI Engineer" in answer.plain
    assert "The list is the same for senior as for every other level" in answer.plain


def test_what_was_found_stands_beside_the_words_it_was_found_by(rita: Person) -> None:
    review(rita, AI_JD)
    page = press(rita, "Not found").plain
    found = page.split("Found, by these words")[1]
    assert "$150,000 - $190,000" in found
    assert "on call included" in found
    marks = [line for line in found.splitlines() if line.startswith("• ")]
    assert len(marks) > 5
    assert all("“" in line or "by the text as a whole" in line for line in marks)


def test_what_a_jd_must_not_say_stands_under_one_heading_with_its_words(rita: Person) -> None:
    asks = "- 20 years of experience with LangChain\n- A digital native\n- Your salary history\n"
    review(rita, AI_JD.replace("- 4+ years", f"{asks}- 4+ years"))
    page = press(rita, "Not found").plain
    assert page.count("Found: a JD must not") == 1
    unwanted = page.split("Found: a JD must not")[1]
    assert "20 years of experience with LangChain" in unwanted
    assert "digital native" in unwanted


def test_a_title_given_beside_the_text_is_the_title(rita: Person) -> None:
    assert "Machine Learning Engineer" in review(rita, ML_JD, title="Machine Learning Engineer").plain
    assert "The title “Machine Learning Engineer” fits." in modal(rita).plain


def test_the_same_text_under_another_title_is_noticed(rita: Person, hana: Person) -> None:
    review(rita, AI_JD)
    rita.close()
    review(rita, AI_JD.replace("Senior AI Engineer", "Data Scientist", 1))
    assert "The same text was reviewed under another title: “Senior AI Engineer”." in every_page(rita)
    review(hana, AI_JD.replace("Senior AI Engineer", "ML Engineer", 1))
    assert "under another title" not in every_page(hana), "what others had reviewed is theirs"


def test_the_rest_that_did_not_fit_is_read_too(rita: Person) -> None:
    assert "USD 150,000 to 190,000" in review(rita, ML_JD, jd_more="Salary: $150,000 - $190,000 a year").plain


@pytest.mark.parametrize(("command", "text"), [("/jd", "review"), ("/debrief", "jd review")])
def test_what_was_typed_behind_the_command_stands_in_the_form_line_by_line(
    rita: Person, command: str, text: str
) -> None:
    rita.command(command, f"{text} {ML_JD}", channel="C0HIRING")
    rita.submit()
    assert "This JD describes an ML Engineer." in modal(rita).plain
    assert "The title “AI Engineer” does not fit." in modal(rita).plain


REAL = (("003", "an AI Engineer"), ("120", "an ML Engineer"), ("004", "none of Debrief’s roles"))
"""Three real postings of different kinds; their texts stay where they are."""


@pytest.mark.parametrize(("name", "role"), REAL)
def test_a_real_posting_is_reviewed_and_leads_to_the_rubric_of_the_role_it_describes(
    rita: Person, name: str, role: str
) -> None:
    folder = os.environ.get("JD_DEV")
    if not folder:
        pytest.skip("JD_DEV names no folder of real postings")
    shown = review(rita, (Path(folder) / f"{name}.txt").read_text(encoding="utf-8"))
    assert f"This JD describes {role}" in shown.plain
    assert every_page(rita)
    if role.endswith("Engineer"):
        press(rita, "To the verdict")
        assert role.removeprefix("an ") in press(rita, "Rubric").plain


def test_a_text_of_200_000_characters_is_answered(rita: Person) -> None:
    text = (AI_JD * 400)[:200_000]
    told = review(rita, text).plain
    assert "This JD" in told
    assert re.search(r"\b\d{2},\d{3} words read\.", told)
    assert every_page(rita)


@pytest.mark.parametrize(
    ("text", "cure"), [("   \n ", "Paste the text"), ("?! …", "Paste the text"), ("x" * 200_001, "keep it under")]
)
def test_a_text_that_cannot_be_reviewed_is_refused_at_its_field(rita: Person, text: str, cure: str) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": text})
    assert cure in rita.submit(skip_client_checks=True).errors["jd"]


@pytest.mark.parametrize(
    "text", ["Hello how are you", "Great job\n\nCome and work with us. It is nice here.", "Lunch at noon?\nIt is $20."]
)
def test_a_text_that_is_no_jd_is_refused_at_its_field_and_not_kept(rita: Person, services: Services, text: str) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": text})
    assert "This does not look like a job description. Paste a whole posting" in rita.submit().errors["jd"]
    assert my_reviews(services.workspace(RITA.team), RITA, 1) == []


def test_a_posted_message_that_is_no_jd_is_refused_and_not_kept(rita: Person, services: Services) -> None:
    rita.shortcut("jd_review_message", rita.say("C0HIRING", "Hello how are you"))
    assert "This does not look like a job description." in modal(rita).plain
    assert my_reviews(services.workspace(RITA.team), RITA, 1) == []


def test_debriefs_own_messages_are_not_reviewed(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    review(rita, AI_JD)
    press(rita, "Share to channel")
    rita.fill({"channel": "C0HIRING"})
    rita.submit()
    worker()
    kept = len(my_reviews(services.workspace(RITA.team), RITA, 5))
    rita.shortcut("jd_review_message", rita.sees("C0HIRING")[-1])
    assert "This is a message of Debrief’s, and no job description." in modal(rita).plain
    assert len(my_reviews(services.workspace(RITA.team), RITA, 5)) == kept


def test_a_jd_that_says_too_little_gets_no_verdict(rita: Person) -> None:
    shown = review(rita, "Great job\n\nRequirements\n- Come and work with us. It is nice here.")
    assert "No verdict on the role." in shown.plain
    assert not [text for _, text, _ in shown.buttons if text.startswith("Rubric")]


HOSTILE = (
    "<!channel> AI Engineer *bold*\n\n<@U0OTTO> @here &lt;!everyone&gt; ship LLM agents in pro\u200bduction\n"
    "\u202eevil\0 \ud800\n"
    "<div><ul><li>Build RAG <b>features</b><li>{{ 7 * 7 }} <script>alert(1)\n" + "- <!subteam^S1> rockstar ninja\n" * 30
)


def test_hostile_text_comes_out_literally_and_pings_nobody(rita: Person, otto: Person) -> None:
    review(rita, HOSTILE)
    assert "AI Engineer" in modal(rita).plain
    assert every_page(rita)
    assert not otto.notifications


GERMAN = """KI-Ingenieur (m/w/d)

Standort: New York

- Du entwickelst Modelle und bringst sie mit dem Team in die Produktion
- Du bist verantwortlich für die Qualität und den Betrieb der Systeme
- Du arbeitest eng mit den Fachabteilungen und der Leitung zusammen
- Mehrere Jahre Erfahrung mit Python und der Entwicklung von Software
"""


def test_a_jd_in_another_language_is_held_against_nothing_and_nothing_is_called_missing(rita: Person) -> None:
    shown = review(rita, GERMAN).plain
    assert "No posting duty was checked, because the text does not seem to be in English." in shown
    assert "The text was held against no JD checklist." in shown
    assert "Not found" not in shown
    assert "so it was held against no JD checklist" in every_page(rita)


def test_a_job_title_with_some_words_beneath_is_a_jd(rita: Person) -> None:
    text = (
        "Lead Data Scientist\n\n" + "You set the direction and grow the people around you, with all who need it. " * 3
    )
    assert "No verdict on the role." in review(rita, text).plain


def test_html_is_read_as_what_it_says(rita: Person) -> None:
    items = "".join(f"<li>{line[2:]}</li>" for line in ML_JD.splitlines() if line.startswith("- "))
    shown = review(rita, f"<h1>AI Engineer</h1><h2>Responsibilities</h2><ul>{items}</ul>").plain
    assert "This JD describes an ML Engineer." in shown
    assert "<li>" not in shown


def test_a_posted_jd_is_reviewed_from_the_menu_of_its_message(rita: Person) -> None:
    rita.shortcut("jd_review_message", rita.say("C0HIRING", AI_JD))
    assert "This JD describes an AI Engineer." in modal(rita).plain


def _posted(slack: LocalSlack, text: str, blocks: list[dict[str, object]]) -> None:
    stamp = slack.workspace.stamp()
    slack.workspace.post(Post(ts=stamp, channel="C0HIRING", author="U0HANA", text=text, blocks=blocks))


@pytest.mark.parametrize("text", ["", "A new JD is out"])
def test_a_message_whose_jd_stands_only_in_its_blocks_is_reviewed_too(
    slack: LocalSlack, rita: Person, text: str
) -> None:
    first, _, rest = AI_JD.partition("\n")
    bullets: list[dict[str, object]] = [
        {"type": "header", "block_id": "h", "text": {"type": "plain_text", "text": first}},
        {"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": rest[:2900]}},
    ]
    _posted(slack, text, bullets)
    rita.shortcut("jd_review_message", rita.sees("C0HIRING")[-1])
    assert "This JD describes an AI Engineer." in modal(rita).plain


def test_a_message_without_words_is_refused_with_what_to_do(slack: LocalSlack, rita: Person) -> None:
    _posted(slack, "", [])
    rita.shortcut("jd_review_message", rita.sees("C0HIRING")[-1])
    assert "This message has no words to review." in modal(rita).plain
    assert "/jd review" in modal(rita).plain


def test_the_rubric_and_the_pay_of_the_role_it_really_is_are_one_click_away(rita: Person) -> None:
    review(rita, AI_JD)
    assert "Senior AI Engineer" in press(rita, "Rubric").plain
    rita.close()
    pay = press(rita, "Pay").plain
    assert "Base $" in pay
    assert "4 of 5 sources say which pay they mean." in pay


@pytest.mark.parametrize(
    "text",
    ["checklist ai-engineer", "checklist ML Engineer", "checklist data-scientist", "checklist ai-engineer senior"],
)
def test_the_checklist_of_a_role_is_answered_privately(rita: Person, text: str) -> None:
    (answer,) = rita.command("/jd", text, channel="C0HIRING").messages
    assert answer.ephemeral
    assert "A JD must" in answer.plain


def test_an_unknown_role_gets_what_may_have_been_meant(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist ml-enginer", channel="C0HIRING").messages
    assert "Did you mean ML Engineer" in answer.plain


@pytest.mark.parametrize(("field", "limit"), [("title", 160), ("location", 120)])
def test_what_is_longer_than_its_field_is_told_there(rita: Person, field: str, limit: int) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": AI_JD, field: "x" * (limit + 1)})
    reply = rita.submit(skip_client_checks=True)
    assert reply.errors == {field: f"Keep it under {limit} characters."}
