"""The same text under two titles; knows texts by the digest of their words only."""

import hashlib
from collections.abc import Iterable

from rubrics.jd.knowledge.knowledge import load_knowledge
from rubrics.jd.text.document import Document
from rubrics.jd.values import Finding, Review
from rubrics.jd.wording import listed

_LEAST_WORDS = 40
"""Shorter bodies are equal by chance."""
_NAMED = 3
"""More titles would make the sentence a list."""


def body_digest(document: Document) -> str:
    """Return the digest of a body's words, whatever their marks, spaces and case; empty for a very short body."""
    if document.word_count < _LEAST_WORDS:
        return ""
    words = " ".join(key for segment in document.segments for key in segment.words.keys)
    return hashlib.sha256(words.encode()).hexdigest()


def beside(review: Review, titles: Iterable[str]) -> Review:
    """Return a review that also says under which other titles the same text was reviewed."""
    others = sorted({title for title in titles if _spoken(title) != _spoken(review.title)})
    if not others:
        return review
    rule = load_knowledge().rule_by_id["same-text"]
    named = listed([f"“{title}”" for title in others[:_NAMED]])
    finding = Finding(
        rule=rule.id,
        severity=rule.severity,
        start=None,
        end=None,
        quote=None,
        why=rule.why.replace("{others}", named),
        fix=rule.fix,
        source=rule.source,
        section=None,
    )
    return review.model_copy(update={"findings": (*review.findings, finding)})


def _spoken(title: str) -> str:
    return " ".join(title.casefold().split())
