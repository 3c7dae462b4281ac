"""The openings that someone runs, as a list: two lines and one button each."""

from bot.features.doors import NO_OPENING, Door
from bot.features.opening.read_opening import MOST_LISTED, OpeningList, OpeningRowShown
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import actions, header, modal, private, section
from bot.slack.elements import button
from bot.slack.paging import page_menu
from bot.wording.words import plain_words, words

LIST = "opening_list"
"""The button to a page of a list; its value is `running` or `closed` and the page: "closed:0"."""
RUNNING, CLOSED = "running", "closed"


def listing(shown: OpeningList) -> Message:
    """Return the first of the openings that run; where there is none, the way to one."""
    if not shown.rows:
        return private(words("opening.none"), _none(shown))
    return private(words("opening.list_fallback", number=shown.number), _blocks(shown, RUNNING))


def list_modal(shown: OpeningList, which: str) -> Modal:
    """Return a page of the openings that run, or of the closed ones, as a modal."""
    title = plain_words("opening_form.list_title")
    if shown.rows:
        return modal(title, _blocks(shown, which), callback_id=LIST)
    none = _none(shown) if which == RUNNING else [section(words("opening.none_closed")), *_ways(shown, which)]
    return modal(title, none, callback_id=LIST)


def row(shown: OpeningRowShown) -> Block:
    """Return one opening as a row with the button that opens it."""
    opening = shown.opening
    facts = {"candidates": shown.candidates, "late": shown.late, "decisions": shown.decisions}
    text = words("opening.row", opening=opening, role_name=shown.role_name, **facts)
    label = plain_words("opening_labels.open_one", name=opening.name)
    return section(text, accessory=button(plain_words("opening_labels.open"), Door.OPENING, opening.id, label=label))


def _blocks(shown: OpeningList, which: str) -> list[Block]:
    key = "opening_labels.heading" if which == RUNNING else "opening_labels.heading_closed"
    pages = max(1, -(-shown.number // MOST_LISTED))
    turn = page_menu(LIST, which, shown.page, pages)
    return [header(plain_words(key, number=shown.number)), *map(row, shown.rows), *turn, *_ways(shown, which)]


def _ways(shown: OpeningList, which: str) -> list[Block]:
    new = button(plain_words("opening_labels.new"), Door.NEW_OPENING, primary=True)
    if which == CLOSED:
        return actions(new, button(plain_words("opening_labels.running"), f"{LIST}:other", f"{RUNNING}:0"))
    closed = plain_words("opening_labels.closed", number=shown.closed)
    return actions(new, button(closed, f"{LIST}:other", f"{CLOSED}:0") if shown.closed else None)


def _none(shown: OpeningList) -> list[Block]:
    free = button(plain_words("opening_labels.without_one"), Door.START_LOOP, NO_OPENING)
    ways = _ways(shown, RUNNING)[0]["elements"]
    return [section(words("opening.none")), *actions(*ways, free)]
