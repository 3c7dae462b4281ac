"""docs/local-slack.md says exactly what LocalSlack covers."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

import bot.playground.slack
from bot.playground.slack.elements import ACCESSORY, ELEMENTS, IN_ACTIONS, IN_INPUT
from bot.playground.slack.limits import SURFACES
from bot.playground.slack.local_slack import Delivery, LocalSlack, Reply
from bot.playground.slack.shapes import described

SOURCES = Path(bot.playground.slack.__file__).parent
PAGE = (SOURCES.parents[2] / "docs" / "local-slack.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, list[str]]:
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{heading}\n")]
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", text, flags=re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split(" | ")] for name, rest in rows}


def test_its_methods_are_the_web_apis(slack: LocalSlack) -> None:
    assert set(table("Web API methods")) == set(slack.web_api.methods)


def test_its_routes_are_the_servers(slack: LocalSlack) -> None:
    assert set(table("Routes")) == {rule.rule for rule in slack.server.url_map.iter_rules()}


def test_its_blocks_stand_on_the_surfaces_it_says() -> None:
    said = {
        surface: {block for block, cells in table("Blocks").items() if cells[column] == "yes"}
        for column, surface in enumerate(("message", "modal", "home"))
    }
    assert said == SURFACES


def test_its_elements_stand_in_the_blocks_it_says() -> None:
    places = {"section": ACCESSORY, "actions": IN_ACTIONS, "input": IN_INPUT}
    known = {
        element: {
            block
            for block, check in places.items()
            if not any("unsupported" in p for p in described({"type": element}, check))
        }
        for element in ELEMENTS
    }
    assert {
        name: set(re.findall(r"section|actions|input", cells[0])) for name, cells in table("Elements").items()
    } == known


def test_its_error_codes_are_those_in_the_code() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    raised = re.findall(r'(?:SlackRefusalError\(|otherwise=)"(\w+)"', code)
    assert set(table("Error codes")) == set(raised)


def test_its_deliveries_are_those_a_person_can_cause(slack: LocalSlack) -> None:
    seen: set[str] = set()

    def deliver(delivery: Delivery) -> Reply:
        seen.add(kind_of(delivery))
        return Reply(200)

    slack.connect(deliver)
    rita, message = slack.person("U0RITA"), slack.post_as("U0IVAN", "C0GENERAL", "Hello")
    rita.command("/x")
    rita.open_home()
    slack.join("U0RITA", "C0GENERAL")
    slack.leave("U0RITA", "C0GENERAL")
    slack.join("U0RITA", "C0GENERAL")
    rita.shortcut("review", message)
    rita.global_shortcut("score")
    select = {"type": "external_select", "action_id": "a", "min_query_length": 0}
    label = {"type": "plain_text", "text": "Label"}
    view = {
        "type": "modal",
        "title": label,
        "submit": label,
        "notify_on_close": True,
        "blocks": [
            {"type": "input", "block_id": "b", "label": label, "element": select, "optional": True},
            {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": label}]},
        ],
    }
    for _ in range(2):
        trigger_id = slack.parts.tickets.trigger("U0RITA", None)
        slack.web_api.call("views.open", {"trigger_id": trigger_id, "view": view}, slack.bot_token)
        rita.suggest("b", "x")
        rita.click(rita.modal, "go")
        rita.close()
    slack.web_api.call(
        "views.open",
        {"trigger_id": slack.parts.tickets.trigger("U0RITA", None), "view": view},
        slack.bot_token,
    )
    rita.submit()
    slack.deactivate("U0IVAN")
    assert seen == set(table("Deliveries"))


def kind_of(delivery: Delivery) -> str:
    if delivery.headers["content-type"] == "application/json":
        return str(json.loads(delivery.body)["event"]["type"])
    form: dict[str, Any] = parse_qs(delivery.body)
    return str(json.loads(form["payload"][0])["type"]) if "payload" in form else "slash command"


@pytest.mark.parametrize("name", sorted(path.name for path in SOURCES.glob("*.py")))
def test_it_knows_only_slack(name: str) -> None:
    path = SOURCES / name
    imported = re.findall(r"^(?:from|import) (\S+)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    own = [name for name in imported if name.split(".")[0] in {"bot", "storage", "rubrics"}]
    assert all(name.startswith("bot.playground.slack.") for name in own)
