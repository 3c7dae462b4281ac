"""Storing a version of one's scorecard, asked once for evidence that lacks; the last one due reveals the panel.

All that needs no lock is read and computed before it. Under the lock it is only asked whether the scorecard still
stands as it was read; where it does not, everything is read anew.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.loop.access import no_such_loop
from bot.features.loop.reveal_panel import amend_signal, refresh_messages, reveal_if_complete
from bot.features.scorecard.card_form import REASON, Filled, asked_about, content_of
from bot.features.scorecard.check_wording import Hinted, Hints, hinted_once, hints_on_evidence
from bot.features.scorecard.open_scorecard import ScorecardForm, card_known_to, own_interview
from bot.features.scorecard.panel_signal import (
    ForeseenSignal,
    PanelSignal,
    foreseen_signal,
    kept_signal,
    signal_with,
)
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState, is_complete
from rubrics.panel.permissions import Viewer, may_see_content
from rubrics.panel.record import AuditAction
from rubrics.panel.scorecard import CardContent
from rubrics.signal import HireSignal
from storage.audit import record_if_last
from storage.card_standing import CardStanding, card_standing
from storage.drafts import drop_draft, note_hints
from storage.held_loop import end_interview, hold_loop, lock_panel, loop_as_locked
from storage.loops import LoopRow
from storage.messages import MessageKind
from storage.outbox import want_message
from storage.scorecards import add_version, new_card


@dataclass(frozen=True)
class Submission:
    """What a submit did.

    `panel` is what it revealed, where it did and who submitted may read it: showing it is a reading, to be noted.
    """

    loop: Loop
    interview: Interview
    version: int
    after_reveal: bool
    panel: PanelSignal | None = None

    @property
    def revealed(self) -> bool:
        """Whether the panel is open now."""
        return self.loop.is_revealed


@dataclass(frozen=True)
class _Prepared:
    """A version that is ready to be stored, with the hints that its wording was accepted in spite of."""

    loop: Loop
    asking: Viewer
    interview: Interview
    standing: CardStanding
    submission: str
    content: CardContent
    hints: Hints
    signal: ForeseenSignal | None


@dataclass(frozen=True)
class _ComesBack:
    """A form that comes back with hints, and how its scorecard stood then."""

    standing: CardStanding
    hinted: Hinted


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
    while True:  # each further turn means that this very scorecard, or its loop's state, changed in between
        prepared = _prepared(workspace, actor, interview_id, filled, submission)
        if isinstance(prepared, Submission):
            return prepared
        with workspace.sessions.begin() as session:
            if isinstance(prepared, _Prepared) and (stored := _stored(session, actor, prepared, workspace.now)):
                return stored
            hold_loop(session, actor.team, prepared.standing.loop_id)
            standing = card_standing(session, actor.team, interview_id, submission)
            if standing is None or standing != prepared.standing:
                continue
            if isinstance(prepared, _Prepared):
                held = replace(prepared, standing=standing)
                if stored := _stored(session, actor, held, workspace.now):
                    return stored
                continue
            note_hints(session, interview_id, set(prepared.hinted.digests), workspace.now)
        raise prepared.hinted.refusal  # raised only now, because the transaction has to remember the hints


def _prepared(
    workspace: Workspace, actor: Actor, interview_id: str, filled: Filled, submission: str
) -> Submission | _Prepared | _ComesBack:
    """Read and check all that a submit depends on; raises Refusal, FormRefusal and LateChangeRefusal."""
    with workspace.reads() as session:
        found, asking = card_known_to(workspace, session, actor, interview_id, submission)
        loop, standing = found.loop, found.standing
        interview = own_interview(loop, actor, interview_id)
        if standing.stored is not None:
            panel = kept_signal(session, loop) if interview.counts and may_see_content(loop, asking) else None
            return Submission(loop, interview, standing.stored, after_reveal=False, panel=panel)
        cards = foreseen_signal(session, loop, interview)
    if asked_about(filled) != set(interview.focus):
        raise Refusal("scorecard_refusals.focus_changed")
    content = content_of(filled, loop.rubric, interview.focus)
    rules = workspace.remark_rules
    if hinted := hinted_once(content, filled, loop.rubric, rules, standing.hinted):
        return _ComesBack(standing, hinted)
    if loop.is_revealed and content.reason is None:
        raise LateChangeRefusal(ScorecardForm(loop, interview, filled, standing.version))
    signal = cards and cards.computed_with(content)
    hints = hints_on_evidence(content, rules)
    return _Prepared(loop, asking, interview, standing, submission, content, hints, signal)


def _stored(session: Session, actor: Actor, prepared: _Prepared, now: datetime) -> Submission | None:
    """Store what was prepared, and have everything follow; None where its loop moved on since, and nothing was done.

    Its entry of the record comes first, which tells: most submits need no other look at the loop under its lock.
    """
    interview_id, standing = prepared.interview.id, prepared.standing
    was_revealed, version = standing.loop_state is not LoopState.OPEN, standing.version + 1
    card, digest = new_card(prepared.content)
    facts = {"interview": interview_id, "version": version, "after_reveal": was_revealed, "card": digest}
    last, action = (standing.entries, standing.record_head), AuditAction.SUBMITTED
    if not record_if_last(session, standing.loop_id, last, actor=actor.user, action=action, now=now, **facts):
        return None
    add_version(
        session,
        prepared.content,
        card=card,
        version=version,
        interview_id=interview_id,
        submission=prepared.submission,
        remarks={competency: [remark.rule for remark in remarked] for competency, remarked in prepared.hints.items()},
        after_reveal=was_revealed,
        now=now,
    )
    drop_draft(session, interview_id)  # also one that was kept since, which no record tells of
    end_interview(session, standing.loop_id, prepared.interview, InterviewState.SUBMITTED)
    if prepared.content.recruiter_note and prepared.interview.counts:
        kind, about = MessageKind.PRIVATE_NOTE, prepared.loop  # once an interview: an amended note is no news
        person = about.recruiter
        want_message(
            session, team_id=about.team_id, kind=kind, subject=about.id, recipient=person, occasion=interview_id
        )
    loop, panel = _moved_on(session, prepared, now, was_revealed=was_revealed)
    opened = panel if not was_revealed and may_see_content(loop, prepared.asking) else None
    return Submission(loop, prepared.interview, version, after_reveal=was_revealed, panel=opened)


def _moved_on(
    session: Session, prepared: _Prepared, now: datetime, *, was_revealed: bool
) -> tuple[Loop, PanelSignal | None]:
    """Have everything follow a card that was stored: the reveal, the signal, the messages.

    Return the loop as it is now, and the panel that was summed up, where there is a signal now; a card of someone in
    training adds to none.
    """
    loop = _with_own_submitted(prepared.loop, prepared.interview)
    if not prepared.interview.counts:
        refresh_messages(session, loop)
        return loop, None
    is_last = is_complete(loop.interviews)
    if not (was_revealed or is_last) and prepared.standing.others_due == len(loop.pending):
        refresh_messages(session, loop)  # after all submits but the last no row has to be loaded
        return loop, None
    row = lock_panel(session, loop.team_id, loop.id)
    if row is None:
        raise no_such_loop()
    panel = _summed_up(session, row, prepared, now, was_revealed=was_revealed)
    return loop_as_locked(loop, row), panel


def _with_own_submitted(loop: Loop, own: Interview) -> Loop:
    submitted = own.model_copy(update={"state": InterviewState.SUBMITTED})
    return loop.model_copy(update={"interviews": tuple(submitted if i.id == own.id else i for i in loop.interviews)})


def _summed_up(
    session: Session, row: LoopRow, prepared: _Prepared, now: datetime, *, was_revealed: bool
) -> PanelSignal | None:
    summed_up: list[PanelSignal] = []

    def signal() -> HireSignal:
        summed_up.append(signal_with(session, prepared.loop, prepared.interview, prepared.signal))
        return summed_up[-1].signal

    if was_revealed:
        amend_signal(session, row, now, signal)
    is_first_and_late = was_revealed and prepared.standing.version == 0
    if is_first_and_late or not (was_revealed or reveal_if_complete(session, row, now, signal)):
        refresh_messages(session, row)
    return summed_up[-1] if summed_up else None
