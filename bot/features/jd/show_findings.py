"""The findings of a JD review, the gravest first: quotation, why, how to mend it, source; knows no page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple

from bot.features.jd.phrasing import quotation_in_place, readable
from bot.features.jd.reviewed import ReviewShown
from bot.slack.block_types import Block
from bot.slack.blocks import context, divider, header, section
from bot.wording.jd import finding_words
from bot.wording.phrases import dated, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Finding, Review, Severity
from rubrics.jd.outcome import remark_of

FINDINGS_A_PAGE = 8
LONGEST_HEADING = 60
LONGEST_TERM = 75
LONGEST = 500
"""Longer than any sentence of ours, quotations from the text in it included."""
SEVERITIES = {Severity.BLOCKER: "Blocker", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
Entry = Sequence[Finding]
"""The remarks about one phrase."""


def in_order(reviewed: Review) -> list[Finding]:
    """Return the findings as they weigh: the gravest first, the law's before others, then as the text goes."""
    return sorted((_about_the_title(finding, reviewed) for finding in reviewed.findings), key=_weight)


def entries(findings: Sequence[Finding]) -> list[Entry]:
    """Return findings in order, with those that follow each other about one phrase together."""
    grouped: list[list[Finding]] = []
    for finding in findings:
        if grouped and _same_phrase(grouped[-1][0], finding):
            grouped[-1].append(finding)
        else:
            grouped.append([finding])
    return list(grouped)


def finding_pages(reviewed: Review) -> list[Sequence[Finding]]:
    """Return the findings in order, in pages."""
    ordered = in_order(reviewed)
    return [ordered[start : start + FINDINGS_A_PAGE] for start in range(0, len(ordered), FINDINGS_A_PAGE)]


def section_called(finding: Finding, reviewed: Review) -> str:
    """Return what the part of the text is called that a finding is about: by its own heading where it has one.

    Pay often stands at the end, under the heading of something else.
    """
    if finding.start is not None and finding.section not in ("title", "pay"):
        place = finding.start
        inside = next((part for part in reviewed.sections if part.start <= place < part.end), None)
        if inside is not None and (heading := " ".join(readable(inside.heading or "").split())):
            return plain_words("jd_labels.heading_in_text", heading=shortened(heading, LONGEST_HEADING))
    return plain_words(f"jd_labels.section_{finding.section or 'whole'}")


def finding_blocks(findings: Sequence[Finding], shown: ReviewShown, *, is_last: bool) -> list[Block]:
    """Return one page of findings, each with its place in the text."""
    reviewed, changes = shown.review, shown.kept.changes
    new = {remark.key for remark in changes.new} if changes else set()
    blocks: list[Block] = []
    before: Severity | None = None
    for entry in entries(findings):
        severity = entry[0].severity
        blocks += [divider()] if severity is before else [header(f"{SEVERITIES[severity]}s")]
        blocks += _entry(entry, shown, new)
        before = severity
    if is_last and reviewed.coded_words:
        terms = [f"{shortened(term, LONGEST_TERM)} ({number})" for term, number in reviewed.coded_words.items()]
        blocks += [divider(), context(words("jd_review.coded", terms=terms[:20]))]
    return blocks


def _about_the_title(finding: Finding, reviewed: Review) -> Finding:
    quotes_title = finding.section is None and finding.quote is not None and finding.quote == reviewed.title
    return finding.model_copy(update={"section": "title"}) if quotes_title else finding


def _entry(entry: Entry, shown: ReviewShown, new: Collection[tuple[str, str | None]]) -> Iterator[Block]:
    widest = max(entry, key=lambda finding: len(finding.quote or ""))
    for number, finding in enumerate(entry):
        why, fix, source = (shortened(part, LONGEST) for part in astuple(finding_words(shown.knowledge, finding)))
        place = section_called(finding, shown.review) if number == 0 else None
        yield section(words("jd_review.finding", why=why, place=place, is_new=remark_of(finding).key in new))
        if number == 0 and widest.start is not None and widest.end is not None:
            yield quotation_in_place(shown.text, widest.start, widest.end)
        checked = dated(finding.checked) if finding.checked else None
        yield section(words("jd_review.fix", fix=fix))
        yield context(words("jd_review.source", source=source, finding=finding, checked=checked))


def _same_phrase(one: Finding, other: Finding) -> bool:
    """Tell whether two findings are about one phrase, and weigh alike; the words quoted may go on in one of them."""
    if one.quote is None or other.quote is None or one.severity is not other.severity:
        return False
    return one.start == other.start or one.end == other.end


def _weight(finding: Finding) -> tuple[int, bool, bool, int]:
    return _RANKS[finding.severity], not finding.legal, finding.start is None, finding.start or 0
