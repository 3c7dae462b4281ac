"""The forms of who a candidate is: a name corrected, two candidates merged, one split."""

from bot.features.loop import loop_form as form
from bot.features.loop.show_happened import MERGE, RENAME, SPLIT, form_about
from bot.slack.block_types import Modal
from bot.slack.blocks import section
from bot.wording.words import words
from rubrics.panel.loop import Loop


def rename_form(loop: Loop) -> Modal:
    """Return the form that corrects a candidate's name."""
    intro = section(words("happened.rename_intro", loop=loop))
    return form_about("rename", loop, [intro, form.NEW_NAME.block(loop.candidate_name)], RENAME)


def merge_form(loop: Loop) -> Modal:
    """Return the form that makes one candidate of two."""
    intro = section(words("happened.merge_intro", loop=loop))
    return form_about("merge", loop, [intro, form.OTHER_CANDIDATE.block()], MERGE)


def split_form(loop: Loop) -> Modal:
    """Return the form that gives a loop a candidate of its own."""
    intro = section(words("happened.split_intro", loop=loop))
    return form_about("split", loop, [intro, form.NEW_NAME.block(loop.candidate_name)], SPLIT)
