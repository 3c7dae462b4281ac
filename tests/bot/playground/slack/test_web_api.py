"""Slack's error codes and failures, as the real slack_sdk meets them."""

import time
from typing import Any
from urllib.error import URLError

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.webhook import WebhookClient

from bot.playground.slack.local_slack import Delivery, LocalSlack, Reply

VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Form"},
    "blocks": [{"type": "divider"}],
}


def refused(error: str) -> Any:
    return pytest.raises(SlackApiError, match=f"'error': '{error}'")


@pytest.fixture
def trigger_id(slack: LocalSlack) -> str:
    return slack.parts.tickets.trigger("U0RITA", "C0HIRING")


def test_who_the_app_is(client: WebClient) -> None:
    said = client.auth_test()
    assert (said["team_id"], said["user_id"], said["bot_id"]) == ("T0LOCAL", "U0BOT", "B0BOT")


def test_a_wrong_or_missing_token_is_refused(slack: LocalSlack) -> None:
    with refused("invalid_auth"):
        WebClient(token="xoxb-other", base_url=slack.base_url).auth_test()
    with refused("not_authed"):
        WebClient(base_url=slack.base_url).auth_test()


def test_what_it_does_not_know_it_refuses_loudly(client: WebClient) -> None:
    with refused("unknown_method"):
        client.api_call("reactions.add")
    with refused("invalid_arguments"):
        client.chat_postMessage(channel="C0GENERAL", text="x", icon_emoji=":tada:")
    with refused("invalid_arguments"):
        client.chat_postMessage(channel="C0GENERAL", text="x", attachments=[{"text": "old"}])


def test_posting_where_the_bot_is_not_fails_the_way_slack_fails(slack: LocalSlack, client: WebClient) -> None:
    slack.add_channel("C0OUT", name="out", bot_is_member=False)
    slack.add_channel("C0HIDDEN", name="hidden", is_private=True, bot_is_member=False)
    slack.add_channel("C0OLD", name="old", is_archived=True)
    for channel, error in {
        "C0OUT": "not_in_channel",
        "C0HIDDEN": "channel_not_found",
        "C0OLD": "is_archived",
        "C0NONE": "channel_not_found",
        "U0NOBODY": "channel_not_found",
    }.items():
        with refused(error):
            client.chat_postMessage(channel=channel, text="Hello")
    with refused("channel_not_found"):
        client.conversations_info(channel="C0HIDDEN")
    assert client.conversations_info(channel="C0OUT")["channel"]["is_member"] is False


def test_a_message_needs_words_or_blocks(client: WebClient) -> None:
    with refused("no_text"):
        client.api_call("chat.postMessage", json={"channel": "C0GENERAL", "text": " "})
    with refused("invalid_blocks"):
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[{"type": "carousel"}])
    with refused("invalid_blocks_format"):
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks="[")


def test_a_messages_blocks_can_be_too_long_together_though_each_is_fine(client: WebClient, slack: LocalSlack) -> None:
    def blocks(characters: int) -> list[dict[str, object]]:
        texts = ["x" * 3000] * (characters // 3000) + ["x" * (characters % 3000)]
        return [{"type": "section", "text": {"type": "mrkdwn", "text": text}} for text in texts]

    longest = blocks(11_340)
    ts = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=longest)["ts"]
    more = [*longest, {"type": "context", "elements": [{"type": "plain_text", "text": "x"}]}]
    with refused("msg_blocks_too_long"):
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=more)
    with refused("msg_blocks_too_long"):
        client.chat_update(channel="C0GENERAL", ts=ts, text="x", blocks=more)
    client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[*longest, {"type": "markdown", "text": "x" * 1000}])
    token = slack.parts.tickets.response_url("U0RITA", "C0GENERAL", None)
    slack.parts.answers.answer(token, {"text": "x", "blocks": more})  # an answer may be longer


def test_the_reason_of_a_refusal_points_into_the_payload(client: WebClient) -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[long])
    assert refusal.value.response["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_only_the_apps_own_messages_can_be_edited_and_never_by_user_id(slack: LocalSlack, client: WebClient) -> None:
    human = slack.post_as("U0RITA", "C0GENERAL", "Mine")
    own = client.chat_postMessage(channel="U0RITA", text="Yours")
    with refused("cant_update_message"):
        client.chat_update(channel="C0GENERAL", ts=human.ts, text="x")
    with refused("cant_delete_message"):
        client.chat_delete(channel="C0GENERAL", ts=human.ts)
    with refused("message_not_found"):
        client.chat_update(channel="C0GENERAL", ts="1.000000", text="x")
    with refused("channel_not_found"):
        client.chat_update(channel="U0RITA", ts=own["ts"], text="x")
    with refused("msg_too_long"):
        client.chat_update(channel=own["channel"], ts=own["ts"], text="x" * 4001)


def test_an_edit_with_text_alone_drops_the_blocks(slack: LocalSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0GENERAL", text="x", blocks=[{"type": "divider"}])
    client.chat_update(channel="C0GENERAL", ts=posted["ts"], text="Words")
    (message,) = slack.messages("C0GENERAL")
    assert (message.blocks, message.plain, message.edited) == ([], "Words", True)


def test_a_deleted_message_is_gone(slack: LocalSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="C0GENERAL", text="x")
    client.chat_delete(channel="C0GENERAL", ts=posted["ts"])
    assert slack.messages("C0GENERAL") == []


def test_an_ephemeral_message_is_for_one_member_and_cannot_be_edited(slack: LocalSlack, client: WebClient) -> None:
    sent = client.chat_postEphemeral(channel="C0HIRING", user="U0RITA", text="Psst")
    assert [message.ephemeral for message in slack.person("U0RITA").sees("C0HIRING")] == [True]
    assert slack.person("U0IVAN").sees("C0HIRING") == []
    with refused("message_not_found"):
        client.chat_update(channel="C0HIRING", ts=sent["message_ts"], text="x")
    with refused("user_not_in_channel"):
        client.chat_postEphemeral(channel="C0HIRING", user="U0OLGA", text="Psst")


def test_a_trigger_id_works_once_and_for_three_seconds(
    slack: LocalSlack, client: WebClient, clock: Any, trigger_id: str
) -> None:
    late = slack.parts.tickets.trigger("U0RITA", None)
    client.views_open(trigger_id=trigger_id, view=VIEW)
    with refused("exchanged_trigger_id"):
        client.views_open(trigger_id=trigger_id, view=VIEW)
    clock.forward(3.1)
    with refused("expired_trigger_id"):
        client.views_open(trigger_id=late, view=VIEW)
    with refused("invalid_trigger_id"):
        client.views_open(trigger_id="1.2.3", view=VIEW)


def test_a_stale_hash_and_a_closed_view_refuse_an_update(slack: LocalSlack, client: WebClient, trigger_id: str) -> None:
    opened = client.views_open(trigger_id=trigger_id, view=VIEW)["view"]
    client.views_update(view_id=opened["id"], hash=opened["hash"], view=VIEW)
    with refused("hash_conflict"):
        client.views_update(view_id=opened["id"], hash=opened["hash"], view=VIEW)
    slack.person("U0RITA").close()
    with refused("not_found"):
        client.views_update(view_id=opened["id"], view=VIEW)


def test_three_modals_deep_is_the_end(slack: LocalSlack, client: WebClient, trigger_id: str) -> None:
    tickets = slack.parts.tickets
    with refused("not_found"):
        client.views_push(trigger_id=tickets.trigger("U0RITA", None), view=VIEW)
    view_id = client.views_open(trigger_id=trigger_id, view=VIEW)["view"]["id"]
    with refused("invalid_trigger_id"):
        client.views_open(trigger_id=tickets.trigger("U0RITA", None, view_id), view=VIEW)
    for _ in range(2):
        view_id = client.views_push(trigger_id=tickets.trigger("U0RITA", None, view_id), view=VIEW)["view"]["id"]
    with refused("push_limit_reached"):
        client.views_push(trigger_id=tickets.trigger("U0RITA", None, view_id), view=VIEW)


def test_an_external_id_is_unique_in_the_workspace(slack: LocalSlack, client: WebClient, trigger_id: str) -> None:
    client.views_open(trigger_id=trigger_id, view={**VIEW, "external_id": "one"})
    with refused("duplicate_external_id"):
        client.views_open(trigger_id=slack.parts.tickets.trigger("U0IVAN", None), view={**VIEW, "external_id": "one"})
    assert client.views_update(external_id="one", view={**VIEW, "external_id": "one"})["ok"]


def test_home_is_published_to_people_who_exist(client: WebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id="U0RITA", view=home)["view"]
    client.views_publish(user_id="U0RITA", view=home, hash=first["hash"])
    with refused("hash_conflict"):
        client.views_publish(user_id="U0RITA", view=home, hash=first["hash"])
    with refused("user_not_found"):
        client.views_publish(user_id="U0NOBODY", view=home)


def test_people_and_channels_are_described(slack: LocalSlack, client: WebClient) -> None:
    slack.add_person("U0GUEST", name="guest", is_restricted=True)
    slack.add_channel("C0SHARED", name="shared", is_ext_shared=True)
    ivan = client.users_info(user="U0IVAN", include_locale=True)["user"]
    assert (ivan["tz"], ivan["real_name"], ivan["locale"]) == ("Europe/Berlin", "Ivan Petrov", "en-US")
    assert client.users_info(user="U0GUEST")["user"]["is_restricted"]
    with refused("user_not_found"):
        client.users_info(user="U0NOBODY")
    shared = client.conversations_info(channel="C0SHARED")["channel"]
    assert (shared["is_ext_shared"], shared["is_member"], shared["is_private"]) == (True, True, False)


def test_members_come_page_by_page(client: WebClient) -> None:
    first = client.conversations_members(channel="C0HIRING", limit=2)
    rest = client.conversations_members(channel="C0HIRING", cursor=first["response_metadata"]["next_cursor"])
    assert {*first["members"], *rest["members"]} == {"U0RITA", "U0IVAN", "U0BOT"}
    assert rest["response_metadata"]["next_cursor"] == ""


def test_a_response_url_works_five_times_in_thirty_minutes(slack: LocalSlack, clock: Any) -> None:
    parts = slack.parts
    webhook = WebhookClient(parts.response_url(parts.tickets.response_url("U0RITA", "C0HIRING", None)))
    replies = [webhook.send(text=str(n)) for n in range(6)]
    assert [reply.status_code for reply in replies] == [200] * 5 + [404]
    assert replies[-1].body == "used_url"
    old = WebhookClient(parts.response_url(parts.tickets.response_url("U0RITA", "C0HIRING", None)))
    assert old.send(text="").body == "no_text"
    clock.forward(30 * 60 + 1)
    assert old.send(text="x").body == "expired_url"


def test_a_response_url_can_replace_and_delete_what_it_answers(slack: LocalSlack, client: WebClient) -> None:
    parts, rita = slack.parts, slack.person("U0RITA")
    sent = client.chat_postEphemeral(channel="C0HIRING", user="U0RITA", text="Before")
    token = parts.tickets.response_url("U0RITA", "C0HIRING", sent["message_ts"])
    webhook = WebhookClient(parts.response_url(token))
    webhook.send(text="After", replace_original=True)
    assert [message.plain for message in rita.sees("C0HIRING")] == ["After"]
    webhook.send(delete_original=True)
    assert rita.sees("C0HIRING") == []


def test_failures_come_on_request(slack: LocalSlack, client: WebClient) -> None:
    slack.fail("chat.postMessage", error="not_in_channel", times=2)
    slack.fail("chat.postMessage", status=429, retry_after=7)
    slack.fail("chat.postMessage", status=500)
    for _ in range(2):
        with refused("not_in_channel"):
            client.chat_postMessage(channel="C0HIRING", text="x")
    with refused("ratelimited") as limited:
        client.chat_postMessage(channel="C0HIRING", text="x")
    assert limited.value.response.headers["Retry-After"] == "7"
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C0HIRING", text="x")
    assert client.chat_postMessage(channel="C0HIRING", text="x")["ok"]
    assert [call.error for call in slack.calls] == [
        "not_in_channel",
        "not_in_channel",
        "ratelimited",
        "internal_error",
        None,
    ]
    with pytest.raises(ValueError, match="say how it fails"):
        slack.fail("chat.postMessage")


@pytest.mark.parametrize(("after", "stored"), [(False, 0), (True, 1)])
def test_an_answer_can_get_lost_before_or_after_the_work(
    slack: LocalSlack, client: WebClient, after: bool, stored: int
) -> None:
    slack.fail("chat.postMessage", drop=True, after=after)
    with pytest.raises((URLError, ConnectionError)):
        client.chat_postMessage(channel="C0HIRING", text="x")
    assert len(slack.messages("C0HIRING")) == stored
    assert slack.calls[-1].error == "dropped"


def test_every_delivery_is_signed(slack: LocalSlack) -> None:
    seen: list[Delivery] = []

    def deliver(delivery: Delivery) -> Reply:
        seen.append(delivery)
        return Reply(200)

    slack.connect(deliver)
    slack.person("U0RITA").command("/x")
    assert SignatureVerifier(slack.signing_secret).is_valid_request(seen[0].body, seen[0].headers)
    assert abs(int(seen[0].headers["x-slack-request-timestamp"]) - time.time()) < 60


def test_a_wrong_signing_secret_is_an_unauthorized_delivery(slack: LocalSlack, app: App) -> None:
    app.command("/x")(lambda ack: ack("hello"))
    slack.parts.deliveries._verifier = SignatureVerifier("another secret")
    assert slack.person("U0RITA").command("/x").status == 401


def test_deliveries_also_travel_over_http(slack: LocalSlack) -> None:
    slack.connect_http(f"{slack.url}/response/none")
    assert slack.person("U0RITA").command("/x").status == 400
    slack.connect_http("http://127.0.0.1:9/slack/events")
    reply = slack.person("U0RITA").command("/x")
    assert (reply.status, reply.messages[0].plain) == (0, '/x failed with the error "operation_timeout"')


def test_a_taken_port_is_an_error_to_catch(slack: LocalSlack) -> None:
    port = int(slack.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="in use"), LocalSlack().serving(port=port):
        pass
