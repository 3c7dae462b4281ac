"""No rule warns that has not earned it: by verdicts on texts its author had not read, or by texts made up for it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import tests.evaluations.jd_ledger as ledger
from rubrics.jd import review_jd
from rubrics.jd.values import Severity
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 30)
RULES = KNOWLEDGE.rules.rules
RANKED = [rule for rule in RULES if rule.severity != Severity.NOTE]
MADE_UP = yaml.safe_load((Path(ledger.__file__).parent / "jd_made_up.yaml").read_text(encoding="utf-8"))
OF_EACH, MOST_WRONG = 10, 1


@pytest.mark.parametrize("rule", RANKED, ids=lambda rule: rule.id)
def test_every_rule_that_ranks_above_a_note_has_earned_it(rule: Any) -> None:
    assert ledger.rank_of(rule) in ("earned", "made-up texts")


def test_what_a_rules_page_says_of_its_verdicts_is_what_the_ledger_counts() -> None:
    assert ledger.DATA.read_text(encoding="utf-8") == ledger.as_data(), "run: make jd-ledger"
    assert KNOWLEDGE.judged.rules.keys() <= {rule.id for rule in RULES}


def test_every_rule_whose_rank_rests_on_made_up_texts_has_them() -> None:
    resting = {rule.id for rule in RANKED if ledger.rank_of(rule) == "made-up texts"}
    assert resting <= {texts["rule"] for texts in MADE_UP}
    assert all(rule.source for rule in RANKED)


@pytest.mark.parametrize("texts", MADE_UP, ids=lambda texts: texts["rule"])
def test_a_rule_goes_wrong_on_one_of_its_made_up_texts_at_most(texts: dict[str, Any]) -> None:
    around = texts["around"]
    wrong: list[str] = []
    for expected in ("speaks", "silent"):
        assert len(texts[expected]) == OF_EACH
        for text in texts[expected]:
            review = review_jd(
                KNOWLEDGE, around["text"].replace("{}", text), location=around.get("location"), today=TODAY
            )
            spoke = any(finding.rule == texts["rule"] for finding in review.findings)
            if spoke != (expected == "speaks"):
                wrong.append(text)
    assert len(wrong) <= MOST_WRONG, wrong


def test_the_ledger_names_rules_that_exist_and_each_posting_once_for_a_rule() -> None:
    names = {rule.id for rule in RULES}
    assert {row["rule"] for row in ledger.verdicts()} <= names
    judged = [(row["rule"], row["posting"]) for row in ledger.verdicts()]
    assert len(judged) == len(set(judged))
    assert {row["verdict"] for row in ledger.verdicts()} <= {"right", "wrong", "useless"}


def test_a_verdict_that_no_longer_stands_earns_nothing() -> None:
    standing = [row for row in ledger.verdicts() if row["rule"] == "salary-history" and row["stands"] == "yes"]
    assert not standing
    assert ledger.judged("salary-history").n == 0
    assert not ledger.Judged(n=19).is_earned
    assert ledger.Judged(n=20, wrong=1).is_earned
    assert not ledger.Judged(n=20, wrong=2).is_earned


def test_the_ledger_is_printed_with_every_rule() -> None:
    printed = "\n".join(ledger.lines())
    assert all(rule.id in printed for rule in RULES)
    assert "NOT EARNED" not in printed
