"""The blocks every view is built from, so that all of Debrief looks and escapes alike."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    MarkdownTextObject,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    RawTextObject,
    RichTextBlock,
    RichTextElementParts,
    RichTextQuoteElement,
    SectionBlock,
    TableBlock,
    TableBlockColumnSettings,
)
from slack_sdk.models.blocks.basic_components import DispatchActionConfig, TextObject
from slack_sdk.models.blocks.block_elements import (
    DateTimePickerElement,
    InputInteractiveElement,
    InteractiveElement,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot.slack.limits import BUTTON_LABEL, HEADER_TEXT, INPUT_TEXT, OPTION_TEXT, SECTION_TEXT, VIEW_TITLE
from bot.wording.escaping import Mrkdwn, straight
from bot.wording.phrases import shortened

Message = dict[str, Any]
Modal = dict[str, Any]


def mrkdwn(text: Mrkdwn) -> MarkdownTextObject:
    """Return rendered words as a text object; `verbatim` keeps a bare @here or #channel from coming alive."""
    return MarkdownTextObject(text=text, verbatim=True)


def plain(text: str) -> PlainTextObject:
    """Return text that Slack shows literally."""
    return PlainTextObject(text=straight(text), emoji=False)


def section(text: Mrkdwn, *, button: InteractiveElement | None = None) -> Block:
    """Return a paragraph, optionally with a button beside it."""
    return SectionBlock(text=mrkdwn(text), accessory=button)


def sections(text: Mrkdwn) -> list[Block]:
    """Return a text of any length as paragraphs, divided at line ends so that nothing is lost."""
    return [section(Mrkdwn(part)) for part in divided(text)]


def quoted(text: str) -> Block:
    """Return somebody's own words as a quotation, shown literally whatever they contain."""
    quotation = RichTextElementParts.Text(text=straight(shortened(text, SECTION_TEXT)))
    return RichTextBlock(elements=[RichTextQuoteElement(elements=[quotation])])


def table(rows: Sequence[Sequence[str]]) -> Block:
    """Return a table, its heading first and figures right of the first column; no cell may be empty.

    Not every workspace takes one and a modal never does, so whoever draws it has the same in core blocks.
    """
    figures = [TableBlockColumnSettings(align="right") for _ in rows[0][1:]]
    return TableBlock(
        rows=[[RawTextObject(text=straight(cell)) for cell in row] for row in rows],
        column_settings=[TableBlockColumnSettings(align="left", is_wrapped=True), *figures],
    )


def header(text: str) -> Block:
    """Return a heading."""
    return HeaderBlock(text=plain(shortened(text, HEADER_TEXT)))


def context(*texts: Mrkdwn) -> Block:
    """Return small print."""
    parts: Sequence[TextObject] = [mrkdwn(text) for text in texts]
    return ContextBlock(elements=parts)


def divider() -> Block:
    """Return a thin line."""
    return DividerBlock()


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    label: str | None = None,
    primary: bool = False,
    confirm: ConfirmObject | None = None,
) -> ButtonElement:
    """Return a button; `label` says the whole of it to a screen reader where the text alone would repeat."""
    return ButtonElement(
        text=plain(text),
        action_id=action_id,
        value=value,
        accessibility_label=shortened(label, BUTTON_LABEL) if label else None,
        style="primary" if primary else None,
        confirm=confirm,
    )


def actions(*buttons: InteractiveElement | None) -> list[Block]:
    """Return a row of buttons, or nothing where there are none."""
    shown = [element for element in buttons if element is not None]
    return [ActionsBlock(elements=shown)] if shown else []


def field(
    block_id: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatch: bool = False,
) -> Block:
    """Return one input of a modal; its `block_id` is the name that refusals call it by.

    With `dispatch`, Slack tells us of every change at once.
    """
    return InputBlock(
        block_id=block_id,
        label=plain(label),
        element=element,
        hint=plain(hint) if hint else None,
        optional=optional,
        dispatch_action=dispatch or None,
    )


def text_input(
    action_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    longest: int = INPUT_TEXT,
    multiline: bool = False,
    dispatch: bool = False,
) -> PlainTextInputElement:
    """Return a text field; with `dispatch`, Slack tells us while somebody types, not only on Enter.

    A kept text that is longer than the field takes stands in it as far as it fits: Slack would refuse the view.
    """
    return PlainTextInputElement(
        action_id=action_id,
        initial_value=initial[:longest] if initial else None,
        placeholder=plain(placeholder) if placeholder else None,
        max_length=longest,
        multiline=multiline,
        dispatch_action_config=DispatchActionConfig(trigger_actions_on=["on_character_entered"]) if dispatch else None,
    )


def radio(action_id: str, options: Iterable[tuple[str, str]], chosen: str | None = None) -> RadioButtonsElement:
    """Return radio buttons from (text, value) pairs."""
    built = [Option(text=plain(shortened(text, OPTION_TEXT)), value=value) for text, value in options]
    initial = next((option for option in built if option.value == chosen), None)
    return RadioButtonsElement(action_id=action_id, options=built, initial_option=initial)


def select(action_id: str, options: Sequence[tuple[str, str]], chosen: str | None = None) -> StaticSelectElement:
    """Return a menu from (text, value) pairs."""
    built = _options(options)
    return StaticSelectElement(
        action_id=action_id, options=built, initial_option=next((o for o in built if o.value == chosen), None)
    )


def multi_select(
    action_id: str, options: Sequence[tuple[str, str]], chosen: Sequence[str] = ()
) -> StaticMultiSelectElement:
    """Return a menu of which several may be chosen."""
    built = _options(options)
    initial = [option for option in built if option.value in chosen]
    return StaticMultiSelectElement(action_id=action_id, options=built, initial_options=initial or None)


def _options(pairs: Sequence[tuple[str, str]]) -> list[Option]:
    return [Option(text=plain(shortened(text, OPTION_TEXT)), value=value) for text, value in pairs]


def time_input(action_id: str, initial: datetime | None = None) -> DateTimePickerElement:
    """Return a date and time field."""
    moment = int(initial.timestamp()) if initial else None
    return DateTimePickerElement(action_id=action_id, initial_date_time=moment)


def message(text: str, blocks: Sequence[Block]) -> Message:
    """Return a message; `text` carries its conclusion wherever blocks are not shown."""
    return {"text": text, "blocks": [block.to_dict() for block in blocks]}


def private(text: str, blocks: Sequence[Block]) -> Message:
    """Return an answer that only the person who asked sees."""
    return {"response_type": "ephemeral", **message(text, blocks)}


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = "Close",
    private_metadata: str = "",
    notify_on_close: bool = False,
) -> Modal:
    """Return a modal; `private_metadata` carries opaque ids and nothing else."""
    return View(
        type="modal",
        title=plain(shortened(title, VIEW_TITLE)),
        callback_id=callback_id,
        blocks=blocks,
        submit=plain(submit) if submit else None,
        close=plain(close),
        private_metadata=private_metadata,
        notify_on_close=notify_on_close,
    ).to_dict()


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
