"""Reviews as text, JSON, Markdown or SARIF; knows no file and no exit code."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from bot.wording.phrases import cut, dated, percent
from bot.wording.phrases import plainly_listed as listed
from rubrics.jd import Finding, Review, Severity
from rubrics.jd.figures import pay_words
from rubrics.jd.knowledge.knowledge import load_knowledge

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
    """A text, the name of where it came from, and its review."""

    name: str
    text: str
    review: Review


def written(reviewed: Sequence[Reviewed], output: Format, *, single: bool) -> str:
    """Return the reviews in a format; JSON is one object for a single text and a list otherwise."""
    match output:
        case Format.JSON:
            data = [_data(one) for one in reviewed]
            return json.dumps(data[0] if single else data, ensure_ascii=False, indent=2)
        case Format.SARIF:
            return json.dumps(_sarif(reviewed), ensure_ascii=False, indent=2)
        case Format.MARKDOWN:
            return "\n\n".join("\n".join(_markdown(one)) for one in reviewed)
        case Format.TEXT:
            return "\n\n".join("\n".join(_text(one)) for one in reviewed)


def _data(one: Reviewed) -> dict[str, Any]:
    return {"file": one.name, **one.review.model_dump(mode="json")}


def verdict_sentences(review: Review) -> Iterator[str]:
    """Yield the verdict as people say it: the role, whether the title fits, what else it could be called."""
    verdict, names = review.verdict, load_knowledge().roles.names
    if verdict.role is None:
        yield verdict.abstained or "No verdict."
        return
    kind = f" ({verdict.other_kind})" if verdict.role == "other" and verdict.other_kind else ""
    ranked = sorted(verdict.distribution.items(), key=lambda item: -item[1])
    shares = ", ".join(f"{percent(share)} for {names[role]}" for role, share in ranked if share >= 0.1)
    yield f"Reads as: {names[verdict.role]}{kind}. The evidence in its words: {shares}."
    if verdict.rubric and verdict.rubric != verdict.role:
        yield f"Rubric: {names[verdict.rubric]}."
    said = {True: "The title fits.", False: "The title does not fit.", None: "Whether the title fits cannot be told."}
    fitting = listed([f"“{title}”" for title in verdict.fitting_titles], "or")
    titles = f" Clearer: {fitting}." if fitting else ""
    yield said[verdict.title_fits] + (titles if verdict.title_fits is False else "")
    yield from verdict.would_change


def _shown(quote: str | None) -> str:
    return cut(quote or "", _QUOTED)


def _text(one: Reviewed) -> Iterator[str]:
    review = one.review
    yield f"{one.name}: {review.title or 'no title'}"
    yield from (f"  {sentence}" for sentence in verdict_sentences(review))
    for role, evidence in review.verdict.evidence.items():
        yield f"  Speaks for {load_knowledge().roles.names[role]}:"
        yield from (f"    “{_shown(each.quote)}” ({each.why})" for each in evidence)
    yield f"  Pay: {'; '.join(map(pay_words, review.pay)) or 'none stated'}."
    counts = ", ".join(_counted(review.count(severity), severity) for severity in Severity)
    yield f"  {counts}; {review.words:,} words."
    for finding in review.findings:
        place = _place(one, finding)
        yield f"  [{finding.severity}] {finding.rule}{place}"
        if finding.quote:
            yield f"    “{_shown(finding.quote)}”"
        yield f"    {finding.why} {finding.fix}"
        yield f"    Source: {_source(finding)}"
    if review.notice:
        yield f"  {review.notice}"


def _counted(count: int, severity: Severity) -> str:
    return f"{count} {severity}{'' if count == 1 else 's'}"


def _source(finding: Finding) -> str:
    doubt = "" if finding.verified else "; not verified"
    day = f", {'checked on' if finding.verified else 'as of'} {dated(finding.checked)}" if finding.checked else ""
    return f"{finding.source}{doubt}{day}"


def _place(one: Reviewed, finding: Finding) -> str:
    if finding.start is None:
        return ""
    line, column = _line_column(one.text, finding.start)
    return f", line {line}, column {column}"


def _line_column(text: str, offset: int) -> tuple[int, int]:
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _markdown(one: Reviewed) -> Iterator[str]:
    review = one.review
    yield f"## {_escaped(review.title or one.name)}"
    yield ""
    yield from (f"{_escaped(sentence)}  " for sentence in verdict_sentences(review))
    yield f"Pay: {'; '.join(map(pay_words, review.pay)) or 'none stated'}."
    for severity in Severity:
        found = [finding for finding in review.findings if finding.severity == severity]
        if found:
            yield ""
            yield f"### {severity.capitalize()}s ({len(found)})"
            yield ""
            yield from (_markdown_item(finding) for finding in found)
    if review.notice:
        yield ""
        yield f"_{review.notice}_"


def _markdown_item(finding: Finding) -> str:
    quote = f"“{_escaped(_shown(finding.quote))}”: " if finding.quote else ""
    source = _escaped(_source(finding))
    return f"- **{finding.rule}** {quote}{_escaped(finding.why)} {_escaped(finding.fix)} ({source})"


def _escaped(text: str) -> str:
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, "\\" + mark)
    return text


def _sarif(reviewed: Sequence[Reviewed]) -> dict[str, Any]:
    used = {finding.rule for one in reviewed for finding in one.review.findings}
    rules = [rule for rule in load_knowledge().rules.rules if rule.id in used]
    driver = {
        "name": "debrief review",
        "rules": [{"id": rule.id, "defaultConfiguration": {"level": _LEVELS[rule.severity]}} for rule in rules],
    }
    results = [_sarif_result(one, finding) for one in reviewed for finding in one.review.findings]
    return {"$schema": SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _sarif_result(one: Reviewed, finding: Finding) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": PurePath(one.name).as_posix()}}
    if finding.start is not None and finding.end is not None:
        line, column = _line_column(one.text, finding.start)
        physical["region"] = {
            "startLine": line,
            "startColumn": column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
        }
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.why} {finding.fix}"},
        "locations": [{"physicalLocation": physical}],
    }
