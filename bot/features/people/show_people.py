"""The people Debrief knows, for admins."""

from collections.abc import Sequence
from typing import Protocol

from slack_sdk.models.blocks import ButtonElement, UserSelectElement

from bot.slack.blocks import Message, Modal, actions, button, field, modal, private, radio, section, sections
from bot.wording.words import words
from rubrics.catalogue.model import Level

SET_SENIORITY = "set_seniority"
PERSON, SENIORITY = "person", "seniority"
NOT_RECORDED = "not_recorded"


class Known(Protocol):
    """What the listing shows of one person."""

    @property
    def user(self) -> str: ...  # noqa: D102

    @property
    def time_zone(self) -> str | None: ...  # noqa: D102

    @property
    def seniority(self) -> Level | None: ...  # noqa: D102

    @property
    def is_admin(self) -> bool: ...  # noqa: D102

    @property
    def standing(self) -> str | None: ...  # noqa: D102


def listing(people: Sequence[Known]) -> Message:
    """Return everybody Debrief knows, with time zone and seniority."""
    text = words("people.listing", people=people) if people else words("people.nobody")
    return private(words("people.fallback", number=len(people)), [*sections(text), *actions(_set_button())])


def _set_button() -> ButtonElement:
    return button("Set seniority", SET_SENIORITY)


def seniority_form() -> Modal:
    """Return the form that records how senior somebody is."""
    levels = [(level.value.capitalize(), level.value) for level in Level]
    blocks = [
        field(PERSON, "Who?", UserSelectElement(action_id=PERSON)),
        field(
            SENIORITY,
            "How senior as an interviewer?",
            radio(SENIORITY, [*levels, ("Not recorded", NOT_RECORDED)]),
            hint="The coverage check warns of a panel on which nobody is senior.",
        ),
    ]
    return modal("Set seniority", blocks, callback_id=SET_SENIORITY, submit="Save", close="Cancel")


def saved(user: str, level: Level | None) -> Modal:
    """Return what the modal says once it is recorded."""
    return modal("Saved", [section(words("people.saved", user=user, level=level))], callback_id="seniority_saved")
