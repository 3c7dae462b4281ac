"""All there is to say of one JD rule: what it looks for, why, by which sources, on what, and how often it was wrong."""

import re
from dataclasses import dataclass
from datetime import date

from bot.wording.jd import finding_words, law_rows, task_words, why_around_laws
from rubrics.catalogue.model import Source
from rubrics.jd import Finding, Knowledge, beside, review_jd
from rubrics.jd.knowledge.judged import Judged
from rubrics.jd.knowledge.rules import Example, Rule

_IN_BRACES = re.compile(r"\{[^{}]*\}")
_AS_TYPED = re.compile(r"[\w '&.+-]+")
"""A phrase that is looked for as it stands, without the marks of a pattern."""


@dataclass(frozen=True)
class RuleExplained:
    """One rule in words; `speaks` and `silent` are texts on which it speaks and on which it doesn't, if it has them.

    `judged` are the verdicts on its remarks that people read, None where none was read; `phrases` are those among what
    it looks for that stand in a text as they are.
    """

    rule: Rule
    task: str
    why: str
    fix: str
    source: str
    documents: tuple[Source, ...]
    phrases: tuple[str, ...]
    speaks: Example | None
    silent: Example | None
    judged: Judged | None
    judged_on: date
    finding: Finding | None = None
    around: tuple[str, str] | None = None
    """`why` before and behind the laws it names, where it names any; they are a row each in `laws`."""
    laws: tuple[str, ...] = ()


def without_places(sentence: str) -> str:
    """Return a rule's sentence with "…" where a finding's own words would stand."""
    return _IN_BRACES.sub("…", sentence)


def explained(knowledge: Knowledge, rule_id: str, today: date, finding: Finding | None = None) -> RuleExplained:
    """Return a rule in the words of one of its findings; without one, of what it says of its own example."""
    rule = knowledge.rule_by_id[rule_id]
    speaks = next(iter(rule.examples.fails), None)
    shown = finding or (_finding_on(knowledge, rule, speaks, today) if speaks else None)
    if shown is None:
        sentences = (rule.short_task, rule.why, rule.fix, rule.source)
        task, why, fix, source = map(without_places, sentences)
    else:
        filled = finding_words(knowledge, shown)
        task, why, fix, source = task_words(knowledge, shown), filled.why, filled.fix, filled.source
    around = why_around_laws(knowledge, shown) if shown else None
    known = knowledge.catalogue.sources
    return RuleExplained(
        rule=rule,
        task=task,
        why=why,
        fix=fix,
        source=source,
        documents=tuple(known[mark] for mark in rule.sources if mark in known),
        phrases=tuple(term for term in rule.phrases if _AS_TYPED.fullmatch(term)),
        speaks=speaks,
        silent=next(iter(rule.examples.passes), None),
        judged=knowledge.judged.rules.get(rule_id),
        judged_on=knowledge.judged.as_of,
        finding=finding,
        around=around,
        laws=tuple(law_rows(shown.facts)) if shown and around else (),
    )


def _finding_on(knowledge: Knowledge, rule: Rule, example: Example, today: date) -> Finding | None:
    """Return what a rule says of its example; None where it is switched off."""
    review = review_jd(knowledge, example.text, title=example.title, location=example.location, today=today)
    review = beside(knowledge, review, [example.beside] if example.beside else [])
    return next((finding for finding in review.findings if finding.rule == rule.id), None)
