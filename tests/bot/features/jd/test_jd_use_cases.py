"""Reviewing, keeping and sharing one's JDs, on values: what is kept are facts, and only their author reaches them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session, sessionmaker

from bot.compiled.team_catalogues import OwnDefinitions
from bot.errors import FormRefusal, Refusal
from bot.features.jd.keep_jd import delete_review, keep_review_for, my_review, my_reviews
from bot.features.jd.review_jd import KEEP_DAYS, Pasted, Reviewed, review_again, review_text
from bot.features.jd.share_jd import share_review
from bot.settings import Settings
from bot.wiring import Actor, Answers, BlockVerdicts, JdReviews, Workspace
from bot.wording.jd import task_words
from rubrics.jd import Severity
from rubrics.jd.outcome import Outcome
from rubrics.panel.loading import load_remark_rules
from storage.engine import open_engine, reading
from storage.tables import JdReviewRow
from tests.built_in import CATALOGUE, KNOWLEDGE

RITA, OTTO = Actor("T1", "U0RITA"), Actor("T1", "U0OTTO")
START = datetime(2026, 3, 2, 9, tzinfo=UTC)
JD = """AI Engineer

What you will do
- Ship LLM features and agents in production
- Measure them with evals

What you bring
- Python
- You are a rockstar
"""
At = Callable[..., Workspace]


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def at(engine: Engine) -> At:
    """The workspace so many days after the start."""

    def workspace(days: int = 0) -> Workspace:
        return Workspace(
            team=RITA.team,
            settings=Settings(),
            definitions=OwnDefinitions(RITA.team, CATALOGUE),
            sessions=sessionmaker(engine),
            reads=sessionmaker(reading(engine)),
            now=START + timedelta(days=days),
            jd=lambda: KNOWLEDGE,
            remark_rules=load_remark_rules(),
            answers=Answers(1),
            block_verdicts=BlockVerdicts(10),
            jd_reviews=JdReviews(10),
        )

    return workspace


def review(workspace: Workspace, text: str = JD, **more: str) -> Reviewed:
    return review_text(workspace, RITA, Pasted(text, **more))


def row(at: At, review_id: str) -> JdReviewRow:
    with at().reads() as session:
        return session.scalars(select(JdReviewRow).where(JdReviewRow.id == review_id)).one()


def test_a_review_that_is_looked_through_is_made_once_a_day(at: At) -> None:
    workspace, later = at(), at(days=1)
    first = review_text(workspace, RITA, Pasted(JD))
    again = review_again(workspace, RITA, first.kept.id)
    assert again.review == first.review
    assert len(workspace.jd_reviews) == 1
    review_text(workspace, RITA, Pasted(JD, location="Denver, CO"))
    assert len(workspace.jd_reviews) == 2
    shared = replace(later, jd_reviews=workspace.jd_reviews)
    review_again(shared, RITA, first.kept.id)
    assert len(workspace.jd_reviews) == 3, "laws and ages are judged as of the day"


def test_a_review_kept_in_memory_opens_for_its_author_alone_and_not_once_it_is_deleted(at: At) -> None:
    workspace = at()
    kept = review_text(workspace, RITA, Pasted(JD)).kept
    with pytest.raises(Refusal, match="review_gone"):
        review_again(workspace, OTTO, kept.id)
    delete_review(workspace, RITA, kept.id)
    with pytest.raises(Refusal, match="review_gone"):
        review_again(workspace, RITA, kept.id)


def test_a_review_is_kept_as_facts_and_read_back_as_it_was(at: At) -> None:
    reviewed = review(at())
    stored = row(at, reviewed.kept.id).outcome
    assert Outcome.model_validate(stored) == reviewed.kept.outcome
    assert stored["role"] == "ai-engineer"
    assert reviewed.kept.keep_until == START + timedelta(days=KEEP_DAYS)
    kept_texts = [text for remark in stored["remarks"] for text in leaves(remark.get("facts", {}))]
    assert not [text for text in kept_texts if isinstance(text, str) and len(text.split()) > 3]
    assert "why" not in json.dumps(stored)


def leaves(value: object) -> Iterator[object]:
    """Everything that stands in a JSON value."""
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


def test_the_same_text_again_is_the_same_row_and_its_time_begins_again(at: At) -> None:
    first, again = review(at()), review(at(10), submission="V2")
    assert again.kept.id == first.kept.id
    assert again.kept.keep_until == START + timedelta(days=10 + KEEP_DAYS)
    assert again.kept.changes is not None
    assert again.kept.changes.same_text


def test_a_double_click_compares_a_text_with_nothing(at: At) -> None:
    review(at(), submission="V1")
    assert review(at(), submission="V1").kept.changes is None


def test_a_new_draft_says_by_facts_what_is_new_and_what_is_gone(at: At) -> None:
    review(at())
    changes = review(at(1), JD.replace("You are a rockstar", "You ask for our salary history")).kept.changes
    assert changes is not None
    assert "salary-history" in [remark.rule for remark in changes.new]
    gone = next(remark for remark in changes.fixed if remark.rule == "rockstar")
    assert task_words(KNOWLEDGE, gone) == 'Cut "rockstar"'


def test_a_review_kept_as_sentences_is_still_read(at: At, engine: Engine) -> None:
    kept = review(at()).kept
    old = {"role": "ai-engineer", "blockers": 0, "warnings": 1, "notes": 0, "share": 0.9, "title_fits": True}
    remark = {"rule": "rockstar", "severity": "warning", "why": "“rockstar” was a pose.", "quote": "rockstar"}
    with Session(engine) as session, session.begin():
        session.execute(update(JdReviewRow).values(outcome=old | {"remarks": [remark]}))
    outcome = my_review(at(), RITA, kept.id).outcome
    assert (outcome.warnings, outcome.remarks[0].severity) == (1, Severity.WARNING)
    assert task_words(KNOWLEDGE, outcome.remarks[0]) == 'Cut "rockstar"'


@pytest.mark.parametrize(("text", "key"), [("  \n", "empty"), ("a" * 200_001, "too_long")])
def test_a_text_that_cannot_be_read_is_refused_at_its_field(at: At, text: str, key: str) -> None:
    with pytest.raises(FormRefusal) as refused:
        review(at(), text)
    assert refused.value.fields["jd"].key == f"jd_refusals.{key}"


def test_what_is_no_jd_is_refused_and_not_kept(at: At) -> None:
    with pytest.raises(Refusal, match="no_jd"):
        review(at(), "Lunch is at twelve today, and there is cake for whoever comes early enough to get some.")
    assert my_reviews(at(), RITA, 10) == []


def test_another_person_reaches_nothing(at: At) -> None:
    kept = review(at()).kept
    for reach in (
        lambda: review_again(at(), OTTO, kept.id),
        lambda: my_review(at(), OTTO, kept.id),
        lambda: keep_review_for(at(), OTTO, kept.id, 30),
        lambda: share_review(at(), OTTO, kept.id, "C1", request="V1"),
    ):
        with pytest.raises(Refusal, match="review_gone"):
            reach()
    delete_review(at(), OTTO, kept.id)
    assert [each.id for each in my_reviews(at(), RITA, 10)] == [kept.id]


def test_a_text_is_kept_for_one_of_the_times_offered(at: At) -> None:
    kept = review(at()).kept
    keep_review_for(at(5), RITA, kept.id, 30)
    assert my_review(at(5), RITA, kept.id).keep_until == START + timedelta(days=30)
    with pytest.raises(Refusal, match="not_so_long"):
        keep_review_for(at(), RITA, kept.id, 365)


def test_a_deleted_review_is_gone_and_deleting_it_twice_is_no_error(at: At) -> None:
    kept = review(at()).kept
    delete_review(at(), RITA, kept.id)
    delete_review(at(), RITA, kept.id)
    with pytest.raises(Refusal, match="review_gone"):
        review_again(at(), RITA, kept.id)


def test_the_same_body_under_another_title_is_a_finding_that_names_the_other(at: At) -> None:
    body = JD.partition("\n")[2] + "\n".join(f"- Own service number {number} and its users" for number in range(9))
    review(at(), f"AI Engineer\n{body}")
    findings = review(at(1), f"Data Scientist\n{body}").review.findings
    assert [each.facts.others for each in findings if each.rule == "same-text"] == [("AI Engineer",)]
