"""A role's JD checklist: its items by name in three groups, and one item in full; reads no JD."""

from collections.abc import Iterable, Sequence

from bot.features.doors import Door
from bot.features.rubric.show_page import Page
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, modal, section, sections
from bot.slack.elements import button, grouped_select
from bot.wording.phrases import shortened
from bot.wording.words import plain_words, words
from rubrics.catalogue.checklist import Checklist, ChecklistItem
from rubrics.catalogue.model import Source
from rubrics.catalogue.role import Role

KINDS = ("must", "should", "must_not")
"""The order in which a checklist is read."""
THEMES = ("offer", "work", "bar", "process", None)
"""The order of the groups inside each kind; items without a theme come last."""
LONGEST_NAME = 75


def checklist(role: Role, checked: Checklist) -> Page:
    """Return what a JD for a role must, should and must not say, by name; each item's reason is one choice away."""
    blocks: list[Block] = []
    for kind in KINDS:
        items = [item for item in checked.items if item.kind == kind]
        if items:
            title = plain_words(f"checklist_labels.says_{kind}")
            blocks += sections(words("checklist.group", title=title, number=len(items), lines=themed(items)))
    return Page(
        topic=Topic(kind=Kind.CHECKLIST, role=role.id),
        title=plain_words("checklist_labels.title"),
        heading=plain_words("checklist_labels.heading", role_name=role.name),
        blocks=blocks,
        links=(
            button(plain_words("checklist_labels.check_mine"), Door.START_REVIEW, primary=True),
            item_menu(checked.items, role.id),
        ),
    )


def themed(items: Sequence[ChecklistItem]) -> list[tuple[str, list[str]]]:
    """Return items' names by what they are about: pairs of a theme's label, which may be empty, and the names."""
    named = ((theme, [shortened(item.name, LONGEST_NAME) for item in items if item.theme == theme]) for theme in THEMES)
    return [(plain_words(f"checklist_labels.theme_{theme}") if theme else "", names) for theme, names in named if names]


def item_menu(items: Iterable[ChecklistItem], role_id: str | None) -> Element:
    """Return the menu that asks why an item is on the list."""
    listed = list(items)
    groups = [
        (
            plain_words(f"checklist_labels.kind_{kind}"),
            [(item.name, f"{role_id or NOTHING} {item.id}") for item in listed if item.kind == kind],
        )
        for kind in KINDS
    ]
    return grouped_select(Door.CHECKLIST_ITEM, groups, placeholder=plain_words("checklist_labels.why_this_item"))


def item_modal(item: ChecklistItem, sources: Sequence[Source]) -> Modal:
    """Return one item in full: what a JD must, should or must not say, why, and who asks for it."""
    blocks = [
        section(words("checklist.item", item=item)),
        section(words("checklist.why", item=item)),
        *sections(words("checklist.asked_by", sources=sources)),
        *actions(button(plain_words("checklist_labels.check_mine"), Door.START_REVIEW, primary=True)),
    ]
    return modal(plain_words("checklist_labels.why_this_item"), blocks, callback_id="checklist_item")
