"""What docs/jd-review.md says holds: its figures, where JD_DEV names the labeled postings, and its names of keys."""

import os
from pathlib import Path

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import Finding, PayFound, Review, Verdict
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import labeled, synthetic
from tests.evaluations.jd_report import TODAY, audit, by_folds, main, pay_found, pay_labels

DOCS = Path(__file__).parents[3] / "docs" / "jd-review.md"
FOLDER = Path(os.environ.get("JD_DEV", "absent"))
needs_postings = pytest.mark.skipif(not (FOLDER / "labels.csv").exists(), reason="JD_DEV names no labeled postings")


@needs_postings
def test_the_verdict_is_as_good_as_the_docs_say_on_postings_it_was_not_fitted_on() -> None:
    knowledge = KNOWLEDGE
    verdicts = by_folds(labeled(FOLDER, knowledge), synthetic(knowledge), knowledge)
    strict = [one.role == one.posting.label for one in verdicts]
    accepted = [one.role in (one.posting.label, *one.posting.alternatives) for one in verdicts]
    clear = [right for right, one in zip(strict, verdicts, strict=True) if one.posting.clear]
    said = [one for one in verdicts if one.fits is False]
    assert sum(strict) / len(strict) >= 0.79
    assert sum(accepted) / len(accepted) >= 0.94
    assert sum(clear) / len(clear) >= 0.93
    assert sum(one.posting.mislabeled for one in said) / len(said) >= 0.75


@needs_postings
def test_stated_pay_is_read_as_a_person_reads_it() -> None:
    postings = labeled(FOLDER, KNOWLEDGE)
    pairs = [(pay_found(review_jd(KNOWLEDGE, one.text, today=TODAY)), pay_labels(one)) for one in postings]
    right = sum(len(found & labels) for found, labels in pairs)
    assert right / sum(len(found) for found, _ in pairs) >= 0.98
    assert right / sum(len(labels) for _, labels in pairs) >= 0.95


def test_the_audit_calls_each_remark_right_or_wrong_and_few_wrong() -> None:
    verdicts = list(audit().values())
    assert set(verdicts) <= {"right", "wrong"}
    assert verdicts.count("wrong") / len(verdicts) <= 0.1


def test_without_labeled_postings_the_evaluation_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("JD_DEV", raising=False)
    assert main() == 0
    assert "skipped" in capsys.readouterr().out


def test_the_docs_name_every_key_of_the_json() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    named = {"file", "location"}
    keys = {*Review.model_fields, *Verdict.model_fields, *Finding.model_fields, *PayFound.model_fields} - named
    assert {key for key in keys if key not in docs} == set()
