"""JDs for their authors: the checklist of a role, and the form to paste a JD into."""

from collections.abc import Sequence
from dataclasses import replace

from bot.features.doors import Door
from bot.features.jd.jd_form import JD, LOCATION, MORE, TITLE
from bot.features.rubric.show_page import Page, as_message
from bot.slack.block_types import Message, Modal
from bot.slack.blocks import actions, context, modal, private, section
from bot.slack.elements import button, external_select, select
from bot.slack.limits import MENU_OPTIONS
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.names import MOST_WORDS
from rubrics.catalogue.role import Role

REVIEW_FORM = "jd_form"
MESSAGE_SHORTCUT = "jd_review_message"
REVIEW_TYPED = "jd_review_typed"
CHECKLIST_FOR = "jd_checklist_for"


def checklist(page: Page, level: RoleLevel | None = None) -> Message:
    """Return a role's JD checklist; with a level, that it makes no difference."""
    return as_message(replace(page, small_print=words("jd.every_level")) if level else page)


def checklist_offer(roles: Sequence[Role]) -> Message:
    """Return the menu of roles that have a checklist, with the way to a review."""
    text, placeholder = words("jd.checklist_offer"), plain_words("jd_labels.checklist_for")
    ways = actions(
        select(CHECKLIST_FOR, [(role.name, role.id) for role in roles], placeholder=placeholder)
        if len(roles) <= MENU_OPTIONS
        else external_select(CHECKLIST_FOR, placeholder=placeholder),
        button(plain_words("jd_labels.check_mine"), Door.START_REVIEW),
    )
    return private(text, [section(text), *ways])


def text_offer(form_id: str) -> Message:
    """Return the answer to a text where a name belongs, with the way to a review of it."""
    text = words("jd.text_not_name", most=MOST_WORDS)
    review = button(plain_words("jd_labels.review_typed"), REVIEW_TYPED, form_id, primary=True)
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
