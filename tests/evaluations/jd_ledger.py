"""The ledger of remarks: how often each rule was judged wrong or useless by reading, and whether its rank is earned.

`make jd-ledger` prints it and writes jd/judged.yaml. jd_ledger.csv has one verdict a row: on which posting (an id,
never text), by whom, when,
and whether it still counts: a rule that was changed because of what was read has to be judged anew on other texts.
jd_fires.csv says how often each rule speaks in how many postings.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rubrics.jd.knowledge.loading import FOLDER as JD_FOLDER
from rubrics.jd.knowledge.rules import Rule
from rubrics.jd.values import Severity
from tests.built_in import KNOWLEDGE
from tests.evaluations import jd_ticks

FOLDER = Path(__file__).parent
LEAST, WRONG = 20, 0.05
"""A rule may warn after so many verdicts, of which at most this share is wrong."""
POSTINGS = "postings"
DATA = JD_FOLDER / "judged.yaml"
"""The verdicts as a rule's page shows them."""
RARE = frozenset(("citizens-only", "deadline-past", "law-vacancy"))
"""Warnings that speak in less than one posting of a hundred: all hits there are were read, and made-up texts."""


@dataclass(frozen=True)
class Judged:
    """The verdicts on one rule that still count."""

    n: int = 0
    wrong: int = 0
    useless: int = 0

    @property
    def is_earned(self) -> bool:
        """Whether the rule may warn by its verdicts alone."""
        return self.n >= LEAST and self.wrong <= WRONG * self.n


@cache
def verdicts() -> Sequence[Mapping[str, str]]:
    """Return every verdict, also those that no longer count."""
    with (FOLDER / "jd_ledger.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def fires() -> Mapping[str, int]:
    """Return how many postings each rule speaks in, and under `postings` in how many it was counted."""
    with (FOLDER / "jd_fires.csv").open(encoding="utf-8") as file:
        return {row["rule"]: int(row["remarks"]) for row in csv.DictReader(file)}


def judged(rule: str) -> Judged:
    """Return the verdicts on a rule that still count."""
    named = [row["verdict"] for row in verdicts() if row["rule"] == rule and row["stands"] == "yes"]
    return Judged(len(named), named.count("wrong"), named.count("useless"))


def rank_of(rule: Rule) -> str:
    """Say what a rule's rank rests on."""
    if rule.severity == Severity.NOTE:
        return "a note"
    if judged(rule.id).is_earned:
        return "earned"
    exempt = rule.severity == Severity.BLOCKER or rule.id in RARE
    return "made-up texts" if exempt and judged(rule.id).wrong == 0 else "NOT EARNED"


def share(part: int, whole: int) -> str:
    """Return a share as the table shows it."""
    return f"{part / whole:>7.1%}" if whole else f"{'-':>7}"


def weighted(rules: Iterable[Rule], number: str) -> float:
    """Return the share of remarks that are wrong or useless, each rule weighing by how often it speaks."""
    read = [(fires().get(rule.id, 0), judged(rule.id)) for rule in rules if judged(rule.id).n]
    total = sum(count for count, _ in read)
    return sum(count * getattr(one, number) / one.n for count, one in read) / total


def lines() -> Iterator[str]:
    """Yield the ledger as a table, the rules that speak most first."""
    rules = sorted(KNOWLEDGE.rules.rules, key=lambda rule: -fires().get(rule.id, 0))
    postings = fires()[POSTINGS]
    yield f"{'rule':<24}{'rank':<10}{'per 100':>8}{'n':>5}{'wrong':>8}{'useless':>8}  rests on"
    for rule in rules:
        one = judged(rule.id)
        often = 100 * fires().get(rule.id, 0) / postings
        shares = f"{share(one.wrong, one.n)} {share(one.useless, one.n)}"
        yield f"{rule.id:<24}{rule.severity:<10}{often:>8.1f}{one.n:>5} {shares}  {rank_of(rule)}"
    yield from summary()


def summary() -> Iterator[str]:
    """Yield how many verdicts count, and the share of all remarks that are wrong or useless by them."""
    rules = KNOWLEDGE.rules.rules
    read = [rule for rule in rules if judged(rule.id).n]
    covered = sum(fires().get(rule.id, 0) for rule in read) / sum(fires().get(rule.id, 0) for rule in rules)
    number = sum(judged(rule.id).n for rule in read)
    yield f"{number} verdicts count, of {len(verdicts())}; their {len(read)} rules make {covered:.0%} of all remarks."
    yield f"Of these remarks, weighted: wrong {weighted(read, 'wrong'):.1%}, useless {weighted(read, 'useless'):.1%}."


def as_data() -> str:
    """Return the verdicts that count as judged.yaml has them."""
    counted = [row for row in verdicts() if row["stands"] == "yes"]
    rules = sorted({row["rule"] for row in counted} & KNOWLEDGE.rule_by_id.keys())
    rows = [
        f"  {rule}: {{read: {one.n}, wrong: {one.wrong}, useless: {one.useless}}}"
        for rule in rules
        for one in [judged(rule)]
    ]
    head = "# How often remarks were read, and found wrong or useless: written by tests/evaluations/jd_ledger.py."
    return "\n".join((head, f"as_of: {max(row['read'] for row in counted)}", "rules:", *rows)) + "\n"


def main() -> int:
    """Print the ledger, and write what of it is shown to people."""
    DATA.write_text(as_data(), encoding="utf-8")
    sys.stdout.write("\n".join((*lines(), *jd_ticks.lines())) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
