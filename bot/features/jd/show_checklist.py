"""JDs for their authors: the checklist of a role, and the form to paste a JD into."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextSectionElement
from slack_sdk.models.blocks.block_elements import RichTextInputElement

from bot.features.doors import Door
from bot.features.rubric.show_page import Page, as_message
from bot.slack.blocks import Message, Modal, button, context, field, modal, private, sections, text_input
from bot.wording.words import words
from rubrics.catalogue.model import Level
from rubrics.catalogue.role import Role

REVIEW_FORM = "jd_form"
MESSAGE_SHORTCUT = "jd_review_message"
TEXT, MORE_TEXT, TITLE, LOCATION = "jd", "jd_more", "title", "location"


def checklist(page: Page, level: Level | None = None) -> Message:
    """Return a role's JD checklist, with the way to a review; whoever named a level hears that it makes none other."""
    blocks = [context(words("jd.every_level", level=level)), *page.blocks] if level else page.blocks
    return as_message(replace(page, blocks=blocks, links=(button("Review a JD", Door.START_REVIEW), *page.links)))


def checklist_offer(roles: Sequence[Role]) -> Message:
    """Return the roles that have a checklist, with what to type for each."""
    text = words("jd.checklist_offer", roles=roles)
    return private(text, sections(text))


def review_form(keep_days: int, typed: str = "") -> Modal:
    """Return the form that takes a pasted JD of any length; what was typed behind the command stands in it."""
    paste = RichTextInputElement(action_id=TEXT, initial_value=_pasted(typed) if typed else None)
    rest = text_input(MORE_TEXT, multiline=True)
    title = text_input(TITLE, longest=160)
    place = text_input(LOCATION, placeholder="Such as: Remote (US), or Toronto", longest=120)
    return modal(
        "Review a JD",
        [
            field(TEXT, "The JD", paste, hint="Paste all of it. The first line is taken as the title."),
            field(MORE_TEXT, "The rest of it, if it did not fit", rest, optional=True),
            field(TITLE, "Title, if the first line is not the title", title, optional=True),
            field(LOCATION, "Where is the job?", place, optional=True, hint="Posting duties depend on the place."),
            context(words("jd.form_footnote", days=keep_days)),
        ],
        callback_id=REVIEW_FORM,
        submit="Review",
        close="Cancel",
    )


def _pasted(text: str) -> RichTextBlock:
    run = RichTextElementParts.Text(text=text)
    return RichTextBlock(elements=[RichTextSectionElement(elements=[run])])
