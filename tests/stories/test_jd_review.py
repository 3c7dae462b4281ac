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
from tests.stories.acting import old_button
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
    """Read a review to its end, and return all of it: each remark with its sources, the checklist, the reasons."""
    pages = [modal(person).plain]
    remarks = next(text for _, text, _ in modal(person).buttons if text.endswith(("remarks", "remark")))
    pages += [press(person, remarks).plain, press(person, "First remark").plain, press(person, "Why this?").plain]
    first = press(person, "Back to the remark").title
    while any(text == "Next remark" for _, text, _ in modal(person).buttons):
        pages.append(press(person, "Next remark").plain)
        if modal(person).title == first:
            break
        pages.append(press(person, "Why this?").plain)
        press(person, "Back to the remark")
    person.close()
    person.close()
    for doors in (("Checklist", "Found"), ("Why?", "Statements")):
        for door in doors:
            if any(text.startswith(door) for _, text, _ in modal(person).buttons):
                pages.append(press(person, door).plain)
        if modal(person).depth > 1:
            person.close()
    return "\n".join(pages)


def remarks_on(person: Person, text: str, **more: str) -> str:
    """Have a JD reviewed, and return all that the review says."""
    review(person, text, **more)
    return every_page(person)


def test_the_verdict_comes_first_then_what_to_fix_then_counts(rita: Person) -> None:
    shown = review(rita, ML_JD).plain.splitlines()[2:]
    assert shown[:2] == [
        "AI Engineer",
        "Reads as ML Engineer, 91% sure. The title doesn't fit; Machine Learning Engineer or ML Engineer would.",
    ]
    assert shown[2:4] == ["Why?", "Fix these first"]
    assert [line[0] for line in shown if line[1:3] == ". "] == ["1", "2", "3"]
    assert "1 warning · 6 notes · 34 words without headings · private" in shown


def test_why_it_reads_so_stands_with_shares_and_the_statements_it_was_made_by(rita: Person) -> None:
    review(rita, AI_JD)
    shown = press(rita, "Why?")
    assert shown.title == "Why AI Engineer?"
    assert "Ship LLM features with structured output, retries and cost limits" in shown.plain
    assert re.search("AI Engineer +█+·* [0-9]+%", shown.plain)
    said = press(rita, "Statements").plain
    assert "Reads as: " in said
    assert "What would change it" in said
    assert press(rita, "Back to why").plain == shown.plain
    assert rita.modal is not None
    assert rita.modal.depth == 2


def test_only_the_author_sees_a_review(slack: LocalSlack, rita: Person) -> None:
    before = len(slack.messages("C0HIRING"))
    review(rita, AI_JD)
    assert len(slack.messages("C0HIRING")) == before
    assert "words without headings · private" in modal(rita).plain


def test_a_mislabelled_title_is_named_with_titles_that_would_fit(rita: Person) -> None:
    shown = review(rita, ML_JD).plain
    assert "Reads as ML Engineer, 91% sure." in shown
    assert "The title doesn't fit; Machine Learning Engineer or ML Engineer would." in shown
    assert "Titles that would fit: Machine Learning Engineer" in press(rita, "Why?").plain


def test_each_remark_says_what_to_do_why_how_and_what_it_rests_on(rita: Person) -> None:
    review(rita, ML_JD)
    listed = press(rita, "All 7 remarks")
    assert "Back\nWarnings · 1" in listed.plain
    assert "Notes · 6" in listed.plain
    remark = press(rita, "First remark")
    assert remark.title == "Remark 1 of 7"
    assert "Why " in remark.plain
    assert "Fix " in remark.plain
    assert "/jd rule pay-missing" in press(rita, "Why this?").plain
    press(rita, "Back to the remark")
    assert "Change the title" in press(rita, "Next remark").plain
    assert rita.modal is not None
    assert rita.modal.depth == 3
    rita.close()
    assert modal(rita).plain == listed.plain


def test_one_of_the_first_remarks_is_fixed_or_read_one_click_away(rita: Person) -> None:
    shown = review(rita, ML_JD)
    second = [(action, value) for action, text, value in shown.buttons if text == "Fix"][1]
    rita.click(shown, *second)
    assert "Change the title" in modal(rita).plain
    rita.close()
    rewritten = ML_JD.replace("AI Engineer\n", "Machine Learning Engineer\n").replace("- Rockstar attitude\n", "")
    shown = review(rita, rewritten.replace("- Feature engineering", "- 12 years of software engineering experience"))
    opened = next((action, value) for action, text, value in shown.buttons if text == "Open")
    rita.click(shown, *opened)
    assert "Ask for fewer years" in modal(rita).plain


def test_what_is_not_verified_and_what_cites_a_law_say_so(rita: Person) -> None:
    review(rita, ML_JD, location="Baltimore, MD")
    pages = every_page(rita)
    assert "A reminder, not legal advice." in pages
    assert "Law not verified, as of" in pages


def test_the_checklist_of_the_role_it_really_is_is_held_against_the_text(rita: Person) -> None:
    review(rita, ML_JD)
    page = press(rita, "Checklist")
    assert re.search("[0-9]+ of [0-9]+ found · ML Engineer", page.plain)
    assert "Not found · must · " in page.plain
    assert "Pay range" in page.plain
    rita.click(page, "jd_item", "ml-engineer pay-range")
    assert "A JD must state a pay range with a bottom and a top." in modal(rita).plain
    assert "many places require it by law" in modal(rita).plain
    assert modal(rita).depth == 3


BERLIN = AI_JD.replace("Remote within the US.", "Benefits: health insurance.")


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("Oakland, California", "Posting laws · California, as you gave it\nEverything required was found."),
        ("Berlin", "Posting laws · none known for Berlin"),
        ("Remote, USA", "remote work anywhere in the United States: you gave no state\nNot found: "),
    ],
)
def test_the_checklist_says_whose_posting_laws_were_checked_also_where_all_is_well(
    rita: Person, location: str, said: str
) -> None:
    review(rita, BERLIN, location=location)
    assert said in press(rita, "Checklist").plain


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("Oakland, California", "Checked against the posting laws of California."),
        ("Berlin", "No posting laws checked: none known for Berlin."),
        ("Remote, USA", "Checked against laws for remote work in the United States: you gave no state."),
        ("", "No posting laws checked: no place found."),
    ],
)
def test_the_first_page_says_in_a_line_whether_any_posting_law_was_checked(
    rita: Person, location: str, said: str
) -> None:
    assert said in review(rita, BERLIN, location=location).plain


def test_a_place_that_the_text_names_is_told_apart_from_one_given_and_what_is_missing_is_named(rita: Person) -> None:
    text = BERLIN.replace("Salary: $150,000 - $190,000 a year plus equity.", "").replace(
        "Engineer\n", "Engineer\n\nLocation: New York\n", 1
    )
    review(rita, text)
    assert "Posting laws · New York, found in the text\nNot found: pay" in press(rita, "Checklist").plain


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("talented and motivated AI Engineer", False),
        ("AI Engineer", False),
        ("Principal AI Engineer", True),
        ("Data Scientist", True),
    ],
)
def test_what_the_text_calls_the_job_is_told_only_where_it_says_something_else(
    rita: Person, named: str, *, told: bool
) -> None:
    text = AI_JD.replace("We are looking for an AI Engineer who", f"We are looking for a {named} who")
    review(rita, text)
    assert ("The text calls the job" in press(rita, "Why?").plain) is told


def test_a_jd_without_a_role_of_ours_gets_the_points_every_list_shares_word_for_word(rita: Person) -> None:
    text = (
        "Great job\n\nRequirements\n- Come and work with us. It is nice here.\n- 20 years of experience with LangChain"
    )
    review(rita, text)
    page = press(rita, "Checklist").plain
    assert "any role: no list for this one" in page
    assert "Impossible years" in page
    assert "What they own in production" not in page


def test_a_level_named_behind_a_role_changes_nothing_of_its_checklist(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist ai-engineer senior", channel="C0HIRING").messages
    assert "JD checklist: AI Engineer" in answer.plain
    assert "The same list for every level." in answer.plain


def test_what_was_found_stands_beside_the_words_it_was_found_by(rita: Person) -> None:
    review(rita, AI_JD)
    press(rita, "Checklist")
    page = press(rita, "Found").plain
    assert "Pay found: USD 150,000 to 190,000 a year" in page
    found = page.split("Found, by these words")[1]
    assert "$150,000 - $190,000" in found
    assert "on call included" in found
    marks = [line for line in found.splitlines() if line.startswith("• ")]
    assert len(marks) > 5
    assert all('"' in line or "by the text as a whole" in line or "kept, " in line for line in marks)


def test_what_a_jd_must_not_say_stands_under_one_heading_with_its_words(rita: Person) -> None:
    asks = "- 20 years of experience with LangChain\n- A digital native\n- Your salary history\n"
    review(rita, AI_JD.replace("- 4+ years", f"{asks}- 4+ years"))
    page = press(rita, "Checklist").plain
    assert page.count("Found, but must not say · 3") == 1
    unwanted = page.split("Found, but must not say")[1]
    assert "20 years of experience with LangChain" in unwanted
    assert "digital native" in unwanted


def test_a_title_given_beside_the_text_is_the_title(rita: Person) -> None:
    assert "Machine Learning Engineer" in review(rita, ML_JD, title="Machine Learning Engineer").plain
    assert "The title fits." in modal(rita).plain


def test_the_same_text_under_another_title_is_noticed(rita: Person, hana: Person) -> None:
    review(rita, AI_JD)
    rita.close()
    review(rita, AI_JD.replace("Senior AI Engineer", "Data Scientist", 1))
    assert 'Same text as "Senior AI Engineer".' in every_page(rita)
    review(hana, AI_JD.replace("Senior AI Engineer", "ML Engineer", 1))
    assert "Same text as" not in every_page(hana), "what others had reviewed is theirs"


def test_the_rest_that_did_not_fit_is_read_too(rita: Person) -> None:
    assert "USD 150,000 to 190,000" in remarks_on(rita, ML_JD, jd_more="Salary: $150,000 - $190,000 a year")


@pytest.mark.parametrize(("command", "text"), [("/jd", "review"), ("/debrief", "jd review")])
def test_what_was_typed_behind_the_command_stands_in_the_form_line_by_line(
    rita: Person, command: str, text: str
) -> None:
    rita.command(command, f"{text} {ML_JD}", channel="C0HIRING")
    rita.submit()
    assert "Reads as ML Engineer, 91% sure. The title doesn't fit" in modal(rita).plain


REAL = (("003", "AI Engineer"), ("072", "ML Engineer"), ("004", "[a-z ]+ work"))
"""Three real postings of different kinds; their texts stay where they are."""


@pytest.mark.parametrize(("name", "role"), REAL)
def test_a_real_posting_is_reviewed_and_leads_to_the_rubric_of_the_role_it_describes(
    rita: Person, name: str, role: str
) -> None:
    folder = os.environ.get("JD_DEV")
    if not folder:
        pytest.skip("JD_DEV names no folder of real postings")
    shown = review(rita, (Path(folder) / f"{name}.txt").read_text(encoding="utf-8"))
    assert re.search(rf"Reads as {role}, (more than )?[0-9]+% sure", shown.plain)
    assert every_page(rita)
    if role.endswith("Engineer"):
        press(rita, "Why?")
        assert role in press(rita, "Rubric").plain


def test_a_text_of_200_000_characters_is_answered(rita: Person) -> None:
    text = (AI_JD * 400)[:200_000]
    told = review(rita, text).plain
    assert "Reads as " in told
    assert re.search(r"\b\d{2},\d{3} words without headings\b", told)
    assert every_page(rita)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("   \n ", "Paste the text"),
        ("?! …", "Paste the text"),
        ("x" * 200_001, "Too long for one JD: 200,001 characters, of at most 200,000 characters. Paste one posting."),
    ],
)
def test_a_text_that_cannot_be_reviewed_is_refused_at_its_field(rita: Person, text: str, advice: str) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": text})
    assert advice in rita.submit(skip_client_checks=True).errors["jd"]


@pytest.mark.parametrize(
    "text", ["Hello how are you", "Great job\n\nCome and work with us. It is nice here.", "Lunch at noon?\nIt is $20."]
)
def test_a_text_that_is_no_jd_is_refused_at_its_field_and_not_kept(rita: Person, services: Services, text: str) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": text})
    said = rita.submit().errors["jd"]
    assert re.fullmatch(
        f"Not a JD: {len(text.split())} words read; no duties, no requirements and no pay found. "
        "Paste the whole posting. Nothing was kept.",
        said,
    )
    assert my_reviews(services.workspace(RITA.team), RITA, 1) == []


def test_a_posted_message_that_is_no_jd_is_refused_and_not_kept(rita: Person, services: Services) -> None:
    rita.shortcut("jd_review_message", rita.say("C0HIRING", "Hello how are you"))
    assert "Not a JD: " in modal(rita).plain
    assert my_reviews(services.workspace(RITA.team), RITA, 1) == []


def test_debriefs_own_messages_are_not_reviewed(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    review(rita, AI_JD)
    rita.click(modal(rita), "jd_more", f"share:{modal(rita).private_metadata}")
    rita.fill({"channel": "C0HIRING"})
    rita.submit()
    worker()
    kept = len(my_reviews(services.workspace(RITA.team), RITA, 5))
    rita.shortcut("jd_review_message", rita.sees("C0HIRING")[-1])
    assert "This is one of Debrief's own messages, not a JD." in modal(rita).plain
    assert len(my_reviews(services.workspace(RITA.team), RITA, 5)) == kept


def test_a_jd_that_says_too_little_gets_no_verdict(rita: Person) -> None:
    shown = review(rita, "Great job\n\nRequirements\n- Come and work with us. It is nice here.")
    assert "No verdict on the role." in shown.plain
    assert "Reads as " not in shown.plain
    why = press(rita, "Why?")
    assert [text for _, text, _ in why.buttons] == ["Paste again"]


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
    assert "Not in English, so nothing else was checked." in shown
    assert "Checked against" not in shown
    assert "Not found" not in every_page(rita)


def test_a_job_title_with_some_words_beneath_is_a_jd(rita: Person) -> None:
    text = (
        "Lead Data Scientist\n\n" + "You set the direction and grow the people around you, with all who need it. " * 3
    )
    assert "No verdict on the role." in review(rita, text).plain


def test_html_is_read_as_what_it_says(rita: Person) -> None:
    items = "".join(f"<li>{line[2:]}</li>" for line in ML_JD.splitlines() if line.startswith("- "))
    shown = review(rita, f"<h1>AI Engineer</h1><h2>Responsibilities</h2><ul>{items}</ul>").plain
    assert "Reads as ML Engineer, " in shown
    assert "The title doesn't fit" in shown
    assert "<li>" not in shown


def test_a_posted_jd_is_reviewed_from_the_menu_of_its_message(rita: Person) -> None:
    rita.shortcut("jd_review_message", rita.say("C0HIRING", AI_JD))
    assert re.search(r"Reads as AI Engineer, \d+% sure\. The title fits\.", modal(rita).plain)


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
    assert re.search(r"Reads as AI Engineer, \d+% sure\. The title fits\.", modal(rita).plain)


def test_a_message_without_words_is_refused_with_what_to_do(slack: LocalSlack, rita: Person) -> None:
    _posted(slack, "", [])
    rita.shortcut("jd_review_message", rita.sees("C0HIRING")[-1])
    assert "This message has no words to review." in modal(rita).plain
    assert "Paste the JD's text into the review form." in modal(rita).plain


def test_the_rubric_and_the_pay_of_the_role_it_really_is_are_one_click_from_why(rita: Person) -> None:
    review(rita, AI_JD)
    press(rita, "Why?")
    assert "Senior AI Engineer" in press(rita, "Rubric").plain
    rita.close()
    pay = press(rita, "Pay").plain
    assert "Base $" in pay
    assert "4 of 5 sources say base or total; the other is left out." in pay


@pytest.mark.parametrize(
    "text",
    ["checklist ai-engineer", "checklist ML Engineer", "checklist data-scientist", "checklist ai-engineer senior"],
)
def test_the_checklist_of_a_role_is_answered_privately(rita: Person, text: str) -> None:
    (answer,) = rita.command("/jd", text, channel="C0HIRING").messages
    assert answer.ephemeral
    assert "Must say · " in answer.plain
    assert "Should say · " in answer.plain
    assert "Must not say · " in answer.plain


def test_why_an_item_is_on_the_checklist_is_one_choice_away(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist ai-engineer", channel="C0HIRING").messages
    rita.click(answer, "jd_item", "ai-engineer models-used")
    assert modal(rita).title == "Why this item?"
    assert "A JD should say which models are used and from whom" in modal(rita).plain
    assert press(rita, "Check my JD").title == "Review a JD"


def test_an_item_that_a_newer_checklist_has_lost_says_so(rita: Person, slack: LocalSlack) -> None:
    for value in ("ai-engineer gone", "no-role level", "nothing"):
        rita.click(old_button(slack, "jd_item", value), "jd_item")
        assert "This item is no longer on the checklist." in modal(rita).plain
        rita.close()


def test_the_checklist_without_a_role_is_a_menu_of_roles(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist", channel="C0HIRING").messages
    rita.click(answer, "jd_checklist_for", "data-scientist")
    assert "JD checklist: Data Scientist" in modal(rita).plain


def test_a_title_is_shown_as_it_was_pasted(rita: Person, otto: Person) -> None:
    text = ML_JD.replace("AI Engineer", "AI Engineer <!channel>", 1)
    assert "Close\nAI Engineer <!channel>\nReads as " in review(rita, text).plain
    assert not otto.notifications


def test_an_unknown_role_gets_what_may_have_been_meant(rita: Person) -> None:
    (answer,) = rita.command("/jd", "checklist ml-enginer", channel="C0HIRING").messages
    assert "Did you mean ML Engineer" in answer.plain


@pytest.mark.parametrize(("field", "limit"), [("title", 160), ("location", 120)])
def test_what_is_longer_than_its_field_is_told_there(rita: Person, field: str, limit: int) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": AI_JD, field: "x" * (limit + 1)})
    reply = rita.submit(skip_client_checks=True)
    assert reply.errors == {field: f"Keep it under {limit} characters."}
