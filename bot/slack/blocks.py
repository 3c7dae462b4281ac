"""The blocks every view is built from, so that all of Debrief looks and escapes alike."""

from collections.abc import Sequence

from bot.slack.block_types import Block, Element, Message, Modal, TextObject, without_absent
from bot.slack.limits import CONTAINER_TITLE, HEADER_TEXT, IMAGE_ALT_TEXT, IMAGE_TITLE, SECTION_TEXT, VIEW_TITLE
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import shortened

CLOSE, DONE, BACK = "Close", "Done", "Back"
"""What closes a modal: the first two are for one that ends there, the last for one with another below."""


def mrkdwn(text: Mrkdwn) -> TextObject:
    """Return rendered words as a text object; `verbatim` keeps a bare @here or #channel from coming alive."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str) -> TextObject:
    """Return text that Slack shows literally."""
    return {"type": "plain_text", "text": straight(text), "emoji": False}


def section(text: Mrkdwn, *, accessory: Element | None = None) -> Block:
    """Return a paragraph, optionally with a control or a picture beside it: a button, a menu, a ⋯ menu, an image."""
    return without_absent(type="section", text=mrkdwn(text), accessory=accessory)


def columns(title: Mrkdwn | None, cells: Sequence[Mrkdwn], *, accessory: Element | None = None) -> Block:
    """Return up to ten short texts side by side, two in a line, under a title where there is one.

    A phone shows them one below the other, so each must be understood without its neighbor.
    """
    heading = mrkdwn(title) if title is not None else None
    fields = [mrkdwn(cell) for cell in cells]
    return without_absent(type="section", text=heading, fields=fields, accessory=accessory)


def sections(text: Mrkdwn) -> list[Block]:
    """Return a text of any length as paragraphs, divided at line ends so that nothing is lost."""
    return [section(Mrkdwn(part)) for part in divided(text)]


def header(text: str, *, level: int | None = None) -> Block:
    """Return a heading; its `level`, 1 to 4, is newer than headings are (bot.slack.capabilities)."""
    return without_absent(type="header", text=plain(shortened(text, HEADER_TEXT)), level=level)


def context(*texts: Mrkdwn) -> Block:
    """Return small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def image(url: str, alt_text: str, *, title: str | None = None) -> Block:
    """Return a picture; without a title it may also stand beside a paragraph or in small print.

    `alt_text` says all that the picture does, for who cannot see it. Slack fetches the address, which must be public.
    """
    return without_absent(
        type="image",
        image_url=url,
        alt_text=shortened(straight(alt_text), IMAGE_ALT_TEXT),
        title=plain(shortened(title, IMAGE_TITLE)) if title else None,
    )


def container(title: str, blocks: Sequence[Block], *, subtitle: str | None = None, collapsed: bool = False) -> Block:
    """Return up to ten blocks under a title that opens and closes them, closed at first with `collapsed`.

    Newer (bot.slack.capabilities), and for messages and Home alone. It may hold sections, headings, small print, rows
    of buttons, images, lines and a table: the reference names rich text as well, which Slack was seen to refuse there.
    """
    return without_absent(
        type="container",
        title=plain(shortened(title, CONTAINER_TITLE)),
        subtitle=plain(shortened(subtitle, CONTAINER_TITLE)) if subtitle else None,
        child_blocks=list(blocks),
        is_collapsible=True,
        default_collapsed=collapsed or None,
    )


def divider() -> Block:
    """Return a thin line."""
    return {"type": "divider"}


def actions(*buttons: Element | None) -> list[Block]:
    """Return a row of buttons, or nothing where there are none."""
    shown = [element for element in buttons if element is not None]
    return [{"type": "actions", "elements": shown}] if shown else []


def field(
    block_id: str,
    label: str,
    element: Element,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """Return one input of a modal; its `block_id` is the name that refusals call it by.

    With `dispatch`, Slack tells us of every change at once.
    """
    return without_absent(
        type="input",
        block_id=block_id,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=dispatch or None,
    )


def message(text: str, blocks: Sequence[Block]) -> Message:
    """Return a message; `text` carries its conclusion wherever blocks are not shown."""
    return {"text": text, "blocks": list(blocks)}


def private(text: str, blocks: Sequence[Block]) -> Message:
    """Return an answer that only the person who asked sees."""
    return {"response_type": "ephemeral", **message(text, blocks)}


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = CLOSE,
    private_metadata: str = "",
    notify_on_close: bool = False,
    clear_on_close: bool = False,
) -> Modal:
    """Return a modal; `private_metadata` carries opaque ids and nothing else.

    With `clear_on_close`, closing it closes those below it too: what they show is no longer so.
    """
    return without_absent(
        type="modal",
        title=plain(shortened(title, VIEW_TITLE)),
        callback_id=callback_id,
        blocks=list(blocks),
        submit=plain(submit) if submit else None,
        close=plain(close),
        private_metadata=private_metadata or None,
        notify_on_close=notify_on_close or None,
        clear_on_close=clear_on_close or None,
    )


def divided(text: str) -> list[str]:
    """Return a text in parts that each fit a paragraph, divided at line ends so that nothing is lost."""
    parts, rest = [], text
    while len(rest) > SECTION_TEXT:
        cut = _cut(rest)
        parts.append(rest[:cut])
        rest = rest[cut:].lstrip("\n")
    return [*parts, rest]


def _cut(text: str) -> int:
    """Return where to divide: at a line's end, else between words, never inside an entity or a mention."""
    cut = next((place for end in "\n " if (place := text.rfind(end, 1, SECTION_TEXT)) > 0), SECTION_TEXT)
    begun = max(text.rfind("<", 0, cut), text.rfind("&", 0, cut))
    is_open = begun > 0 and not {">", ";"} & set(text[begun:cut])
    return begun if is_open else cut
