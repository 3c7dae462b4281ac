"""Reviews a job description: one pass over the text, then each kind of check; knows no network and no clock."""

from datetime import date

from rubrics.jd.completeness import checklist_of
from rubrics.jd.document import sections_of, take_apart
from rubrics.jd.knowledge import Knowledge, load_knowledge
from rubrics.jd.pay import pay_in
from rubrics.jd.selfname import self_name
from rubrics.jd.sightings import sight
from rubrics.jd.titles import read_title
from rubrics.jd.values import Finding, Review, Severity
from rubrics.jd.verdict import verdict_of

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def review_jd(text: str, *, title: str | None = None, location: str | None = None, today: date) -> Review:
    """Return everything there is to say about a job description; the same text gives the same review.

    The first line is the title unless one is given; offsets point into the text as it was passed.
    """
    return review_with(load_knowledge(), text, title=title, location=location, today=today)


def review_with(knowledge: Knowledge, text: str, *, title: str | None, location: str | None, today: date) -> Review:
    """Review with given knowledge; see review_jd."""
    document = take_apart(text, title, knowledge.section_lists)
    hits = [knowledge.matcher.hits(segment.words) for segment in document.segments]
    pay = pay_in(document.text.folded, location or "", knowledge.pay_words)
    reading = read_title(document.title, knowledge)
    seen = sight(document, hits, knowledge)
    named = self_name(document, hits)
    named_reading = read_title(named.name, knowledge) if named else None
    verdict = verdict_of(document, seen, reading, named_reading, knowledge)
    findings: list[Finding] = []
    return Review(
        title=document.title,
        verdict=verdict,
        pay=pay,
        findings=tuple(sorted(findings, key=_rank)),
        sections=sections_of(document),
        words=document.word_count,
        checklist=checklist_of(document, hits, pay, reading, knowledge),
        location=location,
    )


def _rank(finding: Finding) -> tuple[int, bool, int]:
    return _ORDER[finding.severity], finding.start is None, finding.start or 0
