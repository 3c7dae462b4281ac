"""What a person must read of a JD review and of a checklist before they can act, on the demo's posting."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.features.jd import (
    show_checklist,
    show_fix,
    show_history,
    show_points,
    show_remarks,
    show_review,
    show_share,
    show_why,
)
from bot.features.jd.reviewed import ReviewShown, shown_for
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_checklist import item_modal
from bot.features.rubric.topic import Kind, Topic
from bot.playground.demo.seed import TEAM
from bot.slack.block_types import Message, Modal
from rubrics.jd import review_jd
from rubrics.jd.outcome import KeptReview, outcome_of
from tests.bot.surfaces.counting import words_of
from tests.built_in import CATALOGUE, KNOWLEDGE

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def reviewed() -> ReviewShown:
    """The review of the posting that stands in the demo's channel."""
    return review_of(TEAM.posted_jd)


def review_of(text: str) -> ReviewShown:
    review = review_jd(KNOWLEDGE, text, today=NOW.date())
    kept = KeptReview(
        id="f" * 32,
        title=review.title,
        reviewed_at=NOW,
        keep_days=90,
        keep_until=NOW + timedelta(days=90),
        outcome=outcome_of(review),
    )
    return shown_for(KNOWLEDGE, kept, review, text, NOW.date())


@pytest.mark.parametrize(
    ("draw", "budget"),
    [
        pytest.param(show_review.review, 120, id="review"),
        pytest.param(show_why.why, 120, id="why"),
        pytest.param(show_why.statements, 160, id="statements"),
        pytest.param(show_remarks.remarks, 90, id="remarks"),
        pytest.param(show_fix.fix_form, 80, id="fix-form"),
        pytest.param(show_points.checked, 150, id="checked"),
        pytest.param(show_points.found, 160, id="found"),
        pytest.param(lambda shown: show_share.post(shown, "U0RITA"), 120, id="share"),
        pytest.param(lambda shown: show_review.keep_page(shown.kept, (90, 30)), 50, id="keep"),
        pytest.param(lambda shown: show_review.deleted(shown.kept), 50, id="deleted"),
        pytest.param(
            lambda shown: show_history.history([shown.kept], shown.role_names, 0, more=False), 60, id="history"
        ),
    ],
)
def test_a_page_of_a_review_keeps_to_its_budget(
    reviewed: ReviewShown, draw: Callable[[ReviewShown], Modal | Message], budget: int
) -> None:
    assert words_of(draw(reviewed)) <= budget


def test_each_remark_keeps_to_its_budget(reviewed: ReviewShown) -> None:
    for number in range(1, len(reviewed.review.findings) + 1):
        assert words_of(show_remarks.remark(reviewed, number)) <= 90


def test_the_first_page_names_three_remarks_at_most_and_has_one_row_of_buttons(reviewed: ReviewShown) -> None:
    blocks = show_review.review(reviewed)["blocks"]
    assert sum("accessory" in block for block in blocks) == 1 + 3, "why, and each of the three"
    (row,) = [block for block in blocks if block["type"] == "actions"]
    assert [element["type"] for element in row["elements"]] == ["button"] * 4 + ["overflow"]
    assert sum(element.get("style") == "primary" for element in row["elements"]) == 1


@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
def test_the_checklist_of_every_role_keeps_to_its_budget(role: str) -> None:
    drawn = show_checklist.checklist(page_on(CATALOGUE, Topic(kind=Kind.CHECKLIST, role=role)))
    assert words_of(drawn) <= 150
    for item in CATALOGUE.checklist(role).items:
        assert words_of(item_modal(item, [CATALOGUE.source(mark) for mark in item.sources])) <= 180


def test_the_form_and_the_offers_keep_to_their_budgets() -> None:
    assert words_of(show_checklist.review_form(90)) <= 60
    assert words_of(show_checklist.text_offer("f")) <= 40
    assert words_of(show_checklist.checklist_offer(CATALOGUE.roles)) <= 25


@pytest.mark.parametrize(
    "text",
    [
        "Great job\n\nRequirements\n- Come and work with us. It is nice here.",
        "AI Engineer\n\nResponsibilities\n- Train and fine-tune vision models in PyTorch\n- Build training pipelines\n"
        "- Retrain models when drift appears\n\nRequirements\n- PyTorch, CUDA and a rockstar attitude",
        "KI-Ingenieur\n\nWir suchen einen Ingenieur für unser Team in Berlin.\n\n- Entwicklung von Agenten und Dienst",
    ],
    ids=["no verdict", "a title that doesn't fit", "not in English"],
)
def test_other_states_of_a_review_keep_to_its_budget(text: str) -> None:
    shown = review_of(text)
    assert words_of(show_review.review(shown)) <= 120
    assert words_of(show_why.why(shown)) <= 120
