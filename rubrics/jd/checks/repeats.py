"""The same remark made over and over becomes one that says how often it holds; knows no rule."""

import re
from collections.abc import Iterable

from rubrics.jd.values import Finding

MOST_OF_ONE_RULE = 5
"""A few remarks of a kind are enough; the others are counted."""
_UNSPOKEN = re.compile(r"\W+")


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
