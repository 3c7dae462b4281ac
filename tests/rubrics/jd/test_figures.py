"""What docs/jd-review.md says holds: its figures, where JD_DEV names the labeled postings, and its names of keys."""

import hashlib
import html
import json
import re
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import Finding, PayFound, Review
from rubrics.jd.verdicts import Verdict
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import Posting, folders_named, labeled, postings_folders, synthetic
from tests.evaluations.jd_report import TODAY, audit, main, pay_found, pay_labels
from tests.evaluations.jd_verdicts import by_company

DOCS = Path(__file__).parents[3] / "docs" / "jd-review.md"
needs_postings = pytest.mark.skipif(not folders_named(), reason="JD_DEV names no labeled postings")


@cache
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


def as_one_line(text: str) -> str:
    title, _, body = text.lstrip().partition("\n")
    return f"{title}\n\n{' '.join(body.split())}"


def as_html(text: str) -> str:
    title, *body = (html.escape(line.strip()) for line in text.split("\n") if line.strip())
    parts = (f"<li>{line[2:]}</li>" if line.startswith("- ") else f"<p>{line}</p>" for line in body)
    return "\n".join((f"<h1>{title}</h1>", *parts))


def as_json(text: str) -> str:
    title = text.lstrip().partition("\n")[0]
    return json.dumps({"@type": "JobPosting", "title": title, "description": as_html(text).partition("\n")[2]})


def wrapped(text: str) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 80)) for line in text.split("\n"))


FORMATS: dict[str, tuple[Callable[[str], str], float]] = {
    "crlf": (lambda text: text.replace("\n", "\r\n"), 0.95),
    "bullets": (lambda text: re.sub(r"(?m)^- ", "• ", text), 0.95),
    "one line": (as_one_line, 0.95),
    "wrapped at 80": (wrapped, 0.95),
    "preface": (lambda text: f"Hi team, can you have a look at this draft?\n\n{text}", 0.95),
    "html": (as_html, 0.95),
    "json": (as_json, 0.95),
}
SAMPLE = 100
"""Texts of each format, the same each time: about five seconds for all."""


@cache
def role_of(text: str) -> str | None:
    return review_jd(KNOWLEDGE, text, today=TODAY).verdict.role


@needs_postings
@pytest.mark.parametrize("name", FORMATS)
def test_another_format_of_the_same_text_reads_as_the_same_role(name: str) -> None:
    changed, least = FORMATS[name]
    texts = sorted({one.text for one in postings()}, key=lambda text: hashlib.sha256(text.encode()).hexdigest())[
        :SAMPLE
    ]
    same = [role_of(text) == review_jd(KNOWLEDGE, changed(text), today=TODAY).verdict.role for text in texts]
    assert sum(same) / len(same) >= least


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
