"""A line that its author writes anew: where the words that a remark quotes can be fixed in no other way."""

from collections.abc import Container, Iterator

from rubrics.jd.fixes.asking import Ask, AskKind
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.fixes.wording import cut_out
from rubrics.jd.values import Finding

LONGEST = 1_000
"""Characters; a longer sentence is no line that anyone would edit in a field."""


def line_asks(case: Case, rules: Container[str]) -> Iterator[Ask]:
    """Yield a question for each sentence that some rules' remarks quote, with the sentence in it."""
    for ask, _ in _lines(case, rules):
        yield ask


def line_proposals(case: Case) -> Iterator[Proposal]:
    """Yield the lines that were written anew; one that was emptied is cut."""
    for ask, (start, end) in _lines(case, case.rules):
        answer = case.answers.written(ask)
        if answer is None or answer == _spaced(case.text[start:end]):
            continue
        rule = ask.rules[0]
        edit = Edit(start, end, answer, rule) if answer else cut_out(case, rule, start, end)
        yield Proposal(ask.rules, (edit,), (ask,))


def _lines(case: Case, rules: Container[str]) -> Iterator[tuple[Ask, tuple[int, int]]]:
    """Yield each sentence that remarks of some rules quote; its id is its place, whichever rules are asked about."""
    quoted: dict[tuple[int, int], list[Finding]] = {}
    for finding in case.review.findings:
        if finding.rule not in rules or finding.start is None:
            continue
        segment = case.reading.document.segment_at(finding.start)
        if segment is not None and segment.end - segment.start <= LONGEST:
            quoted.setdefault((segment.start, segment.end), []).append(finding)
    for (start, end), findings in quoted.items():
        ask = Ask(
            id=f"line-{start}",
            kind=AskKind.LINE,
            rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
            quote=findings[0].quote or "",
            proposed=(_spaced(case.text[start:end]),),
        )
        yield ask, (start, end)


def _spaced(text: str) -> str:
    return " ".join(text.split())
