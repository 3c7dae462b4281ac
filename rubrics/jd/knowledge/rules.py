"""The shape of rules.yaml: every remark the review can make, and what its sentences may name; knows no rule."""

import re
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from rubrics.catalogue.model import Slug, SourceMark, Value
from rubrics.jd.knowledge.schema import Name, Phrases, Sentence
from rubrics.jd.values import SectionKind, Severity

PLACEHOLDERS = frozenset(
    (
        *("quote", "title", "name", "other", "others", "role", "share", "fitting", "level", "other_level", "years"),
        *("first", "second", "age", "since", "source", "count", "words", "grade", "families", "some", "tools", "items"),
        *(
            "domain",
            "each",
            "short",
            "right",
            "places",
            "where",
            "law",
            "ratio",
            "width",
            "widest",
            "top",
            "side",
            "band",
            "basis",
        ),
        *("year", "place"),
    )
)
"""What a rule’s sentences may name in braces; bot/wording fills each in."""
EVERYWHERE = frozenset(("quote", "title"))
"""What every finding can fill in."""
_IN_BRACES = re.compile(r"\{([^{}]*)\}")


class Example(Value):
    """A text on which a rule must speak or be silent; `beside` is the title of another posting with the same body."""

    text: str
    beside: str | None = None
    title: str | None = None
    location: str | None = None


def _example(written: Any) -> Any:
    return {"text": written} if isinstance(written, str) else written


Examples = tuple[Annotated[Example, BeforeValidator(_example)], ...]


class RuleExamples(Value):
    """Texts on which a rule must speak, and texts on which it must be silent."""

    fails: Examples
    passes: Examples


class Rule(Value):
    """One remark the review can make; with `terms` it is a word rule.

    `task` is what to do in a few words, else the first sentence of `fix` says it; `minutes` is about how long it takes.
    `why` begins with its conclusion in a sentence of its own. With `except_names` a word rule is silent inside a
    capitalized name: “Tumble Guys”. A rule that is `off` is never raised; `also` are words that a team adds to `terms`.
    With `except_denied` it is silent on what its sentence denies (“no nights and weekends”), with `except_labels` on
    the name of a value before its explanation (“Hustle: …”), unless it stands in what is asked.
    One of `unless` in the sentence or the heading over it excuses the words, one of `titled` in the title, one of
    `elsewhere` anywhere in the text, and one of `others`, who are not to be hired, next to the words: “young
    customers”. `sources` are the marks of the documents behind it. Rules of one `fault` never speak twice of one place:
    the gravest of them does.
    """

    id: Slug
    severity: Severity
    fault: Slug | None = None
    off: bool = False
    task: Name | None = None
    minutes: Annotated[int, Field(ge=1, le=60)] = 2
    why: Sentence
    fix: Sentence
    source: Sentence
    sources: tuple[SourceMark, ...] = ()
    legal: bool = False
    verified: bool = True
    terms: Phrases = ()
    also: Phrases = ()
    sections: tuple[SectionKind, ...] = ("title", "intro", "duties", "musts", "nice", "about", "other", "process")
    unless: Phrases = ()
    titled: Phrases = ()
    others: Phrases = ()
    elsewhere: Phrases = ()
    except_names: bool = False
    except_denied: bool = False
    except_labels: bool = False
    at_least: Annotated[int, Field(ge=1)] = 1
    examples: RuleExamples

    @field_validator("task", "why", "fix", "source", mode="after")
    @classmethod
    def _names_facts(cls, sentence: str | None) -> str | None:
        unknown = [name for name in _IN_BRACES.findall(sentence or "") if name not in PLACEHOLDERS]
        if unknown:
            raise ValueError(f"{{{unknown[0]}}} is no fact of a finding")
        return sentence

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """The facts that its sentences name."""
        return frozenset(_IN_BRACES.findall(f"{self.task} {self.why} {self.fix} {self.source}"))

    @property
    def phrases(self) -> Phrases:
        """What a word rule looks for, a team's own words behind the built-in ones."""
        return (*self.terms, *self.also)

    @property
    def looks_for(self) -> tuple[object, ...]:
        """All that decides where it speaks, as far as its definition says so: verdicts on it hold for this alone."""
        words = self.phrases, self.sections, self.unless, self.titled, self.others, self.elsewhere
        return *words, self.except_names, self.except_denied, self.except_labels, self.at_least

    @property
    def conclusion(self) -> str:
        """The first sentence of `why`."""
        return _first_sentence(self.why)

    @property
    def short_task(self) -> str:
        """What to do, in a few words."""
        return self.task or _first_sentence(self.fix).removesuffix(".")


def _first_sentence(text: str) -> str:
    first, end, rest = text.partition(". ")
    return f"{first}." if end and rest else text


class RuleData(Value):
    """rules.yaml: every remark the review can make."""

    rules: tuple[Rule, ...]
