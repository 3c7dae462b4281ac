"""Reads what was filled into a modal; each field's block id is its name, nothing filled in is None."""

from datetime import UTC, datetime
from typing import Any

from bot.slack.rich_text import rich_text_lines

View = dict[str, Any]


def text(view: View, name: str) -> str | None:
    """Return what stands in a text field, without what no database keeps: NUL, and half of a character."""
    value = _field(view, name).get("value")
    return None if value is None else str(value).replace("\0", " ").encode("utf-8", "replace").decode()


def option(view: View, name: str) -> str | None:
    """Return the value chosen in a menu or among radio buttons."""
    chosen = _field(view, name).get("selected_option")
    return chosen["value"] if chosen else None


def options(view: View, name: str) -> list[str]:
    """Return the values chosen in a menu of which several may be."""
    return [chosen["value"] for chosen in _field(view, name).get("selected_options") or ()]


def user(view: View, name: str) -> str | None:
    """Return the user who was chosen."""
    return _field(view, name).get("selected_user")


def users(view: View, name: str) -> tuple[str, ...]:
    """Return the users who were chosen, in order."""
    return tuple(_field(view, name).get("selected_users") or ())


def conversation(view: View, name: str) -> str | None:
    """Return the channel that was chosen."""
    return _field(view, name).get("selected_conversation")


def moment(view: View, name: str) -> datetime | None:
    """Return the time that was chosen."""
    chosen = _field(view, name).get("selected_date_time")
    return datetime.fromtimestamp(chosen, UTC) if chosen else None


def rich_text(view: View, name: str) -> str:
    """Return the plain text of a rich text field, a line per line and bullet."""
    value = _field(view, name).get("rich_text_value") or {}
    return "\n".join(rich_text_lines(value.get("elements", ()))).strip()


def filled(view: View) -> dict[str, str | None]:
    """Return what stands in every text field, menu and group of radio buttons, by field."""
    blocks = view["state"]["values"]
    return {name: option(view, name) if _is_choice(view, name) else text(view, name) for name in blocks}


def names(view: View, prefix: str) -> list[str]:
    """Return what follows a prefix in the names of fields: `rating:` gives the competencies."""
    blocks = view["state"]["values"]
    return [name.removeprefix(prefix) for name in blocks if name.startswith(prefix)]


def _is_choice(view: View, name: str) -> bool:
    return "selected_option" in _field(view, name)


def _field(view: View, name: str) -> dict[str, Any]:
    block = view["state"]["values"].get(name) or {}
    return next(iter(block.values()), {})
