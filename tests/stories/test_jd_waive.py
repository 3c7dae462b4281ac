"""Waiving a remark in Slack: why, by whom, until when; it comes back by its day, by its sentence, or by hand."""

from datetime import timedelta

import pytest

from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import View
from bot.wiring import Services
from storage.tables import JdWaiverRow
from tests.conftest import Clock

JD = """Senior AI Engineer

What you will do
- Build agents with the OpenAI API and ship them to customers
- Write evals for them, and own them in production

What you bring
- Native English speaker with 4+ years of Python
- You have shipped an LLM application

Base salary: $150,000 - $190,000 a year plus equity. Berlin.
"""


def modal(person: Person) -> View:
    assert person.modal is not None, "no modal is open"
    return person.modal


def press(person: Person, words: str) -> View:
    action, value = next((action, value) for action, text, value in modal(person).buttons if text.startswith(words))
    person.click(modal(person), action, value)
    return modal(person)


def review(person: Person, text: str = JD) -> View:
    while person.modal:
        person.close()
    person.command("/jd", "review", channel="C0HIRING")
    person.fill({"jd": text})
    person.submit()
    return modal(person)


def waive(person: Person, task: str, **fields: str) -> View:
    """Open the remark that asks for this, and waive it."""
    press(person, "All ")
    press(person, "First remark")
    for _ in range(20):
        if task in modal(person).plain:
            break
        press(person, "Next remark")
    assert task in modal(person).plain
    press(person, "Waive")
    person.fill({"reason": "decided"} | fields)
    person.submit()
    return modal(person)


def all_remarks(person: Person, text: str = JD) -> str:
    review(person, text)
    return press(person, "All ").plain


def test_a_waived_remark_is_counted_apart_with_its_reason_and_who_waived_it(rita: Person) -> None:
    assert "Ask for a language level" in all_remarks(rita)
    review(rita)
    done = waive(rita, "Ask for a language level", note="The job is teaching accents")
    assert done.plain.startswith("Waived\n") or "Waived until " in done.plain
    assert "1 waived" in review(rita).plain
    listed = press(rita, "All ")
    assert "Ask for a language level" not in listed.plain
    said = press(rita, "1 waived").plain
    assert "We decided to leave it: The job is teaching accents" in said
    assert "Rita" in said
    assert "until " in said


def test_a_sentences_waiver_holds_for_the_workspace_until_the_sentence_changes(rita: Person, hana: Person) -> None:
    review(rita)
    waive(rita, "Ask for a language level")
    other = JD.replace("Senior AI Engineer", "Staff AI Engineer").replace("own them in production", "run them well")
    assert "Ask for a language level" not in all_remarks(hana, other)
    changed = JD.replace("Native English speaker with 4+", "Native English speaker and 4+")
    assert "Ask for a language level" in all_remarks(hana, changed)


def test_what_a_text_leaves_out_is_waived_in_its_authors_reviews_alone(rita: Person, hana: Person) -> None:
    review(rita)
    waive(rita, "Answer what candidates ask")
    assert "Answer what candidates ask" not in all_remarks(rita, JD.replace("OpenAI", "Anthropic"))
    assert "Answer what candidates ask" in all_remarks(hana)
    assert "Answer what candidates ask" in all_remarks(rita, JD.replace("Senior AI", "Staff AI"))


def test_a_remark_comes_back_after_its_day_and_when_it_is_reopened(rita: Person, now: Clock) -> None:
    review(rita)
    waive(rita, "Ask for a language level")
    now.tick(days=89)
    assert "Ask for a language level" not in all_remarks(rita)
    now.tick(days=3)
    assert "Ask for a language level" in all_remarks(rita)
    review(rita)
    waive(rita, "Ask for a language level")
    review(rita)
    press(rita, "All ")
    press(rita, "1 waived")
    assert "Nothing is waived." in press(rita, "Reopen").plain
    assert "Ask for a language level" in all_remarks(rita)


def test_fix_all_leaves_a_waived_remark_alone(rita: Person) -> None:
    review(rita)
    waive(rita, "Ask for a language level")
    review(rita)
    press(rita, "Fix all I can")
    rita.submit()
    assert "Fluent English" not in modal(rita).plain


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_a_day_in_the_past_or_too_far_is_refused(rita: Person, now: Clock, days: int) -> None:
    review(rita)
    press(rita, "All ")
    press(rita, "First remark")
    press(rita, "Waive")
    day = (now() + timedelta(days=days)).date().isoformat()
    rita.fill({"reason": "na", "until": day})
    assert rita.submit().errors == {"until": "Choose a day after today, within a year."}


def test_waiving_twice_is_one_waiver(rita: Person, services: Services) -> None:
    review(rita)
    press(rita, "All ")
    press(rita, "First remark")
    press(rita, "Waive")
    rita.fill({"reason": "wrong"})
    twice = rita.snapshot()
    rita.submit()
    rita.resubmit(twice)
    with services.reads() as session:
        assert session.query(JdWaiverRow).count() == 1
