"""What the words around a figure say of it: whether it is pay, and what it is the sum of; reads no figure itself."""

import re
from dataclasses import dataclass

from rubrics.jd.knowledge.pay_words import PayWords
from rubrics.jd.values import Basis

_AND = re.compile(r"\+|&|\b(?:plus|and|with)\b")
_CLAUSE = re.compile(r"[\n;|]|[.!?][ \t]|\d(?=[^\d\n;|]*$)")
_BRACKET = re.compile(r"\((?=[^)]*$)")
_LEFT_OUT = re.compile(r"[,;(\d\n]")
_CALLED_BASE = re.compile(
    r"\b(?:actual|your|exact|final|individual|this|starting|any) (?:\w+ ){0,2}base (?:pay|salary|salaries|wage)\b"
)
"""What calls a sum base pay behind it: “… between $100,000 and $120,000. Your actual base pay depends on …”."""
_LEAD = re.compile(r"([^\n:]+):[ \t*_]{0,4}\n(?:[ \t]{0,6}[-*•·][^\n]*\n){0,8}[ \t]{0,6}[-*•·][^\n]*$")
"""The line that leads to a list, of which the figure's line is a bullet: “Base salaries for this role:”."""
_SALARY = re.compile(r"\b(?:salar(?:y|ies)|wages?)\b")


@dataclass(frozen=True, slots=True)
class PayContext:
    """What the words around a figure say of it."""

    named: bool
    pay_near: bool
    excluded: bool
    basis: Basis


def context_of(before: str, after: str, line: str, words: PayWords) -> PayContext:
    """Return what the words before and behind a figure say of it; `line` goes on behind it past its sentence."""
    around = before + "\x00" + after
    near = before[-70:] + "\x00" + after[:40]
    lead = _LEAD.search(before)
    named = words.pay.search(near) is not None or (lead is not None and words.pay.search(lead[1]) is not None)
    rated = words.rate.search(near) is not None
    excluded = words.other_money.search(before[-45:] + "\x00" + _AND.split(after, maxsplit=1)[0][:30])
    clause = clause_before(before)
    clause = clause[end_of_last(_BRACKET, clause) :]
    basis = _own_basis(clause, _LEFT_OUT.split(after, maxsplit=1)[0], words)
    if basis is None and _CALLED_BASE.search(line):
        basis = "base"
    if basis is None and not _SALARY.search(clause):  # else: “Salary is part of total pay. Our salary band is $175,000”
        basis = _basis(around, words)
    return PayContext(named, named or rated, excluded is not None, basis or "unclear")


def clause_before(before: str) -> str:
    """Return the clause that a figure stands in, as far as it stands before the figure."""
    return before[end_of_last(_CLAUSE, before) :]


def end_of_last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last match of a pattern ends; 0 where there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _own_basis(before: str, after: str, words: PayWords) -> Basis | None:
    """Return what a figure’s own clause says it is the sum of: base pay where that alone stands nearest before it.

    “Total compensation is competitive, with a base salary range of $145,000 to $190,000”.
    """
    base = end_of_last(words.base_salary, before)
    nearest = before[base:] if base else ""
    if nearest and not words.says_basis(nearest + after) and not _AND.search(nearest):
        return "base"
    return _basis(before + "\x00" + after, words)


def _basis(said: str, words: PayWords) -> Basis | None:
    return next((name for name, pattern in words.bases if pattern.search(said)), None)
