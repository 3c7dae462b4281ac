"""The draft of feedback as a form: a text to change, what to look at before it goes out, and who sends it."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.feedback.draft_feedback import FeedbackDraft
from bot.slack.block_types import Modal
from bot.slack.blocks import context, modal, section
from bot.slack.form_fields import Text
from bot.slack.limits import INPUT_TEXT
from bot.wording.phrases import at_level, shortened
from bot.wording.words import plain_words, words
from rubrics.panel.feedback_cautions import Caution
from rubrics.panel.loop import Loop

TEXT = Text(id="feedback", label="feedback_form.text", long=True, missing="feedback_refusals.empty")


def form(draft: FeedbackDraft) -> Modal:
    """Return the draft, to be changed."""
    role = at_level(draft.loop.rubric.role_name, draft.loop.rubric.level)
    text = plain_words("feedback_form.draft", role=role, points=draft.points)
    return _modal(draft.loop, text, None)


def looked_over(loop: Loop, text: str, cautions: Sequence[Caution]) -> Modal:
    """Return the text as someone left it, with what to look at in it, or that there is nothing."""
    return _modal(loop, text, cautions)


def _modal(loop: Loop, text: str, cautions: Sequence[Caution] | None) -> Modal:
    intro = words("feedback.intro") if cautions is None else words("feedback.cautions", cautions=cautions)
    return modal(
        plain_words("feedback_form.title", code=loop.candidate_code),
        [section(intro), TEXT.block(shortened(text, INPUT_TEXT)), context(words("feedback.footnote"))],
        callback_id=Door.FEEDBACK,
        submit=plain_words("feedback_form.check"),
        private_metadata=loop.id,
    )
