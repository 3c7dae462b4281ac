"""A person can do what a person in Slack can, and nothing else."""

import json
import threading
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground.slack.local_slack import Delivery, LocalSlack, NotOnScreenError, Person, Reply

Json = dict[str, Any]
WORDS = {"type": "plain_text", "text": "Words"}


def option(value: str) -> Json:
    return {"text": WORDS, "value": value}


def asked(block_id: str, kind: str, **more: Any) -> Json:
    dispatch = {"dispatch_action": more.pop("dispatch_action")} if "dispatch_action" in more else {}
    optional = {"optional": more.pop("optional", False)}
    element = {"type": kind, "action_id": "a", **more}
    return {"type": "input", "block_id": block_id, "label": WORDS, "element": element, **dispatch, **optional}


@pytest.fixture
def heard(slack: LocalSlack) -> list[Json]:
    """Every interaction delivered, each acknowledged with nothing."""
    payloads: list[Json] = []

    def deliver(delivery: Delivery) -> Reply:
        form = parse_qs(delivery.body)
        payloads.append(json.loads(form["payload"][0]) if "payload" in form else {k: v[0] for k, v in form.items()})
        return Reply(200)

    slack.connect(deliver)
    return payloads


def opened(slack: LocalSlack, client: WebClient, *blocks: Json, origin: str = "C0HIRING", **more: Any) -> Person:
    """Rita, with a modal of these blocks in front of her."""
    view = {"type": "modal", "title": WORDS, "submit": WORDS, "blocks": list(blocks), **more}
    client.views_open(trigger_id=slack.parts.tickets.trigger("U0RITA", origin), view=view)
    return slack.person("U0RITA")


def test_names_in_a_command_arrive_as_ids_and_live_characters_escaped(slack: LocalSlack, heard: list[Json]) -> None:
    slack.person("U0RITA").command("/loop", "new @ivan #general #hiring-ai-engineer a&b <x> @nobody <@U0OLGA>")
    assert heard[0]["text"] == "new <@U0IVAN> <#C0GENERAL|general> <#C0HIRING|> a&amp;b &lt;x&gt; @nobody <@U0OLGA>"
    assert (heard[0]["channel_name"], heard[0]["is_enterprise_install"]) == ("directmessage", "false")


def test_only_fields_that_ask_for_it_are_sent_at_once(slack: LocalSlack, client: WebClient, heard: list[Json]) -> None:
    character = {"trigger_actions_on": ["on_character_entered"]}
    rita = opened(
        slack,
        client,
        asked("quiet", "plain_text_input"),
        asked("loud", "plain_text_input", dispatch_action=True, dispatch_action_config=character),
        asked("enter", "plain_text_input", dispatch_action=True),
        asked("pick", "static_select", options=[option("1")]),
        asked("now", "static_select", options=[option("1")], dispatch_action=True),
        {"type": "section", "block_id": "menu", "text": WORDS, "accessory": {
            "type": "static_select", "action_id": "a", "options": [option("1")]}},
    )  # fmt: skip
    rita.fill({"quiet": "x", "loud": "x", "enter": "x", "pick": "1", "now": "1", "menu": "1"})
    assert [payload["actions"][0]["block_id"] for payload in heard] == ["loud", "now", "menu"]
    rita.press_enter("enter")
    rita.press_enter("quiet")
    assert [payload["actions"][0]["block_id"] for payload in heard[3:]] == ["enter"]
    state = heard[0]["view"]["state"]["values"]
    assert state["loud"] == {"a": {"type": "plain_text_input", "value": "x"}}
    assert heard[0]["actions"][0]["value"] == "x"


def test_what_the_client_refuses_never_leaves_it(slack: LocalSlack, client: WebClient, heard: list[Json]) -> None:
    rita = opened(
        slack,
        client,
        asked("short", "plain_text_input", min_length=5),
        asked("long", "plain_text_input", max_length=3),
        asked("whole", "number_input", is_decimal_allowed=False),
        asked("low", "number_input", is_decimal_allowed=True, min_value="2"),
        asked("high", "number_input", is_decimal_allowed=True, max_value="2"),
        asked("needed", "rich_text_input"),
        asked("fine", "plain_text_input", optional=True),
    )
    rita.fill({"short": "abc", "long": "abcd", "whole": "1.5", "low": "1", "high": "3", "needed": " "})
    reply = rita.submit()
    assert (reply.status, set(reply.errors)) == (0, {"short", "long", "whole", "low", "high", "needed"})
    assert heard == []
    assert rita.submit(skip_client_checks=True).action == "closed"
    assert heard[0]["type"] == "view_submission"


def test_nobody_can_choose_what_is_not_offered(slack: LocalSlack, client: WebClient) -> None:
    slack.add_channel("C0SHARED", name="shared", members=["U0RITA"], is_ext_shared=True)
    slack.add_channel("C0SECRET", name="secret", members=["U0IVAN"], is_private=True)
    own = {"include": ["private", "public"], "exclude_external_shared_channels": True, "exclude_bot_users": True}
    rita = opened(
        slack,
        client,
        asked("pick", "radio_buttons", options=[option("1")]),
        asked("who", "multi_users_select", max_selected_items=1),
        asked("where", "conversations_select", filter=own),
        {"type": "actions", "block_id": "row", "elements": [
            {"type": "button", "action_id": "go", "text": WORDS, "value": value} for value in ("1",)]},
    )  # fmt: skip
    for values in (
        {"pick": "2"},
        {"who": ["U0NOBODY"]},
        {"who": ["U0RITA", "U0IVAN"]},
        {"where": "C0SHARED"},
        {"where": "C0SECRET"},
        {"none": "x"},
        {"row": "x"},
    ):
        with pytest.raises(NotOnScreenError):
            rita.fill(values)
    rita.fill({"where": "C0GENERAL", "who": ["U0IVAN"]})
    with pytest.raises(NotOnScreenError):
        rita.click(rita.modal, "stop")
    with pytest.raises(NotOnScreenError):
        slack.person("U0OLGA").submit()


@pytest.mark.parametrize(("origin", "filled"), [("C0HIRING", "C0HIRING"), ("D0RITA", None)])
def test_the_current_conversation_is_filled_in_where_the_filter_lets_it(
    slack: LocalSlack, client: WebClient, origin: str, filled: str | None
) -> None:
    slack.workspace.direct("U0RITA")
    own = {"include": ["private", "public"]}
    field = asked("where", "conversations_select", default_to_current_conversation=True, filter=own)
    rita = opened(slack, client, field, origin=origin)
    assert rita.modal is not None
    assert rita.modal.state["where"]["a"]["selected_conversation"] == filled


def test_an_update_keeps_what_was_typed_under_the_same_ids_only(slack: LocalSlack, client: WebClient) -> None:
    rita = opened(slack, client, asked("kept", "plain_text_input"), asked("lost", "plain_text_input"))
    rita.fill({"kept": "typed", "lost": "typed"})
    assert rita.modal is not None
    fresh = [asked("kept", "plain_text_input", initial_value="other"), asked("new", "plain_text_input")]
    view = {"type": "modal", "title": WORDS, "submit": WORDS, "blocks": fresh}
    client.views_update(view_id=rita.modal.id, view=view)
    assert {block: state["a"]["value"] for block, state in rita.modal.state.items()} == {"kept": "typed", "new": None}


def test_closing_tells_the_app_where_it_asked(slack: LocalSlack, client: WebClient, heard: list[Json]) -> None:
    divider = {"type": "divider"}
    opened(slack, client, divider).close()
    assert heard == []
    rita = opened(slack, client, divider, notify_on_close=True)
    assert rita.modal is not None
    trigger_id = slack.parts.tickets.trigger("U0RITA", None, rita.modal.id)
    above = {"type": "modal", "title": WORDS, "blocks": [divider], "notify_on_close": True, "clear_on_close": True}
    client.views_push(trigger_id=trigger_id, view=above)
    rita.close()
    assert [(payload["type"], payload["is_cleared"]) for payload in heard] == [("view_closed", True)] * 2
    assert all("trigger_id" not in payload for payload in heard)
    assert rita.modal is None


def test_the_cross_closes_the_whole_stack_and_the_button_the_front_one(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    divider = {"type": "divider"}
    rita = opened(slack, client, divider, notify_on_close=True)
    above = {"type": "modal", "title": WORDS, "blocks": [divider], "notify_on_close": True}

    def push() -> None:
        assert rita.modal is not None
        client.views_push(trigger_id=slack.parts.tickets.trigger("U0RITA", None, rita.modal.id), view=above)

    push()
    rita.close()
    assert [payload["is_cleared"] for payload in heard] == [False]
    push()
    rita.close(entirely=True)
    assert [payload["is_cleared"] for payload in heard] == [False, True, True]
    assert rita.modal is None


def test_an_old_modal_can_be_sent_again_as_it_stood(slack: LocalSlack, client: WebClient, heard: list[Json]) -> None:
    rita = opened(slack, client, asked("name", "plain_text_input"))
    rita.fill({"name": "Ada"})
    before = rita.snapshot()
    rita.submit()
    assert rita.modal is None
    assert rita.resubmit(before).status == 200
    first, second = heard
    assert first["view"] == second["view"]
    assert first["trigger_id"] != second["trigger_id"]


def test_an_answer_slack_cannot_use_leaves_the_modal_open_with_a_notice(slack: LocalSlack, client: WebClient) -> None:
    rita = opened(slack, client, asked("name", "plain_text_input"), {"type": "divider", "block_id": "line"})
    rita.fill({"name": "Ada"})
    answers = [
        Reply(500),
        Reply(200, "{}"),
        Reply(200, json.dumps({"response_action": "errors", "errors": {"line": "Not an input"}})),
        Reply(200, json.dumps({"response_action": "errors", "errors": {}})),
        Reply(200, json.dumps({"response_action": "update", "view": {"type": "modal"}})),
        Reply(200, json.dumps({"response_action": "later"})),
    ]
    for answer in answers:
        slack.connect(lambda _, answer=answer: answer)
        assert rita.submit().action == "trouble"
        assert rita.modal is not None
        assert rita.modal.notice == "We had some trouble connecting. Try again?"
    assert len(slack.complaints) == len(answers)


def test_a_command_answered_in_the_channel_shows_what_was_typed(slack: LocalSlack, app: App) -> None:
    app.command("/say")(lambda ack: ack(response_type="in_channel", text="Hello all"))
    slack.person("U0RITA").command("/say", "hi", channel="C0HIRING")
    seen = slack.person("U0IVAN").sees("C0HIRING")
    assert [(message.author, message.plain) for message in seen] == [("U0RITA", "/say hi"), ("U0BOT", "Hello all")]


def test_an_answer_beyond_slacks_limits_is_a_failure_the_person_sees(slack: LocalSlack, app: App) -> None:
    app.command("/long")(lambda ack: ack(text="x", blocks=[{"type": "section"}]))
    (message,) = slack.person("U0RITA").command("/long").messages
    assert message.plain == '/long failed with the error "invalid_blocks"'
    assert "must define either" in slack.complaints[0]


def test_an_ephemeral_message_is_not_shown_in_the_payload_of_its_button(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    button = {"type": "button", "action_id": "go", "text": WORDS, "value": "1"}
    overflow = {"type": "overflow", "action_id": "more", "options": [option("copy")]}
    blocks = [{"type": "actions", "elements": [button, overflow]}]
    client.chat_postEphemeral(channel="C0HIRING", user="U0RITA", text="Private", blocks=blocks)
    rita = slack.person("U0RITA")
    (message,) = rita.sees("C0HIRING")
    rita.click(message, "go", value="1")
    rita.click(message, "more", value="copy")
    assert heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in heard[0]
    assert heard[1]["actions"][0]["selected_option"]["value"] == "copy"


MORE = {"type": "overflow", "action_id": "more", "options": [option("copy"), option("hold")]}
BOXES = {"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b"), option("c")]}


def test_a_menu_beside_a_paragraph_says_what_was_chosen_in_a_message_and_in_a_modal(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    beside = {"type": "section", "block_id": "beside", "text": {"type": "mrkdwn", "text": "Ada"}, "accessory": MORE}
    client.chat_postMessage(channel="C0HIRING", text="Ada", blocks=[beside])
    rita = slack.person("U0RITA")
    rita.click(rita.sees("C0HIRING")[-1], "more", value="hold")
    rita = opened(slack, client, beside)
    rita.click(rita.modal, "more", value="hold")
    for payload, container in zip(heard, ("message", "view"), strict=True):
        (action,) = payload["actions"]
        assert payload["container"]["type"] == container
        assert (action["type"], action["block_id"], action["action_id"]) == ("overflow", "beside", "more")
        assert action["selected_option"] == option("hold")
    with pytest.raises(NotOnScreenError, match="'more' is not there"):  # a value tells one of several menus apart
        rita.click(rita.modal, "more", value="gone")


def test_boxes_in_a_message_are_each_readers_own(slack: LocalSlack, client: WebClient, heard: list[Json]) -> None:
    ticked = BOXES | {"initial_options": [option("a")]}
    blocks = [{"type": "actions", "block_id": "row", "elements": [ticked, MORE]}]
    ts = client.chat_postMessage(channel="C0HIRING", text="Topics", blocks=blocks)["ts"]

    def act(user: str, action_id: str, value: Any) -> Json:
        person = slack.person(user)
        person.click(person.sees("C0HIRING")[-1], action_id, value)
        return heard[-1]

    def stands(payload: Json) -> list[str]:
        return [one["value"] for one in payload["state"]["values"]["row"]["boxes"]["selected_options"]]

    assert stands(act("U0RITA", "more", "copy")) == ["a"]
    payload = act("U0RITA", "boxes", ["a", "b"])
    assert stands(payload) == ["a", "b"]
    assert payload["actions"][0]["selected_options"] == [option("a"), option("b")]
    assert stands(act("U0IVAN", "boxes", [])) == []
    assert stands(act("U0RITA", "more", "copy")) == ["a", "b"]
    client.chat_update(channel="C0HIRING", ts=ts, text="Topics", blocks=blocks)
    assert stands(act("U0RITA", "more", "copy")) == ["a", "b"], "an edit keeps it where the ids stay"
    renamed = [{**blocks[0], "block_id": "new row"}]
    client.chat_update(channel="C0HIRING", ts=ts, text="Topics", blocks=renamed)
    assert [*act("U0RITA", "more", "copy")["state"]["values"]] == ["new row"]


def test_boxes_in_a_modal_say_all_that_is_ticked_at_once_and_on_submit(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    field = asked("picked", "checkboxes", options=BOXES["options"], action_id="boxes")
    rita = opened(slack, client, {**field, "dispatch_action": True})
    rita.fill({"picked": ["a", "c"]})
    rita.submit()
    at_once, sent = heard
    assert [one["value"] for one in at_once["actions"][0]["selected_options"]] == ["a", "c"]
    assert sent["view"]["state"]["values"]["picked"]["boxes"]["selected_options"] == [option("a"), option("c")]


def test_a_button_inside_a_container_is_pressed_like_any_other(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    row = {"type": "actions", "block_id": "row", "elements": [{"type": "button", "action_id": "go", "text": WORDS}]}
    container = {"type": "container", "title": WORDS, "is_collapsible": True, "child_blocks": [row]}
    client.chat_postMessage(channel="C0HIRING", text="Sources", blocks=[container])
    rita = slack.person("U0RITA")
    (message,) = rita.sees("C0HIRING")
    assert [action_id for action_id, _, _ in message.buttons] == ["go"]
    rita.click(message, "go")
    assert heard[0]["actions"][0]["block_id"] == "row"


def test_a_workspace_that_lacks_a_block_refuses_messages_and_answers_with_it(
    slack: LocalSlack, client: WebClient, app: App
) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "Ada"}]]}
    app.command("/table")(lambda ack: ack(text="x", blocks=[table]))
    slack.lack("table")
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        client.chat_postMessage(channel="C0HIRING", text="x", blocks=[table])
    rita = slack.person("U0RITA")
    assert "invalid_blocks" in rita.command("/table").messages[0].plain
    slack.lack()
    assert rita.command("/table").messages[0].plain == "Ada"
    with pytest.raises(ValueError, match="no workspace lacks these"):
        slack.lack("section")


def test_a_button_stays_clickable_on_an_old_sight_of_a_message(
    slack: LocalSlack, client: WebClient, heard: list[Json]
) -> None:
    button = {"type": "button", "action_id": "go", "text": WORDS}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = client.chat_postMessage(channel="C0HIRING", text="Old", blocks=blocks)["ts"]
    rita = slack.person("U0RITA")
    (before,) = rita.sees("C0HIRING")
    client.chat_update(channel="C0HIRING", ts=ts, text="New")
    rita.click(before, "go")
    assert heard[0]["message"]["text"] == "New"
    client.chat_delete(channel="C0HIRING", ts=ts)
    with pytest.raises(NotOnScreenError, match="gone"):
        rita.click(before, "go")


def test_a_deactivated_person_cannot_act(slack: LocalSlack) -> None:
    slack.add_person("U0GONE", name="gone", deleted=True)
    with pytest.raises(NotOnScreenError):
        slack.person("U0GONE")


def test_many_threads_can_act_at_once(slack: LocalSlack, app: App) -> None:
    app.command("/post")(
        lambda ack, client, command: (client.chat_postMessage(channel="C0HIRING", text="x"), ack("ok"))
    )

    def run() -> None:
        for _ in range(5):
            slack.person("U0RITA").command("/post", channel="C0HIRING")

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    messages = slack.messages("C0HIRING")
    assert len(messages) == 60
    assert len({message.ts for message in messages}) == 60
    assert all(call.ok for call in slack.calls)
