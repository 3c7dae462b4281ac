"""What a review says of posting duties: how the place was read, whose duties were checked, what they miss."""

from datetime import date

from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import count
from bot.wording.words import words
from rubrics.jd import Review
from rubrics.jd.knowledge.knowledge import load_knowledge

MOST_PLACES = 5
COUNTRIES = {"us": "the United States"}
"""Places that only the law of their parts says anything about."""
MISSED = {
    "pay-missing-law": "the pay",
    "pay-open-ended-law": "a range closed at both ends",
    "law-benefits": "the benefits",
    "law-other-pay": "bonus and equity",
    "pay-width-law": "a range that is not too wide",
    "law-deadline": "when applications close",
    "law-ai-notice": "a notice, if AI screens applicants",
    "law-ai-use": "a notice, if AI screens applicants",
    "law-early-pay": "the pay (owed before the interview)",
    "law-vacancy": "whether the post is vacant",
}
"""What the text lacks by each rule that cites the law of a place."""


def duty_words(reviewed: Review, today: date) -> Mrkdwn:
    """Return for which places a text was held against posting duties, and with what result."""
    found = {finding.rule for finding in reviewed.findings}
    bound = {row.at: row.name for row in load_knowledge().law.rows if row.in_force <= today}
    places = [bound[place] for place in reviewed.jurisdictions if place in bound]
    rest = [count(len(places) - MOST_PLACES, "other place")] if len(places) > MOST_PLACES else []
    at_large = [COUNTRIES[place] for place in reviewed.jurisdictions if place in COUNTRIES and not places]
    return words(
        "jd_review.duties",
        english=reviewed.english,
        given=reviewed.location,
        read=bool(reviewed.jurisdictions),
        places=[*places[:MOST_PLACES], *rest],
        at_large=at_large,
        missed=list(dict.fromkeys(told for rule, told in MISSED.items() if rule in found)),
    )
