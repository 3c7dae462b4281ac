"""How an answer about the definitions is shown: as a private message, a modal of several pages, or a shared post."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, header, message, modal, private, section
from bot.slack.elements import button
from bot.slack.limits import BUTTON_LABEL, MESSAGE_BLOCKS
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words

OPEN = "rubric_open"
TURN = "rubric_turn"
SHARE = "rubric_share"
ROOM_IN_MESSAGE = MESSAGE_BLOCKS - 6
ROOM_IN_MODAL = 90


@dataclass(frozen=True)
class Page:
    """One answer: its heading, its content, the answers it leads on to, and small print."""

    topic: Topic
    title: str
    heading: str
    blocks: Sequence[Block]
    links: Sequence[Element] = ()
    small_print: Mrkdwn | None = None


def as_message(page: Page) -> Message:
    """Return the private answer to a command; what has no room is one click away, and the answer says so."""
    return private(_fallback(page), [*_message_blocks(page), *_buttons(page, [_share_button(page)]), *_ending(page)])


def as_post(page: Page, sharer: str) -> Message:
    """Return what a channel sees of an answer that somebody shared, with their name."""
    text = words("rubric.shared", user=sharer, heading=page.heading)
    by = context(words("rubric.shared_by", user=sharer, command=command_for(page.topic)))
    return message(text, [*_message_blocks(page), *_buttons(page, []), *_ending(page), by])


def as_modal(page: Page, number: int = 0) -> Modal:
    """Return one page of the answer as a modal, for whoever clicked a button."""
    content = list(page.blocks)
    parts = [content[start : start + ROOM_IN_MODAL] for start in range(0, len(content), ROOM_IN_MODAL)] or [[]]
    number = min(max(number, 0), len(parts) - 1)
    blocks = [header(page.heading), *parts[number], *_turning(page, number, len(parts))]
    blocks += [*_buttons(page, [_share_button(page)]), *_ending(page)]
    return modal(page.title, blocks, callback_id="rubric", private_metadata=page.topic.key)


def open_button(text: str, topic: Topic, *, label: str | None = None) -> Element:
    """Return a button that opens another answer."""
    return button(shortened(text, BUTTON_LABEL), f"{OPEN}:{topic.kind}", topic.key, label=label)


def share_button(topic: Topic) -> Element:
    """Return the button that offers to share an answer."""
    return button(plain_words("rubric_labels.share_to_channel"), SHARE, topic.key)


def row(*buttons: Element | None) -> list[Block]:
    """Return buttons in a row; a second one of a kind is told apart by a number, as Slack requires."""
    kinds: Counter[str] = Counter()
    shown = []
    for each in filter(None, buttons):
        kinds[each["action_id"]] += 1
        number = kinds[each["action_id"]]
        shown.append(each if number == 1 else each | {"action_id": f"{each['action_id']}:{number}"})
    return actions(*shown)


def command_for(topic: Topic) -> str:
    """Return what to type for an answer."""
    named = [part for part in (topic.role, topic.level) if part and part != NOTHING]
    match topic.kind:
        case Kind.CHECKLIST:
            return f"/jd checklist {topic.role}"
        case Kind.ROLE | Kind.RUBRIC:
            return " ".join(["/rubric", *named])
        case Kind.COMPARE:
            return f"/rubric compare {topic.role} {topic.detail}"
        case Kind.PAY | Kind.HIRE | Kind.DIFF:
            return " ".join(["/rubric", topic.kind, *named])
    details = [] if topic.detail == NOTHING else [topic.detail]
    return " ".join(["/rubric", *named, topic.kind, *details])


def _message_blocks(page: Page) -> list[Block]:
    shown = [header(page.heading), *page.blocks]
    if len(shown) <= ROOM_IN_MESSAGE:
        return shown
    rest = section(words("rubric.more_than_fits"), accessory=open_button("Show all", page.topic))
    return [*shown[: ROOM_IN_MESSAGE - 1], rest]


def _turning(page: Page, number: int, pages: int) -> list[Block]:
    if pages == 1:
        return []
    back = (
        button("Previous page", f"{TURN}:{page.topic.kind}:back", f"{number - 1} {page.topic.key}") if number else None
    )
    on = (
        button("Next page", f"{TURN}:{page.topic.kind}:on", f"{number + 1} {page.topic.key}")
        if number < pages - 1
        else None
    )
    return [*actions(back, on), context(words("rubric.page", number=number + 1, pages=pages))]


def _buttons(page: Page, more: Sequence[Element | None]) -> list[Block]:
    return row(*page.links, *more)


def _share_button(page: Page) -> Element | None:
    return share_button(page.topic) if page.topic.is_shareable else None


def _ending(page: Page) -> list[Block]:
    return [context(page.small_print)] if page.small_print else []


def _fallback(page: Page) -> Mrkdwn:
    return words("rubric.fallback", heading=page.heading, command=command_for(page.topic))
