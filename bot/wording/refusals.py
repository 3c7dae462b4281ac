"""Renders refusals: what cannot be done, and what to do instead."""

from collections.abc import Mapping

from bot.errors import FormRefusal, Reason, Refusal
from bot.wording.words import plain_words


def told(reason: Reason | str) -> str:
    """Return the words of a reason."""
    return reason if isinstance(reason, str) else plain_words(reason.key, **reason.values)


def reason_and_advice(refusal: Refusal) -> tuple[str, str]:
    """Return what cannot be done and what to do instead; the advice may be empty."""
    if refusal.advice is not None:
        return refusal.reason.key, refusal.advice
    cannot, _, advice = told(refusal.reason).partition("\n")
    if isinstance(refusal, FormRefusal):
        advice = " ".join(map(told, refusal.fields.values()))
    return cannot, advice


def sentence_of(refusal: Refusal) -> str:
    """Return the same in one line, as a field's error and a terminal show it."""
    return " ".join(part for part in reason_and_advice(refusal) if part)


def field_errors(refusal: Refusal) -> Mapping[str, str]:
    """Return the words for each field of the modal that a refusal concerns."""
    if isinstance(refusal, FormRefusal):
        return {name: told(reason) for name, reason in refusal.fields.items()}
    return {} if refusal.field is None else {refusal.field: sentence_of(refusal)}
