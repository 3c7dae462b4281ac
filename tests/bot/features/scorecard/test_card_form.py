"""What is filled in is what is stored: on the rubric's scale, within its lengths, and about the interview's focus."""

import pytest

from bot.errors import FormRefusal
from bot.features.scorecard.card_form import (
    FORM,
    applying,
    content_of,
    filled_as,
    merged,
    takes_evidence,
    with_room,
)
from bot.slack.forms import autosaved
from bot.wording.refusals import field_errors
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Recommendation, Rubric
from rubrics.panel.scorecard import CardContent

FOCUS = ("retrieval", "evaluation")
FILLED = {"rating:retrieval": "5", "rating:evaluation": "not_assessed", "recommendation": "strong_yes"}


@pytest.fixture
def rubric(catalogue: Catalogue) -> Rubric:
    return catalogue.rubric("ai-engineer", Level.SENIOR)


def refused(rubric: Rubric, **changes: str | None) -> dict[str, str]:
    """Return what is said of each field when these are filled in otherwise; their colon is written “__”."""
    filled = {**FILLED, **{name.replace("__", ":"): text for name, text in changes.items()}}
    with pytest.raises(FormRefusal) as refusal:
        content_of(filled, rubric, FOCUS)
    return dict(field_errors(refusal.value))


def test_a_filled_form_is_a_card_and_a_card_is_a_filled_form(rubric: Rubric) -> None:
    filled = {**FILLED, "evidence:retrieval": "Drew the index."}
    content = content_of(filled, rubric, FOCUS)
    assert content == CardContent(
        ratings={"retrieval": 5, "evaluation": None},
        evidence={"retrieval": "Drew the index."},
        recommendation=Recommendation.STRONG_YES,
    )
    assert filled_as(content) == filled


@pytest.mark.parametrize("rating", ["0", "6", "9", "-1", "4.5", "four", " 4"])
def test_a_rating_that_the_scale_does_not_have_is_refused_where_it_stands(rubric: Rubric, rating: str) -> None:
    assert refused(rubric, rating__retrieval=rating) == {"rating:retrieval": "Choose one of the options shown."}


@pytest.mark.parametrize("recommendation", ["maybe", "5", "YES"])
def test_a_recommendation_that_is_none_is_refused_where_it_stands(rubric: Rubric, recommendation: str) -> None:
    assert set(refused(rubric, recommendation=recommendation)) == {"recommendation"}


def test_everything_that_is_missing_is_named_at_once(rubric: Rubric) -> None:
    assert refused(rubric, rating__retrieval=None, rating__evaluation="", recommendation=None) == {
        "rating:retrieval": 'Pick a rating or "Not assessed".',
        "rating:evaluation": 'Pick a rating or "Not assessed".',
        "recommendation": "Pick one. There's no neutral, on purpose.",
    }


def test_texts_are_held_to_the_lengths_that_slack_is_told(rubric: Rubric) -> None:
    assert refused(rubric, evidence__retrieval="x" * 3001) == {"evidence:retrieval": "Keep it under 3,000 characters."}
    assert refused(rubric, reason="x" * 501) == {"reason": "Keep it under 500 characters."}
    assert content_of({**FILLED, "reason": " Slept on it. "}, rubric, FOCUS).reason == "Slept on it."


def test_what_stands_in_fields_that_were_never_drawn_is_left_out(rubric: Rubric) -> None:
    forged = {**FILLED, "rating:charisma": "5", "evidence:charisma": "Charming.", "bonus": "1"}
    assert content_of(forged, rubric, FOCUS) == content_of(FILLED, rubric, FOCUS)
    assert applying(forged, FOCUS) == FILLED


def test_a_click_clears_only_the_field_acted_on() -> None:
    kept = {"rating:retrieval": "5", "evidence:retrieval": "Drew it."}
    shown = {"rating:retrieval": "4", "evidence:retrieval": None}
    assert merged(kept, shown, "rating:retrieval")["evidence:retrieval"] == "Drew it."
    assert merged(kept, shown, "evidence:retrieval")["evidence:retrieval"] is None


@pytest.mark.parametrize(
    ("filled", "has_room"),
    [
        ({}, False),
        ({"rating:retrieval": "not_assessed"}, False),
        ({"rating:retrieval": "3"}, False),
        ({"rating:retrieval": "4"}, False),
        ({"rating:retrieval": "1"}, True),
        ({"rating:retrieval": "2"}, True),
        ({"rating:retrieval": "5"}, True),
        ({"rating:retrieval": "not_assessed", "evidence:retrieval": "Drew it."}, True),
        ({"rating:retrieval": "3", "evidence:retrieval": ""}, True),
        ({"rating:retrieval": "3", "evidence:retrieval": None}, False),
    ],
)
def test_evidence_has_a_field_beside_a_1_2_or_5_where_some_was_written_and_where_it_was_added(
    rubric: Rubric, filled: dict[str, str | None], has_room: bool
) -> None:
    assert takes_evidence(filled, rubric.competency("retrieval")) is has_room


def test_adding_a_field_for_evidence_loses_nothing_that_stands_in_it() -> None:
    assert with_room({"rating:retrieval": "3"}, "retrieval") == {"rating:retrieval": "3", "evidence:retrieval": ""}
    assert with_room({"evidence:retrieval": "Drew it."}, "retrieval") == {"evidence:retrieval": "Drew it."}


def test_every_field_is_kept_as_a_draft_while_it_is_filled_in() -> None:
    assert autosaved(FORM) == [field.id for field in FORM]
