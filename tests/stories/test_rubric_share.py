"""A private answer shared to a channel: posted once, with the sharer's name, or they are told why not."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from storage.messages import MessageKind
from storage.outbox import want_once
from tests.conftest import Clock
from tests.stories.acting import CHANNEL, in_channel, last_dm, modal

Worker = Callable[[], None]


def share_entry(answer: Message) -> tuple[str, str]:
    """The menu below an answer, and what its entry that shares the answer sends."""
    elements = [element for block in answer.blocks for element in block.get("elements", ())]
    (menu,) = [element for element in elements if str(element.get("action_id")).startswith("rubric_more")]
    return menu["action_id"], menu["options"][-1]["value"]


def share(person: Person, text: str = "ai-engineer senior", channel: str | None = None) -> None:
    """Ask for an answer in a channel and share it, there or in another one."""
    answer = person.command("/rubric", text, channel=CHANNEL).messages[0]
    menu, entry = share_entry(answer)
    person.click(answer, menu, value=entry)
    if channel:
        person.fill({"rubric_channel": channel})
    assert person.submit().action == "updated"


@pytest.mark.parametrize("text", ["ai-engineer senior", "ai-engineer checklist", "pay ai-engineer", "hire"])
def test_an_answer_is_posted_once_with_the_name_of_whoever_shared_it(
    slack: LocalSlack, rita: Person, panel: list[Person], worker: Worker, text: str
) -> None:
    answer = rita.command("/rubric", text, channel=CHANNEL).messages[0]
    share(rita, text)
    assert "on its way to #hiring-ai-engineer" in modal(rita).plain
    worker()
    worker()
    (post,) = in_channel(slack)
    assert post.plain.startswith(answer.plain.splitlines()[0])
    assert "Shared by @Rita Okafor" in post.plain
    assert panel[0].sees(CHANNEL)[-1].plain == post.plain


def test_the_buttons_of_a_shared_answer_answer_whoever_clicks_them(
    rita: Person, panel: list[Person], worker: Worker
) -> None:
    share(rita)
    worker()
    panel[0].click(panel[0].sees(CHANNEL)[-1], "rubric_open:questions")
    assert modal(panel[0]).plain.startswith("Questions\nClose\nSenior AI Engineer")


def test_a_double_click_on_share_posts_once(slack: LocalSlack, rita: Person, worker: Worker) -> None:
    answer = rita.command("/rubric", "ai-engineer senior", channel=CHANNEL).messages[0]
    menu, entry = share_entry(answer)
    rita.click(answer, menu, value=entry)
    form = rita.snapshot()
    rita.submit()
    rita.resubmit(form)
    worker()
    assert len(in_channel(slack)) == 1


def test_the_channel_is_that_of_the_answer_unless_another_is_chosen(
    slack: LocalSlack, rita: Person, worker: Worker
) -> None:
    share(rita, channel="C0GENERAL")
    worker()
    assert in_channel(slack) == []
    assert len(in_channel(slack, "C0GENERAL")) == 1


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ({"bot_is_member": False}, "Type /invite @Debrief in that channel and share it again."),
        ({"is_archived": True}, "is archived"),
        ({"is_ext_shared": True}, "is shared with another company"),
    ],
)
def test_what_cannot_be_posted_is_told_to_the_sharer_and_given_up(
    slack: LocalSlack, now: Clock, rita: Person, worker: Worker, channel: dict[str, bool], told: str
) -> None:
    share(rita)
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=True, members=["U0RITA"], **channel)
    worker()
    assert told in last_dm(rita)
    assert "Senior AI Engineer" in last_dm(rita)
    slack.add_channel(CHANNEL, name="hiring-ai-engineer", is_private=True, members=["U0RITA"])
    now.tick(hours=1)
    worker()
    assert in_channel(slack) == []


def test_a_channel_in_which_only_some_may_write_is_told_to_the_sharer(
    slack: LocalSlack, rita: Person, worker: Worker
) -> None:
    share(rita)
    slack.fail("chat.postMessage", error="restricted_action_read_only_channel")
    worker()
    assert "Only some people may post in #hiring-ai-engineer" in last_dm(rita)
    assert in_channel(slack) == []


def test_what_left_the_definitions_meanwhile_is_told_and_not_posted(
    services: Services, slack: LocalSlack, rita: Person, worker: Worker
) -> None:
    with services.sessions.begin() as session:
        want_once(
            session,
            team_id=slack.workspace.team_id,
            kind=MessageKind.ANSWER_SHARE,
            subject="role astronaut - -",
            recipient=CHANNEL,
            actor="U0RITA",
            request="V1",
        )
    worker()
    assert "so nothing was posted" in last_dm(rita)
    assert in_channel(slack) == []


@pytest.mark.parametrize("failure", [{"status": 429, "retry_after": 40}, {"error": "fatal_error"}, {"status": 503}])
def test_a_share_that_slack_does_not_take_is_tried_again(
    slack: LocalSlack, now: Clock, rita: Person, worker: Worker, failure: dict[str, Any]
) -> None:
    share(rita)
    slack.fail("chat.postMessage", **failure)
    worker()
    assert in_channel(slack) == []
    now.tick(minutes=1)
    worker()
    assert len(in_channel(slack)) == 1


def test_a_share_whose_outcome_is_unclear_is_sent_once_more_and_says_so(
    slack: LocalSlack, now: Clock, rita: Person, worker: Worker
) -> None:
    share(rita)
    slack.fail("chat.postMessage", drop=True, after=True)
    worker()
    now.tick(minutes=1)
    worker()
    assert ["may appear twice" in post.plain for post in in_channel(slack)] == [False, True]


def test_a_share_that_fails_for_long_is_given_up(slack: LocalSlack, now: Clock, rita: Person, worker: Worker) -> None:
    share(rita)
    slack.fail("chat.postMessage", error="fatal_error", times=5)
    for _ in range(8):
        worker()
        now.tick(minutes=11)
    assert in_channel(slack) == []


def test_what_is_about_a_loop_cannot_be_shared(rita: Person, open_loop: Callable[..., None]) -> None:
    open_loop()
    answer = rita.command("/rubric", "diff Dana Fox", channel=CHANNEL).messages[0]
    assert "rubric_more" not in str(answer.blocks)


def test_a_chart_is_posted_where_the_workspace_takes_one_and_drawn_in_characters_where_not(
    slack: LocalSlack, rita: Person, worker: Worker
) -> None:
    slack.lack("data_visualization")
    share(rita, "pay ai-engineer senior")
    worker()
    (post,) = in_channel(slack)
    assert "data_visualization" not in {block["type"] for block in post.blocks}
    assert "Remote-first" in post.plain
    assert "220–300" in post.plain


def test_once_a_channel_took_a_chart_answers_hold_it_too(slack: LocalSlack, rita: Person, worker: Worker) -> None:
    def drawn() -> set[str]:
        return {
            block["type"]
            for block in rita.command("/rubric", "pay ai-engineer mid", channel=CHANNEL).messages[0].blocks
        }

    assert "data_visualization" not in drawn()
    share(rita, "pay ai-engineer senior")
    worker()
    assert "data_visualization" in {block["type"] for block in in_channel(slack)[0].blocks}
    assert "data_visualization" in drawn()
