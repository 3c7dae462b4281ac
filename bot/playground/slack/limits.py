"""Refuses messages, views and suggestions that Slack would refuse, and completes the ids that Slack completes."""

import json
import secrets
from collections import Counter
from collections.abc import Iterator, Set
from typing import Any

from bot.playground.slack.elements import ACCESSORY, IMAGE_FIELDS, IN_ACTIONS, IN_CONTEXT, IN_INPUT, ONE_SOURCE, OPTIONS
from bot.playground.slack.newer_blocks import (
    DATA_TABLE,
    DATA_TABLE_CHARACTERS,
    DATA_VISUALIZATION,
    MOST_CHARTS,
    cells,
    container,
)
from bot.playground.slack.rich_text import RICH_TEXT
from bot.playground.slack.shapes import (
    Check,
    Fields,
    Problems,
    boolean,
    both,
    described,
    either_text,
    listed,
    one_of,
    plain_text,
    problem,
    record,
    string,
    typed,
    whole,
)
from bot.playground.slack.state_values import elements_of, flat
from bot.playground.slack.workspace import Json, SlackRefusalError, copied

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}
MARKDOWN_CHARACTERS = 12_000
TABLE_CHARACTERS = 10_000
MESSAGE_CHARACTERS = 11_340
"""Of all texts of a message's blocks but markdown's: undocumented, and 11,341 were refused (slackapi/bolt-js#2867)."""
VIEW_BYTES = 250_000

_ID: Fields = {"block_id": string(255)}


def _text_or_fields(value: Any, path: str, problems: Problems) -> None:
    if "text" not in value and "fields" not in value:
        problem(problems, "must define either `text` or `fields`", path)


_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})

BLOCKS: dict[str, Check] = {
    "section": both(
        record(
            {},
            {
                **_ID,
                "text": either_text(3000),
                "fields": listed(either_text(2000), 10),
                "accessory": ACCESSORY,
                "expand": boolean,
            },
        ),
        _text_or_fields,
    ),
    "header": record({"text": plain_text(150)}, {**_ID, "level": whole(1, 4)}),
    "context": record({"elements": listed(IN_CONTEXT, 10)}, _ID),
    "actions": record({"elements": listed(IN_ACTIONS, 25)}, _ID),
    "divider": record({}, _ID),
    "image": record({"alt_text": string(2000), **IMAGE_FIELDS}, {**_ID, "title": plain_text(2000)}),
    "input": record(
        {"label": plain_text(2000), "element": IN_INPUT},
        {**_ID, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "table": record(
        {"rows": listed(listed(typed(cells(TABLE_CHARACTERS), "cell"), 20), 100)},
        {**_ID, "column_settings": listed(_COLUMN, 20)},
    ),
    "markdown": record({"text": string(MARKDOWN_CHARACTERS)}, _ID),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
}
BLOCKS["container"] = container(BLOCKS)
_EVERYWHERE = {"section", "header", "context", "actions", "divider", "image", "input", "rich_text"}
_IN_HOME = _EVERYWHERE | {"table", "data_table", "container"}
SURFACES = {
    "message": _IN_HOME | {"data_visualization", "markdown"},
    "modal": _EVERYWHERE,
    "home": _IN_HOME,
}
HEADER_LEVEL = "header.level"
NEWER = frozenset({"table", "data_table", "data_visualization", "container", HEADER_LEVEL})
"""What a workspace may be told to lack: blocks that came late, and a property that did."""

_VIEW: Fields = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
}
_FACE: Fields = {"submit": plain_text(24), "close": plain_text(24)}


def accept_blocks(blocks: Any, surface: str, lacking: Set[str] = frozenset()) -> list[Json]:
    """Return a message's blocks as Slack stores them, or refuse them with invalid_blocks.

    `lacking` are kinds of NEWER that this workspace does not have yet.
    """
    if not isinstance(blocks, list):
        raise SlackRefusalError("invalid_blocks_format")
    problems = _problems(blocks, surface, "/blocks", least=0) or [*_lacked(blocks, lacking, "/blocks")]
    if problems:
        raise SlackRefusalError("invalid_blocks", *problems)
    return _completed(blocks)


def refuse_too_long(blocks: list[Json]) -> None:
    """Refuse a message whose blocks are too long together; what answers a command or a click may be longer."""
    if sum(_characters(block) for block in blocks if block["type"] != "markdown") > MESSAGE_CHARACTERS:
        raise SlackRefusalError("msg_blocks_too_long")


def accept_view(view: Any, surface: str, lacking: Set[str] = frozenset()) -> Json:
    """Return a view as Slack stores it; refuse with invalid_arguments, or view_too_large beyond 250 kB."""
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise SlackRefusalError("view_too_large")
    problems = _view_problems(view, surface) or [*_lacked(view["blocks"], lacking, "/view/blocks")]
    if problems:
        raise SlackRefusalError("invalid_arguments", *problems)
    return {
        "type": view["type"],
        "blocks": _completed(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "title": view.get("title"),
        "submit": view.get("submit"),
        "close": view.get("close"),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
    }


def accept_suggestions(answer: Any) -> list[Json]:
    """Return the options of an answer to a block_suggestion, those of its groups included."""
    problems = described(answer, both(record({}, OPTIONS), ONE_SOURCE)) if answer != {"options": []} else []
    if problems:
        raise SlackRefusalError("invalid_options", *problems)
    return [*answer.get("options", []), *(o for group in answer.get("option_groups", []) for o in group["options"])]


def _view_problems(view: Any, surface: str) -> Problems:
    if not isinstance(view, dict) or view.get("type") != surface:
        return [f"[ERROR] must be a view of type {surface} [json-pointer:/view/type]"]
    fields = {name: part for name, part in view.items() if name not in {"type", "blocks"}}
    shape = record({"title": plain_text(24)}, {**_VIEW, **_FACE}) if surface == "modal" else record({}, _VIEW)
    problems = described(fields, shape, "/view")
    blocks = view.get("blocks")
    problems += _problems(blocks, surface, "/view/blocks", least=1)
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []
    if surface == "modal" and "input" in kinds and "submit" not in view:
        problem(problems, "missing required field: submit, because a block is an input", "/view")
    return problems


def _problems(blocks: Any, surface: str, path: str, *, least: int) -> Problems:
    on_surface = typed({kind: BLOCKS[kind] for kind in SURFACES[surface]}, f"block on a {surface}")
    problems = described(blocks, listed(on_surface, MOST_BLOCKS[surface], least), path)
    return problems or [*_repeated(blocks, path), *_sums(blocks, path)]


def _lacked(blocks: list[Json], lacking: Set[str], path: str) -> Iterator[str]:
    for index, block in enumerate(blocks):
        for part in flat([block]):
            if part["type"] in lacking:
                yield f"[ERROR] unsupported type: {part['type']} [json-pointer:{path}/{index}/type]"
            if "level" in part and HEADER_LEVEL in lacking:
                yield f"[ERROR] invalid additional property: level [json-pointer:{path}/{index}]"


def _repeated(blocks: list[Json], path: str) -> Iterator[str]:
    everywhere = list(flat(blocks))
    block_ids = Counter(block["block_id"] for block in everywhere if block.get("block_id"))
    for block_id, count in block_ids.items():
        if count > 1:
            yield f"[ERROR] block_id {block_id!r} already exists [json-pointer:{path}]"
    for index, block in enumerate(everywhere):
        action_ids = Counter(e["action_id"] for e in elements_of(block) if e.get("action_id"))
        for action_id, count in action_ids.items():
            if count > 1:
                yield f"[ERROR] action_id {action_id!r} already exists [json-pointer:{path}/{index}]"
    focused = sum(bool(e.get("focus_on_load")) for block in everywhere for e in elements_of(block))
    if focused > 1:
        yield f"[ERROR] only one element can have focus_on_load [json-pointer:{path}]"


def _sums(blocks: list[Json], path: str) -> Iterator[str]:
    def of(kind: str) -> list[Json]:
        return [block for block in flat(blocks) if block["type"] == kind]

    if sum(len(block["text"]) for block in of("markdown")) > MARKDOWN_CHARACTERS:
        yield f"[ERROR] markdown blocks must have less than {MARKDOWN_CHARACTERS + 1} characters [json-pointer:{path}]"
    if len(of("table")) > 1:
        yield f"[ERROR] only_one_table_allowed [json-pointer:{path}]"
    if len(of("data_visualization")) > MOST_CHARTS:
        yield f"[ERROR] no more than {MOST_CHARTS} data_visualization blocks allowed [json-pointer:{path}]"
    for kind, most in (("table", TABLE_CHARACTERS), ("data_table", DATA_TABLE_CHARACTERS)):
        if sum(_characters(table["rows"]) for table in of(kind)) > most:
            yield f"[ERROR] {kind}s must have less than {most + 1} characters [json-pointer:{path}]"


def _characters(value: Any) -> int:
    """Return how long all texts within a part are together."""
    if isinstance(value, list):
        return sum(map(_characters, value))
    if not isinstance(value, dict):
        return 0
    inner = sum(_characters(part) for part in value.values() if isinstance(part, (dict, list)))
    return inner + (len(value["text"]) if isinstance(value.get("text"), str) else 0)


def _completed(blocks: list[Json]) -> list[Json]:
    completed = copied(blocks)
    for block in flat(completed):
        if block["type"] == "markdown":
            block.pop("block_id", None)  # not kept
        block.setdefault("block_id", secrets.token_hex(3))
        for element in elements_of(block):
            element.setdefault("action_id", secrets.token_hex(3))
    return completed
