"""Scoring: which interview a person may score, and storing a version of its scorecard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import FormRefusal, Refusal
from bot.usecases.access import Actor, about, locked_loop_known_to, loop_known_to, loops_of, no_such_loop
from bot.usecases.reveal_panel import amend_signal, refresh_messages, reveal_if_complete
from bot.wiring import Services
from rubrics.loop import Interview, InterviewState, Loop, LoopState, SubmittedCard
from rubrics.model import Recommendation
from storage.audit import record
from storage.loops import loop_of_interview, loop_value
from storage.scorecards import add_version, latest, versions_of, was_submitted

LONGEST_TEXT = 3000
LONGEST_REASON = 500


@dataclass(frozen=True)
class ScorecardForm:
    """What the scorecard modal shows: the interview, and the person's own last version where there is one."""

    loop: Loop
    interview: Interview
    card: SubmittedCard | None


@dataclass(frozen=True)
class ScorecardEntry:
    """What was filled in: competency id → rating (None for "not assessed") and → evidence."""

    ratings: Mapping[str, int | None]
    evidence: Mapping[str, str]
    recommendation: Recommendation
    reason: str = ""


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
        super().__init__({"reason": "Say why you change your scorecard after the reveal."})


def interviews_to_score(services: Services, actor: Actor, words: str = "") -> list[tuple[Loop, Interview]]:
    """Return the actor's own interviews in loops that still take scorecards, those due first.

    With words, only those about that candidate; raises Refusal where there is none.
    """
    with services.reads() as session:
        loops = loops_of(services, session, actor)
    mine = [(loop, loop.interview_of(actor.user)) for loop in (about(loops, words) if words else loops)]
    taking = (LoopState.OPEN, LoopState.REVEALED)
    states = (InterviewState.DUE, InterviewState.SUBMITTED)
    found = [(loop, i) for loop, i in mine if i is not None and loop.state in taking and i.state in states]
    if words and not found:
        raise Refusal(f"You owe no scorecard about “{words}”.", "Type /score for those you may write or amend.")
    return sorted(found, key=lambda pair: (not pair[0].is_open, pair[1].state is not InterviewState.DUE))


def interview_in(services: Services, actor: Actor, loop_id: str) -> str:
    """Return the id of one's own interview in a loop that takes scorecards; raises Refusal."""
    with services.reads() as session:
        loop, _ = loop_known_to(services, session, actor, loop_id)
    interview = loop.interview_of(actor.user)
    if interview is None:
        raise Refusal("You owe no scorecard in this loop.", "Only its interviewers score it.")
    return _own_interview(loop, actor, interview.id).id


def scorecard_form(services: Services, actor: Actor, interview_id: str) -> ScorecardForm:
    """Return the form for one's own interview, filled with one's last version; raises Refusal."""
    with services.reads() as session:
        loop_id = loop_of_interview(session, actor.team, interview_id)
        if loop_id is None:
            raise no_such_loop()
        loop, _ = loop_known_to(services, session, actor, loop_id)
        interview = _own_interview(loop, actor, interview_id)
        return ScorecardForm(loop, interview, next(iter(latest(versions_of(session, interview_id))), None))


def submit_scorecard(
    services: Services, actor: Actor, interview_id: str, entry: ScorecardEntry, submission: str
) -> Submission:
    """Store a version of one's scorecard; the last one due reveals the panel in the same transaction.

    `submission` names the modal: submitting it twice stores once. After the reveal a reason is asked for, the
    version is marked and the signal is amended beside the original.
    """
    with services.sessions.begin() as session:
        loop_id = loop_of_interview(session, actor.team, interview_id)
        if loop_id is None:
            raise no_such_loop()
        row, loop, _ = locked_loop_known_to(services, session, actor, loop_id)
        interview = _own_interview(loop, actor, interview_id)
        if was_submitted(session, interview_id, submission):
            version = len(versions_of(session, interview_id))
            return Submission(loop, version, revealed=loop.is_revealed, after_reveal=False)
        _check(interview, entry)
        if loop.is_revealed and not entry.reason.strip():
            raise LateChangeRefusal(ScorecardForm(loop, interview, _as_card(interview, entry, services.now())))
        version = add_version(
            session,
            interview_id=interview_id,
            submission=submission,
            ratings=entry.ratings,
            evidence={competency: text for competency, text in entry.evidence.items() if text.strip()},
            recommendation=entry.recommendation,
            after_reveal=loop.is_revealed,
            reason=entry.reason.strip() or None,
            now=services.now(),
        )
        next(i for i in row.interviews if i.id == interview_id).state = InterviewState.SUBMITTED
        now = services.now()
        facts = {"interview": interview_id, "version": version, "after_reveal": loop.is_revealed}
        record(session, loop.id, actor=actor.user, action="submitted", now=now, **facts)
        if loop.is_revealed:
            amend_signal(session, row, now)
        elif not reveal_if_complete(session, row, now):
            refresh_messages(session, row, now)
        return Submission(
            loop_value(row), version, revealed=row.state is LoopState.REVEALED, after_reveal=loop.is_revealed
        )


def _own_interview(loop: Loop, actor: Actor, interview_id: str) -> Interview:
    interview = loop.interview_of(actor.user)
    if interview is None or interview.id != interview_id:
        raise Refusal("This scorecard belongs to somebody else.", "Score your own interviews with /score.")
    if loop.state is LoopState.CANCELLED:
        raise Refusal("This loop was cancelled.", "Nothing more is needed from you.")
    if loop.state is LoopState.DECIDED:
        raise Refusal("This loop is decided.", "Its scorecards can no longer be changed.")
    if interview.state not in (InterviewState.DUE, InterviewState.SUBMITTED):
        raise Refusal("You were excused from this interview.", "Nothing more is needed from you.")
    return interview


def _as_card(interview: Interview, entry: ScorecardEntry, now: datetime) -> SubmittedCard:
    return SubmittedCard(
        interview=interview.id,
        interviewer=interview.interviewer,
        version=0,
        submitted_at=now,
        ratings=entry.ratings,
        evidence=entry.evidence,
        recommendation=entry.recommendation,
    )


def _check(interview: Interview, entry: ScorecardEntry) -> None:
    problems: dict[str, str] = {}
    for competency in interview.focus:
        if competency not in entry.ratings:
            problems[f"rating:{competency}"] = "Choose a rating, or “Not assessed”."
    for competency, text in entry.evidence.items():
        if len(text) > LONGEST_TEXT:
            problems[f"evidence:{competency}"] = f"Keep it under {LONGEST_TEXT:,} characters."
    if len(entry.reason) > LONGEST_REASON:
        problems["reason"] = f"Keep it under {LONGEST_REASON} characters."
    if problems:
        raise FormRefusal(problems)
    if set(entry.ratings) - set(interview.focus):
        raise Refusal("This scorecard rates something that is not yours to assess.", "Open it anew with /score.")
