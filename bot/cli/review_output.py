"""Reviews as text, JSON, Markdown or SARIF; knows no file and no exit code."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from bot.cli.review_words import (
    first_words,
    pay_sentence,
    review_words,
    sourced,
    verdict_sentences,
    waived_words,
)
from bot.wording.jd import abstention_words, change_words, evidence_words, finding_words, notice_words, role_words
from bot.wording.phrases import cut
from rubrics.jd import Finding, Knowledge, Review, Severity
from rubrics.jd.verdicts import Evidence
from rubrics.jd.waivers import COMMENT, WaivedFinding

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.BLOCKER: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_QUOTED = 110


class Format(StrEnum):
    """How reviews are written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"


@dataclass(frozen=True)
class Reviewed:
    """A text, the name of where it came from, its review, and the remarks that were waived and stand in none."""

    name: str
    text: str
    review: Review
    waived: tuple[WaivedFinding, ...] = ()


def written(
    knowledge: Knowledge, reviewed: Sequence[Reviewed], output: Format, *, single: bool, unread: int = 0
) -> str:
    """Return the reviews in a format; JSON is one object for a single text and a list otherwise.

    What people read ends with counts where there may be many, `unread` files among them.
    """
    match output:
        case Format.JSON:
            data = [_data(knowledge, one) for one in reviewed]
            return json.dumps(data[0] if single else data, ensure_ascii=False, indent=2)
        case Format.SARIF:
            return json.dumps(_sarif(knowledge, reviewed), ensure_ascii=False, indent=2)
        case Format.MARKDOWN:
            texts = ["\n".join(_markdown(knowledge, one)) for one in reviewed]
            return "\n\n".join(texts if single else [*texts, _summary(reviewed, unread)])
        case Format.TEXT:
            texts = ["\n".join(_text(knowledge, one)) for one in reviewed]
            return "\n\n".join(texts if single else [*texts, _summary(reviewed, unread)])


def _data(knowledge: Knowledge, one: Reviewed) -> dict[str, Any]:
    """Return a review by the published keys: its sentences beside the facts that they were made of."""
    verdict, change = one.review.verdict, change_words(one.review.verdict, knowledge.role_names)
    data = {"file": one.name, **one.review.model_dump(mode="json"), "notice": notice_words(one.review)}
    data["verdict"] |= {
        "evidence": {
            role: [_evidence_data(knowledge, each) for each in quoted] for role, quoted in verdict.evidence.items()
        },
        "would_change": [change] if change else [],
        "abstained": abstention_words(verdict.abstained) if verdict.abstained else None,
    }
    data["findings"] = [_finding_data(knowledge, finding) for finding in one.review.findings]
    data["waived"] = [
        {**_finding_data(knowledge, each.finding), "waiver": each.waiver.model_dump(mode="json", exclude={"id"})}
        for each in one.waived
    ]
    return data


def _evidence_data(knowledge: Knowledge, evidence: Evidence) -> dict[str, Any]:
    return {**evidence.model_dump(mode="json"), "why": evidence_words(knowledge, evidence)}


def _finding_data(knowledge: Knowledge, finding: Finding) -> dict[str, Any]:
    facts = finding.facts.model_dump(mode="json", exclude_defaults=True)
    data = {**finding.model_dump(mode="json", exclude={"facts"}), "facts": facts}
    return {**data, **asdict(finding_words(knowledge, finding))}


def _shown(quote: str | None) -> str:
    return cut(quote or "", _QUOTED)


def _text(knowledge: Knowledge, one: Reviewed) -> Iterator[str]:
    review = one.review
    yield review_words("heading", name=one.name, title=review.title)
    yield from (f"  {sentence}" for sentence in verdict_sentences(knowledge, review))
    for role, evidence in review.verdict.evidence.items():
        yield f"  {review_words('speaks_for', role=role_words(role, None, knowledge.role_names))}"
        for each in evidence:
            reason = evidence_words(knowledge, each)
            yield f"    {review_words('quotation', quote=_shown(each.quote), reason=reason)}"
    yield f"  {pay_sentence(review)}"
    counts = {f"{severity}s": review.count(severity) for severity in Severity}
    yield f"  {review_words('counts', words=review.words, **counts)}"
    if review.left_out:
        yield f"  {review_words('left_out', heads=[_shown(part.head) for part in review.left_out])}"
    if first := first_words(knowledge, review):
        yield f"  {first}"
    for finding in review.findings:
        yield from (f"  {line}" for line in _finding_lines(knowledge, one, finding))
    yield from (f"  {waived_words(knowledge, each)}" for each in one.waived)
    if notice := notice_words(review):
        yield f"  {notice}"


def _summary(reviewed: Sequence[Reviewed], unread: int) -> str:
    counts = {f"{severity}s": sum(one.review.count(severity) for one in reviewed) for severity in Severity}
    unfit = sum(one.review.verdict.title_fits is False for one in reviewed)
    return review_words("summary", number=len(reviewed), unfit=unfit, unread=unread, **counts)


def _finding_lines(knowledge: Knowledge, one: Reviewed, finding: Finding) -> Iterator[str]:
    place = None if finding.start is None else _line_column(one.text, finding.start)
    line, column = place or (None, None)
    yield review_words("finding", severity=finding.severity, rule=finding.rule, line=line, column=column)
    if finding.quote:
        yield f"  {review_words('quotation', quote=_shown(finding.quote), reason=None)}"
    sentences = finding_words(knowledge, finding)
    yield f"  {sentences.why} {sentences.fix}"
    yield f"  {review_words('source', source=sourced(knowledge, finding))}"


def _line_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _markdown(knowledge: Knowledge, one: Reviewed) -> Iterator[str]:
    review = one.review
    yield f"## {_escaped(review.title or one.name)}"
    yield ""
    yield from (f"{_escaped(sentence)}  " for sentence in verdict_sentences(knowledge, review))
    yield pay_sentence(review)
    for severity in Severity:
        findings = [finding for finding in review.findings if finding.severity == severity]
        if findings:
            yield ""
            yield f"### {severity.capitalize()}s ({len(findings)})"
            yield ""
            yield from (_markdown_item(knowledge, finding) for finding in findings)
    if one.waived:
        yield ""
        yield from (f"- {_escaped(waived_words(knowledge, each))}" for each in one.waived)
    if notice := notice_words(review):
        yield ""
        yield f"_{notice}_"


def _markdown_item(knowledge: Knowledge, finding: Finding) -> str:
    quote = f'"{_escaped(_shown(finding.quote))}": ' if finding.quote else ""
    sentences, source = finding_words(knowledge, finding), _escaped(sourced(knowledge, finding))
    return f"- **{finding.rule}** {quote}{_escaped(sentences.why)} {_escaped(sentences.fix)} ({source})"


def _escaped(text: str) -> str:
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, "\\" + mark)
    return text


def _sarif(knowledge: Knowledge, reviewed: Sequence[Reviewed]) -> dict[str, Any]:
    used = {finding.rule for one in reviewed for finding in one.review.findings}
    used |= {each.finding.rule for one in reviewed for each in one.waived}
    rules = [rule for rule in knowledge.rules.rules if rule.id in used]
    driver = {
        "name": "debrief review",
        "rules": [{"id": rule.id, "defaultConfiguration": {"level": _LEVELS[rule.severity]}} for rule in rules],
    }
    results = [_sarif_result(knowledge, one, finding) for one in reviewed for finding in one.review.findings]
    results += [_suppressed(knowledge, one, each) for one in reviewed for each in one.waived]
    return {"$schema": SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _sarif_result(knowledge: Knowledge, one: Reviewed, finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": PurePath(one.name).as_posix()}}
    if finding.start is not None and finding.end is not None:
        line, column = _line_column(one.text, finding.start)
        physical["region"] = {
            "startLine": line,
            "startColumn": column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        }
    sentences = finding_words(knowledge, finding)
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{sentences.why} {sentences.fix}"},
        "locations": [{"physicalLocation": physical}],
    }


def _suppressed(knowledge: Knowledge, one: Reviewed, each: WaivedFinding) -> dict[str, Any]:
    """Return a waived remark as SARIF has it: a result that is suppressed, in the text or in a file beside it."""
    kind = "inSource" if each.waiver.kind == COMMENT else "external"
    why = review_words("suppression", waiver=each.waiver)
    suppression = {"kind": kind, "status": "accepted", "justification": why}
    return {**_sarif_result(knowledge, one, each.finding), "suppressions": [suppression]}
