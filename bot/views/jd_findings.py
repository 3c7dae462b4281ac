"""The findings of a JD review, by section and severity: quotation, why, how to mend it, source; knows no page."""

from collections.abc import Callable, Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.views.blocks import context, divider, header, section
from bot.views.jd_words import quotation_in_place
from bot.views.words import shortened, words
from rubrics.jd import Finding, Review, Severity
from rubrics.jd.outcome import Changes, remark_of
from rubrics.jd.values import SectionKind

FINDINGS_A_PAGE = 8
LONGEST = 500
"""Longer than any sentence of ours, quotations from the text in it included."""
SEVERITIES = {Severity.BLOCKER: "Blocker", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
SECTIONS: dict[SectionKind | None, str] = {
    None: "The JD as a whole",
    "title": "Title",
    "intro": "Introduction",
    "duties": "Duties",
    "musts": "Requirements",
    "nice": "Nice to have",
    "about": "About the company",
    "pay": "Pay",
    "benefits": "Benefits",
    "legal": "Legal notices",
    "process": "Hiring process",
    "other": "Other parts",
}
_ORDER = list(Severity)
_Place = tuple[int, bool, int, str, int, int]


def in_order(reviewed: Review) -> list[Finding]:
    """Return the findings by section, the section with the gravest first, and the gravest first in each."""
    findings = [_about_the_title(finding, reviewed) for finding in reviewed.findings]
    return sorted(findings, key=_place(findings))


def finding_pages(reviewed: Review) -> list[Sequence[Finding]]:
    """Return the findings in order, in pages."""
    ordered = in_order(reviewed)
    return [ordered[start : start + FINDINGS_A_PAGE] for start in range(0, len(ordered), FINDINGS_A_PAGE)]


def finding_blocks(
    findings: Sequence[Finding], reviewed: Review, text: str, changes: Changes | None, *, is_last: bool
) -> list[Block]:
    """Return one page of findings, each with its place in the text."""
    new = {remark.key for remark in changes.new} if changes else set()
    blocks: list[Block] = []
    before: str | None = None
    for finding in findings:
        title = SECTIONS[finding.section]
        blocks += [header(title)] if title != before else [divider()]
        blocks += _finding(finding, text, is_new=remark_of(finding).key in new)
        before = title
    if is_last and reviewed.coded_words:
        terms = [f"{shortened(term)} ({number})" for term, number in reviewed.coded_words.items()]
        blocks += [divider(), context(words("jd_review.coded", terms=terms[:20]))]
    return blocks


def _about_the_title(finding: Finding, reviewed: Review) -> Finding:
    quotes_title = finding.section is None and finding.quote is not None and finding.quote == reviewed.title
    return finding.model_copy(update={"section": "title"}) if quotes_title else finding


def _finding(finding: Finding, text: str, *, is_new: bool) -> Iterator[Block]:
    why, fix, source = (shortened(part, LONGEST) for part in (finding.why, finding.fix, finding.source))
    yield section(words("jd_review.finding", why=why, severity=SEVERITIES[finding.severity], is_new=is_new))
    if finding.start is not None and finding.end is not None:
        yield quotation_in_place(text, finding.start, finding.end)
    yield section(words("jd_review.fix", fix=fix))
    yield context(words("jd_review.source", source=source, finding=finding, checked=_day(finding)))


def _day(finding: Finding) -> str:
    return f"{finding.checked.day} {finding.checked:%B %Y}" if finding.checked else ""


def _place(findings: Sequence[Finding]) -> Callable[[Finding], _Place]:
    gravest: dict[SectionKind | None, int] = {}
    first: dict[SectionKind | None, int] = {}
    for finding in findings:
        rank, start = _ORDER.index(finding.severity), finding.start or 0
        gravest[finding.section] = min(rank, gravest.get(finding.section, rank))
        first[finding.section] = min(start, first.get(finding.section, start))

    def place(finding: Finding) -> _Place:
        kind = finding.section
        rank = _ORDER.index(finding.severity)
        return gravest[kind], kind is None, first[kind], SECTIONS[kind], rank, finding.start or 0

    return place
