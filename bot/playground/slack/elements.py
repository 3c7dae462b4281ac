"""The shapes of the interactive elements that this local Slack knows, with Slack's limits."""

import re
from typing import Any

from bot.playground.slack.rich_text import RICH_TEXT_VALUE
from bot.playground.slack.shapes import (
    Check,
    Fields,
    Problems,
    boolean,
    both,
    either_text,
    exactly_one,
    listed,
    one_of,
    plain_text,
    problem,
    record,
    string,
    typed,
    whole,
)

CONFIRM = record(
    {"title": plain_text(100), "text": either_text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = record({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
_MARKED_OPTION = record({"text": either_text(75), "value": string(150)}, {"description": either_text(75)})
_MENU_OPTION = record(
    {"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": string(3000)}
)
_GROUP = record({"label": plain_text(75), "options": listed(OPTION, 100)})
OPTIONS: Fields = {"options": listed(OPTION, 100), "option_groups": listed(_GROUP, 100)}
ONE_SOURCE = exactly_one("options", "option_groups")

_ACTION: Fields = {"action_id": string(255), "confirm": CONFIRM, "focus_on_load": boolean}
_PLACEHOLDER: Fields = {**_ACTION, "placeholder": plain_text(150)}
_DISPATCH: Fields = {
    "action_id": string(255),
    "focus_on_load": boolean,
    "placeholder": plain_text(150),
    "dispatch_action_config": record(
        {"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_USER = string(255)
_FILTER = record(
    {},
    {
        "include": listed(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def _initial_among_options(value: Any, path: str, problems: Problems) -> None:
    if not isinstance(value, dict):
        return
    groups = [group.get("options", []) for group in value.get("option_groups", []) if isinstance(group, dict)]
    known = [*value.get("options", []), *(option for group in groups for option in group)]
    chosen = value.get("initial_options", [])
    if "initial_option" in value:
        chosen = [value["initial_option"]]
    for option in chosen if isinstance(chosen, list) else []:
        if option not in known:
            problem(problems, "initial option must exactly match one of the options", path)


def _lengths_agree(value: Any, path: str, problems: Problems) -> None:
    least, most = value.get("min_length", 0), value.get("max_length", 3000)
    if isinstance(least, int) and isinstance(most, int):
        if least > most:
            problem(problems, "min_length must not exceed max_length", path)
        if len(str(value.get("initial_value", ""))) > most:
            problem(problems, f"must be less than {most + 1} characters", f"{path}/initial_value")


def _dated(value: Any, path: str, problems: Problems) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        problem(problems, "must be a date like 2026-11-20", path)


def _choice(options: Check, initial: Fields, most: int) -> Check:
    fields = {"options": listed(options, most)}
    return both(record(fields, {**_ACTION, **initial}), _initial_among_options)


_SELECTS: dict[str, Check] = {
    "static_select": both(
        record({}, {**_PLACEHOLDER, **OPTIONS, "initial_option": OPTION}), ONE_SOURCE, _initial_among_options
    ),
    "multi_static_select": both(
        record(
            {},
            {
                **_PLACEHOLDER,
                **OPTIONS,
                "initial_options": listed(OPTION, 100),
                "max_selected_items": whole(1, 100),
            },
        ),
        ONE_SOURCE,
        _initial_among_options,
    ),
    "external_select": record({}, {**_PLACEHOLDER, "initial_option": OPTION, "min_query_length": whole(0, 255)}),
    "users_select": record({}, {**_PLACEHOLDER, "initial_user": _USER}),
    "multi_users_select": record(
        {}, {**_PLACEHOLDER, "initial_users": listed(_USER, 100), "max_selected_items": whole(1, 100)}
    ),
    "conversations_select": record(
        {},
        {
            **_PLACEHOLDER,
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": _FILTER,
        },
    ),
}
_CHOICES: dict[str, Check] = {
    "radio_buttons": _choice(_MARKED_OPTION, {"initial_option": _MARKED_OPTION}, 10),
    "checkboxes": _choice(_MARKED_OPTION, {"initial_options": listed(_MARKED_OPTION, 10)}, 10),
}
_DATES: dict[str, Check] = {
    "datepicker": record({}, {**_PLACEHOLDER, "initial_date": _dated}),
    "datetimepicker": record({}, {**_ACTION, "initial_date_time": whole(10**9, 10**10 - 1)}),
}
_TYPED: dict[str, Check] = {
    "plain_text_input": both(
        record(
            {},
            {
                **_DISPATCH,
                "multiline": boolean,
                "initial_value": string(3000, 0),
                "min_length": whole(0, 3000),
                "max_length": whole(1, 3000),
            },
        ),
        _lengths_agree,
    ),
    "number_input": record(
        {"is_decimal_allowed": boolean},
        {**_DISPATCH, "initial_value": string(255), "min_value": string(255), "max_value": string(255)},
    ),
    "rich_text_input": record({}, {**_DISPATCH, "initial_value": RICH_TEXT_VALUE}),
}
_PRESSED: dict[str, Check] = {
    "button": record(
        {"text": plain_text(75)},
        {
            "action_id": string(255),
            "value": string(2000),
            "url": string(3000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": record({"options": listed(_MENU_OPTION, 5)}, {"action_id": string(255), "confirm": CONFIRM}),
}
IMAGE_FIELDS: Fields = {"image_url": string(3000)}
_IMAGE: dict[str, Check] = {"image": record({"alt_text": string(2000), **IMAGE_FIELDS})}

ELEMENTS: dict[str, Check] = {**_PRESSED, **_SELECTS, **_CHOICES, **_DATES, **_TYPED}

# Which elements each block takes; a datetimepicker is no accessory, and what is typed needs an input block.
ACCESSORY = typed({**_PRESSED, **_SELECTS, **_CHOICES, "datepicker": _DATES["datepicker"], **_IMAGE}, "accessory")
IN_ACTIONS = typed({**_PRESSED, **_SELECTS, **_CHOICES, **_DATES}, "element")
IN_INPUT = typed({**_SELECTS, **_CHOICES, **_DATES, **_TYPED}, "element")
IN_CONTEXT = typed(
    {**_IMAGE, "mrkdwn": record({"text": string(3000)}, {"verbatim": boolean}),
     "plain_text": record({"text": string(3000)}, {"emoji": boolean})},
    "element",
)  # fmt: skip
