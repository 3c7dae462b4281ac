"""Long views in pages: a button turns to the next, the last leads back; knows nothing of what they show."""

from collections.abc import Sequence
from typing import TypeVar

from bot.slack.block_types import Block
from bot.slack.blocks import actions
from bot.slack.elements import button
from bot.wording.words import plain_words

Item = TypeVar("Item")


def page_of(items: Sequence[Item], page: int, size: int) -> tuple[Sequence[Item], int, int]:
    """Return a page's items, its number (the last one where there are fewer) and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def page_button(action_id: str, what: str, page: int, pages: int) -> list[Block]:
    """Return the button that turns the page, if there is more than one; its value is “what:page”."""
    if pages == 1:
        return []
    following = (page + 1) % pages
    text = plain_words("paging.turn", page=page + 1, pages=pages)
    return actions(button(text, action_id, f"{what}:{following}"))
