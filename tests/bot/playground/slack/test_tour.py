"""A tour is data: its buttons act as its people would, and what people see and submit ticks its steps off."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.tour import Deed, Move, Step, Tour

Json = dict[str, Any]
TITLE = {"type": "plain_text", "text": "Window"}
GO = {"type": "button", "action_id": "go:1", "value": "v", "text": {"type": "plain_text", "text": "Go"}}

NEW = Move("New", "U0RITA", "dm", Deed.COMMAND, "/new one", submitted=frozenset(("from_command",)))


def window(callback_id: str) -> Json:
    text = {"type": "mrkdwn", "text": "Words"}
    blocks = [{"type": "section", "text": text}]
    return {"type": "modal", "callback_id": callback_id, "title": TITLE, "submit": TITLE, "blocks": blocks}


@pytest.fixture
def tour(slack: LocalSlack, app: App, client: WebClient) -> Tour:
    """Four steps, one for each deed, over a small app that opens a window whatever one does."""

    def opens(callback_id: str) -> Callable[..., None]:
        def listener(ack: Ack, body: Json) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=window(callback_id))
            ack()

        return listener

    app.command("/new")(opens("from_command"))
    app.action("go:1")(opens("from_button"))
    app.shortcut("review")(opens("from_shortcut"))
    app.view("from_command")(lambda ack: ack())
    app.view("from_button")(lambda ack: ack(response_action="errors", errors={"b": "No"}))
    slack.post_as("U0RITA", "C0HIRING", "A JD")
    client.chat_postMessage(channel="C0HIRING", text="Go", blocks=[{"type": "actions", "elements": [GO]}])
    made = Tour(
        title="Three minutes",
        steps=(
            Step(
                "One",
                "*Bold*",
                (Move("Review", "U0RITA", "C0HIRING", Deed.SHORTCUT, "review", frozenset(("from_shortcut",))),),
            ),
            Step(
                "Two",
                "",
                (Move("Go", "U0IVAN", "C0HIRING", Deed.PRESS, "go", submitted=frozenset(("from_button",))),),
            ),
            Step("Three", "", (Move("Look", "U0IVAN", "C0HIRING", Deed.GO, "go", frozenset(("nothing",))),)),
            Step("Four", "", (NEW, Move("Again", "U0RITA", "dm", Deed.COMMAND, "/new", frozenset(("from_button",))))),
        ),
        end="Done",
    )
    slack.describe_tour(made)
    return made


def test_a_tour_says_where_it_begins_and_what_is_done(slack: LocalSlack, tour: Tour) -> None:
    shown = state(slack, "U0IVAN")["tour"]
    assert (shown["title"], shown["start"]) == ("Three minutes", {"as": "U0RITA", "place": "C0HIRING"})
    assert [step["done"] for step in shown["steps"]] == [False] * 4
    assert (shown["steps"][0]["text"][0]["kind"], shown["steps"][0]["moves"][0]["label"]) == ("bold", "Review")


def test_a_step_is_done_once_somebody_has_its_window_in_front(slack: LocalSlack, tour: Tour) -> None:
    went = follow(slack, 0)
    assert (went["as"], went["place"]) == ("U0RITA", "C0HIRING")
    assert slack.person("U0RITA").modal.callback_id == "from_shortcut"
    assert not tour.ticked
    version = state(slack, "U0IVAN")["version"]
    assert state(slack, "U0RITA")["tour"]["steps"][0]["done"]
    assert state(slack, "U0IVAN", since=str(version))["tour"]["steps"][0]["done"]  # anyone who looks on hears of it


def test_a_step_is_done_once_its_form_was_taken_and_not_before(slack: LocalSlack, tour: Tour) -> None:
    follow(slack, 1)
    submit(slack, "U0IVAN")
    assert not tour.ticked
    assert follow(slack, 3) == {"as": "U0RITA", "place": "dm", "ts": None}
    submit(slack, "U0RITA")
    assert tour.ticked == {NEW}


def test_a_step_is_done_once_each_of_its_moves_is(slack: LocalSlack, tour: Tour) -> None:
    follow(slack, 3)
    submit(slack, "U0RITA")
    fourth = state(slack, "U0RITA")["tour"]["steps"][3]
    assert ([move["done"] for move in fourth["moves"]], fourth["done"]) == ([True, False], False)
    follow(slack, 1)
    assert state(slack, "U0IVAN")["tour"]["steps"][3]["done"]


def test_a_move_points_at_the_newest_message_that_has_the_button(slack: LocalSlack, tour: Tour) -> None:
    assert follow(slack, 2)["ts"] == slack.messages("C0HIRING")[-1].ts
    assert slack.person("U0IVAN").modal is None


def test_a_move_begins_with_nothing_else_open(slack: LocalSlack, tour: Tour) -> None:
    follow(slack, 3)
    follow(slack, 0)
    assert slack.person("U0RITA").modal.callback_id == "from_shortcut"
    assert slack.person("U0RITA").modal.depth == 1


def test_a_move_that_comes_too_early_says_so(slack: LocalSlack, tour: Tour) -> None:
    tour.steps = (Step("One", "", (Move("Go", "U0OLGA", "C0GENERAL", Deed.PRESS, "go"),)),)
    answer = post(slack, {"act": "tour", "as": "U0OLGA", "step": 0, "move": 0})
    assert (answer["ok"], "before this one" in answer["problem"]) == (False, True)


def state(slack: LocalSlack, user: str, **more: str) -> Json:
    query = {"as": user, "place": "C0HIRING", **more}
    return dict(slack.server.test_client().get("/page/state", query_string=query).get_json())


def post(slack: LocalSlack, act: Json) -> Json:
    return dict(slack.server.test_client().post("/page/act", json=act).get_json())


def follow(slack: LocalSlack, step: int) -> Json:
    answer = post(slack, {"act": "tour", "as": "U0IVAN", "step": step, "move": 0})
    assert answer["ok"]
    return dict(answer["result"])


def submit(slack: LocalSlack, user: str) -> None:
    view = slack.person(user).modal
    assert post(slack, {"act": "submit", "as": user, "view_id": view.id})["ok"]
