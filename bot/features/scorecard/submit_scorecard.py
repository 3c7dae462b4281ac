"""Storing a version of one's scorecard, asked once for evidence that lacks; the last one due reveals the panel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import locked_loop_known_to, no_such_loop
from bot.features.loop.reveal_panel import amend_signal, refresh_messages, reveal_if_complete
from bot.features.scorecard.card_form import EVIDENCE, REASON, Filled, asked_about, content_of
from bot.features.scorecard.open_scorecard import ScorecardForm, own_interview
from bot.slack.warned import Warned
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import CardContent, InterviewState, Loop, LoopState, lacks_evidence
from rubrics.panel.record import AuditAction
from rubrics.panel.remarks import Remark, remarks
from storage.audit import record
from storage.drafts import draft_of, drop_draft, note_hints
from storage.loops import LoopRow, loop_of_interview, loop_value
from storage.scorecards import add_version, versions_of, was_submitted


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
        super().__init__({REASON.block_id: reason("scorecard_refusals.reason_missing", version=form.version)})


def submit_scorecard(
    workspace: Workspace, actor: Actor, interview_id: str, filled: Filled, submission: str
) -> Submission:
    """Store a version of one's scorecard; the last one due reveals the panel in the same transaction.

    `filled` is what stands in the form's fields, and `submission` names the modal: submitting it twice stores once.
    Wording that deserves a hint, and a 1, 2 or 5 without evidence, is refused once and accepted, marked, when it
    comes again. After the reveal a reason is asked for, the version is marked and the signal is amended beside the
    original. Raises Refusal.
    """
    with workspace.sessions.begin() as session:
        outcome = _submitted(workspace, session, actor, interview_id, filled=filled, submission=submission)
    if isinstance(outcome, FormRefusal):  # raised only now, because the transaction has to remember the hints
        raise outcome
    return outcome


def _submitted(
    workspace: Workspace, session: Session, actor: Actor, interview_id: str, *, filled: Filled, submission: str
) -> Submission | FormRefusal:
    loop_id = loop_of_interview(session, actor.team, interview_id)
    if loop_id is None:
        raise no_such_loop()
    row, loop, _ = locked_loop_known_to(workspace, session, actor, loop_id)
    interview = own_interview(loop, actor, interview_id)
    if was_submitted(session, interview_id, submission):
        version = len(versions_of(session, interview_id))
        return Submission(loop, version, revealed=loop.is_revealed, after_reveal=False)
    if asked_about(filled) != set(interview.focus):
        raise Refusal("scorecard_refusals.focus_changed")
    content = content_of(filled, loop.rubric, interview.focus)
    rules = workspace.remark_rules
    hints = {competency: hint for competency, text in content.evidence.items() if (hint := remarks(text, rules))}
    if refused := _refused_once(session, interview_id, content, hints, workspace.now):
        return refused
    if loop.is_revealed and content.reason is None:
        return LateChangeRefusal(ScorecardForm(loop, interview, filled, len(versions_of(session, interview_id))))
    version = add_version(
        session,
        content,
        interview_id=interview_id,
        submission=submission,
        remarks={competency: [remark.rule for remark in remarked] for competency, remarked in hints.items()},
        after_reveal=loop.is_revealed,
        now=workspace.now,
    )
    drop_draft(session, interview_id)
    _move_on(session, row, actor, interview_id=interview_id, version=version, now=workspace.now)
    return Submission(loop_value(row), version, revealed=row.state is LoopState.REVEALED, after_reveal=loop.is_revealed)


def _move_on(session: Session, row: LoopRow, actor: Actor, *, interview_id: str, version: int, now: datetime) -> None:
    was_revealed = row.state is not LoopState.OPEN
    next(i for i in row.interviews if i.id == interview_id).state = InterviewState.SUBMITTED
    facts = {"interview": interview_id, "version": version, "after_reveal": was_revealed}
    record(session, row.id, actor=actor.user, action=AuditAction.SUBMITTED, now=now, **facts)
    if was_revealed:
        amend_signal(session, row, now)
    is_first_and_late = was_revealed and version == 1
    if is_first_and_late or not (was_revealed or reveal_if_complete(session, row, now)):
        refresh_messages(session, row)


def _refused_once(
    session: Session, interview_id: str, content: CardContent, hints: Mapping[str, tuple[Remark, ...]], now: datetime
) -> FormRefusal | None:
    """Return what is said about evidence for the first time, and remember that it was; None where all was seen."""
    warnings = {c: content.evidence[c] for c in hints}
    reasons = {c: reason("scorecard_refusals.remark", hint=remarked[0].hint) for c, remarked in hints.items()}
    for competency, rating in content.ratings.items():
        if lacks_evidence(rating, content.evidence.get(competency)):
            warnings[competency] = f"{competency} without evidence"
            reasons[competency] = reason("scorecard_refusals.evidence_missing", rating=rating)
    draft = draft_of(session, interview_id)
    warned = Warned(draft.hinted if draft else frozenset())
    unseen = set(warned.unseen(warnings.values()))
    if not unseen:
        return None
    note_hints(session, interview_id, set(warned.after(warnings.values()).digests), now)
    return FormRefusal({EVIDENCE.about(c).block_id: reasons[c] for c in warnings if warnings[c] in unseen})
