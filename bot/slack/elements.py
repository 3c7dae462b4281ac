"""What people press, choose and type into: buttons, menus and fields, in the shape that Slack reads."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.errors import NextStep
from bot.slack.block_types import Confirm, Element, Option, without_absent
from bot.slack.blocks import plain
from bot.slack.limits import BUTTON_LABEL, INPUT_TEXT, OPTION_TEXT
from bot.slack.rich_text import rich_text, text_run
from bot.wording.phrases import shortened
from bot.wording.words import plain_words


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    label: str | None = None,
    primary: bool = False,
    danger: bool = False,
    confirm: Confirm | None = None,
    url: str | None = None,
) -> Element:
    """Return a button; `label` says the whole of it to a screen reader where the text alone would repeat.

    A label that lacks the button's own words is begun with them: people who speak to their screen say what they read.

    With `url` it opens a page as well; Slack still tells us, and wants its ack.
    """
    return without_absent(
        type="button",
        text=plain(text),
        action_id=action_id,
        value=value,
        url=url,
        accessibility_label=_spoken(text, label) if label else None,
        style="primary" if primary else "danger" if danger else None,
        confirm=confirm,
    )


def _spoken(text: str, label: str) -> str:
    whole = shortened(label, BUTTON_LABEL)
    return whole if _bare(text) in _bare(whole) else shortened(f"{text}: {label}", BUTTON_LABEL)


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def step_buttons(steps: Iterable[NextStep]) -> list[Element]:
    """Return the next steps as buttons, the first of them standing out; each has an id of its own, as Slack wants."""
    return [
        button(
            shortened(plain_words(step.label.key, **step.label.values), BUTTON_LABEL),
            f"{step.action}:{number}",
            step.value,
            primary=not number,
        )
        for number, step in enumerate(steps)
    ]


def confirmation(title: str, text: str, yes: str, no: str, *, danger: bool = False) -> Confirm:
    """Return the question that Slack asks before a button does what it says."""
    style = "danger" if danger else None
    return without_absent(title=plain(title), text=plain(text), confirm=plain(yes), deny=plain(no), style=style)


Offer = tuple[str, str] | tuple[str, str, str]
"""An entry of a menu: its text and its value, and in radio buttons and checkboxes a line of description below."""


def option(text: str, value: str, description: str | None = None) -> Option:
    """Return an entry of a menu, its texts cut to what Slack takes."""
    below = plain(shortened(description, OPTION_TEXT)) if description else None
    return without_absent(text=plain(shortened(text, OPTION_TEXT)), value=value, description=below)


def text_input(
    action_id: str,
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    longest: int = INPUT_TEXT,
    multiline: bool = False,
    dispatch: bool = False,
) -> Element:
    """Return a text field; with `dispatch`, Slack tells us while someone types, not only on Enter.

    A kept text that is longer than the field takes stands in it as far as it fits: Slack would refuse the view.
    """
    return without_absent(
        type="plain_text_input",
        action_id=action_id,
        initial_value=(initial or "")[:longest] or None,
        placeholder=plain(placeholder) if placeholder else None,
        max_length=longest,
        multiline=multiline or None,
        dispatch_action_config={"trigger_actions_on": ["on_character_entered"]} if dispatch else None,
    )


def rich_text_input(action_id: str, initial: str | None = None) -> Element:
    """Return a field that takes a text of any length as it was pasted."""
    value = rich_text({"type": "rich_text_section", "elements": [text_run(initial)]}) if initial else None
    return without_absent(type="rich_text_input", action_id=action_id, initial_value=value)


def radio(action_id: str, options: Iterable[Offer], chosen: str | None = None) -> Element:
    """Return up to ten radio buttons from (text, value) pairs, each with a description where it is a triple."""
    return radio_of(action_id, [option(*offer) for offer in options], chosen)


def radio_of(action_id: str, built: Sequence[Option], chosen: str | None = None) -> Element:
    """Return radio buttons from entries that are built; they stand in it as they are."""
    return _one_of("radio_buttons", action_id, built, chosen)


def checkboxes(action_id: str, options: Iterable[Offer], chosen: Sequence[str] = ()) -> Element:
    """Return up to ten checkboxes, as `radio` does.

    In a message each reader ticks for themselves: what others see there has to be said by an edit.
    """
    return _some_of("checkboxes", action_id, options, chosen)


def overflow(action_id: str, options: Iterable[Offer], *, confirm: Confirm | None = None) -> Element:
    """Return a ⋯ menu of one to five entries; it has no label of its own, so the text beside it says what it is for."""
    return without_absent(
        type="overflow", action_id=action_id, options=[option(*offer) for offer in options], confirm=confirm
    )


def select(
    action_id: str,
    options: Iterable[Offer],
    chosen: str | None = None,
    *,
    placeholder: str | None = None,
    confirm: Confirm | None = None,
) -> Element:
    """Return a menu of up to a hundred entries from (text, value) pairs."""
    shown = plain(placeholder) if placeholder else None
    return without_absent(
        **_one_of("static_select", action_id, [option(*each) for each in options], chosen),
        placeholder=shown,
        confirm=confirm,
    )


def grouped_select(
    action_id: str, groups: Iterable[tuple[str, Sequence[Offer]]], *, placeholder: str | None = None
) -> Element:
    """Return a menu whose entries stand under labels, from (label, entries) pairs; a group without entries is left out.

    The values must differ across the groups.
    """
    shown = [
        {"label": plain(shortened(label, OPTION_TEXT)), "options": [option(*offer) for offer in offers]}
        for label, offers in groups
        if offers
    ]
    return without_absent(
        type="static_select",
        action_id=action_id,
        option_groups=shown,
        placeholder=plain(placeholder) if placeholder else None,
    )


def multi_select(
    action_id: str, options: Iterable[Offer], chosen: Sequence[str] = (), *, most: int | None = None
) -> Element:
    """Return a menu of which several may be chosen, at most so many where that is said."""
    menu = _some_of("multi_static_select", action_id, options, chosen)
    return menu if most is None else {**menu, "max_selected_items": most}


def external_select(
    action_id: str, *, chosen: Option | None = None, placeholder: str | None = None, least_typed: int = 0
) -> Element:
    """Return a menu that is filled while someone types, from `least_typed` characters on."""
    return without_absent(
        type="external_select",
        action_id=action_id,
        placeholder=plain(placeholder) if placeholder else None,
        initial_option=chosen,
        min_query_length=least_typed,
    )


def user_select(action_id: str, chosen: str | None = None) -> Element:
    """Return a menu of people."""
    return without_absent(type="users_select", action_id=action_id, initial_user=chosen)


def users_select(action_id: str, chosen: Sequence[str] = ()) -> Element:
    """Return a menu of people of whom several may be chosen."""
    return without_absent(type="multi_users_select", action_id=action_id, initial_users=list(chosen) or None)


def channel_select(action_id: str, chosen: str | None = None, *, at_hand: bool = True) -> Element:
    """Return a menu of this workspace's own channels; with `at_hand` the one at hand unless another is chosen."""
    own = {"include": ["private", "public"], "exclude_bot_users": True, "exclude_external_shared_channels": True}
    return without_absent(
        type="conversations_select",
        action_id=action_id,
        filter=own,
        initial_conversation=chosen,
        default_to_current_conversation=True if at_hand and not chosen else None,
    )


def number_input(action_id: str, *, initial: str | None = None, decimal: bool = False) -> Element:
    """Return a field for a number above zero, with a point in it where `decimal`."""
    least = "0.01" if decimal else "1"
    return without_absent(
        type="number_input",
        action_id=action_id,
        is_decimal_allowed=decimal,
        initial_value=initial or None,
        min_value=least,
    )


def date_input(action_id: str, initial: date | None = None) -> Element:
    """Return a date field."""
    return without_absent(type="datepicker", action_id=action_id, initial_date=initial.isoformat() if initial else None)


def time_input(action_id: str, initial: datetime | None = None) -> Element:
    """Return a date and time field."""
    moment = int(initial.timestamp()) if initial else None
    return without_absent(type="datetimepicker", action_id=action_id, initial_date_time=moment)


def _one_of(kind: str, action_id: str, built: Sequence[Option], chosen: str | None) -> Element:
    initial = next((each for each in built if each["value"] == chosen), None)
    return without_absent(type=kind, action_id=action_id, options=built, initial_option=initial)


def _some_of(kind: str, action_id: str, options: Iterable[Offer], chosen: Sequence[str]) -> Element:
    built = [option(*offer) for offer in options]
    initial = [each for each in built if each["value"] in chosen]
    return without_absent(type=kind, action_id=action_id, options=built, initial_options=initial or None)
