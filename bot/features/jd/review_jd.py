"""Reviewing a JD for its author: the engine's answer, and its text kept for as long as they want."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.jd.phrasing import readable
from bot.features.jd.read_waivers import waivers_of
from bot.features.workspace.declared import WE_ARE
from bot.features.workspace.settings import settings_in
from bot.wiring import Actor, Workspace
from rubrics.catalogue.market import MarketLayer
from rubrics.jd import Review, beside, review_jd
from rubrics.jd.likeness import are_drafts_of_one, looks_like_a_jd
from rubrics.jd.outcome import Changes, KeptReview, Outcome, changes_since, outcome_of
from rubrics.jd.text.plaintext import MAX_LENGTH
from rubrics.jd.waivers import WaivedFinding, without_waived
from storage.jd_reviews import (
    JdReviewRow,
    add_jd_review,
    jd_review,
    jd_review_of_text,
    jd_reviews_titled,
    titles_of_body,
)

KEEP_DAYS = 90
"""How long a text is kept where its author says nothing: a quarter, since few openings stay open for longer."""
LONGEST_TITLE = 255
MOST_COMPARED = 10
TEXT = "jd"
"""The field of the form that holds the JD."""
_IN_ANGLES = re.compile(r"<[!@#][^<>]*>")
"""What a message of Slack's writes for a mention: a reading leaves it out, and a person who typed it means it."""
_AROUND_TITLE = " #*_:\t"


@dataclass(frozen=True)
class Pasted:
    """A JD as it was handed in; `submission` names the form, so that a double click is one review."""

    text: str
    title: str | None = None
    location: str | None = None
    submission: str = ""


@dataclass(frozen=True)
class Reviewed:
    """A review in full, what is kept of it, and the text that its offsets point into; `is_new` at its first review."""

    kept: KeptReview
    review: Review
    text: str
    given_title: str | None = None
    is_new: bool = False
    waived: tuple[WaivedFinding, ...] = ()


def review_text(workspace: Workspace, actor: Actor, pasted: Pasted) -> Reviewed:
    """Review a JD and keep it for its author; raises Refusal on an empty or huge one, and on what is no JD.

    The same text again has the same row: it is reviewed anew, and its time begins again.
    """
    jd = _cleaned(pasted)
    _refuse_unreadable(jd.text)
    knowledge = workspace.jd_knowledge
    with workspace.reads() as session:
        layer = _layer(workspace, session)
    review = _review(workspace, jd.text, jd.title, jd.location, layer)
    if not looks_like_a_jd(knowledge, review):
        raise no_jd(jd.text)
    with workspace.sessions.begin() as session:
        review = _beside(workspace, session, actor, review, _title_as_pasted(jd, review))
        row = _row(workspace, session, actor, jd, review)
        is_new = row.created_at == row.reviewed_at
        return _reviewed(
            workspace, session, actor, Reviewed(kept_review(row), review, jd.text, jd.title, is_new=is_new)
        )


def review_again(workspace: Workspace, actor: Actor, review_id: str) -> Reviewed:
    """Review a text that its author handed in earlier; raises Refusal when it is gone or another's."""
    _ = workspace.jd_knowledge  # before the session, as it may need one
    with workspace.reads() as session:
        row = jd_review(session, team_id=actor.team, user=actor.user, review_id=review_id)
        if row is None:
            raise no_such_review()
        review = _review(workspace, row.text, row.given_title, row.location, _layer(workspace, session))
        review = _beside(workspace, session, actor, review, row.title)
        reviewed = Reviewed(kept_review(row), review, row.text, row.given_title)
        return _reviewed(workspace, session, actor, reviewed)


def review_unkept(workspace: Workspace, author: Actor, jd: Pasted) -> tuple[Review, tuple[WaivedFinding, ...]]:
    """Review a text as its author reads it, with what they waived taken out, and keep nothing of it."""
    with workspace.reads() as session:
        waivers, layer = waivers_of(session, author, workspace.now), _layer(workspace, session)
    review = _review(workspace, jd.text, jd.title, jd.location, layer)
    return without_waived(review, jd.text, waivers, workspace.now.date())


def _reviewed(workspace: Workspace, session: Session, actor: Actor, reviewed: Reviewed) -> Reviewed:
    """Return a review without the remarks that are waived, and those beside it."""
    waivers = waivers_of(session, actor, workspace.now)
    review, waived = without_waived(reviewed.review, reviewed.text, waivers, workspace.now.date())
    return replace(reviewed, review=review, waived=waived)


def no_such_review() -> Refusal:
    """Return the one answer to "not there any more" and to "another's"."""
    return Refusal("jd_refusals.review_gone")


def no_jd(text: str) -> Refusal:
    """Return the answer to a text that says nothing a JD says, with how much was read."""
    return Refusal("jd_refusals.no_jd", field=TEXT, words=len(text.split()))


def kept_review(row: JdReviewRow) -> KeptReview:
    """Return a row as the value that people are told of; the text stays where it is."""
    return KeptReview(
        id=row.id,
        title=row.title,
        reviewed_at=row.reviewed_at,
        keep_days=row.keep_days,
        keep_until=row.keep_until,
        outcome=Outcome.model_validate(row.outcome),
        changes=Changes.model_validate(row.changes) if row.changes else None,
    )


def _review(
    workspace: Workspace, text: str, title: str | None, location: str | None, layer: MarketLayer | None
) -> Review:
    """Review a text, or return what was made of it a moment ago: each click on a page of a review asks again."""
    day = workspace.now.date()
    asked = json.dumps([text, title, location, day.isoformat(), layer, workspace.catalogue.digest])
    key = hashlib.sha256(asked.encode()).hexdigest()
    review = workspace.jd_reviews.get(key)
    if review is None:
        review = review_jd(workspace.jd_knowledge.of_layer(layer), text, title=title, location=location, today=day)
        workspace.jd_reviews.put(key, review)
    return review


def _layer(workspace: Workspace, session: Session) -> MarketLayer | None:
    """Return what kind of employer the workspace is: what pay is held against."""
    return settings_in(session, workspace.team)[WE_ARE].layer


def _beside(workspace: Workspace, session: Session, actor: Actor, review: Review, title: str) -> Review:
    """Return a review that knows the other titles of the same text among its author's own; `title` is its own."""
    titles = titles_of_body(session, team_id=actor.team, user=actor.user, body_digest=review.body_digest)
    return beside(workspace.jd_knowledge, review, [other for other in titles if other != title])


def _title_as_pasted(jd: Pasted, review: Review) -> str:
    """Return the title as its row keeps it: with what stands in angle brackets, where that was pasted."""
    title = review.title
    first = next((line for line in map(readable, jd.text.splitlines()) if line.strip()), "")
    if jd.title is None and jd.submission and _IN_ANGLES.search(first):
        bare = _IN_ANGLES.sub(" ", first)
        title = first.strip(_AROUND_TITLE) if bare.split() == readable(title).split() else title
    return " ".join(title.split())[:LONGEST_TITLE]


def _cleaned(pasted: Pasted) -> Pasted:
    # PostgreSQL stores no NUL and UTF-8 no half of a character; one for one, so that every quotation stays in place.
    text, title, location = (
        (part or "").replace("\0", " ").encode("utf-8", "replace").decode()
        for part in (pasted.text, pasted.title, pasted.location)
    )
    return Pasted(text, title.strip() or None, location.strip() or None, pasted.submission)


def _refuse_unreadable(text: str) -> None:
    if not any(character.isalnum() for character in text):
        raise FormRefusal({TEXT: reason("jd_refusals.empty")})
    if len(text) > MAX_LENGTH:
        raise FormRefusal({TEXT: reason("jd_refusals.too_long", length=len(text), most=MAX_LENGTH)})


def _row(workspace: Workspace, session: Session, actor: Actor, jd: Pasted, review: Review) -> JdReviewRow:
    now, outcome, digest = workspace.now, outcome_of(review), _digest(jd)
    same = jd_review_of_text(session, team_id=actor.team, user=actor.user, digest=digest)
    if same is None:
        title = _title_as_pasted(jd, review)
        before = _draft_before(session, actor, title, jd.text)
        row = JdReviewRow(
            team_id=actor.team,
            user_id=actor.user,
            digest=digest,
            body_digest=review.body_digest,
            title=title,
            text=jd.text,
            given_title=jd.title,
            location=jd.location,
            outcome=_facts(outcome),
            changes=_changes(before, outcome, same_text=False),
            submission=jd.submission,
            keep_days=KEEP_DAYS,
            keep_until=now + timedelta(days=KEEP_DAYS),
            created_at=now,
            reviewed_at=now,
        )
        return add_jd_review(session, row)
    if not jd.submission or same.submission != jd.submission:
        same.changes = _changes(same, outcome, same_text=True)
        same.outcome, same.submission = _facts(outcome), jd.submission
        same.reviewed_at, same.keep_until = now, now + timedelta(days=same.keep_days)
    return same


def _draft_before(session: Session, actor: Actor, title: str, text: str) -> JdReviewRow | None:
    """Return the newest review of an earlier draft: the same title alone makes two texts no drafts of one."""
    if not title:
        return None
    titled = jd_reviews_titled(session, team_id=actor.team, user=actor.user, title=title, limit=MOST_COMPARED)
    return next((row for row in titled if are_drafts_of_one(row.text, text)), None)


def _changes(before: JdReviewRow | None, after: Outcome, *, same_text: bool) -> dict[str, object]:
    if before is None:
        return {}
    earlier = Outcome.model_validate(before.outcome)
    return _facts(changes_since(earlier, after, before.reviewed_at, same_text=same_text))


def _facts(value: Outcome | Changes) -> dict[str, object]:
    """Return a value as a row keeps it: keys and facts, without what is as usual."""
    return value.model_dump(mode="json", exclude_defaults=True)


def _digest(jd: Pasted) -> str:
    content = json.dumps([jd.text, jd.title, jd.location], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
