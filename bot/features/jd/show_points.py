"""A role's JD checklist held against one text: what is missing, what had better go, what was found; knows no page."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.jd.phrasing import words_in_place
from bot.features.rubric.show_page import open_button, row
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import context, divider, header, section, sections
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import ChecklistItem
from rubrics.catalogue.role import Role
from rubrics.jd import ChecklistMark


@dataclass(frozen=True)
class Points:
    """A checklist sorted by what a text says."""

    missing: tuple[ChecklistItem, ...]
    found: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    unwanted: tuple[tuple[ChecklistItem, ChecklistMark], ...]
    unchecked: tuple[ChecklistItem, ...]


def points_of(items: Sequence[ChecklistItem], marks: Sequence[ChecklistMark]) -> Points:
    """Return a checklist's items sorted by their marks; an item without a mark is for people to check."""
    marked = {mark.item: mark for mark in marks}
    wanted = [item for item in items if item.kind != "must_not" and item.id in marked]
    return Points(
        missing=tuple(item for item in wanted if not marked[item.id].found),
        found=tuple((item, marked[item.id]) for item in wanted if marked[item.id].found),
        unwanted=tuple(
            (item, marked[item.id])
            for item in items
            if item.kind == "must_not" and item.id in marked and marked[item.id].found
        ),
        unchecked=tuple(item for item in items if item.id not in marked),
    )


def point_blocks(points: Points, role: Role | None, text: str, *, english: bool) -> list[Block]:
    """Return the page of the checklist; what was found stands with the words of the text that it was found by."""
    blocks: list[Block] = [
        header("JD checklist"),
        section(words("jd_review.checklist_intro", role_name=role.name if role else None, english=english)),
    ]
    for kind in ("must", "should"):
        title = plain_words(f"jd_labels.missing_{kind}")
        blocks += _listed(title, [item for item in points.missing if item.kind == kind])
    if points.unwanted:
        blocks += sections(words("jd_review.unwanted", marked=_with_quotes(points.unwanted, text)))
    blocks += _listed(plain_words("jd_labels.unchecked"), points.unchecked)
    if points.found:
        blocks += [divider(), *sections(words("jd_review.found", marked=_with_quotes(points.found, text)))]
    return [
        *blocks,
        *row(open_button("Sources", Topic(kind=Kind.SOURCES, role=role.id)) if role else None),
        context(words("jd_review.marks", role_id=role.id if role else None)),
    ]


def _listed(title: str, items: Sequence[ChecklistItem]) -> list[Block]:
    return sections(words("jd_review.points", title=title, items=items)) if items else []


def _with_quotes(marked: Sequence[tuple[ChecklistItem, ChecklistMark]], text: str) -> list[tuple[ChecklistItem, str]]:
    return [(item, _quoted(mark, text)) for item, mark in marked]


def _quoted(mark: ChecklistMark, text: str) -> str:
    if mark.start is None or mark.end is None:
        return ""
    return words_in_place(text, mark.start, mark.end)
