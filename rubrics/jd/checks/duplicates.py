"""The same text under two titles; knows texts by the digest of their words only."""

import hashlib
from collections.abc import Iterable

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.document import Document
from rubrics.jd.values import Facts, Finding, Review

_LEAST_WORDS = 40
"""Shorter bodies are equal by chance."""
_NAMED = 3
"""More titles would make the sentence a list."""


def body_digest(document: Document) -> str:
    """Return the digest of a body's words, whatever their marks, spaces and case; empty for a very short body."""
    if document.word_count < _LEAST_WORDS:
        return ""
    return hashlib.sha256(" ".join(document.spoken).encode()).hexdigest()


def beside(knowledge: Knowledge, review: Review, titles: Iterable[str]) -> Review:
    """Return a review that also says under which other titles the same text was reviewed."""
    others = sorted({title for title in titles if _folded(title) != _folded(review.title)})
    rule = knowledge.rule_by_id["same-text"]
    if not others or rule.off:
        return review
    finding = Finding(
        rule=rule.id,
        severity=rule.severity,
        start=None,
        end=None,
        quote=None,
        section=None,
        facts=Facts(others=tuple(others[:_NAMED])),
        verified=rule.verified,
        legal=rule.legal,
    )
    return review.model_copy(update={"findings": (*review.findings, finding)})


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
