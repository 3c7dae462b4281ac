"""The same remark made over and over becomes one that says how often it holds; knows no rule."""

import re
from collections.abc import Iterable, Sequence

from rubrics.jd.values import Finding, Severity

MOST_OF_ONE_RULE = 5
"""A few remarks of a kind are enough; the others are counted."""
_GRAVEST = {severity: rank for rank, severity in enumerate(Severity)}
_UNSPOKEN = re.compile(r"\W+")


def one_each(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with one for each fault at each place: the gravest, of equal ones the last, more special one.

    What is lacking altogether has one place; so has what its quotation shares with another's.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: -_GRAVEST[one.severity])[::-1]:
        if finding.fault is None or not any(_is_same(finding, other) for other in kept):
            kept.append(finding)
    chosen = set(map(id, kept))
    return [finding for finding in findings if id(finding) in chosen]


def _is_same(one: Finding, other: Finding) -> bool:
    if one.fault != other.fault or one.rule == other.rule:
        return False
    spans = (one.start, one.end, other.start, other.end)
    if None in spans:
        return True
    start, end, other_start, other_end = (place or 0 for place in spans)
    return start < other_end and other_start < end


def without_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """Return each rule's findings once for each phrase, and at most five of one rule, in their order.

    What is left out is counted in the finding it repeats, or in the rule's last one.
    """
    kept: dict[tuple[str, str], Finding] = {}
    of_rule: dict[str, list[tuple[str, str]]] = {}
    more: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.rule, _UNSPOKEN.sub("", (finding.quote or "").casefold()))
        keys = of_rule.setdefault(finding.rule, [])
        if key in kept or len(keys) == MOST_OF_ONE_RULE:
            counted = key if key in kept else keys[-1]
            more[counted] = more.get(counted, 0) + 1
        else:
            kept[key] = finding
            keys.append(key)
    return [counting(finding, more.get(key, 0)) for key, finding in kept.items()]


def counting(finding: Finding, more: int) -> Finding:
    """Return a finding that says in how many more places it holds."""
    return finding.model_copy(update={"more": finding.more + more}) if more else finding
