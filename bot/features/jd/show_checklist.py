"""JDs for their authors: the checklist of a role, and the form to paste a JD into."""

from collections.abc import Sequence
from dataclasses import replace

from bot.features.doors import Door
from bot.features.jd.jd_form import JD, LOCATION, MORE, TITLE
from bot.features.rubric.show_page import Page, as_message
from bot.slack.block_types import Message, Modal
from bot.slack.blocks import actions, context, modal, private, section, sections
from bot.slack.elements import button
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Level
from rubrics.catalogue.names import MOST_WORDS
from rubrics.catalogue.role import Role

REVIEW_FORM = "jd_form"
MESSAGE_SHORTCUT = "jd_review_message"
REVIEW_TYPED = "jd_review_typed"


def checklist(page: Page, level: Level | None = None) -> Message:
    """Return a role's JD checklist, with the way to a review; whoever named a level hears that it makes none other."""
    blocks = [context(words("jd.every_level", level=level)), *page.blocks] if level else page.blocks
    return as_message(replace(page, blocks=blocks, links=(button("Review a JD", Door.START_REVIEW), *page.links)))


def checklist_offer(roles: Sequence[Role]) -> Message:
    """Return the roles that have a checklist, with what to type for each."""
    text = words("jd.checklist_offer", roles=roles)
    return private(text, sections(text))


def text_offer(form_id: str) -> Message:
    """Return the answer to a text where a name belongs, with the way to a review of it."""
    text = words("jd.text_not_name", most=MOST_WORDS)
    review = button(plain_words("jd_labels.review_typed"), REVIEW_TYPED, form_id)
    return private(text, [section(text), *actions(review), context(words("jd.text_kept"))])


def review_form(keep_days: int, typed: str = "") -> Modal:
    """Return the form that takes a pasted JD of any length; what was typed behind the command stands in it."""
    return modal(
        "Review a JD",
        [
            JD.block(typed or None),
            *(field.block() for field in (MORE, TITLE, LOCATION)),
            context(words("jd.form_footnote", days=keep_days)),
        ],
        callback_id=REVIEW_FORM,
        submit="Review",
        close="Cancel",
    )
