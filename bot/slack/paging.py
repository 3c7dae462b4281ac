"""Long views in pages: a button turns to the next, the last leads back; knows nothing of what they show."""

from collections.abc import Sequence
from typing import TypeVar

from bot.slack.block_types import Block
from bot.slack.blocks import actions
from bot.slack.elements import button, select
from bot.slack.limits import MENU_OPTIONS
from bot.wording.words import plain_words

Item = TypeVar("Item")


def page_of(items: Sequence[Item], page: int, size: int) -> tuple[Sequence[Item], int, int]:
    """Return a page's items, its number (the last one where there are fewer) and how many pages there are."""
    pages = max(1, -(-len(items) // size))
    page = min(page, pages - 1)
    return items[page * size : (page + 1) * size], page, pages


def page_menu(action_id: str, what: str, page: int, pages: int) -> list[Block]:
    """Return what turns the page, if there is more than one: a button between two, a menu among more.

    Its value is “what:page”. Of more pages than a menu holds it offers those around the one at hand.
    """
    if pages == 1:
        return []
    if pages == 2:
        text = plain_words("paging.other", page=2 - page)
        return actions(button(text, action_id, f"{what}:{1 - page}"))
    first = min(max(0, page - MENU_OPTIONS // 2), max(0, pages - MENU_OPTIONS))
    shown = range(first, min(pages, first + MENU_OPTIONS))
    options = [(plain_words("paging.page", page=number + 1, pages=pages), f"{what}:{number}") for number in shown]
    return actions(select(action_id, options, f"{what}:{page}"))
