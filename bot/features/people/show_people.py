"""The people Debrief knows, for admins."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ButtonElement, UserSelectElement

from bot.features.people.known_people import KnownPerson, Standing
from bot.slack.blocks import Message, Modal, actions, button, field, modal, private, radio, section, sections
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Level

SET_SENIORITY = "set_seniority"
PERSON, SENIORITY = "person", "seniority"
NOT_RECORDED = "not_recorded"


def listing(people: Sequence[KnownPerson]) -> Message:
    """Return everybody Debrief knows, with time zone and seniority."""
    shown = [(person, _label(person.standing) if person.standing else "") for person in people]
    text = words("people.listing", people=shown) if people else words("people.nobody")
    return private(words("people.fallback", number=len(people)), [*sections(text), *actions(_set_button())])


def _label(key: str | Standing) -> str:
    return plain_words(f"people_labels.{key}")


def _set_button() -> ButtonElement:
    return button(_label("set_seniority"), SET_SENIORITY)


def seniority_form() -> Modal:
    """Return the form that records how senior somebody is."""
    levels = [(level.value.capitalize(), level.value) for level in Level]
    blocks = [
        field(PERSON, _label("who"), UserSelectElement(action_id=PERSON)),
        field(
            SENIORITY,
            _label("how_senior"),
            radio(SENIORITY, [*levels, (_label("not_recorded"), NOT_RECORDED)]),
            hint=_label("how_senior_hint"),
        ),
    ]
    return modal(
        _label("set_seniority"), blocks, callback_id=SET_SENIORITY, submit=_label("save"), close=_label("cancel")
    )


def saved(user: str, level: Level | None) -> Modal:
    """Return what the modal says once it is recorded."""
    return modal(
        _label("saved"), [section(words("people.saved", user=user, level=level))], callback_id="seniority_saved"
    )
