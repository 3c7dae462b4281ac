"""One's own past JD reviews: found again, compared, kept for as long as their author wants, and nobody else's."""

from collections.abc import Callable

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
    assert listed.index("LLM Engineer") < listed.index("AI Engineer (")
    assert "the title fits" in listed
    assert "Reviewed on Mar 3, 2026 at 9:00 AM UTC, kept until Jun 1, 2026" in listed
    assert "kept until" in listed


def test_nobody_sees_or_opens_anothers_reviews(rita: Person, otto: Person, services: Services) -> None:
    review_id = review(rita).private_metadata
    assert "You have no JD reviews" in history(otto)
    with pytest.raises(Refusal, match="review_gone"):
        review_again(services.workspace(OTTO.team), OTTO, review_id)
    with pytest.raises(Refusal, match="review_gone"):
        keep_review_for(services.workspace(OTTO.team), OTTO, review_id, 30)


def test_a_past_review_is_opened_again(rita: Person) -> None:
    first = review(rita).plain
    rita.close()
    history(rita)
    (value,) = [value for action, _, value in modal(rita).buttons if action == "jd_history_open"]
    rita.click(modal(rita), "jd_history_open", value)
    assert modal(rita).plain == first
    assert modal(rita).depth == 2


def test_a_past_review_is_deleted_from_the_list(rita: Person, services: Services) -> None:
    review(rita)
    rita.close()
    history(rita)
    (value,) = [value for action, _, value in modal(rita).buttons if action == "jd_history_delete"]
    rita.click(modal(rita), "jd_history_delete", value)
    assert "You have no JD reviews" in modal(rita).plain
    assert kept(services) == []


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
    choose(rita, "30")
    assert "Apr 1, 2026" in modal(rita).plain
    now.tick(days=31)
    worker()
    assert kept(services) == []


def test_deleting_at_once_asks_first_and_can_be_left(rita: Person, services: Services) -> None:
    shown = review(rita).plain
    choose(rita, "delete")
    assert "Delete this review?" in modal(rita).plain
    rita.click(modal(rita), "jd_page:kept")
    assert modal(rita).plain == shown
    choose(rita, "delete")
    rita.click(modal(rita), "jd_delete")
    assert "are deleted" in modal(rita).plain
    assert kept(services) == []


def test_a_page_of_a_review_that_is_gone_says_so(rita: Person, services: Services, now: Clock) -> None:
    review(rita)
    now.tick(days=91)
    from_before = modal(rita)
    forget_expired_reviews(services)
    action, _, value = next(found for found in from_before.buttons if found[0].startswith("jd_page:"))
    rita.click(from_before, action, value)
    assert "no longer kept" in modal(rita).plain


def test_the_same_text_again_says_that_nothing_has_changed_and_is_listed_once(
    rita: Person, services: Services, now: Clock
) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    assert "The same text as in your review of Mar 2, 2026. Nothing has changed." in review(rita).plain
    assert kept(services) == ["AI Engineer"]


def test_a_new_draft_says_what_is_mended_and_what_is_new(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    shown = review(rita, JD.replace("You are a rockstar", "10 years of experience with LangChain")).plain
    assert "Since your review of an earlier draft on Mar 2, 2026" in shown
    assert "Mended: " in shown
    rita.click(modal(rita), next(action for action, text, _ in modal(rita).buttons if text.startswith("Findings")))
    assert "“What you bring”, new:" in modal(rita).plain


def test_another_jd_that_has_the_same_title_is_no_earlier_draft(rita: Person, now: Clock) -> None:
    review(rita)
    rita.close()
    now.tick(days=2)
    other = "AI Engineer\n\nRequirements\n- Ten years of selling kitchens\n- A driving licence\n- Native English\n"
    assert "Since your review" not in review(rita, other).plain
    rita.close()
    now.tick(days=2)
    assert "an earlier draft on Mar 2, 2026" in review(rita, JD.replace("evals", "evals of our own")).plain


def test_a_double_click_on_review_is_one_review(rita: Person, services: Services) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": JD})
    form = rita.snapshot()
    rita.submit()
    first = modal(rita).plain
    rita.resubmit(form)
    assert kept(services) == ["AI Engineer"]
    assert modal(rita).plain == first
