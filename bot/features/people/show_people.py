"""The people Debrief knows, for admins, and the form that records how senior someone is."""

from collections.abc import Sequence

from bot.features.people.known_people import KnownPerson, Standing
from bot.features.people.set_seniority import PERSON
from bot.slack.block_types import Element, Message, Modal
from bot.slack.blocks import actions, modal, private, section, sections
from bot.slack.elements import button
from bot.slack.form_fields import Choice, User
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import Level

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
    shown = [(person, _label(person.standing) if person.standing else "") for person in people]
    unrated = sum(person.seniority is None and person.standing is not Standing.APP for person in people)
    text = words("people.listing", people=shown, unrated=unrated) if people else words("people.none")
    return private(words("people.fallback", number=len(people)), [*sections(text), *actions(_set_button())])


def _label(key: str | Standing) -> str:
    return plain_words(f"people_labels.{key}")


def _set_button() -> Element:
    return button(_label("set_seniority"), SET_SENIORITY, primary=True)


def seniority_form() -> Modal:
    """Return the form that records how senior someone is."""
    blocks = [WHO.block(), SENIORITY.block()]
    return modal(
        _label("set_seniority"), blocks, callback_id=SET_SENIORITY, submit=_label("save"), close=_label("dismiss")
    )


def saved(user: str, level: Level | None) -> Modal:
    """Return what the modal says once it is recorded."""
    text = section(words("people.saved", user=user, level=level))
    another = button(_label("set_another"), SET_SENIORITY)
    return modal(_label("saved"), [text, *actions(another)], callback_id="seniority_saved")
