"""What Slack is told about the app is exactly what the code listens to and needs."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.cli import run
from bot.serving.declared import declared_routes
from bot.serving.manifest import OPTIONAL_SCOPES, SCOPES
from bot.serving.manifest import manifest as declared_manifest
from bot.slack.routes import Kind

ROOT = Path(__file__).parents[2]
SOCKET, HTTP = "manifest.json", "manifest.http.json"
NEEDS = {
    "auth_test": set(),
    "apps_connections_open": set(),
    "views_open": set(),
    "views_push": set(),
    "views_update": set(),
    "views_publish": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "users_info": {"users:read"},
    "files_upload_v2": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
}
"""The scopes each method of the Web API asks for (docs/scopes.md)."""


def manifest(name: str) -> dict[str, Any]:
    return json.loads((ROOT / name).read_text())


def methods_called() -> set[str]:
    """Every Web API method that the code which serves production calls, or names to have it called."""
    methods = {name for name in dir(WebClient) if "_" in name.strip("_") and not name.startswith("_")}
    files = [path for path in (ROOT / "bot").rglob("*.py") if "playground" not in path.relative_to(ROOT).parts]
    nodes = [node for path in files for node in ast.walk(ast.parse(path.read_text()))]
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    named = {node.value.replace(".", "_") for node in nodes if isinstance(node, ast.Constant) and is_method(node.value)}
    return ((called | named) & methods) - {"api_call"}


def is_method(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(?:\.[a-zA-Z]+)+", value) is not None


@pytest.fixture(params=[SOCKET, HTTP])
def described(request: pytest.FixtureRequest) -> dict[str, Any]:
    return manifest(request.param)


def test_each_command_is_answered_and_no_other(described: dict[str, Any]) -> None:
    commands = {command["command"] for command in described["features"]["slash_commands"]}
    assert declared_routes().names(Kind.COMMAND) == commands


def test_each_shortcut_is_answered_and_no_other(described: dict[str, Any]) -> None:
    shortcuts = {(one["type"], one["callback_id"]) for one in described["features"]["shortcuts"]}
    routes = declared_routes()
    assert {("message", name) for name in routes.names(Kind.MESSAGE_SHORTCUT)} | {
        ("global", name) for name in routes.names(Kind.SHORTCUT)
    } == shortcuts
    assert {one["name"] for one in described["features"]["shortcuts"] if one["type"] == "global"} == {
        "Score a candidate",
        "Open a loop",
    }


def test_each_event_is_answered_and_no_other(described: dict[str, Any]) -> None:
    assert declared_routes().names(Kind.EVENT) == set(described["settings"]["event_subscriptions"]["bot_events"])


def test_the_scopes_are_those_the_code_needs_and_no_other(described: dict[str, Any]) -> None:
    needed = {"commands"}.union(*(NEEDS[method] for method in methods_called()))
    assert described["oauth_config"]["scopes"] == {"bot": sorted(SCOPES), "bot_optional": sorted(OPTIONAL_SCOPES)}
    assert sorted([*SCOPES, *OPTIONAL_SCOPES]) == sorted(needed)


def test_every_scope_has_its_reason_in_the_documentation() -> None:
    reasons = (ROOT / "docs/scopes.md").read_text()
    assert [scope for scope in (*SCOPES, *OPTIONAL_SCOPES) if f"`{scope}`" not in reasons] == []


@pytest.mark.parametrize(("name", "host"), [(SOCKET, None), (HTTP, "YOUR-HOST")])
def test_both_files_are_what_the_rooms_declare(name: str, host: str | None) -> None:
    assert manifest(name) == declared_manifest(host), "run `make manifests`"


@pytest.mark.parametrize("host", [None, "debrief.example.com"])
def test_a_workspace_may_have_debrief_without_the_short_commands(host: str | None) -> None:
    alone, whole = declared_manifest(host, only_debrief=True), declared_manifest(host)
    (command,) = alone["features"]["slash_commands"]
    assert command in whole["features"]["slash_commands"]
    assert command["command"] == "/debrief"
    assert {**alone["features"], "slash_commands": None} == {**whole["features"], "slash_commands": None}
    assert {**alone, "features": None} == {**whole, "features": None}


def test_the_command_line_writes_the_manifest_without_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["manifest", "--only-debrief"]) == 0
    assert json.loads(capsys.readouterr().out) == declared_manifest(only_debrief=True)


def test_people_and_channels_arrive_as_ids(described: dict[str, Any]) -> None:
    assert all(command["should_escape"] for command in described["features"]["slash_commands"])


def test_the_manifests_differ_only_in_how_slack_reaches_the_app() -> None:
    assert without_addresses(manifest(HTTP)) == without_addresses(manifest(SOCKET))


def without_addresses(part: Any) -> Any:
    if isinstance(part, list):
        return [without_addresses(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    ways = ("url", "request_url", "message_menu_options_url", "socket_mode_enabled")
    return {key: without_addresses(value) for key, value in part.items() if key not in ways}


def test_only_http_names_addresses_and_all_are_the_one_that_is_served() -> None:
    assert "https://" not in (ROOT / SOCKET).read_text()
    http = manifest(HTTP)
    named = [command["url"] for command in http["features"]["slash_commands"]]
    named += [http["settings"]["event_subscriptions"]["request_url"]]
    named += [http["settings"]["interactivity"][key] for key in ("request_url", "message_menu_options_url")]
    assert set(named) == {"https://YOUR-HOST/slack/events"}


def test_slacks_limits_on_a_manifest_are_kept(described: dict[str, Any]) -> None:
    shown, features = described["display_information"], described["features"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert all(len(command["command"]) <= 32 for command in features["slash_commands"])
    assert all(len(command["usage_hint"]) <= 1000 for command in features["slash_commands"])
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert all(len(shortcut["description"]) <= 150 for shortcut in features["shortcuts"])


def test_direct_messages_are_open_for_scoring_but_not_for_chatting(described: dict[str, Any]) -> None:
    home = described["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, True)
