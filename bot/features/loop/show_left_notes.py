"""Notes that interviewers left for someone who reads them before the reveal: the next interviewer, the recruiter."""

from collections.abc import Sequence

from bot.slack.block_types import Block, Modal
from bot.slack.blocks import context, modal, section
from bot.slack.rich_text import quoted
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import LeftNote

PRIVATE_NOTES = "loop_private_notes"


def private_notes_modal(loop: Loop, notes: Sequence[LeftNote]) -> Modal:
    """Return what was written to the recruiter alone."""
    title = plain_words("loop_labels.private_notes_title", code=loop.candidate_code)
    about = context(words("loop.private_notes", any=bool(notes)))
    return modal(title, [about, *left_notes(notes, "private_note")], callback_id=PRIVATE_NOTES)


def left_notes(notes: Sequence[LeftNote], name: str) -> list[Block]:
    """Return notes as they were written, each below the line of this name that says who wrote it."""
    pairs = [(section(words(f"loop.{name}", note=note)), quoted(note.text)) for note in notes]
    return [block for pair in pairs for block in pair]
