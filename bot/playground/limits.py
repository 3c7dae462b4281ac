"""Refuses messages and views that Slack would refuse, and completes the ids Slack completes."""

import secrets
from copy import deepcopy
from typing import Any

from bot.playground.state_values import elements_of
from bot.playground.workspace import Json, SlackRefusalError


def accept_blocks(blocks: list[Json], surface: str) -> list[Json]:
    """Return the blocks as Slack stores them, with every missing block_id and action_id filled in."""
    accepted = deepcopy(blocks)
    for block in accepted:
        block.setdefault("block_id", secrets.token_hex(3))
        for element in elements_of(block):
            element.setdefault("action_id", secrets.token_hex(3))
    return accepted


def accept_view(view: Any, surface: str) -> Json:
    """Return a view as Slack stores it."""
    if not isinstance(view, dict):
        raise SlackRefusalError("invalid_arguments")
    return {
        "type": view["type"],
        "blocks": accept_blocks(view["blocks"], view["type"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "title": view.get("title"),
        "submit": view.get("submit"),
        "close": view.get("close"),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "submit_disabled": view.get("submit_disabled", False),
    }


def accept_suggestions(answer: Any) -> list[Json]:
    """Return the options of an answer to a block_suggestion, those of its groups included."""
    if not isinstance(answer, dict):
        raise SlackRefusalError("invalid_options")
    return [*answer.get("options", []), *(o for group in answer.get("option_groups", []) for o in group["options"])]
