"""What stands in a view's fields, in the exact shapes of Slack's `view.state.values`; knows no screens."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.playground.slack.workspace import Json, NotOnScreenError, Post, Workspace

# The field in which each kind of element reports its value, and the field of its initial value.
FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
LISTS = frozenset({"checkboxes", "multi_static_select", "multi_users_select"})
Values = dict[str, dict[str, Json]]


def flat(blocks: list[Json]) -> Iterator[Json]:
    """Yield each block, and after a container those inside it."""
    for block in blocks:
        yield block
        yield from flat(block.get("child_blocks", []))


def elements_of(block: Json) -> list[Json]:
    """Return the interactive elements of a block: an input's, a section's accessory, an actions block's."""
    match block["type"]:
        case "input":
            return [block["element"]]
        case "section":
            accessory = block.get("accessory")
            return [accessory] if accessory and "action_id" in accessory else []
        case "actions":
            return list(block["elements"])
        case _:
            return []


def located(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each block with each of its interactive elements, those inside containers included."""
    for block in flat(blocks):
        for element in elements_of(block):
            yield block, element


def options_of(element: Json) -> list[Json]:
    """Return an element's options, those of its groups included."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def initial(element: Json, current: Callable[[Json], str | None]) -> Json:
    """Return the state of an element no one has touched; empty is None, or [] for a list."""
    field, start = FIELDS[element["type"]]
    value = element.get(start, [] if element["type"] in LISTS else None)
    if element["type"] == "conversations_select" and value is None:
        value = current(element)
    return {"type": element["type"], field: value}


def initial_values(blocks: list[Json], current: Callable[[Json], str | None] = lambda _: None) -> Values:
    """Return `state.values` as blocks appear; `current` gives a conversations_select its default."""
    values: Values = {}
    for block, element in located(blocks):
        if element["type"] in FIELDS:
            values.setdefault(block["block_id"], {})[element["action_id"]] = initial(element, current)
    return values


def carried_over(old: Values, new: Values) -> Values:
    """Return the new values, keeping what was typed where block_id, action_id and type stay."""
    for block_id, elements in new.items():
        for action_id, state in elements.items():
            kept = old.get(block_id, {}).get(action_id)
            if kept is not None and kept["type"] == state["type"]:
                elements[action_id] = kept
    return new


def chosen_in(workspace: Workspace, user: str, post: Post) -> Values:
    """Return what stands in a message's menus and boxes for one person: what they chose, else what the app did.

    An edit keeps it where the ids stay, as in a view.
    """
    before = workspace.chosen.get((user, post.channel, post.ts), {})
    return carried_over(before, initial_values(post.blocks))


def value_of(state: Json) -> Any:
    """Return the bare value inside one element's state."""
    return state.get(FIELDS[state["type"]][0])


def is_empty(state: Json) -> bool:
    """Tell whether a required field with this state would be refused by the client."""
    value = value_of(state)
    if state["type"] == "rich_text_input" and value:
        return not rich_text_words(value).strip()
    return value in (None, "", [])


def chosen(element: Json, value: Any, offered: list[Json]) -> Json:
    """Return the element's state after a person gives it a value; `offered` are an external_select's suggestions."""
    kind = element["type"]
    return {"type": kind, FIELDS[kind][0]: _value(element, value, offered)}


def _value(element: Json, value: Any, offered: list[Json]) -> Any:
    kind = element["type"]
    if value is None:
        return [] if kind in LISTS else None
    match kind:
        case "checkboxes" | "multi_static_select":
            return [_option(options_of(element), one) for one in value]
        case "static_select" | "radio_buttons" | "external_select":
            return _option(offered if kind == "external_select" else options_of(element), value)
        case "rich_text_input" if isinstance(value, str):
            return rich_text(value)
        case "plain_text_input" | "number_input":
            return str(value) or None
        case _:
            return value


def _option(options: list[Json], value: str) -> Json:
    for option in options:
        if option["value"] == value:
            return {key: option[key] for key in ("text", "value", "description") if key in option}
    known = ", ".join(option["value"] for option in options)
    raise NotOnScreenError(f"there is no option {value!r}, only: {known}")


def rich_text(text: str) -> Json | None:
    """Return what typing or pasting plain text into a rich_text_input leaves in it."""
    if not text:
        return None
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def rich_text_words(value: Any) -> str:
    """Return every character of text in a rich_text value."""
    if isinstance(value, list):
        return "".join(map(rich_text_words, value))
    if not isinstance(value, dict):
        return ""
    return str(value.get("text", "")) + rich_text_words(value.get("elements", []))
