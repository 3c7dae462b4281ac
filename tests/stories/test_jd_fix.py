"""Fixing a JD in Slack: from a remark to the fixed text, sent, undone, and opened from; the original stays."""

import pytest

from bot.features.doors import Door
from bot.features.jd.keep_jd import my_reviews
from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import View
from bot.wiring import Actor, Services
from tests.stories.acting import last_dm
from tests.stories.conftest import Worker

RITA = Actor("T0LOCAL", "U0RITA")
JD = """Senior AI Engineer

We are looking for a Senior AI Engineer for our support product.

What you will do
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- Write the evaluations that stop a bad prompt from reaching customers

What you bring
- 5+ years of building backend systems in Python
- 6+ years of experience with LangChain

What we offer
A competitive salary and a friendly team. Remote (US).
"""


def modal(person: Person) -> View:
    assert person.modal is not None, "no modal is open"
    return person.modal


def review(person: Person, text: str = JD) -> View:
    person.command("/jd", "review", channel="C0HIRING")
    person.fill({"jd": text})
    person.submit()
    return modal(person)


def press(person: Person, words: str) -> View:
    """Press the first button that begins with these words, and return what is in front then."""
    action, value = next((action, value) for action, text, value in modal(person).buttons if text.startswith(words))
    person.click(modal(person), action, value)
    return modal(person)


def fixed(person: Person, **answers: str) -> View:
    """Fix all that can be fixed, and return the fixed text."""
    press(person, "Fix all I can")
    person.fill({f"fix:{name.replace('_', '-')}": answer for name, answer in answers.items()})
    person.submit()
    return modal(person)


def texts_of(services: Services) -> list[str]:
    """Return the titles of Rita's reviews with how many blockers each has, the newest first."""
    return [f"{kept.title}: {kept.outcome.blockers}" for kept in my_reviews(services.workspace("T0LOCAL"), RITA, 10)]


def test_facts_and_choices_become_a_fixed_text_that_shows_what_changed(rita: Person) -> None:
    review(rita)
    shown = fixed(rita, pay_low="200000", pay_high="260000", other_pay="10% bonus", benefits="Health insurance, 401(k)")
    assert shown.title == "Fixed text"
    assert "Fixed 4 of 7." in shown.plain
    assert " new." not in shown.plain
    assert "Base pay of $200,000 to $260,000 a year" in shown.plain
    assert "Shipped systems with LangChain" in shown.plain
    assert "The original is kept." in shown.plain
    assert "blank" not in shown.plain


def test_an_empty_field_leaves_a_blank_that_the_review_reports(rita: Person, services: Services) -> None:
    review(rita)
    shown = fixed(rita)
    assert "Fixed 1 of 7. 3 blanks to fill in, 3 remarks left." in shown.plain
    remarks = press(rita, "3 blanks, 3 remarks")
    assert remarks.title == "3 blanks, 3 remarks"
    assert "Blanks to fill in · 3" in remarks.plain
    assert "Fill in 3 blanks" in remarks.plain
    assert "Blockers" not in remarks.plain
    assert "Add a pay range" not in remarks.plain, "its blank says so"
    assert sorted(texts_of(services)) == ["Senior AI Engineer: 0", "Senior AI Engineer: 2"], "both of one second"


def test_blanks_are_filled_by_the_questions_that_left_them(rita: Person) -> None:
    review(rita)
    press_all = fixed(rita)
    assert "[pay range]" in press_all.plain
    press(rita, "3 blanks, 3 remarks")
    assert "[pay range]" in press(rita, "Open").plain
    press(rita, "Fix")
    rita.fill({"fix:pay-low": "200000", "fix:pay-high": "260000", "fix:blank-2": "none", "fix:blank-3": "401(k)"})
    rita.submit()
    assert "Fixed 3 of 6. 3 remarks left." in modal(rita).plain
    assert "ase pay of $200,000 to $260,000 a year" in modal(rita).plain


def test_what_is_left_leads_back_to_the_fixed_text_however_deep_it_is_stacked(rita: Person) -> None:
    review(rita)
    fixed(rita)
    assert not [text for _, text, _ in press(rita, "3 blanks").buttons if text.startswith("Back to")]
    rita.close()
    assert modal(rita).title == "Fixed text", "closing the list leads back"
    rita.close()
    review(rita)
    press(rita, "All 7 remarks")
    press(rita, "First remark")
    press(rita, "Fix")
    rita.submit()
    before = modal(rita)
    assert before.title == "Fixed text"
    press(rita, "1 blank")
    assert press(rita, "Back to the fixed text").plain == before.plain


def test_the_fixed_text_is_a_draft_of_its_own_and_undo_forgets_it(rita: Person, services: Services) -> None:
    review(rita)
    before = texts_of(services)
    fixed(rita, pay_low="200000", pay_high="260000")
    assert len(texts_of(services)) == len(before) + 1
    back = press(rita, "Undo")
    assert back.title == "JD review"
    assert "Fix these first" in back.plain
    assert texts_of(services) == before


def test_the_plain_text_is_sent_to_its_author_alone(rita: Person, worker: Worker) -> None:
    review(rita)
    fixed(rita, pay_low="200000", pay_high="260000")
    assert "in a moment" in press(rita, "Send me the text").plain
    worker()
    sent = last_dm(rita)
    assert "Base pay of $200,000 to $260,000 a year and a friendly team." in sent
    assert "[benefits]" in sent
    assert "6+ years" not in sent


def test_one_remark_is_fixed_by_its_own_fields(rita: Person) -> None:
    review(rita)
    form = press(rita, "Fix")
    assert form.title in ("Fix this", "Fix all I can")
    assert [block["block_id"] for block in form.blocks if block["type"] == "input"][:2] == [
        "fix:pay-low",
        "fix:pay-high",
    ]
    assert "fix:years-1" not in str(form.blocks)
    rita.fill({"fix:pay-low": "200000", "fix:pay-high": "260000"})
    rita.submit()
    assert "Base pay of $200,000" in modal(rita).plain
    assert "Shipped systems" not in modal(rita).plain
    assert "1 blocker left: Ask for fewer years of LangChain" in modal(rita).plain


def test_a_remark_offers_its_fix_and_back_leads_to_it(rita: Person) -> None:
    review(rita)
    press(rita, "All ")
    press(rita, "First remark")
    assert press(rita, "Fix").title == "Fix this"


def test_half_a_range_and_a_range_that_no_law_allows_are_refused(rita: Person) -> None:
    review(rita, JD.replace("Remote (US)", "Toronto, Ontario"))
    press(rita, "Fix all I can")
    rita.fill({"fix:pay-low": "a lot"})
    assert rita.submit().errors == {"fix:pay-low": '"a lot" isn\'t one amount. Type it like 150,000 or 150k.'}
    rita.fill({"fix:pay-low": "60k"})
    assert rita.submit().errors == {"fix:pay-high": "Give both ends of the range."}
    rita.fill({"fix:pay-high": "$150.000"})
    assert "too wide" in str(rita.submit().errors)
    rita.fill({"fix:pay-high": "90000"})
    rita.submit()
    assert modal(rita).title == "Fixed text"


def test_total_pay_is_written_and_what_it_brings_is_counted(rita: Person) -> None:
    review(rita)
    shown = fixed(rita, pay_low="200000", pay_high="260000", pay_basis="total")
    assert shown.title == "Fixed text"
    assert "Total pay of $200,000 to $260,000 a year" in shown.plain
    assert " 1 new." in shown.plain


def test_an_opening_begins_with_the_fixed_text(rita: Person) -> None:
    review(rita)
    fixed(rita, pay_low="200000", pay_high="260000")
    rita.click(press(rita, "Send me the text"), Door.NEW_OPENING)
    assert "Senior AI Engineer" in modal(rita).plain


def test_a_second_submit_of_the_same_form_is_one_draft(rita: Person, services: Services) -> None:
    review(rita)
    fixed(rita, pay_low="200000", pay_high="260000")
    number = len(texts_of(services))
    press(rita, "Undo")
    fixed(rita, pay_low="200000", pay_high="260000")
    assert len(texts_of(services)) == number


@pytest.mark.parametrize("hostile", ["<!channel> & <b>", "*x* `y` {z}", "x" * 300])
def test_hostile_facts_stand_in_the_text_as_they_are(rita: Person, hostile: str) -> None:
    review(rita)
    assert "Fixed 2 of " in fixed(rita, benefits=f"Health insurance {hostile}"[:300]).plain


NEWCOMERS = """Senior AI Engineer

We are an insurer in Denver, Colorado. We are looking for a young, energetic digital native who loves claims.

What you will do
- Build agents that read claims and propose a decision
- Own the retrieval pipeline over our policies in production

What you bring
- 6+ years of Claude Code
- PhD in computer science
- 3 years of Python in production

Benefits
- 401(k) and health insurance
- Pay: competitive salary and benefits
"""


def test_what_is_proposed_fixes_every_blocker_that_has_a_safe_fix(rita: Person, worker: Worker) -> None:
    review(rita, NEWCOMERS)
    shown = fixed(rita)
    assert "We are looking for a" in shown.plain
    assert "energetic person" in shown.plain
    assert "Shipped systems with Claude Code" in shown.plain
    assert "blocker" not in shown.plain
    assert shown.plain.count("[pay range]") == 1
    press(rita, "Send me the text")
    worker()
    assert "- Pay: base pay of [pay range] and benefits" in last_dm(rita)


def test_the_first_fix_is_made_without_a_field(rita: Person) -> None:
    review(rita, NEWCOMERS)
    form = press(rita, "Fix")
    assert 'Reword "young, energetic digital native"' in form.plain
    assert "Nothing to fill in" in form.plain
    rita.submit()
    assert modal(rita).title == "Fixed text"
    assert "1 blocker left: " in modal(rita).plain


def test_blockers_that_are_left_are_named_with_the_text_too(rita: Person, worker: Worker) -> None:
    review(rita, NEWCOMERS)
    shown = fixed(rita, **{"years-1": "keep"})
    assert "1 blocker left: Ask for fewer years of Claude Code" in shown.plain
    press(rita, "Send me the text")
    worker()
    assert "and fix 1 blocker before you post it." in last_dm(rita)


def test_a_place_of_the_company_alone_is_asked_about_and_the_answer_reviewed(rita: Person) -> None:
    shown = review(rita, NEWCOMERS)
    said = "No place named for the job, so the laws of Colorado, where you say the company is, weren't checked."
    assert shown.plain.count(said) == 1
    assert "No posting laws checked" not in shown.plain
    press(rita, "Name the place")
    rita.fill({"location": "Denver, Colorado"})
    rita.submit()
    assert "Checked against the posting laws of Colorado." in modal(rita).plain
    assert said not in modal(rita).plain
    assert not [words for _, words, _ in modal(rita).buttons if words == "Name the place"]


def test_what_is_missing_is_said_once_and_age_words_plainly(rita: Person) -> None:
    review(rita, NEWCOMERS)
    press(rita, "All ")
    shown = press(rita, "First remark")
    assert "Why " in shown.plain
    assert '"young, energetic digital native" suggests an age preference. US, UK, and EU law bars those' in shown.plain
    pages = [shown.plain]
    while [words for _, words, _ in modal(rita).buttons if words.startswith("Next remark")]:
        pages.append(press(rita, "Next remark").plain)
    missing = [page for page in pages if "Not found: " in page]
    assert missing
    assert not [page for page in missing if "Why Not found" in page]
