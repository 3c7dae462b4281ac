"""Reading loops: what one is on, how far it is, and what one may do about it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.loop.access import loop_known_to, loops_shown, none_is_about, viewer_and_loops
from bot.features.loop.excusers import Excusers, excusers_in
from bot.wiring import Actor, Workspace
from rubrics.panel.debrief import may_lead, why_not_debriefed
from rubrics.panel.loop import Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import (
    Viewer,
    may_decide,
    may_decide_stage,
    may_excuse,
    may_know_decision,
    may_read_private_notes,
    may_run,
    may_see_content,
    may_see_shadow,
    may_see_status,
)
from rubrics.panel.record import AuditAction, RecordEntry
from storage.audit import entry_value, last_entry
from storage.debriefs import debrief_of
from storage.loop_reading import loops_by_id
from storage.people import people_named
from storage.scorecards import notes_to_recruiter
from storage.stages import stages_of

MOST_SHOWN = 20
"""Loops in a list: more than a reader looks through; naming the candidate finds any other."""


@dataclass(frozen=True)
class LoopDetails:
    """A loop as one person may see it now, and what they may do."""

    loop: Loop
    may_read_content: bool
    may_override: bool
    may_cancel: bool
    may_edit: bool
    runs: bool
    excusable: tuple[Interview, ...]
    names: Mapping[str, str]
    excusers: Excusers
    """Who may take someone off the panel besides that person."""
    left: frozenset[str]
    """The interviewers whose accounts are deactivated."""
    own: Interview | None = None
    """The reader's own interview, where it still takes a scorecard before the reveal."""
    may_debrief: bool = False
    """Whether the reader may open the loop's debrief, or start one."""
    may_decide: bool = False
    """Whether the reader may say how the revealed stage ends."""
    decides: bool = False
    """Whether a decision waits for the reader."""
    knows_decision: bool = False
    """Whether the reader may know of the decision that stands."""
    stages: Sequence[Loop] = ()
    """All stages of the candidate's interviews that the reader knows of, this one too; none where it is alone."""
    reads_practice: bool = False
    """Whether a practice scorecard is there to read: of someone they trained, or their own beside the trainer's."""
    canceled: RecordEntry | None = None
    has_private_notes: bool = False
    """Whether something was written to the reader alone, as the loop's recruiter, that they may read now."""
    """The record's entry of who canceled the loop and why, where someone did."""


@dataclass(frozen=True)
class LoopPage:
    """The first loops of a list, and how many more there are; `is_cut` says that there are even more than those."""

    loops: Sequence[Loop]
    more: int = 0
    is_cut: bool = False

    @property
    def only(self) -> Loop | None:
        """The one loop of a list that holds no other."""
        return self.loops[0] if len(self.loops) == 1 and not self.more else None


def my_loops(
    workspace: Workspace,
    actor: Actor,
    words: str = "",
    *,
    most: int = MOST_SHOWN,
    states: Collection[LoopState] = (),
    runs: bool = False,
) -> LoopPage:
    """Return the loops one may know of, newest first, as many as are shown.

    Only those in `states`, if any are given; with `runs`, only those that one may change or cancel. With words, those
    about that candidate; raises Refusal where there is none.
    """
    with workspace.reads() as session:
        asking, listed = viewer_and_loops(workspace, session, actor, words)
        wanted = [
            each
            for each in listed.loops
            if (not states or each.state in states) and (not runs or each.runs or asking.is_admin)
        ]
        loops = loops_shown(session, actor, asking, wanted[:most])
        if words and not listed.loops:
            raise none_is_about(session, actor, asking, words)
    return LoopPage(loops, len(wanted) - len(wanted[:most]), listed.is_cut)


def loop_details(workspace: Workspace, actor: Actor, loop_id: str) -> LoopDetails:
    """Return one loop as the actor may see it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        named = [loop.recruiter, *loop.deciders, *(i.interviewer for i in loop.interviews)]
        people = people_named(session, actor.team, named)
        excusers = excusers_in(workspace, session, loop)
        has_notes = may_read_private_notes(loop, asking) and bool(notes_to_recruiter(session, actor.team, loop.id))
        ids = stages_of(session, actor.team, loop.stage.first) if loop.stage.number > 1 or loop.stage.outcome else []
        stages = [each for each in loops_by_id(session, actor.team, ids) if may_see_status(each, asking)]
        canceled = last_entry(session, loop.id, AuditAction.CANCELED) if loop.state is LoopState.CANCELED else None
        may_debrief = _may_debrief(session, loop, asking)
    own = next((i for i in loop.due if loop.is_open and i.interviewer == actor.user), None)
    excusable = tuple(i for i in loop.due if loop.is_open and may_excuse(loop, asking, i))
    return LoopDetails(
        loop=loop,
        may_read_content=may_see_content(loop, asking),
        may_override=may_run(loop, asking) and loop.is_late(workspace.now),
        may_cancel=may_run(loop, asking) and is_cancelable(loop),
        may_edit=may_run(loop, asking) and loop.is_open,
        runs=may_run(loop, asking),
        excusable=excusable,
        names={user: person.name for user, person in people.items() if person.name},
        own=own,
        may_debrief=may_debrief,
        may_decide=may_decide_stage(loop, asking),
        decides=may_decide(loop, asking) and loop.state is LoopState.REVEALED,
        knows_decision=may_know_decision(loop, asking, workspace.now),
        stages=stages,
        reads_practice=any(may_see_shadow(loop, asking, i) and _is_told(loop, actor, i) for i in loop.interviews),
        excusers=excusers,
        left=frozenset(user for user, person in people.items() if person.is_deleted),
        canceled=entry_value(canceled) if canceled else None,
        has_private_notes=has_notes,
    )


def _is_told(loop: Loop, actor: Actor, practice: Interview) -> bool:
    """Tell whether a practice scorecard says anything new to someone: one's own does beside the trainer's alone."""
    handed_in = loop.is_revealed and practice.state is InterviewState.SUBMITTED
    return practice.interviewer != actor.user or handed_in


def _may_debrief(session: Session, loop: Loop, asking: Viewer) -> bool:
    """Tell whether someone may open a loop's debrief, or start the first one."""
    if why_not_debriefed(loop) is not None or not may_see_content(loop, asking):
        return False
    return may_lead(loop, asking) or debrief_of(session, loop.id) is not None


def is_cancelable(loop: Loop) -> bool:
    """Tell whether a loop may be ended without anyone reading it: it is sealed, on hold or not."""
    return loop.is_open or (loop.state is LoopState.ON_HOLD and not loop.is_revealed)
