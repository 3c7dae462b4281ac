"""How an answer about the definitions is shown: as a private message, a modal of several pages, or a shared post."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.rubric.topic import Topic
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, message, modal, private, section
from bot.slack.capabilities import Drawings, drawings
from bot.slack.elements import button, overflow, select
from bot.slack.limits import BUTTON_LABEL, MESSAGE_BLOCKS, VIEW_TITLE
from bot.wording.escaping import Mrkdwn, escaped
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words

OPEN = "rubric_open"
"""Opens another answer: as a modal, on top of the one at hand."""
TURN = "rubric_turn"
"""Shows another answer in place of the one at hand, or another of its pages."""
MORE = "rubric_more"
"""The menu of what one seldom needs; each entry is a `Verb` and what it is about."""
SHARE, BROWSE, COMPARE_WITH, VERSIONS = "share", "browse", "compare", "versions"
MORE_WITH_VERSIONS = f"{MORE}:{VERSIONS}"
"""The same menu where an entry leads to a role's versions, which the room that keeps them answers."""
ROOM_IN_MESSAGE = MESSAGE_BLOCKS - 7
ROOM_IN_MODAL = 90


@dataclass(frozen=True)
class Entry:
    """One entry of an answer's last menu: its words, and what it does to which topic or role."""

    text: str
    verb: str
    about: str

    @property
    def value(self) -> str:
        """What Slack sends when it is chosen."""
        return f"{self.verb} {self.about}"


@dataclass(frozen=True)
class Page:
    """One answer.

    `title` stands on a modal where the heading is too long for it, and then `about` heads the content, as far as the
    title does not say it. `conclusion` is what a notification says, the heading where it is left out. `newer` is the
    content in blocks that only messages take, and not every workspace's. Below the content stand `links`, the way
    `back`, `menu` with the menu of `more`, and the small print.
    """

    topic: Topic
    title: str
    heading: str
    blocks: Sequence[Block]
    links: Sequence[Element] = ()
    small_print: Mrkdwn | None = None
    conclusion: str = ""
    newer: Sequence[Block] | None = None
    more: Sequence[Entry] = ()
    menu: Element | None = None
    back: tuple[str, Topic] | None = None
    about: str = ""


def as_message(page: Page) -> Message:
    """Return the private answer to a command in core blocks; what has no room is one click away, and it says so."""
    return as_messages(page)[-1]


def as_messages(page: Page) -> Drawings:
    """Return the private answer to a command in each way it is drawn."""
    text, below = _conclusion(page), [*_controls(page, _back_as_link(page)), *_ending(page)]
    return drawings(*(private(text, [*_message_blocks(page, content), *below]) for content in _ways(page)))


def as_posts(page: Page, sharer: str) -> Drawings:
    """Return what a channel sees of an answer that someone shared, with their name, in each way it is drawn."""
    text = words("rubric.shared", user=sharer, heading=page.heading)
    below = [*_controls(page, _back_as_link(page)), *_ending(page), context(words("rubric.shared_by", user=sharer))]
    return drawings(*(message(text, [*_message_blocks(page, content), *below]) for content in _ways(page)))


def as_modal(page: Page, number: int = 0) -> Modal:
    """Return one page of the answer as a modal, for anyone who clicked a button."""
    content = list(page.blocks)
    parts = [content[start : start + ROOM_IN_MODAL] for start in range(0, len(content), ROOM_IN_MODAL)] or [[]]
    number = min(max(number, 0), len(parts) - 1)
    fits = len(page.heading) <= VIEW_TITLE
    blocks = [
        *([] if fits else [header(page.about or page.heading)]),
        *parts[number],
        *_turning(page, number, len(parts)),
    ]
    blocks += [*_controls(page, _back_button(page)), *_ending(page)]
    title = page.heading if fits else page.title
    return modal(title, blocks, callback_id="rubric", private_metadata=page.topic.key)


def open_button(text: str, topic: Topic, *, label: str | None = None) -> Element:
    """Return a button that opens another answer."""
    return button(shortened(text, BUTTON_LABEL), f"{OPEN}:{topic.kind}", topic.key, label=label)


def turn_button(text: str, topic: Topic, *, label: str | None = None) -> Element:
    """Return a button that shows another answer in place of this one; from a message it opens one."""
    return button(shortened(text, BUTTON_LABEL), f"{TURN}:{topic.kind}", f"0 {topic.key}", label=label)


def open_menu(placeholder: str, topics: Sequence[tuple[str, Topic]]) -> Element:
    """Return a menu each of whose entries opens another answer."""
    options = [(text, topic.key) for text, topic in topics]
    return select(f"{OPEN}:menu", options, placeholder=placeholder)


def turn_menu(placeholder: str, topics: Sequence[tuple[str, Topic]], chosen: Topic | None = None) -> Element:
    """Return a menu each of whose entries shows another answer in place of this one; `chosen` is the one at hand."""
    options = [(text, f"0 {topic.key}") for text, topic in topics]
    return select(f"{TURN}:menu", options, f"0 {chosen.key}" if chosen else None, placeholder=placeholder)


def opening(text: str, topic: Topic) -> Entry:
    """Return an entry of the last menu that opens another answer."""
    return Entry(text, "open", topic.key)


def row(*buttons: Element | None) -> list[Block]:
    """Return buttons in a row; a second one of a kind is told apart by a number, as Slack requires."""
    kinds: Counter[str] = Counter()
    shown = []
    for each in filter(None, buttons):
        kinds[each["action_id"]] += 1
        number = kinds[each["action_id"]]
        shown.append(each if number == 1 else each | {"action_id": f"{each['action_id']}:{number}"})
    return actions(*shown)


def _ways(page: Page) -> Sequence[Sequence[Block]]:
    return [page.blocks] if page.newer is None else [page.newer, page.blocks]


def _message_blocks(page: Page, content: Sequence[Block]) -> list[Block]:
    shown = [header(page.heading), *content]
    if len(shown) <= ROOM_IN_MESSAGE:
        return shown
    show_all = open_button(plain_words("rubric_labels.show_all"), page.topic)
    return [*shown[: ROOM_IN_MESSAGE - 1], section(words("rubric.more_than_fits"), accessory=show_all)]


def _turning(page: Page, number: int, pages: int) -> list[Block]:
    if pages == 1:
        return []

    def to(which: int, word: str) -> Element:
        text = plain_words(f"rubric_labels.{word}_page")
        return button(text, f"{TURN}:{page.topic.kind}:{word}", f"{which} {page.topic.key}")

    back = to(number - 1, "previous") if number else None
    on = to(number + 1, "next") if number < pages - 1 else None
    return [*actions(back, on), context(words("rubric.page", number=number + 1, pages=pages))]


def _controls(page: Page, back: Element | None) -> list[Block]:
    if page.menu is None:
        return row(*page.links, back, _more(page))
    return [*row(*page.links, back), *row(page.menu, _more(page))]


def _more(page: Page) -> Element | None:
    share = [Entry(plain_words("rubric_labels.share"), SHARE, page.topic.key)] if page.topic.is_shareable else []
    entries = [*page.more, *share]
    name = MORE_WITH_VERSIONS if any(entry.verb == VERSIONS for entry in entries) else MORE
    return overflow(name, [(entry.text, entry.value) for entry in entries]) if entries else None


def _back_button(page: Page) -> Element | None:
    if page.back is None:
        return None
    name, topic = page.back
    label = plain_words("rubric_labels.back_to", name=name)
    return turn_button(plain_words("rubric_labels.back"), topic, label=label)


def _back_as_link(page: Page) -> Element | None:
    """Return the way that leads back in a modal as what it is in a message: one more way on."""
    return open_button(*page.back) if page.back else None


def _ending(page: Page) -> list[Block]:
    return [context(page.small_print)] if page.small_print else []


def _conclusion(page: Page) -> str:
    return escaped(page.conclusion or page.heading)
