"""Whose token a request may use is asked once, and why there is none is told apart."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_bolt import App

from bot.errors import Refusal
from bot.playground.slack.local_slack import LocalSlack
from bot.serving.app import request_client
from bot.serving.authorize import OneWorkspace, ask_identity
from bot.wording.refusals import reason_and_advice


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def asked(slack: LocalSlack) -> int:
    return sum(call.method == "auth.test" for call in slack.calls)


def test_building_the_app_asks_slack_nothing(app: App, slack: LocalSlack) -> None:
    assert slack.calls == []


def test_slack_is_asked_once_for_any_number_of_requests(app: App, slack: LocalSlack) -> None:
    for _ in range(3):
        slack.person("U0RITA").command("/debrief", "help")
    assert asked(slack) == 1


def test_a_failed_question_is_asked_again_at_the_next_request(app: App, slack: LocalSlack) -> None:
    slack.fail("auth.test", status=500, error="internal_error")
    rita = slack.person("U0RITA")
    (refused,) = rita.command("/debrief", "help").messages
    (helped,) = rita.command("/debrief", "help").messages
    assert "Debrief" in refused.plain
    assert refused.plain != helped.plain


def test_slack_out_of_reach_is_said_as_such(app: App, slack: LocalSlack) -> None:
    slack.fail("auth.test", drop=True)
    (message,) = slack.person("U0RITA").command("/debrief", "help").messages
    assert message.plain == "Debrief can't reach Slack right now. Nothing was saved.\nTry again in a minute.\nTry again"


def test_many_who_ask_while_slack_hangs_are_all_answered_in_time(app: App, slack: LocalSlack) -> None:
    slack.fail("auth.test", error="internal_error", hang=1.8, times=4)

    def timed(user: str) -> tuple[str, float]:
        typed_at = time.monotonic()
        (message,) = slack.person(user).command("/debrief", "help").messages
        return message.plain, time.monotonic() - typed_at

    with ThreadPoolExecutor() as people:
        answers = list(people.map(timed, ("U0RITA", "U0HANA", "U0IVAN", "U0IDA")))
    assert {told for told, _ in answers} == {
        "Debrief can't reach Slack right now. Nothing was saved.\nTry again in a minute.\nTry again"
    }
    assert max(took for _, took in answers) < 3


def test_a_token_that_slack_refuses_is_said_as_such(app: App, slack: LocalSlack) -> None:
    slack.fail("auth.test", error="token_revoked")
    (message,) = slack.person("U0RITA").command("/debrief", "help").messages
    assert message.plain.startswith("Debrief's token for this workspace is no longer valid.")


def test_another_workspace_is_refused(slack: LocalSlack) -> None:
    authorize = OneWorkspace(request_client(slack.base_url, slack.bot_token))
    with pytest.raises(Refusal, match=r"serving_refusals\.another_workspace"):
        authorize(team_id="T0ELSEWHERE", enterprise_id=None, user_id="U1", context=None)


@pytest.mark.parametrize(
    ("error", "key"),
    [
        ("invalid_auth", "token_not_valid"),
        ("token_revoked", "token_not_valid"),
        ("account_inactive", "token_not_valid"),
        ("team_access_not_granted", "token_not_known"),
    ],
)
def test_what_slack_says_of_the_token_is_told_apart(slack: LocalSlack, error: str, key: str) -> None:
    slack.fail("auth.test", error=error)
    with pytest.raises(Refusal) as refused:
        ask_identity(request_client(slack.base_url, slack.bot_token))
    assert refused.value.reason.key == f"serving_refusals.{key}"
    assert all(reason_and_advice(refused.value))


def test_an_answer_that_never_comes_is_slack_out_of_reach(slack: LocalSlack) -> None:
    slack.fail("auth.test", drop=True)
    with pytest.raises(Refusal, match="slack_out_of_reach"):
        ask_identity(request_client(slack.base_url, slack.bot_token))


def test_a_request_is_answered_in_the_name_of_the_bot(slack: LocalSlack) -> None:
    authorize = OneWorkspace(request_client(slack.base_url, slack.bot_token))
    result = authorize(team_id="T0LOCAL", enterprise_id=None, user_id="U0RITA", context=None)
    assert (result.bot_token, result.bot_user_id, result.user_id) == (slack.bot_token, "U0BOT", "U0RITA")


def test_a_click_that_cannot_be_authorized_is_answered_without_a_token(app: App, slack: LocalSlack) -> None:
    button = {"type": "button", "action_id": "x", "text": {"type": "plain_text", "text": "Press"}}
    worker = request_client(slack.base_url, slack.bot_token)
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    worker.chat_postMessage(channel="C0HIRING", text="Press it", blocks=blocks)
    slack.fail("auth.test", drop=True)
    ivan = slack.person("U0IVAN")
    ivan.click(ivan.sees("C0HIRING")[-1], "x")
    assert ivan.sees("C0HIRING")[-1].plain.startswith("Debrief can't reach Slack right now")
