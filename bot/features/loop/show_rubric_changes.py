"""What changed in a rubric since a loop opened: the version the loop keeps against today's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.features.doors import Door
from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Message
from bot.slack.blocks import actions, context, private, section, sections
from bot.slack.elements import button
from bot.slack.limits import MESSAGE_BLOCKS
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import dated
from bot.wording.words import plain_words, words
from rubrics.catalogue.comparison import Change
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Loop

MOST_LISTED = MESSAGE_BLOCKS - 2
"""As many as a message has room for beside what is said before and after them."""
MOST_IN_SHORT, FEW_WORDS = 5, 30
"""How many changes an answer names, and the characters of a value that it gives with them."""


def in_short(loop: Loop, current: Rubric | None, differences: Sequence[Change]) -> Page:
    """Return how much differs between the rubric a loop keeps and the present one, and what did first.

    `current` is None where the rubric is defined no more.
    """
    names, first = _names(loop, current), differences[:MOST_IN_SHORT]
    lines = [(_where(each, names), *_few_words(each), each.kind) for each in first]
    blocks = [section(_intro(loop, current, differences))]
    if lines:
        blocks.append(section(words("rubric_changes.in_short", lines=lines, more=len(differences) - len(first))))
    page = _page(loop, current, blocks)
    if not lines:
        return page
    everything = open_button(plain_words("loop_labels.every_change"), page.topic)
    return replace(page, links=[everything, *page.links])


def _few_words(change: Change) -> tuple[str, str]:
    """Return what stood there and what stands there now where both are short, else neither."""
    ends = [dated(each) if isinstance(each, date) else each or "" for each in (change.before, change.after)]
    return (ends[0], ends[1]) if max(map(len, ends)) <= FEW_WORDS else ("", "")


def changes(loop: Loop, current: Rubric | None, differences: Sequence[Change]) -> Page:
    """Return each difference between the rubric a loop keeps and the present one, word for word."""
    names, blocks = _names(loop, current), [section(_intro(loop, current, differences))]
    for change in differences:
        blocks += sections(words("rubric_changes.change", change=change, where=_where(change, names)))
    return _page(loop, current, blocks)


def _page(loop: Loop, current: Rubric | None, blocks: Sequence[Block]) -> Page:
    present = Topic(kind=Kind.RUBRIC, role=loop.rubric.role, level=loop.rubric.level)
    return Page(
        topic=Topic(kind=Kind.DIFF, detail=loop.id),
        title=plain_words("loop_labels.rubric_changes_title"),
        heading=plain_words("loop_labels.rubric_changes_heading", candidate=loop.private_label),
        blocks=blocks,
        links=[open_button(plain_words("loop_labels.present_rubric"), present)] if current else [],
    )


def _intro(loop: Loop, current: Rubric | None, differences: Sequence[Change]) -> Mrkdwn:
    return words("rubric_changes.intro", loop=loop, pinned=loop.rubric, current=current, number=len(differences))


def _names(loop: Loop, current: Rubric | None) -> dict[str, str]:
    return {c.id: c.name for rubric in (current, loop.rubric) if rubric for c in rubric.competencies}


def _where(change: Change, names: dict[str, str]) -> str:
    """Return the place of a change with the competency's name for its id: “Retrieval, weight”."""
    competency, comma, rest = change.where.partition(", ")
    return f"{names.get(competency, competency)}{comma}{rest}"


def listing(loops: Sequence[tuple[Loop, bool]], *, more: int = 0, is_cut: bool = False) -> Message:
    """Return one's loops, each with whether its rubric has changed since, and the way to what changed."""
    if not loops:
        text = words("rubric_changes.no_loops")
        find = button(plain_words("rubric_labels.find_a_rubric"), Door.BROWSE_RUBRICS)
        return private(text, [section(text), *actions(find)])
    text = words("rubric_changes.choose")
    lines = [
        section(
            words("rubric_changes.line", loop=loop, changed=changed),
            accessory=open_button(
                plain_words("loop_labels.what_changed"),
                Topic(kind=Kind.DIFF, detail=loop.id),
                label=plain_words("loop_labels.what_changed_of", code=loop.candidate_code),
            )
            if changed
            else None,
        )
        for loop, changed in loops
    ]
    rest = [context(words("rubric_changes.more", number=more, is_cut=is_cut))] if more else []
    return private(text, [section(text), *lines, *rest])
