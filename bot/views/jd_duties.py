"""What a review says of posting duties: how the place was read, whose duties were checked, what they miss."""

from datetime import date

from bot.views.words import Mrkdwn, words
from rubrics.jd import Review
from rubrics.jd.knowledge import load_knowledge

MOST_PLACES = 5
COUNTRIES = {"us": "the United States"}
"""Places that only the law of their parts says anything about."""
MISSED = {
    "pay-missing-law": "the pay",
    "pay-open-ended-law": "a range closed at both ends",
    "law-benefits": "the benefits",
    "law-other-pay": "bonus and equity",
    "law-deadline": "when applications close",
    "law-ai-notice": "a notice of AI that screens applicants",
    "law-ai-use": "that AI screens applicants",
    "law-early-pay": "the pay, before the interview",
    "law-vacancy": "whether the post is vacant",
}
"""What the text lacks by each rule that cites the law of a place."""


def duty_words(reviewed: Review, today: date) -> Mrkdwn:
    """Return for which places a text was held against posting duties, and with what result."""
    found = {finding.rule for finding in reviewed.findings}
    bound = {row.at: row.name for row in load_knowledge().law.rows if row.in_force <= today}
    places = [bound[place] for place in reviewed.jurisdictions if place in bound]
    at_large = [COUNTRIES[place] for place in reviewed.jurisdictions if place in COUNTRIES and not places]
    return words(
        "jd_review.duties",
        given=reviewed.location,
        read=bool(reviewed.jurisdictions),
        places=places[:MOST_PLACES],
        more=len(places[MOST_PLACES:]),
        at_large=at_large,
        missed=[told for rule, told in MISSED.items() if rule in found],
    )
