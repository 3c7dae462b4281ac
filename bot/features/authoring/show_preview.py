"""The scorecard that a draft leads to, as an interviewer would see it: nothing that is clicked in it is kept."""

from dataclasses import replace

from bot.features.authoring.edit_role import Editing
from bot.features.authoring.show_editor import about
from bot.features.scorecard.card_form import rating_of
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import context, divider, modal, section
from bot.wording.words import plain_words, words
from rubrics.authoring.proposals import RoleVersion
from rubrics.catalogue.model import Rubric

PREVIEW, PREVIEW_OF_VERSION = "own_preview", "own_version_preview"


def preview(editing: Editing, rubric: Rubric) -> Modal:
    """Return the ratings of a draft's scorecard; submitting leads back to the draft."""
    return _preview(rubric, PREVIEW, about(editing), plain_words("authoring_labels.back_to_draft"))


def preview_of_version(version: RoleVersion, rubric: Rubric) -> Modal:
    """Return the ratings of the scorecard that a version leads to; submitting leads back to the version."""
    return _preview(rubric, PREVIEW_OF_VERSION, version.id, plain_words("authoring_labels.back"))


def _preview(rubric: Rubric, callback_id: str, carried: str, back: str) -> Modal:
    blocks: list[Block] = [context(words("authoring.preview", rubric=rubric))]
    for one in rubric.competencies:
        if not one.is_rated:
            blocks += [section(words("authoring.evidence_only", name=one.name)), divider()]
            continue
        field = replace(rating_of(one), id=PREVIEW, autosaved=False, required=False)
        blocks += [field.block(competency=one), divider()]
    return modal(
        plain_words("authoring_labels.preview_title"),
        blocks,
        callback_id=callback_id,
        submit=back,
        close=plain_words("authoring_labels.close"),
        private_metadata=carried,
    )
