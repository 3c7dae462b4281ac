"""The forms about approvals: asking people, asking others, changing the text, and checking a published one."""

from bot.features.approval import approval_form as form
from bot.features.approval.ask_approval import EVERYONE
from bot.features.approval.check_jd import Checked
from bot.features.approval.read_approval import AskingChoices
from bot.features.doors import Door
from bot.features.jd.jd_form import JD, MORE
from bot.features.jd.show_changes import MOST_LINES, changes, shown_lines
from bot.features.jd.show_fix import readable_lines
from bot.slack.block_types import Modal
from bot.slack.blocks import actions, context, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import Menu
from bot.wording.words import plain_words, words
from rubrics.jd.versions import JdVersion

ASK = Door.ASK_APPROVAL
PEOPLE = "jd_approvers"
EDIT = "jd_version_edit"
CHECK = "jd_check"


def opening_field(choices: AskingChoices) -> Menu:
    """Return the field of the opening, with its entries."""
    none = (plain_words("approval_form.no_opening"), form.NO_OPENING)
    return form.OPENING.offering([none, *((each.name, each.id) for each in choices.openings)])


def ask_form(choices: AskingChoices) -> Modal:
    """Return the form that asks people to approve a JD."""
    return modal(
        plain_words("approval_form.ask_title"),
        [
            section(words("approval.asking", title=choices.title)),
            form.APPROVERS.block(choices.approvers or None),
            form.needed().block(str(choices.needed)),
            opening_field(choices).block(choices.opening or form.NO_OPENING),
            context(words("approval.asking_note")),
        ],
        callback_id=ASK,
        submit=plain_words("approval_form.ask"),
        close="Cancel",
        private_metadata=choices.review,
    )


def people_form(jd: JdVersion) -> Modal:
    """Return the form that has other people approve a version."""
    people = tuple(each.person for each in jd.approvers)
    return modal(
        plain_words("approval_form.people_title"),
        [
            section(words("approval.asking", title=jd.title)),
            form.APPROVERS.block(people),
            form.needed().block(str(EVERYONE if jd.needed == len(people) else jd.needed)),
            context(words("approval.people_note")),
        ],
        callback_id=PEOPLE,
        submit=plain_words("approval_form.save"),
        close="Cancel",
        private_metadata=jd.id,
    )


def edit_form(jd: JdVersion) -> Modal:
    """Return the form that changes the text of a version, which asks everyone anew."""
    return modal(
        plain_words("approval_form.edit_title"),
        [JD.block(readable_lines(jd.text)), context(words("approval.edit_note"))],
        callback_id=EDIT,
        submit=plain_words("approval_form.ask_again"),
        close="Cancel",
        private_metadata=jd.id,
    )


def check_form(typed: str = "") -> Modal:
    """Return the form that takes a published text; what was typed behind the command stands in it."""
    return modal(
        plain_words("approval_form.check_title"),
        [JD.block(typed or None), MORE.block(), context(words("approval.check_note"))],
        callback_id=CHECK,
        submit=plain_words("approval_form.check"),
        close="Cancel",
    )


def checked(one: Checked) -> Modal:
    """Return whether a published text is the approved one, and what differs where it comes near."""
    lines = shown_lines(one.changes or ())
    note = words(
        "approval.checked",
        one=one,
        jd=one.jd,
        number=len(lines),
        more=max(0, len(lines) - MOST_LINES),
        is_too_long=one.changes is None,
    )
    open_it = one.jd is not None and one.knows
    return modal(
        plain_words("approval_form.check_title"),
        [
            section(note),
            *changes(lines),
            *actions(
                button(plain_words("approval_labels.open_approved"), Door.JD_APPROVAL, one.jd.id)
                if one.jd is not None and open_it
                else None,
                button(plain_words("approval_labels.check_another"), CHECK, "-"),
                button(plain_words("door_labels.review_a_jd"), Door.START_REVIEW),
            ),
        ],
        callback_id=CHECK,
    )
