"""A list of Home's in full, page by page, and how Debrief works in three steps; each ends in what to do next."""

from collections.abc import Sequence
from datetime import datetime

from bot.features.doors import NEW_LOOP, REVIEW_A_JD, RUBRICS, Door
from bot.features.home.read_desk import Group
from bot.features.home.read_home import Row, Shown
from bot.features.home.read_list import A_PAGE
from bot.features.home.show_home import TOUR
from bot.features.home.show_rows import row_blocks
from bot.slack.block_types import Modal, Option
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import external_select, option, step_buttons
from bot.slack.limits import MENU_OPTIONS
from bot.slack.paging import page_menu
from bot.wording.words import plain_words, words
from rubrics.panel.candidate_names import candidate_label
from storage.loop_lists import KnownCandidate

TURN = "desk_list_page"
FIND = "desk_find_candidate"
"""The menu that finds a candidate as someone types; the value of each entry is the loop that it opens."""


def list_in_full(group: Group, shown: Shown[Row], page: int, now: datetime) -> Modal:
    """Return one page of a list, or that there is nothing in it."""
    pages = max(1, -(-shown.number // A_PAGE))
    blocks = row_blocks(group, shown.items, now) or [section(words("home.none_listed", group=group))]
    blocks += [context(words("home.cut", number=shown.number))] if shown.is_cut else []
    if group is Group.LOOPS and pages > 1:
        blocks += actions(external_select(FIND, placeholder=plain_words("home.find_candidate")))
    blocks += [*page_menu(TURN, group, page, pages), *actions(*step_buttons([NEW_LOOP]))]
    title = plain_words(f"home.all_{group}", number=shown.number)
    return modal(title, blocks, callback_id=Door.DESK_LIST)


def candidate_options(candidates: Sequence[KnownCandidate]) -> list[Option]:
    """Return candidates as a menu holds them, as many as it may."""
    named = ((candidate_label(each.name, each.code), each.loop) for each in candidates[:MENU_OPTIONS])
    return [option(text, loop) for text, loop in named]


def tour() -> Modal:
    """Return how Debrief works, in the three steps that a panel goes through."""
    steps = actions(*step_buttons([NEW_LOOP, REVIEW_A_JD, RUBRICS]))
    return modal(plain_words("home.tour"), [section(words("home.tour")), *steps], callback_id=TOUR)
