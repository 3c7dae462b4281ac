"""Reading what a decision rests on and what was decided, for anyone who may decide or read the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.doors import Door, step
from bot.features.loop.access import loop_known_to, loop_of
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.panel.debrief import Debrief
from rubrics.panel.decision import Basis, Decided, Revote
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.permissions import Viewer, decides, may_decide, may_dissent, may_know_decision, may_see_content
from rubrics.signal import HireSignal, basis_of, summarize
from storage.debriefs import debrief_of, debriefs_of
from storage.decisions import DecisionRow, DissentRow, decisions_of, dissents_of
from storage.loop_reading import loops_by_id
from storage.people import people_named
from storage.scorecards import latest, versions_in
from storage.signals import newest_signals
from storage.stages import stages_of

OVER = {LoopState.CANCELED: "canceled", LoopState.WITHDRAWN: "withdrawn", LoopState.ON_HOLD: "on_hold"}
"""The states in which nothing is decided, by the words of the refusal."""


@dataclass(frozen=True)
class ToDecide:
    """What someone who may decide has before them: the stage that it is decided on, and what it rests on.

    `seen` is how many entries there are; `open_stages` are those that a decision would close,
    `debrief` the one that still runs and would end.
    """

    loop: Loop
    signal: HireSignal
    basis: Basis
    seen: int
    open_stages: Sequence[Loop] = ()
    debrief: Debrief | None = None


@dataclass(frozen=True)
class DecisionRead:
    """What was decided of a candidate, and what its reader may do; reasons and dissents only where they may read them.

    `entry` is the one that stands.
    """

    loop: Loop
    entry: DecisionRow
    reads_content: bool
    may_undo: bool
    may_decide: bool
    may_dissent: bool
    history: Sequence[DecisionRow] = ()
    dissents: Sequence[DissentRow] = ()


def to_decide(workspace: Workspace, actor: Actor, loop_id: str) -> ToDecide:
    """Return what someone decides on; raises Refusal where they may not, or not now."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        stages = loops_by_id(session, actor.team, stages_of(session, actor.team, loop.stage.first))
        decided_on = stage_decided_on(stages) or loop
        need_decidable(workspace, session, decided_on, asking)
        signal, basis = basis_in(session, stages, decided_on)
        seen = len(decisions_of(session, actor.team, loop.stage.first))
        debrief = debrief_of(session, decided_on.id)
    opened = [each for each in stages if each.is_undecided and not each.is_revealed]
    under_way = debrief if debrief is not None and debrief.is_running else None
    return ToDecide(decided_on, signal, basis, seen, opened, under_way)


def decision_read(workspace: Workspace, actor: Actor, loop_id: str) -> DecisionRead:
    """Return the decision that stands, to someone who may know of the loop; raises Refusal where there is none."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        if loop.decision is None or not may_know_decision(loop, asking, workspace.now):
            raise Refusal("decision_refusals.none_stands", steps=(loop_of(loop),))
        history = decisions_of(session, actor.team, loop.stage.first)
        entitled = may_see_content(loop, asking)
        entry = next(each for each in history if each.number == loop.decision.number)
        return DecisionRead(
            loop=loop,
            entry=entry,
            reads_content=entitled,
            may_undo=loop.decision.may_be_undone(actor.user, workspace.now),
            may_decide=may_decide(loop, asking) and workspace.now >= loop.decision.settles_at,
            may_dissent=may_dissent(loop, asking),
            history=[each for each in history if each is not entry],
            dissents=dissents_of(session, [each.id for each in history]) if entitled else (),
        )


def stage_decided_on(stages: Sequence[Loop]) -> Loop | None:
    """Return the stage that a decision is made on: the last one that is revealed, even one at rest."""
    return next((each for each in reversed(stages) if each.is_revealed), None)


def need_decidable(workspace: Workspace, session: Session, loop: Loop, asking: Viewer) -> None:
    """Raise Refusal unless a person may decide on a stage now, with whom to ask or what to do first."""
    if not decides(loop, asking):
        raise not_theirs(session, loop)
    if loop.state in OVER:
        raise Refusal(f"decision_refusals.{OVER[loop.state]}", steps=(loop_of(loop),))
    if not loop.is_revealed:
        raise Refusal("decision_refusals.sealed", steps=(loop_of(loop),))
    if loop.decision is not None and workspace.now < loop.decision.settles_at:
        raise _just_decided(session, loop, loop.decision)
    if not may_decide(loop, asking):
        raise Refusal("decision_refusals.later_stage", steps=(step("score", f"score {loop.candidate_code}"),))


def not_theirs(session: Session, loop: Loop) -> Refusal:
    """Return who decides, for someone who does not."""
    known = people_named(session, loop.team_id, loop.deciders)
    names = [name for user in loop.deciders if user in known and (name := known[user].name)]
    return Refusal("decision_refusals.not_yours", steps=(step("signal", loop.id, Door.READ_SIGNAL),), deciders=names)


def _just_decided(session: Session, loop: Loop, decided: Decided) -> Refusal:
    """Return who decided what a moment ago, for someone else who may decide."""
    known = people_named(session, loop.team_id, [decided.by]).get(decided.by)
    return Refusal(
        "decision_refusals.just_decided",
        steps=(step("decision", loop.id, Door.DECISION),),
        person=(known.name if known else None) or "",
        choice=plain_words(f"decisions.{decided.choice}"),
    )


def basis_in(session: Session, stages: Sequence[Loop], decided_on: Loop) -> tuple[HireSignal, Basis]:
    """Return the signal of a candidate's interviews as they are now, all revealed stages together, and the basis."""
    revealed = [each for each in stages if each.is_revealed and each.rubric.digest == decided_on.rubric.digest]
    alone = len(revealed) == 1 and not decided_on.stage.is_part  # a part's own signal leaves out what others assess
    signal = newest_signals(session, [decided_on.id]).get(decided_on.id) if alone else None
    if signal is None:
        cards = [card.scorecard for each in revealed for card in latest(versions_in(session, each.id))]
        signal = summarize(cards, decided_on.rubric, decided_on.history)
    return signal, basis_of(signal, _revote(session, decided_on))


def _revote(session: Session, loop: Loop) -> Revote | None:
    debrief = debriefs_of(session, [loop.id]).get(loop.id)
    if debrief is None or not debrief.is_open:
        return None
    for_hire = sum(each.counted.is_for_hire for each in debrief.votes)
    return Revote(for_hire=for_hire, against=len(debrief.votes) - for_hire)
