"""What a scorecard's version changed after the reveal, beside the version before it; knows no words and no view."""

from collections.abc import Sequence
from enum import StrEnum

from rubrics.panel.scorecard import SubmittedCard


class Change(StrEnum):
    """How what is shown of a scorecard came about after the reveal."""

    ADDED = "added"
    CHANGED = "changed"
    EVIDENCE_CHANGED = "evidence_changed"


def version_before(card: SubmittedCard, cards: Sequence[SubmittedCard]) -> SubmittedCard | None:
    """Return the version that one made after the reveal stands beside.

    None for a version of before the reveal, and for a scorecard that only came in after it.
    """
    earlier = [other for other in cards if other.interview == card.interview and other.version < card.version]
    return max(earlier, key=lambda other: other.version, default=None) if card.after_reveal else None


def rating_differs(competency: str, one: SubmittedCard, other: SubmittedCard) -> bool:
    """Tell whether two versions rate a competency differently; "not assessed" is not the same as not asked."""
    asked = competency in one.ratings, competency in other.ratings
    return asked[0] != asked[1] or one.ratings.get(competency) != other.ratings.get(competency)


def evidence_differs(competency: str, one: SubmittedCard, other: SubmittedCard) -> bool:
    """Tell whether two versions give different evidence for a competency; none is the same as an empty text."""
    return (one.evidence.get(competency) or "") != (other.evidence.get(competency) or "")
