"""A role's JD checklist held against one text: what is missing, what had better go, what was found; knows no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from bot.views.blocks import context, divider, header, section, sections
from bot.views.jd_words import quotation
from bot.views.words import words
from rubrics.jd import ChecklistMark
from rubrics.model import ChecklistItem
from rubrics.role import Role


@dataclass(frozen=True)
class Points:
    """A checklist sorted by what a text says."""

    missing: tuple[ChecklistItem, ...]
    found: tuple[ChecklistItem, ...]
    unwanted: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    unchecked: tuple[ChecklistItem, ...]


def points_of(items: Sequence[ChecklistItem], marks: Sequence[ChecklistMark]) -> Points:
    """Return a checklist's items sorted by their marks; an item without a mark is for people to check."""
    marked = {mark.item: mark for mark in marks}
    wanted = [item for item in items if item.kind != "must_not" and item.id in marked]
    return Points(
        missing=tuple(item for item in wanted if not marked[item.id].found),
        found=tuple(item for item in wanted if marked[item.id].found),
        unwanted=tuple(
            (item, marked[item.id])
            for item in items
            if item.kind == "must_not" and item.id in marked and marked[item.id].found
        ),
        unchecked=tuple(item for item in items if item.id not in marked),
    )


def point_blocks(points: Points, role: Role | None) -> list[Block]:
    """Return the page of the checklist."""
    blocks: list[Block] = [
        header("JD checklist"),
        section(words("jd_review.checklist_intro", role_name=role.name if role else None)),
    ]
    for kind, title in (("must", "Not found, and it must say it"), ("should", "Not found, and it should say it")):
        blocks += _listed(title, [item for item in points.missing if item.kind == kind])
    for item, mark in points.unwanted:
        blocks += _listed("Found, and it must not say it", [item])
        blocks += [quotation([(mark.quote, "")])] if mark.quote else []
    blocks += _listed("Not checked here: see for yourself", points.unchecked)
    if points.found:
        blocks += [divider(), *sections(words("jd_review.found", items=points.found))]
    return [*blocks, context(words("jd_review.marks"))]


def _listed(title: str, items: Sequence[ChecklistItem]) -> list[Block]:
    return sections(words("jd_review.points", title=title, items=items)) if items else []
