"""Reviewing a JD for its author, and keeping the text only while they page through the answer."""

from dataclasses import dataclass
from datetime import timedelta

from bot.errors import FormRefusal, Refusal
from bot.usecases.access import Actor
from bot.wiring import Services
from rubrics.jd import Review, review_jd
from storage.forms import form, save_form

KIND = "jd"
LONGEST_JD = 200_000
KEPT_FOR = timedelta(days=1)
"""How long a text stays readable by its author's buttons; the worker deletes it then."""


@dataclass(frozen=True)
class KeptReview:
    """A review and the opaque id under which its text is kept for its author."""

    id: str
    review: Review


def review_text(services: Services, actor: Actor, text: str, location: str | None) -> KeptReview:
    """Review a JD and keep its text for its author's next clicks; raises FormRefusal on an empty or huge one."""
    if not text.strip():
        raise FormRefusal({"jd": "Paste the text of the JD."})
    if len(text) > LONGEST_JD:
        raise FormRefusal({"jd": f"This is longer than any JD: keep it under {LONGEST_JD:,} characters."})
    review = review_jd(text, location=location, today=services.now().date())
    with services.sessions.begin() as session:
        content = {"text": text, "location": location}
        kept = save_form(session, team_id=actor.team, user=actor.user, kind=KIND, content=content, now=services.now())
    return KeptReview(kept, review)


def review_again(services: Services, actor: Actor, review_id: str) -> KeptReview:
    """Review a text that its author submitted earlier; raises Refusal when it is gone or another's."""
    with services.reads() as session:
        kept = form(session, team_id=actor.team, user=actor.user, kind=KIND, form_id=review_id)
        if kept is None:
            raise Refusal("The text of this review is no longer kept.", "Run /jd review again with the JD.")
        text, location = kept.content["text"], kept.content["location"]
    return KeptReview(review_id, review_jd(text, location=location, today=services.now().date()))
