"""A list of Home's in full, page by page, and how Debrief works in three steps; each ends in what to do next."""

from datetime import datetime

from bot.features.doors import NEW_LOOP, REVIEW_A_JD, RUBRICS, Door
from bot.features.home.read_home import A_PAGE, Group, Row, Shown
from bot.features.home.show_home import TOUR
from bot.features.home.show_rows import row_blocks
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import step_buttons
from bot.slack.paging import page_menu
from bot.wording.words import plain_words, words

TURN = "desk_list_page"


def list_in_full(group: Group, shown: Shown[Row], page: int, now: datetime) -> Modal:
    """Return one page of a list, or that there is nothing in it."""
    pages = max(1, -(-shown.number // A_PAGE))
    blocks = row_blocks(group, shown.items, now) or [section(words("home.none_listed", group=group))]
    blocks += [context(words("home.cut", number=shown.number))] if shown.is_cut else []
    blocks += [*page_menu(TURN, group, page, pages), *actions(*step_buttons([NEW_LOOP]))]
    title = plain_words(f"home.all_{group}", number=shown.number)
    return modal(title, blocks, callback_id=Door.DESK_LIST)


def tour() -> Modal:
    """Return how Debrief works, in the three steps that a panel goes through."""
    steps = actions(*step_buttons([NEW_LOOP, REVIEW_A_JD, RUBRICS]))
    return modal(plain_words("home.tour"), [section(words("home.tour")), *steps], callback_id=TOUR)
