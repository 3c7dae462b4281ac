"""Renders refusals: what cannot be done, and what to do instead; knows neither Slack nor a terminal."""

from collections.abc import Mapping

from bot.errors import FormRefusal, Reason, Refusal
from bot.wording.words import plain_words


def reason_and_advice(refusal: Refusal) -> tuple[str, str]:
    """Return what cannot be done and what to do instead; the advice may be empty."""
    cannot, _, advice = _words_of(refusal.reason).partition("\n")
    if isinstance(refusal, FormRefusal):
        advice = " ".join(map(_words_of, refusal.fields.values()))
    return cannot, advice


def sentence_of(refusal: Refusal) -> str:
    """Return the same in one line, as a field's error and a terminal show it."""
    return " ".join(part for part in reason_and_advice(refusal) if part)


def field_errors(refusal: Refusal) -> Mapping[str, str]:
    """Return the words for each field of the modal that a refusal concerns."""
    if isinstance(refusal, FormRefusal):
        return {name: _words_of(reason) for name, reason in refusal.fields.items()}
    return {} if refusal.field is None else {refusal.field: sentence_of(refusal)}


def _words_of(reason: Reason | str) -> str:
    return reason if isinstance(reason, str) else plain_words(reason.key, **reason.values)
