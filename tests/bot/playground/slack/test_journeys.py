"""What the real Bolt and the real slack_sdk do with LocalSlack, told as small journeys."""

from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground.slack.local_slack import LocalSlack, NotOnScreenError


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


def field(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": block_id, "label": text(block_id), "element": element, **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    view = {"type": "modal", "callback_id": "form", "title": text("Form"), "submit": text("Send")}
    return {**view, "blocks": list(blocks), **more}


NAME = field("name", {"type": "plain_text_input", "action_id": "value", "min_length": 2})


def test_the_answer_to_a_command_is_seen_by_the_person_alone(slack: LocalSlack, app: App) -> None:
    @app.command("/greet")
    def greet(ack: Any, command: dict[str, str]) -> None:
        ack(response_type="ephemeral", text=f"Hello <@{command['user_id']}>, you said {command['text']}")

    reply = slack.person("U0RITA").command("/greet", "a & b", channel="C0HIRING")
    assert reply.status == 200
    assert [message.plain for message in reply.messages] == ["Hello @Rita Okafor, you said a & b"]
    assert reply.messages[0].ephemeral
    assert slack.person("U0IVAN").sees("C0HIRING") == []


def test_an_unanswered_or_late_command_shows_slacks_own_failure(slack: LocalSlack, app: App, clock: Any) -> None:
    @app.command("/slow")
    def slow(ack: Any) -> None:
        clock.forward(3.1)
        ack("too late")

    rita = slack.person("U0RITA")
    assert rita.command("/nobody").messages[0].plain == '/nobody failed with the error "dispatch_failed"'
    assert rita.command("/slow").messages[0].plain == '/slow failed with the error "operation_timeout"'


def test_a_modal_travels_from_command_to_submission_in_slacks_shapes(slack: LocalSlack, app: App) -> None:
    seen: list[dict[str, Any]] = []
    options = [{"text": text("One"), "value": "1"}, {"text": text("Two"), "value": "2"}]
    fields = [
        NAME,
        field("pick", {"type": "static_select", "action_id": "a", "options": options}),
        field("radio", {"type": "radio_buttons", "action_id": "a", "options": options, "initial_option": options[0]}),
        field("ticks", {"type": "checkboxes", "action_id": "a", "options": options}, optional=True),
        field("who", {"type": "users_select", "action_id": "a"}),
        field("panel", {"type": "multi_users_select", "action_id": "a"}),
        field("when", {"type": "datetimepicker", "action_id": "a"}),
        field("where", {"type": "conversations_select", "action_id": "a", "default_to_current_conversation": True}),
        field("jd", {"type": "rich_text_input", "action_id": "a"}),
        field("note", {"type": "plain_text_input", "action_id": "a"}, optional=True),
    ]

    @app.command("/form")
    def form(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(*fields, private_metadata="m1"))
        ack()

    @app.view("form")
    def sent(ack: Any, view: dict[str, Any]) -> None:
        seen.append(view)
        ack()

    rita = slack.person("U0RITA")
    rita.command("/form", channel="C0HIRING")
    assert rita.modal is not None
    assert (rita.modal.title, rita.modal.private_metadata, rita.modal.depth) == ("Form", "m1", 1)
    refused = rita.submit()
    assert refused.status == 0
    assert set(refused.errors) == {"name", "pick", "who", "panel", "when", "jd"}
    rita.fill({"name": "Ada", "pick": "2", "ticks": ["1"], "who": "U0IVAN", "panel": ["U0IVAN", "U0RITA"]})
    rita.fill({"when": 1_790_000_000, "jd": "We look for\nsomebody"})
    assert rita.submit().action == "closed"
    assert rita.modal is None
    values = {block_id: next(iter(state.values())) for block_id, state in seen[0]["state"]["values"].items()}
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": "We look for\nsomebody"}]}
    assert values == {
        "name": {"type": "plain_text_input", "value": "Ada"},
        "pick": {"type": "static_select", "selected_option": options[1]},
        "radio": {"type": "radio_buttons", "selected_option": options[0]},
        "ticks": {"type": "checkboxes", "selected_options": [options[0]]},
        "who": {"type": "users_select", "selected_user": "U0IVAN"},
        "panel": {"type": "multi_users_select", "selected_users": ["U0IVAN", "U0RITA"]},
        "when": {"type": "datetimepicker", "selected_date_time": 1_790_000_000},
        "where": {"type": "conversations_select", "selected_conversation": "C0HIRING"},
        "jd": {"type": "rich_text_input", "rich_text_value": {"type": "rich_text", "elements": [rich]}},
        "note": {"type": "plain_text_input", "value": None},
    }


def test_a_submission_can_be_answered_with_errors_update_push_and_clear(slack: LocalSlack, app: App) -> None:
    @app.command("/form")
    def form(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(NAME))
        ack()

    @app.view("form")
    def sent(ack: Any, view: dict[str, Any]) -> None:
        match view["state"]["values"]["name"]["value"]["value"]:
            case "wrong":
                ack(response_action="errors", errors={"name": "Not this one"})
            case "update":
                ack(response_action="update", view=modal(NAME, title=text("Second")))
            case "push":
                ack(response_action="push", view=modal(NAME, title=text("Above")))
            case "clear":
                ack(response_action="clear")
            case _:
                ack("some words")

    rita = slack.person("U0RITA")
    rita.command("/form")
    rita.fill({"name": "wrong"})
    reply = rita.submit()
    assert (reply.action, reply.errors) == ("errors", {"name": "Not this one"})
    rita.fill({"name": "update"})
    assert rita.submit().action == "updated"
    assert rita.modal is not None
    assert rita.modal.title == "Second"
    assert rita.modal.state["name"]["value"]["value"] == "update", "what was typed stays where the ids stay"
    rita.fill({"name": "words"})
    assert rita.submit().action == "trouble"
    assert "trouble connecting" in rita.modal.notice
    rita.fill({"name": "push"})
    assert rita.submit().action == "pushed"
    assert rita.modal.depth == 2
    rita.close()
    assert rita.modal.depth == 1
    rita.fill({"name": "clear"})
    assert rita.submit().action == "cleared"
    assert rita.modal is None


def test_a_button_in_a_message_carries_its_message_and_its_ack_body_is_ignored(slack: LocalSlack, app: App) -> None:
    bodies: list[dict[str, Any]] = []

    @app.action("go")
    def go(ack: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        ack("nobody reads this")

    button = {"type": "button", "action_id": "go", "text": text("Go"), "value": "7"}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    posted = app.client.chat_postMessage(channel="C0HIRING", text="Press", blocks=blocks)
    rita = slack.person("U0RITA")
    message = rita.sees("C0HIRING")[0]
    assert message.buttons == [("go", "Go", "7")]
    assert rita.click(message, "go").status == 200
    assert len(rita.sees("C0HIRING")) == 1
    body = bodies[0]
    assert body["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "C0HIRING",
        "is_ephemeral": False,
    }
    assert body["message"]["text"] == "Press"
    assert body["actions"][0].items() >= {"action_id": "go", "block_id": "row", "value": "7"}.items()
    assert {"trigger_id", "response_url", "team", "user", "channel", "api_app_id"} <= set(body)
    with pytest.raises(NotOnScreenError):
        rita.click(message, "stop")


def test_a_response_url_answers_where_the_bot_is_not_a_member(slack: LocalSlack, app: App) -> None:
    slack.add_channel("C0OUT", name="outside", members=["U0RITA"], bot_is_member=False)

    @app.command("/later")
    def later(ack: Any, respond: Any) -> None:
        ack()
        respond(text="Here", response_type="ephemeral")

    messages = slack.person("U0RITA").command("/later", channel="C0OUT").messages
    assert [(message.plain, message.ephemeral) for message in messages] == [("Here", True)]


def test_a_shortcut_carries_the_whole_message_and_private_answers_have_none(slack: LocalSlack, app: App) -> None:
    bodies: list[dict[str, Any]] = []

    @app.shortcut("review")
    def review(ack: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        ack()

    app.command("/x")(lambda ack: ack("private"))
    rita = slack.person("U0RITA")
    message = slack.post_as("U0IVAN", "C0HIRING", "A long JD")
    assert rita.shortcut("review", message).status == 200
    assert (bodies[0]["message"]["text"], bodies[0]["message"]["user"]) == ("A long JD", "U0IVAN")
    with pytest.raises(NotOnScreenError):
        rita.shortcut("review", rita.command("/x", channel="C0HIRING").messages[0])


def test_suggestions_come_from_the_app_and_can_be_chosen(slack: LocalSlack, app: App) -> None:
    select = {"type": "external_select", "action_id": "role", "min_query_length": 0}

    @app.command("/form")
    def form(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=modal(field("role", select)))
        ack()

    @app.options("role")
    def roles(ack: Any, payload: dict[str, Any]) -> None:
        names = [name for name in ("AI Engineer", "Data Scientist") if payload["value"].lower() in name.lower()]
        ack(options=[{"text": text(name), "value": name} for name in names])

    rita = slack.person("U0RITA")
    rita.command("/form")
    assert rita.suggest("role", "data") == [("Data Scientist", "Data Scientist")]
    rita.fill({"role": "AI Engineer"})
    assert rita.modal is not None
    assert rita.modal.state["role"]["role"]["selected_option"]["value"] == "AI Engineer"


def test_opening_home_lets_the_app_publish_it(slack: LocalSlack, app: App) -> None:
    clicks: list[dict[str, Any]] = []
    app.action("more")(lambda ack, body: (clicks.append(body), ack()))

    @app.event("app_home_opened")
    def opened(client: WebClient, event: dict[str, Any]) -> None:
        button = {"type": "button", "action_id": "more", "text": text("More")}
        blocks = [{"type": "actions", "elements": [button]}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    rita = slack.person("U0RITA")
    assert rita.home is None
    assert rita.open_home().status == 200
    assert rita.home is not None
    rita.click(rita.home, "more")
    assert clicks[0]["view"]["type"] == "home"
    assert "response_url" not in clicks[0]


def test_a_person_outside_a_private_channel_sees_nothing_of_it(slack: LocalSlack, client: WebClient) -> None:
    client.chat_postMessage(channel="C0HIRING", text="Secret")
    with pytest.raises(NotOnScreenError):
        slack.person("U0OLGA").sees("C0HIRING")


def test_direct_messages_go_by_user_id_and_notify(slack: LocalSlack, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="U0IVAN", text="Your card is due &amp; waiting")
    assert posted["channel"].startswith("D")
    ivan = slack.person("U0IVAN")
    assert [message.plain for message in ivan.direct_messages()] == ["Your card is due & waiting"]
    assert ivan.notifications == ["Your card is due & waiting"]
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="Done")
    assert ivan.direct_messages()[0].edited
    assert len(ivan.notifications) == 1
