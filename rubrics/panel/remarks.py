"""Looks over the wording of evidence: named hints on what may not weigh or says too little; never a verdict."""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from rubrics.authoring.misfits import misfits
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.model import Sentence, Slug, Value

FILE = Path(__file__).parent.parent / "definitions" / "language" / "evidence.yaml"
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
    """All rules, and the words that show something was observed."""

    rules: Annotated[tuple[RemarkRule, ...], Field(min_length=1)]
    observed: tuple[Phrase, ...]

    @cached_property
    def observation(self) -> re.Pattern[str]:
        """The words of observation as one expression."""
        return re.compile(_alternatives(self.observed), re.IGNORECASE)


def remarks(text: str, rules: RemarkRules | None = None) -> tuple[Remark, ...]:
    """Return the hints that a text deserves, at most one per rule, the gravest rule first."""
    held = rules or builtin_rules()
    found = (_remark(rule, text, held) for rule in held.rules)
    return tuple(remark for remark in found if remark is not None)


@cache
def builtin_rules() -> RemarkRules:
    """Return the rules that come with Debrief."""
    return load_rules(FILE)


def load_rules(file: Path) -> RemarkRules:
    """Return the rules of a file; raises CatalogueError with every problem."""
    data, problems = parse(file.read_text(encoding="utf-8"), file.name)
    if problems:
        raise CatalogueError(problems)
    try:
        return RemarkRules.model_validate(data)
    except ValidationError as error:
        problems = [Problem(file.name, 1, each.kind, each.values) for each in misfits(error, RemarkRules)]
        raise CatalogueError(problems) from error


def _remark(rule: RemarkRule, text: str, held: RemarkRules) -> Remark | None:
    quote = _emptiness(rule, text) if rule.empty else _phrase(rule, text)
    if quote is None or (rule.unless_observed and _observations(held, text) >= ENOUGH_OBSERVED):
        return None
    return Remark(rule=rule.id, name=rule.name, quote=quote, hint=rule.hint.replace("{quote}", quote))


def _phrase(rule: RemarkRule, text: str) -> str | None:
    return next((m["found"] for m in rule.pattern.finditer(text) if m["found"]), None)


def _emptiness(rule: RemarkRule, text: str) -> str | None:
    said = re.findall(r"[^\W\d_]+", text.lower())
    return "" if said and set(said) <= set(rule.phrases) else None


def _observations(held: RemarkRules, text: str) -> int:
    return len({match[0].lower() for match in held.observation.finditer(text)})


def _alternatives(phrases: Sequence[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(phrase)}\b".replace(r"\ ", r"\s+") for phrase in longest_first)
