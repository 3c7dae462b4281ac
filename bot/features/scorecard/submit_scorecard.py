"""Storing a version of one's scorecard; the last one due reveals the panel in the same transaction."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal
from bot.features.loop.access import locked_loop_known_to, no_such_loop
from bot.features.loop.reveal_panel import amend_signal, refresh_messages, reveal_if_complete
from bot.features.scorecard.card_fields import NOT_ASSESSED, REASON, RECOMMENDATION, evidence_field, rating_field
from bot.features.scorecard.open_scorecard import ScorecardForm, own_interview
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState, lacks_evidence
from rubrics.panel.remarks import Remark, remarks
from storage.audit import record
from storage.drafts import draft_of, drop_draft, note_hints
from storage.loops import loop_of_interview, loop_value
from storage.scorecards import add_version, versions_of, was_submitted
from storage.tables import LoopRow

LONGEST_TEXT = 3000
LONGEST_REASON = 500
KEEP_IT = "Change it, or submit again to keep it as it is; it is then marked."
NO_EVIDENCE = (
    "A {rating} asks for evidence: what did you see or hear? Submit again to leave it out; "
    "the rating then counts, marked as unsupported."
)


@dataclass(frozen=True)
class ScorecardEntry:
    """What was filled in: competency id → rating (None for "not assessed") and → evidence, empty where its field is.

    `asked` are the competencies that the modal asked about: all of them, also those left without a rating.
    """

    asked: frozenset[str]
    ratings: Mapping[str, int | None]
    evidence: Mapping[str, str]
    recommendation: Recommendation
    reason: str = ""

    def filled(self) -> dict[str, str | None]:
        """Return the same as the fields of its modal."""
        ratings = {rating_field(c): NOT_ASSESSED if r is None else str(r) for c, r in self.ratings.items()}
        evidence = {evidence_field(c): text for c, text in self.evidence.items()}
        return {**ratings, **evidence, RECOMMENDATION: self.recommendation.value, REASON: self.reason}


@dataclass(frozen=True)
class Submission:
    """What a submit did."""

    loop: Loop
    version: int
    revealed: bool
    after_reveal: bool


class LateChangeRefusal(FormRefusal):
    """A scorecard that arrives after the reveal without a reason; carries what was filled in."""

    def __init__(self, form: ScorecardForm) -> None:
        self.form = form
        verb = "change" if form.version else "add"
        super().__init__({REASON: f"Say why you {verb} your scorecard after the reveal."})


def submit_scorecard(
    workspace: Workspace, actor: Actor, interview_id: str, entry: ScorecardEntry, submission: str
) -> Submission:
    """Store a version of one's scorecard; the last one due reveals the panel in the same transaction.

    `submission` names the modal: submitting it twice stores once. Wording that deserves a hint, and a 1, 2 or 5
    without evidence, is refused once and accepted, marked, when it comes again. After the reveal a reason is asked
    for, the version is marked and the signal is amended beside the original.
    """
    with workspace.sessions.begin() as session:
        outcome = _submitted(workspace, session, actor, interview_id, entry=entry, submission=submission)
    if isinstance(outcome, FormRefusal):  # raised only now, because the transaction has to remember the hints
        raise outcome
    return outcome


def _submitted(
    workspace: Workspace, session: Session, actor: Actor, interview_id: str, *, entry: ScorecardEntry, submission: str
) -> Submission | FormRefusal:
    loop_id = loop_of_interview(session, actor.team, interview_id)
    if loop_id is None:
        raise no_such_loop()
    row, loop, _ = locked_loop_known_to(workspace, session, actor, loop_id)
    interview = own_interview(loop, actor, interview_id)
    if was_submitted(session, interview_id, submission):
        version = len(versions_of(session, interview_id))
        return Submission(loop, version, revealed=loop.is_revealed, after_reveal=False)
    _check(interview, entry)
    found = {competency: said for competency, text in entry.evidence.items() if (said := remarks(text))}
    if hints := _new_hints(session, interview_id, entry, found, workspace.now):
        return hints
    if loop.is_revealed and not entry.reason.strip():
        versions = len(versions_of(session, interview_id))
        return LateChangeRefusal(ScorecardForm(loop, interview, entry.filled(), versions))
    version = add_version(
        session,
        interview_id=interview_id,
        submission=submission,
        ratings=entry.ratings,
        evidence={competency: text for competency, text in entry.evidence.items() if text.strip()},
        remarks={competency: [remark.rule for remark in said] for competency, said in found.items()},
        recommendation=entry.recommendation,
        after_reveal=loop.is_revealed,
        reason=entry.reason.strip() or None,
        now=workspace.now,
    )
    drop_draft(session, interview_id)
    _move_on(session, row, actor, interview_id=interview_id, version=version, now=workspace.now)
    return Submission(loop_value(row), version, revealed=row.state is LoopState.REVEALED, after_reveal=loop.is_revealed)


def _move_on(session: Session, row: LoopRow, actor: Actor, *, interview_id: str, version: int, now: datetime) -> None:
    was_revealed = row.state is not LoopState.OPEN
    next(i for i in row.interviews if i.id == interview_id).state = InterviewState.SUBMITTED
    facts = {"interview": interview_id, "version": version, "after_reveal": was_revealed}
    record(session, row.id, actor=actor.user, action="submitted", now=now, **facts)
    if was_revealed:
        amend_signal(session, row, now)
    is_first_and_late = was_revealed and version == 1
    if is_first_and_late or not (was_revealed or reveal_if_complete(session, row, now)):
        refresh_messages(session, row)


def _new_hints(
    session: Session,
    interview_id: str,
    entry: ScorecardEntry,
    found: Mapping[str, tuple[Remark, ...]],
    now: datetime,
) -> FormRefusal | None:
    hints = {competency: f"{said[0].hint} {KEEP_IT}" for competency, said in found.items()}
    digests = {competency: _digest(entry.evidence[competency]) for competency in found}
    for competency, text in entry.evidence.items():
        rating = entry.ratings.get(competency)
        if lacks_evidence(rating, text):
            hints[competency] = NO_EVIDENCE.format(rating=rating)
            digests[competency] = _digest(f"{competency} without evidence")
    draft = draft_of(session, interview_id)
    shown = draft.hinted if draft else frozenset()
    new = [competency for competency, digest in digests.items() if digest not in shown]
    if not new:
        return None
    note_hints(session, interview_id, set(digests.values()), now)
    return FormRefusal({evidence_field(c): hints[c] for c in new})


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def _check(interview: Interview, entry: ScorecardEntry) -> None:
    if entry.asked != set(interview.focus):
        raise Refusal(
            "What you assess was changed after you opened this scorecard.",
            "Close it and open it again with /score: what you had filled in is kept where it still applies.",
        )
    problems: dict[str, str] = {}
    for competency in interview.focus:
        if competency not in entry.ratings:
            problems[rating_field(competency)] = "Choose a rating, or “Not assessed”."
    for competency, text in entry.evidence.items():
        if len(text) > LONGEST_TEXT:
            problems[evidence_field(competency)] = f"Keep it under {LONGEST_TEXT:,} characters."
    if len(entry.reason) > LONGEST_REASON:
        problems[REASON] = f"Keep it under {LONGEST_REASON} characters."
    if problems:
        raise FormRefusal(problems)
