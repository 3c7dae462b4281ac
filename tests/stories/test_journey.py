"""The whole journey: role, JD, loop, four scorecards, one signal, amendments, the same post edited."""

import re
from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from tests.stories.acting import (
    CHANNEL,
    channel_post,
    close_all,
    fill_card,
    first_step,
    in_channel,
    in_thread,
    last_dm,
    modal,
    open_card,
    read_evidence,
    said,
    score,
)

JD = """Senior AI Engineer

We build retrieval and agents on top of hosted language models for our support product.

What you will do
- Own retrieval-augmented generation from prompt to production, with evaluations that gate each release
- Build agents with tool calls on top of LLM APIs, and watch their cost and latency

What you bring
- Experience with LLM APIs, prompt design and evaluation of model output
- Strong Python

Pay: $170,000 - $210,000 a year, plus equity. Remote (US).
"""


def line_with(message: Message, words: str) -> str:
    """Return the one line of a message that says this."""
    (found,) = [line for line in message.plain.splitlines() if words in line]
    return found


def mean_in(line: str) -> float:
    """Return the mean that a line tells."""
    return float(re.search(r"(\d\.\d) of 5", line)[1])


def test_a_recruiter_finds_out_what_to_assess_and_checks_the_jd(rita: Person) -> None:
    offered = rita.command("/rubric")
    assert "What are you hiring for?" in said(offered)
    assert all(message.ephemeral for message in offered.messages)

    rubric = rita.command("/rubric", "ai-engineer senior").messages[0]
    assert "Senior AI Engineer" in rubric.plain
    rita.click(rubric, "rubric_open:menu", value="competency ai-engineer senior software-engineering")
    rita.click(modal(rita), "rubric_turn:anchors")
    assert all(f"{rating} ·" in modal(rita).plain for rating in range(1, 6))
    close_all(rita)
    rita.click(rubric, "rubric_more:versions", value="open sources ai-engineer senior -")
    assert "5 sources." in modal(rita).plain
    close_all(rita)

    assert "Must say · " in said(rita.command("/jd", "checklist ai-engineer"))

    rita.command("/jd", "review")
    rita.fill({"jd": JD})
    assert rita.submit().action == "updated"
    assert re.search(r"Reads as AI Engineer, \d+% sure\. The title fits\.", modal(rita).plain)
    rita.click(modal(rita), "jd_checked")
    rita.click(modal(rita), "jd_found")
    assert "170,000 to 210,000" in modal(rita).plain


def test_a_posted_jd_is_reviewed_from_the_menu_of_its_message(slack: LocalSlack, rita: Person, hana: Person) -> None:
    posted = hana.say(CHANNEL, JD)
    rita.shortcut("jd_review_message", posted)
    assert re.search(r"Reads as AI Engineer, \d+% sure\. The title fits\.", modal(rita).plain)
    assert slack.messages(CHANNEL)[-1].plain == posted.plain, "a review is nobody else’s business"


def test_a_message_without_words_is_no_jd(slack: LocalSlack, rita: Person, hana: Person) -> None:
    rita.shortcut("jd_review_message", slack.post_as(hana.id, CHANNEL, ""))
    assert "text" in modal(rita).plain


def test_four_scorecards_make_one_signal_and_amendments_edit_it(
    slack: LocalSlack,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: Callable[..., None],
    worker: Callable[[], None],
) -> None:
    ivan, ida, imran, ines = panel
    open_loop()
    assert "Dana Fox" not in channel_post(slack, "0 of 4 scorecards are in").plain, "a channel knows the code only"
    for person in panel:
        assert "You're interviewing Dana Fox" in last_dm(person)

    invitation = ivan.direct_messages()[-1]
    ivan.click(invitation, "open_scorecard")
    assert "Sealed until all 4 are in" in modal(ivan).plain
    fill_card(ivan, 3)
    ivan.submit()
    assert "1 of 4 are in. Yours stays sealed." in modal(ivan).plain
    close_all(ivan)
    score(ivan, 4)  # a second thought, before the reveal
    score(ida, 4)
    score(imran, 3, "no")
    worker()
    assert "3 of 4 scorecards are in" in channel_post(slack, "AI Engineer").plain
    assert "Sealed until" in said(hana.command("/signal", "Dana Fox"))

    score(ines, 5, "strong_yes", evidence="Found the leak in the retrieval set before I had finished the question.")
    worker()
    assert len(in_channel(slack)) == 2, "the announcement and one signal"
    original = in_channel(slack)[-1]
    headline = line_with(original, " of 5, likely ")
    assert "4 of 4 scorecards · 1 strong yes, 2 yes, 1 no" in original.plain
    assert all(name not in original.plain for name in ("Ivan", "Ida", "Imran", "Inês", "Dana Fox"))
    assert headline in said(hana.command("/signal", "Dana Fox"))

    hana.click(original, "signal_why")
    assert "likely to be above the bar of 3.0" in modal(hana).plain
    assert "becomes" not in modal(hana).plain, "a strong yes beside a no is discussed and changes no word"
    close_all(hana)
    read_evidence(hana, original)
    evidence = modal(hana).plain
    assert "Inês Duarte: 5 ·" in evidence
    assert "Found the leak in the retrieval set" in evidence
    assert "Ivan Petrov: 4 ·" in evidence
    assert "Ivan Petrov: 3 ·" not in evidence, "a second thought before the reveal counts, the first one does not show"
    close_all(hana)

    open_card(imran)
    assert "a change needs a reason" in modal(imran).plain
    fill_card(imran, 4, "yes")
    assert imran.submit().errors, "not without a reason"
    imran.fill({"reason": "The others saw the design round, which I had missed"})
    assert imran.submit().action == "updated"
    assert "marked as made after the reveal" in modal(imran).plain
    close_all(imran)
    worker()

    edited = in_channel(slack)[-1]
    assert len(in_channel(slack)) == 2
    assert edited.ts == original.ts
    assert headline in edited.plain, "the original stays as it was revealed"
    (reply,) = in_thread(slack, edited)
    amended = line_with(reply, "After the reveal:")
    assert mean_in(amended) > mean_in(headline)
    assert "1 strong yes, 3 yes" in amended

    read_evidence(rita, edited)
    evidence = modal(rita).plain
    assert "Imran Qureshi: 3 ·" in evidence
    assert "Imran Qureshi: 4 ·" in evidence
    assert "changed after the reveal: The others saw the design round" in evidence


def test_a_loop_is_opened_in_two_steps_and_says_what_happens_next(
    slack: LocalSlack, rita: Person, panel: list[Person], services: Services, worker: Callable[[], None]
) -> None:
    first_step(rita, services, opening="Support product", shown_as="name")
    assert rita.submit().action == "updated"
    assert modal(rita).title == "Who assesses what"
    worker()
    starts_at = int(services.now().timestamp()) + 3600
    rita.fill({f"time:{panel[0].id}": starts_at})
    rita.submit()
    assert "#hiring-ai-engineer sees Dana Fox." in modal(rita).plain
    assert "/invite" not in modal(rita).plain, "Debrief is there"
    worker()
    assert "Dana Fox interviews for Senior AI Engineer · Support product" in channel_post(slack, "Dana Fox").plain
    assert "10:00" in last_dm(panel[0]), "the interview’s time, in the interviewer’s zone"
    panel[0].click(panel[0].direct_messages()[-1], "interview_kit")
    assert "What to ask" in modal(panel[0]).plain
