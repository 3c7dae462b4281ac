"""Fills in a form as one person would: finds fields, gives them values, and refuses what the client would refuse."""

import re
from typing import Any

from bot.playground.slack.conversations import offered_conversations
from bot.playground.slack.modals import LiveView
from bot.playground.slack.state_values import FIELDS, chosen, elements_of, flat, is_empty, located, value_of
from bot.playground.slack.workspace import Json, NotOnScreenError, Workspace

REQUIRED = "Please complete this required field."
_TYPED = {"plain_text_input", "rich_text_input", "number_input"}


def _values(element: Json) -> list[Any]:
    """Return the value of a button, or those of a ⋯ menu's entries: what tells one of several apart."""
    return [element.get("value"), *(option["value"] for option in element.get("options", ()))]


def find_element(blocks: list[Json], action_id: str, value: Any, block_id: str | None) -> tuple[Json, Json]:
    """Return the one block and element meant; a value tells buttons apart, and names an option elsewhere."""
    matches = [
        (block, element)
        for block, element in located(blocks)
        if element["action_id"] == action_id
        and block_id in {None, block["block_id"]}
        and (value is None or element["type"] not in {"button", "overflow"} or value in _values(element))
    ]
    if len(matches) == 1:
        return matches[0]
    there = ", ".join(f"{e['action_id']}={e.get('value')}" for _, e in located(blocks)) or "nothing"
    problem = "is not there" if not matches else "is there more than once: name a value or block_id"
    raise NotOnScreenError(f"{action_id!r} {problem}; on screen: {there}")


def field_of(view: LiveView, block_id: str, action_id: str | None = None) -> tuple[Json, Json]:
    """Return the block and its one element that takes a value."""
    blocks = list(flat(view.payload["blocks"]))
    for block in blocks:
        if block["block_id"] == block_id:
            fields = [e for e in elements_of(block) if e["type"] in FIELDS and action_id in {None, e["action_id"]}]
            if len(fields) == 1:
                return block, fields[0]
            raise NotOnScreenError(f"{block_id!r} has {len(fields)} fields: give {{action_id: value}}")
    there = ", ".join(block["block_id"] for block in blocks)
    raise NotOnScreenError(f"no block {block_id!r} in this view, only: {there}")


def set_value(workspace: Workspace, view: LiveView, block: Json, element: Json, value: Any) -> None:
    """Put a value into a field, as far as a person could."""
    key = (block["block_id"], element["action_id"])
    state = chosen(element, value, view.suggestions.get(key, []))
    _refuse_strangers(workspace, view.user, element, state)
    with workspace.lock:
        view.values[key[0]][key[1]] = state
        view.errors.pop(key[0], None)


def _refuse_strangers(workspace: Workspace, user: str, element: Json, state: Json) -> None:
    value = value_of(state)
    if isinstance(value, list) and len(value) > element.get("max_selected_items", len(value)):
        raise NotOnScreenError(f"no more than {element['max_selected_items']} can be chosen")
    if state["type"] in {"users_select", "multi_users_select"}:
        for named in [value] if isinstance(value, str) else value or []:
            if named not in workspace.members:
                raise NotOnScreenError(f"no one here is {named!r}")
    if state["type"] == "conversations_select" and value:
        channels = [channel.id for channel in offered_conversations(workspace, user, element)]
        if value not in channels:
            raise NotOnScreenError(f"the menu does not offer {value!r}, only: {', '.join(channels)}")


def dispatches(block: Json, element: Json, *, enter: bool = False) -> bool:
    """Tell whether giving this field a value sends block_actions at once."""
    if block["type"] != "input":
        return True
    if not block.get("dispatch_action"):
        return False
    if element["type"] not in _TYPED:
        return True
    triggers = element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
    return ("on_enter_pressed" if enter else "on_character_entered") in triggers


def client_errors(view: LiveView) -> dict[str, str]:
    """Return what Slack's own client says under each field, by block_id, before it sends anything."""
    errors = {}
    for block, element in located(view.payload["blocks"]):
        if block["type"] == "input":
            state = view.values[block["block_id"]][element["action_id"]]
            problem = _problem(block, element, state)
            if problem:
                errors[block["block_id"]] = problem
    return errors


def _problem(block: Json, element: Json, state: Json) -> str | None:
    if is_empty(state):
        return None if block.get("optional") else REQUIRED
    value = value_of(state)
    if element["type"] == "plain_text_input":
        return _length_problem(element, len(value))
    if element["type"] == "number_input":
        return _number_problem(element, value)
    return None


def _length_problem(element: Json, length: int) -> str | None:
    if length < element.get("min_length", 0):
        return f"Please use at least {element['min_length']} characters."
    if length > element.get("max_length", 3000):
        return f"Please use at most {element.get('max_length', 3000)} characters."
    return None


def _number_problem(element: Json, value: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number." if element["is_decimal_allowed"] else "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and float(value) < float(low):
        return f"Please enter a number that is at least {low}."
    if high is not None and float(value) > float(high):
        return f"Please enter a number that is at most {high}."
    return None


def action_of(block: Json, element: Json, state: Json | None, action_ts: str) -> Json:
    """Return the entry of `actions` for one use of an element."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    if state is not None:
        return {**action, **state}
    shown: Json = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    return {**action, **shown}
