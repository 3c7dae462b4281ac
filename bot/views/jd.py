"""JDs for their authors: the checklist of a role, and the form to paste a JD into."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.blocks.block_elements import RichTextInputElement

from bot.views.blocks import (
    Message,
    Modal,
    actions,
    button,
    context,
    field,
    header,
    modal,
    private,
    sections,
    text_input,
)
from bot.views.words import words
from rubrics.model import Checklist
from rubrics.role import Role

REVIEW_FORM = "jd_form"
MESSAGE_SHORTCUT = "jd_review_message"
START_REVIEW = "jd_start_review"
TEXT, MORE_TEXT, TITLE, LOCATION = "jd", "jd_more", "title", "location"
KINDS = (("must", "It must say"), ("should", "It should say"), ("must_not", "It must not say"))


def checklist(role: Role, told: Checklist) -> Message:
    """Return what a JD for a role must, should and must not say, each with its reason."""
    blocks: list[Block] = [header(f"JD checklist: {role.name}")]
    for kind, title in KINDS:
        if items := [item for item in told.items if item.kind == kind]:
            blocks += sections(words("jd.items", title=title, items=items))
    blocks += [*actions(button("Review a JD", START_REVIEW)), context(words("jd.checklist_footnote"))]
    return private(words("jd.checklist_fallback", role=role, number=len(told.items)), blocks)


def checklist_offer(roles: Sequence[Role]) -> Message:
    """Return the roles that have a checklist, with what to type for each."""
    text = words("jd.checklist_offer", roles=roles)
    return private(text, sections(text))


def review_form(keep_days: int) -> Modal:
    """Return the form that takes a pasted JD of any length."""
    paste = RichTextInputElement(action_id=TEXT)
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
