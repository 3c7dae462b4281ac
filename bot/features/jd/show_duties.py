"""What a review says of posting laws: how the place was read, whose laws were checked, what they miss."""

from collections.abc import Sequence
from datetime import date

from bot.wording.escaping import Mrkdwn
from bot.wording.words import plain_words, words
from rubrics.jd import Knowledge, Review

MOST_PLACES = 5
COUNTRIES = {"us": "country_us"}
"""Places that only the law of their parts says anything about."""
MISSED = {
    "pay-missing-law": "missed_pay",
    "pay-open-ended-law": "missed_closed_range",
    "law-benefits": "missed_benefits",
    "law-other-pay": "missed_other_pay",
    "pay-width-law": "missed_width",
    "law-deadline": "missed_deadline",
    "law-ai-notice": "missed_ai",
    "law-ai-use": "missed_ai",
    "law-early-pay": "missed_early_pay",
    "law-vacancy": "missed_vacancy",
}
"""What the text lacks by each rule that cites the law of a place, as a label of jd_labels."""


def checked_words(knowledge: Knowledge, reviewed: Review, today: date) -> Mrkdwn:
    """Return in a line for which places a text was held against posting laws; nothing where it was not read."""
    return words("jd_checked.in_short", **_held_against(knowledge, reviewed, today))


def place_unsaid(knowledge: Knowledge, reviewed: Review, today: date) -> Mrkdwn | None:
    """Return whose law was not checked since a text says only where its employer is; None where none was missed."""
    names = _bound(knowledge, reviewed.employer_places, today)
    return words("jd_checked.place_unsaid", places=_first(names)) if names and reviewed.english else None


def _held_against(knowledge: Knowledge, reviewed: Review, today: date) -> dict[str, object]:
    places, at_large = _places(knowledge, reviewed, today)
    return {
        "english": reviewed.english,
        "given": reviewed.location,
        "read": bool(reviewed.jurisdictions),
        "places": _first(places),
        "at_large": at_large,
    }


def _places(knowledge: Knowledge, reviewed: Review, today: date) -> tuple[list[str], list[str]]:
    """Return the places whose laws were checked; without any, the countries that the text names as a whole."""
    places = _bound(knowledge, reviewed.jurisdictions, today)
    at_large = [_label(COUNTRIES[place]) for place in reviewed.jurisdictions if place in COUNTRIES and not places]
    return places, at_large


def _bound(knowledge: Knowledge, places: Sequence[str], today: date) -> list[str]:
    """Return the names of those places that have a posting law in force."""
    bound = {place: row.name for row in knowledge.law.rows if row.in_force <= today for place in row.at}
    return list(dict.fromkeys(bound[place] for place in places if place in bound))


def duty_words(knowledge: Knowledge, reviewed: Review, today: date) -> Mrkdwn:
    """Return for which places a text was held against posting laws, and with what result."""
    rules = {finding.rule for finding in reviewed.findings}
    return words(
        "jd_checked.duties",
        **_held_against(knowledge, reviewed, today),
        missed=[_label(label) for label in dict.fromkeys(label for rule, label in MISSED.items() if rule in rules)],
    )


def _first(places: Sequence[str]) -> list[str]:
    """Return the first places, and how many others there are."""
    rest = [_label("other_places", number=len(places) - MOST_PLACES)] if len(places) > MOST_PLACES else []
    return [*places[:MOST_PLACES], *rest]


def _label(key: str, **values: object) -> str:
    return plain_words(f"jd_labels.{key}", **values)
