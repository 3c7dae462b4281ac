"""A JD pasted behind a command that takes a name: looked for nowhere, and one click from its review."""

import pytest

from bot.features.jd.show_checklist import REVIEW_TYPED
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.slack.replying import Body
from bot.wiring import Services
from storage.tables import FormRow
from tests.conftest import Clock
from tests.stories.acting import modal, old_button
from tests.stories.conftest import Worker

JD = """Senior AI Engineer

We are looking for an AI Engineer who ships <b>agents</b> & tools to paying customers. @here <!channel>

- Build retrieval pipelines over our help center and measure their quality with evals
- Own the agents you build in production, on call included

Salary: $150,000 - $190,000 a year plus equity. Remote within the US.
"""
COMMANDS = [
    ("/rubric", ""),
    ("/rubric", "compare "),
    ("/rubric", "diff "),
    ("/jd", ""),
    ("/jd", "checklist "),
    ("/score", ""),
    ("/signal", ""),
    ("/loop", "show "),
    ("/loop", "list "),
    ("/debrief", ""),
    ("/debrief", "rubric "),
]


def pasted(person: Person, command: str = "/rubric", before: str = "", text: str = JD) -> Message:
    """Paste a text behind a command, and return the answer."""
    reply = person.command(command, before + text, channel="C0HIRING")
    assert len(reply.messages) == 1
    return reply.messages[0]


def offered(message: Message) -> str:
    """Return the value of the button that leads to the review."""
    ((_, text, value),) = message.buttons
    assert text == "Review this as a JD?"
    return value


def standing_in(fields: Body) -> str:
    """Return what stands in the form's field for the JD."""
    (state,) = fields["jd"].values()
    return "".join(run["text"] for part in state["rich_text_value"]["elements"] for run in part["elements"])


@pytest.mark.parametrize(("command", "before"), COMMANDS)
def test_a_text_behind_any_command_is_one_click_from_its_review(rita: Person, command: str, before: str) -> None:
    answer = pasted(rita, command, before)
    assert answer.ephemeral
    assert "It's too long for a name: 10 words at most." in answer.plain
    offered(answer)
    rita.click(answer, REVIEW_TYPED)
    assert modal(rita).title == "Review a JD"
    assert standing_in(modal(rita).state).strip() == JD.strip()
    rita.submit()
    assert "AI Engineer" in modal(rita).plain


def test_a_jd_of_any_length_stands_in_the_form_as_far_as_slack_takes_it(rita: Person) -> None:
    text = " ".join(["requirements 🙂"] * 3_000)
    rita.click(pasted(rita, text=text), REVIEW_TYPED)
    assert standing_in(modal(rita).state) == text[:20_000].strip()


def test_ten_words_are_a_name_and_eleven_a_text(rita: Person) -> None:
    assert "No role is called" in pasted(rita, text=" ".join(["word"] * 10)).plain
    assert "too long for a name" in pasted(rita, text=" ".join(["word"] * 11)).plain


def test_a_competency_is_found_by_its_longest_name_behind_the_longest_of_a_role(rita: Person) -> None:
    text = "regulated-industry ai engineer senior anchors " + "one two three four five six seven"
    assert "has no competency called" in pasted(rita, text=text).plain


def test_only_whoever_pasted_a_text_can_open_it(rita: Person, hana: Person, slack: LocalSlack) -> None:
    forged = old_button(slack, REVIEW_TYPED, offered(pasted(rita)))
    hana.click(forged, REVIEW_TYPED)
    assert "has been deleted" in modal(hana).plain
    assert "retrieval" not in modal(hana).plain


def test_a_text_nobody_reviewed_is_forgotten_after_a_day(
    rita: Person, services: Services, now: Clock, worker: Worker
) -> None:
    answer = pasted(rita)
    now.tick(days=1, minutes=61)
    worker()
    with services.reads() as session:
        assert session.query(FormRow).count() == 0
    rita.click(answer, REVIEW_TYPED)
    assert "has been deleted" in modal(rita).plain
