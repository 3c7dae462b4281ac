"""What changed in a rubric since a loop opened: the version the loop keeps against today's."""

from collections.abc import Sequence

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Message
from bot.slack.blocks import context, private, section, sections
from bot.slack.limits import MESSAGE_BLOCKS
from bot.wording.words import plain_words, words
from rubrics.catalogue.comparison import Change
from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Loop

MOST_LISTED = MESSAGE_BLOCKS - 2
"""As many as a message has room for beside what is said before and after them."""


def changes(loop: Loop, current: Rubric | None, differences: Sequence[Change]) -> Page:
    """Return each difference between the rubric a loop keeps and the present one; None says it is defined no more."""
    pinned = loop.rubric
    names = {c.id: c.name for rubric in (current, pinned) if rubric for c in rubric.competencies}
    blocks = sections(words("rubric_changes.intro", loop=loop, pinned=pinned, current=current, number=len(differences)))
    for change in differences:
        blocks += sections(words("rubric_changes.change", change=change, where=_where(change, names)))
    present = plain_words("loop_labels.present_rubric")
    links = [open_button(present, Topic(kind=Kind.RUBRIC, role=pinned.role, level=pinned.level))]
    return Page(
        topic=Topic(kind=Kind.DIFF, detail=loop.id),
        title=plain_words("loop_labels.rubric_changes_title"),
        heading=plain_words("loop_labels.rubric_changes_heading", candidate=loop.private_label),
        blocks=blocks,
        links=links if current else [],
        small_print=words("rubric_changes.kept"),
    )


def _where(change: Change, names: dict[str, str]) -> str:
    """Return the place of a change with the competency's name for its id: “Retrieval, weight”."""
    competency, comma, rest = change.where.partition(", ")
    return f"{names.get(competency, competency)}{comma}{rest}"


def listing(loops: Sequence[tuple[Loop, bool]], *, more: int = 0, is_cut: bool = False) -> Message:
    """Return one's loops, each with whether its rubric has changed since, and the way to what changed."""
    if not loops:
        text = words("rubric_changes.no_loops")
        return private(text, [section(text)])
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
