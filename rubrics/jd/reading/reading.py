"""A document with everything that has been read out of it, from which each check makes its findings.

Holds facts only; the checks judge them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.acts import Act, acts_in, duty_lines
from rubrics.jd.reading.evidence import EvidenceSpans
from rubrics.jd.reading.musts import must_bullets
from rubrics.jd.reading.places import PlacesRead
from rubrics.jd.reading.self_mentions import SelfMention
from rubrics.jd.reading.statements import Statement
from rubrics.jd.reading.titles import TitleReading
from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, words_of
from rubrics.jd.text.segments import Segment
from rubrics.jd.values import Facts, Finding, PayFound, SectionKind, Severity
from rubrics.jd.verdicts import Verdict

_SHOWN = 300
"""So many characters of a title stand in a sentence of ours."""
_NO_FACTS = Facts()
Span = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """One text as the checks see it."""

    document: Document
    pay: Sequence[PayFound]
    title: TitleReading
    named: SelfMention | None
    named_title: TitleReading | None
    evidence: EvidenceSpans
    statements: Sequence[Statement]
    verdict: Verdict
    where: PlacesRead
    english: bool
    today: date
    knowledge: Knowledge

    def hits(self, kind: ListKind, name: str | None = None) -> Iterator[tuple[Segment, Hit]]:
        """Return the phrases of one kind of list, or of one list, with the sentence each stands in."""
        return (pair for pair in self._by_kind.get(kind, ()) if name is None or pair[1].name == name)

    @cached_property
    def _by_kind(self) -> dict[ListKind, list[tuple[Segment, Hit]]]:
        grouped: dict[ListKind, list[tuple[Segment, Hit]]] = {}
        for segment in self.document.segments:
            for hit in segment.hits:
                grouped.setdefault(hit.kind, []).append((segment, hit))
        return grouped

    @cached_property
    def duty_lines(self) -> frozenset[int]:
        """The sentences that say what the person will do."""
        return duty_lines(self.document, self.knowledge)

    def acts_of(self, kind: ListKind) -> Iterator[Act]:
        """Return what the sentences have someone do to things of one kind of list, and how far it is meant."""
        return acts_in(self.document, self.evidence.employer, self.knowledge, self.duty_lines, kind)

    @cached_property
    def core(self) -> list[Segment]:
        """The sentences that speak of the work and of what it needs."""
        return [one for one in self.document.segments if one.kind in ("intro", "duties", "musts", "other")]

    @cached_property
    def title_hits(self) -> Sequence[Hit]:
        """The phrases that stand in the title."""
        return self.knowledge.matcher.hits(self.document.title_words)

    @cached_property
    def heading_hits(self) -> list[Hit]:
        """The phrases that stand in headings."""
        text, lines = self.document.text, self.document.lines
        headings = [words_of(text.folded, line.start, line.end) for line in lines if line.heading is not None]
        return [hit for words in headings for hit in self.knowledge.matcher.hits(words)]

    @cached_property
    def must_bullets(self) -> list[Segment]:
        """The bullets that are musts of their own."""
        return must_bullets(self.document, self.heading_hits, (one for one, _ in self.hits(ListKind.ANY_OF)))

    def of_kind(self, *kinds: SectionKind) -> list[Segment]:
        """Return the sentences of these kinds."""
        return [segment for segment in self.document.segments if segment.kind in kinds]

    def finding(
        self,
        rule_id: str,
        span: Span | None = None,
        *,
        severity: Severity | None = None,
        verified: bool | None = None,
        checked: date | None = None,
        **facts: object,
    ) -> Finding:
        """Make a finding of a rule, with the facts that fill its sentences."""
        rule = self.knowledge.rule_by_id[rule_id]
        if "title" in rule.placeholders:
            facts["title"] = self.document.title[:_SHOWN]
        sure = rule.verified if verified is None else verified
        chosen = severity or rule.severity
        segment = self.document.segment_at(span[0]) if span else None
        return Finding(
            rule=rule_id,
            severity=chosen if sure else Severity.NOTE,
            start=span[0] if span else None,
            end=span[1] if span else None,
            quote=self.document.quote(*span) if span else None,
            section=segment.kind if segment else None,
            facts=Facts.model_validate(facts) if facts else _NO_FACTS,
            checked=checked,
            verified=sure,
            legal=rule.legal,
            fault=rule.fault,
        )


def title_span(reading: Reading) -> Span | None:
    """Return where the title stands in the text; None where it was given beside it."""
    title, before = reading.document.title, reading.document.body_start
    start = reading.document.text.plain.find(title, 0, before) if before else -1
    return (start, start + len(title)) if start >= 0 else None
