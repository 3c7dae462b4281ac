"""Deciding on a candidate: one entry at a time, with a reason where it needs one; a decision closes what is open."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.debrief import decision_form as form
from bot.features.debrief.close_stages import close_stages, reveal_again
from bot.features.debrief.read_decision import basis_in, need_decidable, stage_decided_on
from bot.features.debrief.settle_decisions import settle
from bot.features.debrief.tell_channel import want_line
from bot.features.doors import Door, step
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.end_stage import NextStage, open_one_more
from bot.features.loop.pause_loop import need_ahead, put_on_hold
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.catalogue.model import Value
from rubrics.panel.decision import Basis, Choice, Decided, DecisionPost, reasons_asked, stance_of
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from rubrics.panel.stage import StageOutcome
from storage.audit import record
from storage.columns import new_id
from storage.decisions import DecisionRow, decisions_of
from storage.loops import LoopRow, loop_value
from storage.stages import lock_stages


class Wanted(Value):
    """What someone chose in the form, and how many entries there were when it was drawn."""

    choice: Choice
    seen: int
    reason: str = ""
    focus: tuple[str, ...] = ()
    interviewer: str | None = None
    until: datetime | None = None


class Made(Value):
    """What came of it: the stage that was decided on, the entry's number, and the stage that was opened, if one.

    `has_reason` tells whether one was given, which the channel does not read.
    """

    loop: Loop
    number: int
    choice: Choice
    following: Loop | None = None
    has_reason: bool = False


def decide(workspace: Workspace, actor: Actor, loop_id: str, wanted: Wanted) -> Made:
    """Make an entry on a candidate's interviews; twice is once, and of two people at once one decides.

    Raises FormRefusal where a reason is missing, Refusal where the actor may not decide or someone else just did.
    """
    need_ahead(form.UNTIL.block_id, wanted.until, workspace.now)
    with workspace.sessions.begin() as session:
        stages = lock_stages(session, actor.team, loop_id)
        clicked, asking = loop_known_to(workspace, session, actor, loop_id)
        values = [loop_value(row) for row in stages]
        loop = stage_decided_on(values) or clicked
        entries = decisions_of(session, actor.team, loop.stage.first)
        if made := _made_already(entries, values, actor, wanted):
            return made
        need_decidable(workspace, session, loop, asking)
        if len(entries) != wanted.seen:
            raise Refusal("decision_refusals.changed_meanwhile", steps=(step("decide_anew", loop.id, Door.DECIDE),))
        _, basis = basis_in(session, values, loop)
        _need_whole(loop, basis, wanted)
        for each in entries:  # one that no one may undo any more, and that the worker has yet to tell
            if each.settles_at is not None:
                settle(session, stages, each, workspace.now)
        entry = _entry(loop, actor, basis, wanted, workspace.now)
        session.add(entry)
        following = _carry_out(session, stages, entry, actor, wanted)
        return Made(
            loop=_value_of(stages, loop.id),
            number=entry.number,
            choice=wanted.choice,
            following=following,
            has_reason=bool(entry.reason),
        )


def _made_already(entries: Sequence[DecisionRow], stages: Sequence[Loop], actor: Actor, wanted: Wanted) -> Made | None:
    """Return what the same form made before, where it is sent twice."""
    if len(entries) != wanted.seen + 1:
        return None
    entry = entries[-1]
    if (entry.decided_by, entry.choice, entry.undone_at) != (actor.user, wanted.choice, None):
        return None
    by_id = {each.id: each for each in stages}
    following = by_id.get(entry.following) if entry.following else None
    return Made(
        loop=by_id[entry.loop_id],
        number=entry.number,
        choice=entry.choice,
        following=following,
        has_reason=bool(entry.reason),
    )


def _need_whole(loop: Loop, basis: Basis, wanted: Wanted) -> None:
    """Raise FormRefusal where the choice needs something that was not filled in."""
    asked = reasons_asked(wanted.choice, basis, replaces=loop.decision is not None)
    known = {each.id for each in loop.rubric.competencies}
    problems = {}
    if asked and not wanted.reason.strip():
        problems[form.REASON.block_id] = reason(form.REASON.missing)
    if len(wanted.reason) > form.LONGEST_WHY:
        problems[form.REASON.block_id] = reason("loop_refusals.too_long", most=form.LONGEST_WHY)
    if wanted.choice is Choice.ANOTHER and not (wanted.focus and known.issuperset(wanted.focus)):
        problems[form.FOCUS.block_id] = reason(form.FOCUS.missing)
    if wanted.choice is Choice.ANOTHER and wanted.interviewer is None:
        problems[form.INTERVIEWER.block_id] = reason(form.INTERVIEWER.missing)
    if problems:
        raise FormRefusal(problems)


def _entry(loop: Loop, actor: Actor, basis: Basis, wanted: Wanted, now: datetime) -> DecisionRow:
    number, ends = wanted.seen + 1, wanted.choice.ends
    decided = Decided(number=number, choice=wanted.choice, by=actor.user, at=now)
    return DecisionRow(
        id=new_id(),
        team_id=loop.team_id,
        first_stage_id=loop.stage.first,
        loop_id=loop.id,
        number=number,
        choice=wanted.choice,
        decided_by=actor.user,
        decided_at=now,
        reason=wanted.reason.strip(),
        stance=stance_of(wanted.choice, basis) if ends else None,
        basis=basis.model_dump(mode="json"),
        replaces=loop.decision.number if loop.decision else None,
        settles_at=decided.settles_at if ends else None,
        focus=list(wanted.focus) if wanted.choice is Choice.ANOTHER else [],
        closed=[],
    )


def _carry_out(
    session: Session, stages: Sequence[LoopRow], entry: DecisionRow, actor: Actor, wanted: Wanted
) -> Loop | None:
    """Do what an entry says to the stages, note it in the record, and have the channel read it when it may."""
    row, now = next(each for each in stages if each.id == entry.loop_id), entry.decided_at
    _record(session, row, entry)
    following = None
    if entry.choice.ends:
        decided = Decided(number=entry.number, choice=entry.choice, by=actor.user, at=now)
        entry.closed = close_stages(session, stages, row.id, actor, decided)
    else:
        reveal_again(session, stages, actor, now)
        session.flush()
        if entry.choice is Choice.HOLD:
            put_on_hold(session, row, actor, why=entry.reason, until=wanted.until, now=now)
        else:
            following = _another_interview(session, stages, entry, wanted)
            entry.following = following.id
    at_once = row.decision_post is DecisionPost.AT_ONCE
    if row.decision_post is not DecisionPost.NEVER and (at_once or not entry.choice.ends):
        want_line(session, row, entry)
    session.flush()
    return following


def _record(session: Session, row: LoopRow, entry: DecisionRow) -> None:
    facts = {
        "number": entry.number,
        "choice": entry.choice.value,
        "stance": entry.stance and entry.stance.value,
        "why": entry.reason,
        "basis": entry.basis,
        "focus": entry.focus,
        "replaces": entry.replaces,
        "settles_at": entry.settles_at and entry.settles_at.isoformat(),
    }
    kept = {name: fact for name, fact in facts.items() if fact not in (None, [], "")}
    record(session, row.id, actor=entry.decided_by, action=AuditAction.DECIDED, now=entry.decided_at, **kept)


def _another_interview(session: Session, stages: Sequence[LoopRow], entry: DecisionRow, wanted: Wanted) -> Loop:
    """Open one more interview as a sealed stage behind the last one; raises Refusal while a stage is still open."""
    row, now = next(each for each in stages if each.id == entry.loop_id), entry.decided_at
    opened = next((each for each in stages if loop_value(each).is_undecided and each.revealed_at is None), None)
    if opened is not None:
        raise Refusal("decision_refusals.stage_is_open", steps=(loop_of(loop_value(opened)),))
    number = max(each.stage_number for each in stages) + 1
    stage = NextStage(
        what=StageOutcome.MORE_EVIDENCE,
        reason=wanted.reason,
        name=plain_words("loop_form.stage_more_evidence", number=number),
        interviewers=(wanted.interviewer or "",),
        focus=wanted.focus,
    )
    try:
        # A stage that was stopped or whose follower was canceled may have another: so it is found by the entry.
        actor, form_id = Actor(entry.team_id, entry.decided_by), f"decided:{row.id}:{entry.number}"
        return loop_value(open_one_more(session, actor, row, stage, now, form_id=form_id, number=number))
    except FormRefusal as refusal:
        first = next(iter(refusal.fields.values()))
        raise FormRefusal({form.INTERVIEWER.block_id: first}) from refusal


def _value_of(stages: Sequence[LoopRow], loop_id: str) -> Loop:
    return loop_value(next(row for row in stages if row.id == loop_id))
