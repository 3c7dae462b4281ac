"""One's own past JD reviews: found again, compared, kept for as long as their author wants, and no one else's."""

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.errors import Refusal
from bot.features.jd.keep_jd import forget_expired_reviews, keep_review_for, my_reviews
from bot.features.jd.review_jd import review_again
from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import View
from bot.wiring import Actor, Services
from tests.conftest import Clock

RITA, OTTO = Actor("T0LOCAL", "U0RITA"), Actor("T0LOCAL", "U0OTTO")
JD = """AI Engineer

What you will do
- Ship LLM features and agents in production
- Measure them with evals

What you bring
- Python
- You are a rockstar
"""


def modal(person: Person) -> View:
    assert person.modal is not None, "no modal is open"
    return person.modal


def review(person: Person, text: str = JD) -> View:
    person.command("/jd", "review", channel="C0HIRING")
    person.fill({"jd": text})
    person.submit()
    return modal(person)


def history(person: Person) -> str:
    person.command("/jd", "history")
    return modal(person).plain


def kept(services: Services) -> list[str]:
    return [found.title for found in my_reviews(services.workspace(RITA.team), RITA, 50)]


def keep_page(person: Person) -> None:
    person.click(modal(person), "jd_more", f"keep:{modal(person).private_metadata}")


def choose(person: Person, choice: str) -> None:
    review_id = modal(person).private_metadata
    person.click(modal(person), "jd_keep", f"{review_id}:{choice}")


def test_past_reviews_are_listed_newest_first_with_what_they_came_to(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    now.tick(days=1)
    review(rita, JD.replace("AI Engineer", "LLM Engineer", 1))
    rita.close()
    listed = history(rita)
    assert listed.index("LLM Engineer\n") < listed.index("\nAI Engineer\n")
    assert re.search(r"Reads as AI Engineer, \d+% sure; the title fits · ", listed)
    assert "today at 9:00 AM · kept until Jun 1, 2026" in listed


def test_the_days_of_the_list_are_told_in_the_readers_own_time(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    history(rita)
    told = json.dumps(modal(rita).blocks)
    assert f"<!date^{int(now().timestamp())}^{{date_short_pretty}} at {{time}}|" in told
    assert f"<!date^{int((now() + timedelta(days=90)).timestamp())}^{{date_short}}|" in told


def test_nobody_sees_or_opens_anothers_reviews(rita: Person, otto: Person, services: Services) -> None:
    review_id = review(rita).private_metadata
    assert "No JD reviews yet." in history(otto)
    with pytest.raises(Refusal, match="review_gone"):
        review_again(services.workspace(OTTO.team), OTTO, review_id)
    with pytest.raises(Refusal, match="review_gone"):
        keep_review_for(services.workspace(OTTO.team), OTTO, review_id, 30)


def test_a_past_review_is_opened_again(rita: Person) -> None:
    first = review(rita).plain
    rita.close()
    history(rita)
    ((action, value),) = [(action, value) for action, text, value in modal(rita).buttons if text == "Open"]
    rita.click(modal(rita), action, value)
    assert modal(rita).plain == first
    assert modal(rita).depth == 1, "so that all its pages have room on top"


def test_a_past_review_is_deleted_from_the_list(rita: Person, services: Services) -> None:
    review_id = review(rita).private_metadata
    rita.close()
    history(rita)
    rita.click(modal(rita), "jd_delete_offer", review_id)
    assert "The text is kept until May 31, 2026" in modal(rita).plain
    assert kept(services) == ["AI Engineer"]
    rita.click(modal(rita), "jd_delete")
    assert kept(services) == []
    assert "AI Engineer: the text and its review are gone for good." in modal(rita).plain
    rita.close()
    assert rita.modal is None, "what lies below would show what is no longer there"


def test_a_long_list_is_turned_page_by_page(rita: Person, now: Clock) -> None:
    for number in range(12):
        now.tick(minutes=1)
        review(rita, JD.replace("AI Engineer", f"AI Engineer {number}", 1))
        rita.close()
    assert "AI Engineer 11" in history(rita)
    assert "AI Engineer 1\n" not in modal(rita).plain
    rita.click(modal(rita), "jd_history_page:older")
    assert "AI Engineer 1\n" in modal(rita).plain
    assert "AI Engineer 0" in modal(rita).plain


def test_a_text_is_kept_for_ninety_days_unless_its_author_says_otherwise(
    rita: Person, services: Services, now: Clock, worker: Callable[[], None]
) -> None:
    review(rita)
    now.tick(days=89)
    worker()
    assert kept(services) == ["AI Engineer"]
    now.tick(days=1)
    worker()
    assert kept(services) == []


def test_its_author_may_keep_a_text_for_thirty_days(
    rita: Person, services: Services, now: Clock, worker: Callable[[], None]
) -> None:
    review(rita)
    keep_page(rita)
    choose(rita, "30")
    assert "kept until Apr 1, 2026" in modal(rita).plain
    now.tick(days=31)
    worker()
    assert kept(services) == []


def test_deleting_at_once_asks_first_and_can_be_left(rita: Person, services: Services) -> None:
    shown = review(rita).plain
    keep_page(rita)
    assert "Delete this review?" in json.dumps(modal(rita).blocks)
    rita.close()
    assert modal(rita).plain == shown
    keep_page(rita)
    rita.click(modal(rita), "jd_delete")
    assert "gone for good" in modal(rita).plain
    assert kept(services) == []
    rita.click(modal(rita), "jd_history_show")
    assert "No JD reviews yet." in modal(rita).plain


def test_a_page_of_a_review_that_is_gone_says_so(rita: Person, services: Services, now: Clock) -> None:
    review(rita)
    now.tick(days=91)
    from_before = modal(rita)
    forget_expired_reviews(services)
    action, _, value = next(found for found in from_before.buttons if found[0] == "jd_remarks")
    rita.click(from_before, action, value)
    assert "has been deleted" in modal(rita).plain


def test_the_same_text_again_says_that_nothing_has_changed_and_is_listed_once(
    rita: Person, services: Services, now: Clock
) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    assert "Same text as on Mar 2, 2026: nothing changed." in review(rita).plain
    assert kept(services) == ["AI Engineer"]


def test_a_new_draft_says_what_is_fixed_and_what_is_new(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    shown = review(rita, JD.replace("You are a rockstar", "10 years of experience with LangChain")).plain
    assert "Since your draft of Mar 2, 2026: 2 fixed, 1 new." in shown
    rita.click(modal(rita), "jd_remarks")
    assert '1 min · in "What you bring" · new' in modal(rita).plain
    gone = modal(rita).plain.split("Fixed since Mar 2, 2026: ")[1]
    assert 'Cut "rockstar"' in gone
    rita.click(modal(rita), "jd_remark:1")
    assert 'Blocker · 1 min · in "What you bring" · new' in modal(rita).plain


def test_another_jd_that_has_the_same_title_is_no_earlier_draft(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    other = "AI Engineer\n\nRequirements\n- Ten years of selling kitchens\n- A driving licence\n- Native English\n"
    assert "Since your draft" not in review(rita, other).plain
    rita.close()
    now.tick(days=2)
    assert "Since your draft of Mar 2, 2026" in review(rita, JD.replace("evals", "evals of our own")).plain


def test_a_double_click_on_review_is_one_review(rita: Person, services: Services) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": JD})
    form = rita.snapshot()
    rita.submit()
    first = modal(rita).plain
    rita.resubmit(form)
    assert kept(services) == ["AI Engineer"]
    assert modal(rita).plain == first
