"""What a scorecard's fields are called and hold while it is filled in; shared by who draws, keeps and submits it."""

from collections.abc import Mapping

from rubrics.panel.loop import SubmittedCard

RATING, EVIDENCE, RECOMMENDATION, REASON = "rating", "evidence", "recommendation", "reason"
NOT_ASSESSED = "not_assessed"

Filled = Mapping[str, str | None]
"""Field → what stands in it as text; None or absent where nothing does."""


def rating_field(competency: str) -> str:
    """Return the name of a competency's rating, which holds “1” to “5” or “not_assessed”."""
    return f"{RATING}:{competency}"


def evidence_field(competency: str) -> str:
    """Return the name of a competency's evidence."""
    return f"{EVIDENCE}:{competency}"


def filled_as(card: SubmittedCard) -> dict[str, str | None]:
    """Return a submitted card as its fields were filled in; a reason belongs to its own change and is left out."""
    ratings = {rating_field(c): NOT_ASSESSED if r is None else str(r) for c, r in card.ratings.items()}
    evidence = {evidence_field(c): text for c, text in card.evidence.items()}
    return {**ratings, **evidence, RECOMMENDATION: card.recommendation.value}


def merged(kept: Filled, shown: Filled, acted: str) -> dict[str, str | None]:
    """Return what stands in the fields after a click: only the field acted on counts as cleared when it is empty.

    Slack may leave a field out of what it sends although somebody filled it in before; it must not get lost.
    """
    told = {field: value for field, value in shown.items() if value or field == acted}
    return {**kept, **told}


def takes_evidence(filled: Filled, competency: str) -> bool:
    """Tell whether there is room for a competency's evidence: beside every rating, and wherever some was written."""
    rating = filled.get(rating_field(competency))
    return rating not in (None, NOT_ASSESSED) or bool(filled.get(evidence_field(competency)))
