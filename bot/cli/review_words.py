"""A review as sentences for a terminal or a document; knows no format and no file."""

from collections.abc import Iterator

from bot.wording.jd import (
    abstention_words,
    change_words,
    finding_words,
    minutes_for,
    pay_words,
    role_words,
    task_words,
)
from bot.wording.jd_wording import wording_words
from bot.wording.words import plain_words
from rubrics.jd import Finding, Knowledge, Review, Severity
from rubrics.jd.values import OTHER
from rubrics.jd.waivers import WaivedFinding

FIRST = 3
"""So many remarks are worth one's while before the others."""
LEAST_SHOWN = 0.1
"""A role with a smaller share is not worth a place in one line."""


def verdict_sentences(knowledge: Knowledge, review: Review) -> Iterator[str]:
    """Yield the verdict as people say it: the role, whether the title fits, what else it could be called."""
    verdict, names = review.verdict, knowledge.role_names
    if verdict.role is None:
        if verdict.abstained:
            yield abstention_words(verdict.abstained)
        return
    if verdict.by_title:
        yield review_words("by_title", role=names[verdict.role])
        return
    ranked = sorted(verdict.distribution.items(), key=lambda item: -item[1])
    shares = [
        review_words("share", share=share, role=role_words(role, None, names))
        for role, share in ranked
        if share >= LEAST_SHOWN
    ]
    kind = verdict.other_kind if verdict.role == OTHER else None
    second = role_words(verdict.mixed_with, verdict.other_kind, names) if verdict.mixed_with else None
    yield review_words("reads_as", role=role_words(verdict.role, kind, names), second=second, shares=shares)
    if verdict.rubric and verdict.rubric != verdict.role:
        yield review_words("rubric", role=names[verdict.rubric])
    fitting = [f'"{title}"' for title in verdict.fitting_titles]
    yield review_words("title_fits", fits=verdict.title_fits, fitting=fitting)
    yield from filter(None, (wording_words(verdict, names), change_words(verdict, names)))


def pay_sentence(review: Review) -> str:
    """Return the stated pay in one line."""
    return review_words("pay", pays=[pay_words(pay) for pay in review.pay])


def first_words(knowledge: Knowledge, review: Review) -> str:
    """Return at most three things to fix first, and about how long they and the others take; empty for notes alone."""
    grave = [finding for finding in review.findings if finding.severity is not Severity.NOTE][:FIRST]
    rest = [finding for finding in review.findings if finding not in grave]
    if not grave:
        return ""
    return review_words(
        "first",
        tasks=[task_words(knowledge, finding) for finding in grave],
        minutes=minutes_for(knowledge, grave),
        number=len(rest),
        more=minutes_for(knowledge, rest),
    )


def waived_words(knowledge: Knowledge, each: WaivedFinding) -> str:
    """Return a waived remark in one line: what, why, by whom, until when."""
    return review_words("waived", task=task_words(knowledge, each.finding), rule=each.finding.rule, waiver=each.waiver)


def sourced(knowledge: Knowledge, finding: Finding) -> str:
    """Return where a finding comes from, and how sure that is."""
    source = finding_words(knowledge, finding).source
    return review_words("checked", source=source, verified=finding.verified, checked=finding.checked)


def review_words(key: str, **values: object) -> str:
    """Return a text of the command `review`."""
    return plain_words(f"review_text.{key}", **values)
