"""A draft to read and copy, with the ways on; and the form that asks which role at which level."""

from collections.abc import Sequence

from bot.features.doors import Door
from bot.features.draft.draft_posting import Drafted
from bot.features.jd.show_findings import FIX
from bot.features.jd.show_fix import MOST_PARTS, SEND, readable_lines
from bot.features.jd.show_history import OPEN as OPEN_REVIEW
from bot.features.opening import opening_form as form
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, context, divided, modal, section
from bot.slack.elements import button
from bot.slack.rich_text import preformatted
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import Level
from rubrics.jd.values import BLANK

DRAFT = "jd_draft"


def draft_form(levels: Sequence[tuple[str, str]]) -> Modal:
    """Return the form that asks for a role and a level."""
    return modal(
        plain_words("draft_labels.form_title"),
        [form.ROLE.block(), form.LEVEL.offering(levels).block(Level.SENIOR), context(words("draft.form_note"))],
        callback_id=DRAFT,
        submit=plain_words("draft_labels.draft"),
        close="Cancel",
    )


def draft(one: Drafted) -> Modal:
    """Return the text of a draft, with the ways to fill it in, review it and have it approved."""
    review, blanks = one.reviewed.kept.id, one.blanks
    parts = [part for part in divided(readable_lines(one.reviewed.text)) if part.strip()]
    return modal(
        plain_words("draft_labels.title"),
        [
            section(words("draft.heading", title=one.title, blanks=blanks, opening=one.opening)),
            *actions(
                button(plain_words("draft_labels.fill_in"), f"{FIX}:{BLANK}", f"{review}:{BLANK}", primary=True)
                if blanks
                else button(plain_words("door_labels.ask_approval"), Door.ASK_APPROVAL, review, primary=True),
                button(plain_words("draft_labels.review"), OPEN_REVIEW, review),
                button(plain_words("jd_fix.send"), SEND, review),
                button(plain_words("door_labels.ask_approval"), f"{Door.ASK_APPROVAL}:draft", review)
                if blanks
                else None,
            ),
            *(preformatted(part) for part in parts[:MOST_PARTS]),
            context(words("draft.kept")),
        ],
        callback_id=DRAFT,
        private_metadata=review,
    )
