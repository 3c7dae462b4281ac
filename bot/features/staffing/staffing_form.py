"""The form that asks whether to hire: a menu each question, and the opening that the answers are about."""

import hashlib
from typing import Any

from bot.errors import Refusal
from bot.features.doors import Door
from bot.features.staffing.answer_questions import Asking
from bot.features.staffing.read_checks import AGAIN
from bot.slack.block_types import Modal
from bot.slack.blocks import context, modal
from bot.slack.form_fields import Menu
from bot.slack.forms import check
from bot.wording.words import plain_words, words
from rubrics.catalogue.staffing import StaffingQuestion, StaffingQuestions

ANSWER = Menu(id="staffing_answer", label="staffing_labels.ask")
"""One about each question."""
OPENING = Menu(id="staffing_opening", label="Opening", required=False)


def form(asking: Asking, opening: str | None) -> Modal:
    """Return the form; `opening` is chosen already where it is one of those offered."""
    questions = [_field(each).block(ask=each.ask) for each in asking.questions.asks]
    known = _openings(asking)
    chosen = opening if opening in [value for _, value in known.options] else None
    return modal(
        plain_words("staffing_labels.title"),
        [*questions, *([known.block(chosen)] if known.options else []), context(words("staffing.form_note"))],
        callback_id=Door.STAFFING,
        submit=plain_words("staffing_labels.show"),
        close=plain_words("staffing_labels.cancel"),
        private_metadata=_version(asking.questions),
    )


def filled_in(asking: Asking, filled: dict[str, Any]) -> tuple[dict[str, str], str | None]:
    """Return the answers by question, and the opening; refuses what is missing, and a form of other questions."""
    if filled["private_metadata"] != _version(asking.questions):
        raise Refusal("staffing_refusals.changed", steps=(AGAIN,))
    fields = {each.id: _field(each) for each in asking.questions.asks}
    opening = _openings(asking)
    check(filled, [*fields.values(), opening])
    return {question: field.need(filled) for question, field in fields.items()}, opening.read(filled)


def _field(question: StaffingQuestion) -> Menu:
    return ANSWER.about(question.id).offering((option.text, option.id) for option in question.options)


def _openings(asking: Asking) -> Menu:
    return OPENING.offering((opening.name, opening.id) for opening in asking.openings)


def _version(questions: StaffingQuestions) -> str:
    return hashlib.sha256(questions.model_dump_json().encode()).hexdigest()[:12]
