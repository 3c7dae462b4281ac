"""Sharing a JD review to a channel: seen beforehand, posted by the worker with its author's name; only one’s own."""

import re

import pytest

from bot.errors import Refusal
from bot.features.jd.keep_jd import delete_review
from bot.features.jd.share_jd import share_review
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from tests.stories.acting import channel_post, in_channel, last_dm, modal
from tests.stories.conftest import Worker

OTTO, RITA = Actor("T0LOCAL", "U0OTTO"), Actor("T0LOCAL", "U0RITA")
JD = """AI Engineer <!channel>

Responsibilities
- Train and fine-tune vision models in PyTorch on our own labelled images
- Build training pipelines and tune hyperparameters
- Retrain models when drift appears

Requirements
- PyTorch, TensorFlow, CUDA
- You are a rockstar
"""


def ask_to_share(person: Person, channel: str = "C0HIRING") -> str:
    """Review the JD, ask to share it and choose a channel; return the review's id."""
    person.command("/jd", "review", channel="C0HIRING")
    person.fill({"jd": JD})
    person.submit()
    review_id = modal(person).private_metadata
    person.click(modal(person), "jd_more", f"share:{review_id}")
    person.fill({"channel": channel})
    return review_id


def test_what_the_channel_will_see_is_shown_before_it_is_shared(slack: LocalSlack, rita: Person) -> None:
    ask_to_share(rita)
    assert "The channel sees what's below, with your name." in modal(rita).plain
    assert re.search(r"Reads as ML Engineer, \d+% sure\. The title doesn't fit", modal(rita).plain)
    assert not in_channel(slack)


def test_a_shared_review_is_posted_once_with_its_authors_name(slack: LocalSlack, rita: Person, worker: Worker) -> None:
    ask_to_share(rita)
    form = rita.snapshot()
    rita.submit()
    assert "Shared" in modal(rita).title
    rita.resubmit(form)
    worker()
    post = channel_post(slack, "Reads as ML Engineer, ")
    assert "Shared by @Rita Okafor" in post.plain
    assert "JD review: AI Engineer <!channel>" in post.plain
    assert "Fix first" in post.plain
    assert "<!channel>" not in post.text


def test_anybody_in_the_channel_may_open_the_rubric_from_the_post(
    slack: LocalSlack, rita: Person, hana: Person, worker: Worker
) -> None:
    ask_to_share(rita)
    rita.submit()
    worker()
    (post,) = [message for message in hana.sees("C0HIRING") if "JD review:" in message.plain]
    action, _, value = post.buttons[0]
    hana.click(post, action, value)
    assert "ML Engineer" in modal(hana).plain


def test_a_channel_without_debrief_is_told_to_the_author_with_what_helps(
    slack: LocalSlack, rita: Person, worker: Worker
) -> None:
    slack.add_channel("C0OTHER", name="other", members=["U0RITA"], bot_is_member=False)
    ask_to_share(rita, "C0OTHER")
    rita.submit()
    worker()
    assert "/invite" in last_dm(rita)
    assert not in_channel(slack, "C0OTHER")


def test_a_review_deleted_before_it_was_posted_is_not_posted(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    review_id = ask_to_share(rita)
    rita.submit()
    delete_review(services.workspace(RITA.team), RITA, review_id)
    worker()
    assert not in_channel(slack)
    assert "no longer there" in last_dm(rita)


def test_what_the_law_forbids_comes_first_wherever_it_stands(slack: LocalSlack, rita: Person, worker: Worker) -> None:
    rita.command("/jd", "review", channel="C0HIRING")
    rita.fill({"jd": f"{JD}\n- 20 years of LangChain experience\nSalary: from $150,000", "location": "New York"})
    rita.submit()
    rita.click(modal(rita), "jd_more", f"share:{modal(rita).private_metadata}")
    rita.fill({"channel": "C0HIRING"})
    rita.submit()
    worker()
    first, second, third = channel_post(slack, "Fix first").plain.split("Fix first\n")[1].split("\n")[:3]
    assert first == "• Close the pay range (blocker). The range is open at one end, which doesn't count in New York."
    assert second.startswith("• Ask for fewer years of LangChain (blocker). No one has ")
    assert third.startswith("Not found, must say: "), "what is a note has no place beside what the law forbids"


def test_nobody_shares_anothers_review(rita: Person, services: Services) -> None:
    review_id = ask_to_share(rita)
    with pytest.raises(Refusal, match="review_gone"):
        share_review(services.workspace(OTTO.team), OTTO, review_id, "C0HIRING", request="V1")
