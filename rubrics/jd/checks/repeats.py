"""The same remark made over and over becomes one that says how often it holds; knows no rule but blanks."""

import re
from collections.abc import Iterable, Sequence

from rubrics.jd.values import BLANK, Finding, Severity

MOST_OF_ONE_RULE = 5
"""A few remarks of a kind are enough; the others are counted."""
MOST_BLANKS = 12
"""Each is filled in by its own answer, so that none may hide behind another; a draft has ten."""
_GRAVEST = {severity: rank for rank, severity in enumerate(Severity)}
_UNSPOKEN = re.compile(r"\W+")


def one_each(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings with one for each fault at each place: the gravest, of equal ones the last, more special one.

    What is lacking altogether has one place; so has what its quotation shares with another's.
    """
    chosen: set[int] = set()
    taken: dict[str, dict[str, _Places]] = {}
    for finding in sorted(findings, key=lambda one: -_GRAVEST[one.severity])[::-1]:
        if finding.fault is not None:
            of_fault = taken.setdefault(finding.fault, {})
            if any(places.hold(finding) for rule, places in of_fault.items() if rule != finding.rule):
                continue
            of_fault.setdefault(finding.rule, _Places()).add(finding)
        chosen.add(id(finding))
    return [finding for finding in findings if id(finding) in chosen]


class _Places:
    """Where one rule found a fault, by character: a text of the same words over and over has thousands of places."""

    def __init__(self) -> None:
        self.anywhere = False
        self.characters: set[int] = set()

    def add(self, finding: Finding) -> None:
        if finding.start is None or finding.end is None:
            self.anywhere = True
        else:
            self.characters.update(range(finding.start, finding.end))

    def hold(self, finding: Finding) -> bool:
        """Tell whether a finding is about one of the places; one without a place is about all of them."""
        if self.anywhere or finding.start is None or finding.end is None:
            return True
        return not self.characters.isdisjoint(range(finding.start, finding.end))


def without_repeats(findings: Iterable[Finding]) -> list[Finding]:
    """Return each rule's findings once for each phrase, and at most five of one rule, blanks aside, in order.

    What is left out is counted in the finding it repeats, or in the rule's last one.
    """
    kept: dict[tuple[str, str], Finding] = {}
    of_rule: dict[str, list[tuple[str, str]]] = {}
    more: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.rule, _UNSPOKEN.sub("", (finding.quote or "").casefold()))
        keys = of_rule.setdefault(finding.rule, [])
        most = MOST_BLANKS if finding.rule == BLANK else MOST_OF_ONE_RULE
        if key in kept or len(keys) == most:
            counted = key if key in kept else keys[-1]
            more[counted] = more.get(counted, 0) + 1
        else:
            kept[key] = finding
            keys.append(key)
    return [counting(finding, more.get(key, 0)) for key, finding in kept.items()]


def counting(finding: Finding, more: int) -> Finding:
    """Return a finding that says in how many more places it holds."""
    return finding.model_copy(update={"more": finding.more + more}) if more else finding
