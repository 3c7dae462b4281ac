"""Looks over the wording of evidence: named hints on what may not weigh or says too little; never a verdict."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

from pydantic import Field

from rubrics.catalogue.model import Sentence, Slug, Value

ENOUGH_OBSERVED = 2
"""This many words of observation beside a vague phrase show that something stands behind it."""

Phrase = Annotated[str, Field(min_length=1, max_length=60)]


class Remark(Value):
    """One hint on a text: which rule, what it quotes (nothing where the text as a whole is meant) and what to do."""

    rule: str
    name: str
    quote: str
    hint: str


class Examples(Value):
    """Sentences that a rule must remark on, and sentences that it must let pass."""

    remarked: Annotated[tuple[str, ...], Field(min_length=1)]
    accepted: Annotated[tuple[str, ...], Field(min_length=1)]


class RemarkRule(Value):
    """Phrases that deserve a hint; with `empty`, a text made of nothing but these words does."""

    id: Slug
    name: Sentence
    hint: Sentence
    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    exceptions: Annotated[tuple[Phrase, ...], Field(alias="except")] = ()
    unless_observed: bool = False
    empty: bool = False
    examples: Examples

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its phrases as one expression; exceptions come first, so that they swallow the word within them."""
        either = [f"(?:{_alternatives(self.exceptions)})"] if self.exceptions else []
        return re.compile("|".join([*either, f"(?P<found>{_alternatives(self.phrases)})"]), re.IGNORECASE)


class RemarkRules(Value):
    """All rules, and the words that show something was observed.

    `handed_on` are those on a note that others read before they have rated: it may not rate the candidate.
    """

    rules: Annotated[tuple[RemarkRule, ...], Field(min_length=1)]
    handed_on: tuple[RemarkRule, ...] = ()
    observed: tuple[Phrase, ...]

    @cached_property
    def observation(self) -> re.Pattern[str]:
        """The words of observation as one expression."""
        return re.compile(_alternatives(self.observed), re.IGNORECASE)


def remarks(text: str, rules: RemarkRules) -> tuple[Remark, ...]:
    """Return the hints that a text deserves, at most one per rule, the gravest rule first."""
    every = (_remark(rule, text, rules) for rule in rules.rules)
    return tuple(remark for remark in every if remark is not None)


def judging(text: str, rules: RemarkRules) -> tuple[Remark, ...]:
    """Return the hints on a note that is to be handed on, and rates the candidate; empty where it does not."""
    every = (_remark(rule, text, rules) for rule in rules.handed_on)
    return tuple(remark for remark in every if remark is not None)


def _remark(rule: RemarkRule, text: str, rules: RemarkRules) -> Remark | None:
    quote = _emptiness(rule, text) if rule.empty else _phrase(rule, text)
    if quote is None or (rule.unless_observed and _observations(rules, text) >= ENOUGH_OBSERVED):
        return None
    return Remark(rule=rule.id, name=rule.name, quote=quote, hint=rule.hint.replace("{quote}", quote))


def _phrase(rule: RemarkRule, text: str) -> str | None:
    return next((m["found"] for m in rule.pattern.finditer(text) if m["found"]), None)


def _emptiness(rule: RemarkRule, text: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return "" if words and set(words) <= set(rule.phrases) else None


def _observations(rules: RemarkRules, text: str) -> int:
    return len({match[0].lower() for match in rules.observation.finditer(text)})


def _alternatives(phrases: Sequence[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(phrase)}\b".replace(r"\ ", r"\s+") for phrase in longest_first)
