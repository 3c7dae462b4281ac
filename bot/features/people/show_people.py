"""The people Debrief knows, for admins, and the form that records how senior somebody is."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement

from bot.features.people.known_people import PERSON, KnownPerson
from bot.slack.blocks import Message, Modal, actions, button, modal, private, section, sections
from bot.slack.form_fields import Choice, User
from bot.wording.words import words
from rubrics.catalogue.model import Level

SET_SENIORITY = "set_seniority"
NOT_RECORDED = "not_recorded"

WHO = User(id=PERSON, label="Who?", missing="people_refusals.form_incomplete")
SENIORITY = Choice(
    id="seniority",
    label="seniority_form.seniority",
    hint="seniority_form.seniority_hint",
    missing="people_refusals.form_incomplete",
    options=(*((level.value.capitalize(), level.value) for level in Level), ("Not recorded", NOT_RECORDED)),
)
FORM = (WHO, SENIORITY)


def listing(people: Sequence[KnownPerson]) -> Message:
    """Return everybody Debrief knows, with time zone and seniority."""
    text = words("people.listing", people=people) if people else words("people.nobody")
    return private(words("people.fallback", number=len(people)), [*sections(text), *actions(_set_button())])


def _set_button() -> ButtonElement:
    return button("Set seniority", SET_SENIORITY)


def seniority_form() -> Modal:
    """Return the form that records how senior somebody is."""
    blocks = [WHO.block(), SENIORITY.block()]
    return modal("Set seniority", blocks, callback_id=SET_SENIORITY, submit="Save", close="Cancel")


def saved(user: str, level: Level | None) -> Modal:
    """Return what the modal says once it is recorded."""
    return modal("Saved", [section(words("people.saved", user=user, level=level))], callback_id="seniority_saved")
