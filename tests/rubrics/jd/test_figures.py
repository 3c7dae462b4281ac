"""What docs/jd-review.md says holds: its figures, where JD_DEV names the labeled postings, and its names of keys."""

from pathlib import Path

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import Finding, PayFound, Review, Verdict
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import Posting, folders_named, labeled, postings_folders, synthetic
from tests.evaluations.jd_report import TODAY, audit, main, pay_found, pay_labels
from tests.evaluations.jd_verdicts import by_company

DOCS = Path(__file__).parents[3] / "docs" / "jd-review.md"
needs_postings = pytest.mark.skipif(not folders_named(), reason="JD_DEV names no labeled postings")


def postings() -> list[Posting]:
    return [one for folder in postings_folders(folders_named()) for one in labeled(folder, KNOWLEDGE)]


@needs_postings
def test_the_verdict_is_as_good_as_the_docs_say_on_postings_it_was_not_fitted_on() -> None:
    verdicts = by_company(postings(), synthetic(KNOWLEDGE), KNOWLEDGE)
    named = [one for one in verdicts if one.second is None]
    misfits = [one for one in verdicts if one.fits is False]
    assert sum(one.strict for one in verdicts) / len(verdicts) >= 0.78
    assert sum(one.accepted for one in verdicts) / len(verdicts) >= 0.94
    assert sum(one.strict for one in named) / len(named) >= 0.84
    assert sum(one.posting.mislabeled for one in misfits) / len(misfits) >= 0.7


@needs_postings
def test_stated_pay_is_read_as_a_person_reads_it() -> None:
    pairs = [
        (pay_found(review_jd(KNOWLEDGE, one.text, today=TODAY)), pay_labels(one))
        for one in postings()
        if one.row.get("pay")
    ]
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
