"""The page: each person sees their own Slack, acts as themselves, and nothing of it can become HTML."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient

import bot.playground.slack
from bot.playground.slack import page
from bot.playground.slack.local_slack import LocalSlack, Reply

FILES = Path(bot.playground.slack.__file__).parent / "page"
Json = dict[str, Any]
HOSTILE = '<img src=x onerror="alert(1)"> <!channel> & "quotes"'


@pytest.fixture
def state(slack: LocalSlack) -> Callable[..., Json]:
    browser = slack.server.test_client()

    def get(user: str, place: str = "C0HIRING", **more: str) -> Json:
        answer = browser.get("/page/state", query_string={"as": user, "place": place, **more}).get_json()
        assert isinstance(answer, dict)
        return answer

    return get


@pytest.fixture
def act(slack: LocalSlack) -> Callable[..., Json]:
    browser = slack.server.test_client()

    def post(user: str, name: str, /, **more: Any) -> Json:
        answer = browser.post("/page/act", json={"as": user, "act": name, **more}).get_json()
        assert isinstance(answer, dict)
        return answer

    return post


def test_everybody_sees_only_their_own_channels_and_private_answers(
    slack: LocalSlack, client: WebClient, state: Callable[..., Json]
) -> None:
    client.chat_postMessage(channel="C0HIRING", text="For the panel")
    client.chat_postEphemeral(channel="C0HIRING", user="U0RITA", text="For Rita")
    assert len(state("U0RITA")["messages"]) == 2
    assert len(state("U0IVAN")["messages"]) == 1
    outsider = state("U0OLGA")
    assert (outsider["place"], outsider["messages"]) == (None, [])
    assert [channel["id"] for channel in outsider["channels"]] == ["C0GENERAL"]


def test_a_message_for_somebody_else_is_noticed_until_they_read_it(
    client: WebClient, state: Callable[..., Json]
) -> None:
    client.chat_postMessage(channel="U0IVAN", text="Your card is due")

    def waiting() -> dict[str, int]:
        return {person["id"]: person["waiting"] for person in state("U0RITA")["people"]}

    assert waiting() == {"U0RITA": 0, "U0IVAN": 1, "U0OLGA": 0}
    state("U0IVAN")
    assert waiting()["U0IVAN"] == 1
    state("U0IVAN", "dm")
    assert waiting()["U0IVAN"] == 0


def test_the_state_is_sent_again_only_when_something_changed(slack: LocalSlack, state: Callable[..., Json]) -> None:
    version = str(state("U0RITA")["version"])
    assert state("U0RITA", since=version) == {"unchanged": True}
    slack.post_as("U0IVAN", "C0HIRING", "News")
    assert state("U0RITA", since=version)["messages"]


def test_text_reaches_the_page_as_nodes_and_never_as_html(
    slack: LocalSlack, act: Callable[..., Json], state: Callable[..., Json]
) -> None:
    assert act("U0RITA", "say", channel="C0HIRING", text=HOSTILE)["ok"]
    (message,) = state("U0RITA")["messages"]
    assert message["nodes"] == [{"kind": "text", "text": HOSTILE}]
    assert slack.person("U0IVAN").notifications == []


def test_the_scripts_never_turn_a_string_into_html_or_code() -> None:
    for path in FILES.glob("*.js"):
        forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
        assert not re.search(forbidden, path.read_text(encoding="utf-8")), path.name


def test_the_page_asks_nothing_of_other_hosts(slack: LocalSlack) -> None:
    browser = slack.server.test_client()
    page = browser.get("/")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    names = [path.name for path in FILES.iterdir()]
    served = {name: browser.get("/" if name == "index.html" else f"/page/{name}") for name in names}
    for name, answer in served.items():
        assert answer.status_code == 200, name
        assert not re.search(r"(?:src|href|url|import|from)[=(\s]+[\"']?(?:https?:)?//", answer.get_data(as_text=True))
    assert browser.get("/page/page.py").status_code == 404


def test_only_json_can_act(slack: LocalSlack) -> None:
    browser = slack.server.test_client()
    form = browser.post("/page/act", data=json.dumps({"act": "home"}), content_type="text/plain")
    assert form.status_code == 400
    assert browser.post("/page/act", json={"act": "format"}).status_code == 400


def test_a_window_closed_twice_is_closed_and_the_one_below_it_stays_unless_the_cross_closed_all(
    slack: LocalSlack, app: App, act: Callable[..., Json], state: Callable[..., Json]
) -> None:
    words = {"type": "plain_text", "text": "Words"}
    view = {"type": "modal", "callback_id": "below", "title": words, "submit": words, "blocks": [{"type": "divider"}]}

    @app.command("/form")
    def form(ack: Any, client: WebClient, body: Json) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    app.view("below")(lambda ack: ack(response_action="push", view={**view, "callback_id": "front"}))
    act("U0IVAN", "command", channel="C0HIRING", command="/form")
    below = state("U0IVAN")["modal"]["id"]
    act("U0IVAN", "submit", view_id=below)
    front = state("U0IVAN")["modal"]["id"]
    for _ in range(2):
        assert act("U0IVAN", "close", view_id=front)["ok"]
        assert state("U0IVAN")["modal"]["id"] == below
    act("U0IVAN", "submit", view_id=below)
    front = state("U0IVAN")["modal"]["id"]
    for _ in range(2):
        assert act("U0IVAN", "close", view_id=front, entirely=True)["ok"]
        assert state("U0IVAN")["modal"] is None, "the × closes what stands below, too"


def test_a_whole_modal_is_filled_and_sent_through_the_page(
    slack: LocalSlack, app: App, act: Callable[..., Json], state: Callable[..., Json]
) -> None:
    sent: list[Json] = []
    words = {"type": "plain_text", "text": "Words"}
    option = {"text": words, "value": "1"}
    elements = {
        "text": {"type": "plain_text_input", "action_id": "a"},
        "when": {"type": "datetimepicker", "action_id": "a"},
        "pick": {"type": "radio_buttons", "action_id": "a", "options": [option]},
    }

    @app.command("/form")
    def form(ack: Any, client: WebClient, body: Json) -> None:
        blocks = [{"type": "input", "block_id": key, "label": words, "element": e} for key, e in elements.items()]
        view = {"type": "modal", "callback_id": "form", "title": words, "submit": words, "blocks": blocks}
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    app.view("form")(lambda ack, view: (sent.append(view), ack()))
    assert act("U0IVAN", "command", channel="C0HIRING", command="/form")["result"] == 200
    view_id = state("U0IVAN")["modal"]["id"]
    assert act("U0IVAN", "submit", view_id=view_id)["result"]["action"] == "errors"
    assert set(state("U0IVAN")["modal"]["errors"]) == set(elements)
    for block_id, value in {"text": "Hello", "when": "2026-11-20T15:00", "pick": "1"}.items():
        fields = {"block_id": block_id, "action_id": "a", "kind": elements[block_id]["type"], "value": value}
        assert act("U0IVAN", "fill", view_id=view_id, **fields)["ok"]
    assert state("U0IVAN")["modal"]["values"]["when"]["a"] == "2026-11-20T15:00"
    assert act("U0IVAN", "submit", view_id=view_id)["result"]["action"] == "closed"
    berlin_three_o_clock = 1_795_183_200
    assert sent[0]["state"]["values"]["when"]["a"]["selected_date_time"] == berlin_three_o_clock
    assert "not in front" in act("U0IVAN", "submit", view_id=view_id)["problem"]


def test_clicks_shortcuts_and_home_act_as_the_person(
    slack: LocalSlack, client: WebClient, act: Callable[..., Json]
) -> None:
    bodies: list[str] = []
    slack.connect(lambda delivery: (bodies.append(delivery.body), Reply(200))[1])
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    ts = client.chat_postMessage(channel="C0HIRING", text="Press", blocks=blocks)["ts"]
    where = {"channel": "C0HIRING", "ts": ts}
    assert act("U0IVAN", "click", **where, block_id="row", action_id="go")["result"] == 200
    assert act("U0IVAN", "shortcut", **where, callback_id="review")["result"] == 200
    assert act("U0IVAN", "home")["result"] == 200
    assert all("U0IVAN" in body for body in bodies)
    assert len(bodies) == 3
    assert "no channel" in act("U0OLGA", "click", **where, block_id="row", action_id="go")["problem"]


def test_a_button_works_although_its_message_was_edited_a_moment_before(
    slack: LocalSlack, client: WebClient, act: Callable[..., Json], state: Callable[..., Json]
) -> None:
    slack.connect(lambda _: Reply(200))
    go, stay = (
        {"type": "button", "action_id": name, "value": name, "text": {"type": "plain_text", "text": name}}
        for name in ("go", "stay")
    )
    posted = client.chat_postMessage(channel="C0HIRING", text="Go", blocks=[{"type": "actions", "elements": [go]}])
    (drawn,) = state("U0IVAN")["messages"]
    where = {"channel": "C0HIRING", "ts": posted["ts"], "block_id": drawn["blocks"][0]["block_id"]}
    edited = [{"type": "actions", "elements": [go, stay]}]
    client.chat_update(channel="C0HIRING", ts=posted["ts"], text="Go", blocks=edited)
    assert act("U0IVAN", "click", **where, action_id="go", value="go")["result"] == 200
    assert "not there" in act("U0IVAN", "click", **where, action_id="leave", value="go")["problem"]


def test_commands_and_shortcuts_are_on_the_page(slack: LocalSlack, state: Callable[..., Json]) -> None:
    slack.describe_commands([("/rubric", "What good looks like", "<role>")])
    slack.describe_shortcuts([("review", "Review this JD")])
    shown = state("U0RITA")
    assert shown["commands"] == [{"command": "/rubric", "description": "What good looks like", "hint": "<role>"}]
    assert shown["shortcuts"] == [{"callback_id": "review", "name": "Review this JD"}]
    assert shown["tour"] is None
    refused = slack.person("U0RITA").command("/unknown", channel="C0HIRING")
    assert (refused.status, refused.messages[0].plain) == (0, "/unknown is not a valid command. Nothing was sent.")


def test_all_read_leaves_nothing_waiting(slack: LocalSlack, client: WebClient, state: Callable[..., Json]) -> None:
    client.chat_postMessage(channel="U0IVAN", text="Old news")
    slack.all_read()
    assert [person["waiting"] for person in state("U0RITA")["people"]] == [0, 0, 0]


def test_a_page_opened_before_the_workspace_is_set_up_says_so_and_its_acts_wait(
    slack: LocalSlack, state: Callable[..., Json], act: Callable[..., Json]
) -> None:
    """No app is connected yet: anyone who acts waits for it, and nothing goes wrong."""
    with ThreadPoolExecutor(1) as threads:
        with slack.being_set_up():
            assert state("U0RITA") == {"being_set_up": True}
            acting = threads.submit(act, "U0RITA", "command", command="/loop", text="new", channel="C0HIRING")
            with pytest.raises(TimeoutError):
                acting.result(0.1)
            slack.connect(lambda _: Reply(200, "Here I am"))
        assert acting.result(5)["ok"]
    assert state("U0RITA")["messages"]


def test_a_workspace_that_is_never_set_up_keeps_nobody_waiting_for_ever(
    slack: LocalSlack, act: Callable[..., Json], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "SETTING_UP_S", 0.01)
    with slack.being_set_up():
        answer = act("U0RITA", "command", command="/loop", text="new", channel="C0HIRING")
    assert (answer["ok"], "being set up" in answer["problem"]) == (False, True)


def test_a_reaction_is_counted_by_name_and_taken_back_by_the_same_act(
    slack: LocalSlack, state: Callable[..., Json], act: Callable[..., Json]
) -> None:
    message = slack.post_as("U0IVAN", "C0HIRING", "Hired!")
    where = {"channel": "C0HIRING", "ts": message.ts, "name": "tada"}
    slack.react("U0IVAN", "C0HIRING", message.ts, "tada")
    assert act("U0RITA", "react", **where)["ok"]
    (seen,) = state("U0RITA")["messages"][0]["reactions"]
    assert seen == {"name": "tada", "count": 2, "mine": True, "people": ["Ivan Petrov", "Rita Okafor"]}
    act("U0RITA", "react", **where)
    assert state("U0RITA")["messages"][0]["reactions"] == [
        {**seen, "count": 1, "mine": False, "people": ["Ivan Petrov"]}
    ]
    slack.react("U0IVAN", "C0HIRING", message.ts, "tada")
    assert state("U0RITA")["messages"][0]["reactions"] == []


def test_a_reply_stands_in_its_thread_and_makes_no_channel_unread(
    slack: LocalSlack, state: Callable[..., Json], act: Callable[..., Json]
) -> None:
    root = slack.post_as("U0IVAN", "C0HIRING", "Hello")
    state("U0RITA")
    reply = act("U0IVAN", "say", channel="C0HIRING", text="And one thing more", thread_ts=root.ts)
    assert "message_not_found" in act("U0IVAN", "say", channel="C0HIRING", text="?", thread_ts="1.0")["problem"]
    shown = state("U0RITA", "C0GENERAL")
    assert [channel["unread"] for channel in shown["channels"]] == [0, 0]
    first, second = state("U0RITA")["messages"]
    assert (first["thread_ts"], second["thread_ts"], second["ts"]) == (None, root.ts, reply["result"])


def test_an_app_has_the_icon_it_was_given(slack: LocalSlack, state: Callable[..., Json]) -> None:
    browser = slack.server.test_client()
    assert (state("U0RITA")["icon"], browser.get("/page/app-icon.svg").status_code) == (False, 404)
    slack.describe_icon("<svg xmlns='http://www.w3.org/2000/svg'/>")
    answer = browser.get("/page/app-icon.svg")
    assert state("U0RITA")["icon"]
    assert (answer.content_type, answer.text[:4]) == ("image/svg+xml", "<svg")


def test_the_clock_goes_forward_for_everybody_and_never_back(
    slack: LocalSlack, app: App, act: Callable[..., Json], state: Callable[..., Json]
) -> None:
    before = slack.clock()
    assert act("U0RITA", "later", minutes=26 * 60)["ok"]
    assert slack.clock() - before >= 26 * 3600
    assert slack.workspace.clock() - before >= 26 * 3600
    assert state("U0IVAN")["clock"].endswith("time, 1 d 2 h ahead")
    for minutes in (0, -60, 60 * 24 * 365, "soon", None):
        assert not act("U0RITA", "later", minutes=minutes)["ok"]
    assert slack.clock() - before < 27 * 3600
    assert act("U0RITA", "later")["ok"]
    there = datetime.fromtimestamp(slack.clock(), slack.workspace.member("U0RITA").zone)
    assert (there.hour, there.minute) == (9, 0)
    assert there.weekday() < 5, "what waits for office hours is said at a click, be it night or a weekend"
