"""A debrief as one person may see it now; whatever is done in one is read, and refused, here first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Plea, Refusal
from bot.features.doors import Door, step
from bot.features.loop.access import locked_loop_known_to, loop_known_to, loop_of, signal_of
from bot.features.loop.pleas import Act
from bot.features.signal.read_signal import why_sealed
from bot.wiring import Actor, Workspace
from rubrics.panel.debrief import (
    Debrief,
    DebriefPhase,
    NotDebriefable,
    ReVote,
    away_from,
    may_lead,
    speaking_order,
    why_not_debriefed,
)
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_decide, may_see_content
from rubrics.signal import HireSignal
from storage.debriefs import debrief_of, own_revote
from storage.loops import LoopRow
from storage.people import people_named
from storage.signals import signals_of


@dataclass(frozen=True)
class Standing:
    """A debrief at a moment, for someone who may read its panel, or for a channel where no one is the reader.

    `away` are those whom no one waits for; `own` is the reader's own part, with what they voted; `names` are those of
    the people in it, as far as Slack has said so; `ended` is why nothing can be done in it any more.
    """

    loop: Loop
    debrief: Debrief
    signal: HireSignal
    now: datetime
    away: frozenset[str]
    order: tuple[str, ...]
    names: Mapping[str, str]
    own: ReVote | None = None
    leads: bool = False
    decides: bool = False
    ended: NotDebriefable | None = None

    @property
    def phase(self) -> DebriefPhase:
        """Where it stands."""
        return self.debrief.phase(self.now, self.away)

    @property
    def missing(self) -> tuple[str, ...]:
        """Whose re-vote is waited for."""
        return self.debrief.missing(self.away)

    @property
    def is_running(self) -> bool:
        """Whether people may still read and vote in it."""
        return self.debrief.is_running and self.ended is None

    @property
    def may_vote(self) -> bool:
        """Whether the reader has a vote in it that they may still give or change."""
        return self.is_running and self.own is not None


def standing_of(session: Session, loop: Loop, debrief: Debrief, now: datetime, reader: Viewer | None) -> Standing:
    """Return a loop's debrief as it stands for a reader who may read the panel; None: for everybody in a channel."""
    people = people_named(session, loop.team_id, {*loop.panel, *(each.person for each in debrief.votes)})
    known = people | people_named(session, loop.team_id, [loop.hiring_manager, debrief.started_by])
    left = {user for user, person in known.items() if person.is_deleted}
    away, seniority = away_from(loop, left), {user: person.seniority for user, person in known.items()}
    here = [each.person for each in debrief.votes if each.person not in left]
    return Standing(
        loop=loop,
        debrief=debrief,
        signal=signals_of(session, loop.id)[-1],
        now=now,
        away=away,
        order=speaking_order(here, seniority, loop.hiring_manager),
        names={user: person.name for user, person in known.items() if person.name},
        own=own_revote(session, debrief.id, reader.user) if reader else None,
        leads=reader is not None and may_lead(loop, reader),
        decides=reader is not None and may_decide(loop, reader),
        ended=why_not_debriefed(loop),
    )


def readable(workspace: Workspace, session: Session, actor: Actor, loop_id: str) -> tuple[Loop, Viewer, Debrief | None]:
    """Return a loop whose panel someone may read, with its newest debrief; raises Refusal."""
    loop, asking = loop_known_to(workspace, session, actor, loop_id)
    if not may_see_content(loop, asking):
        raise not_readable(session, loop, asking)
    return loop, asking, debrief_of(session, loop.id)


def running(
    workspace: Workspace, session: Session, actor: Actor, loop_id: str
) -> tuple[LoopRow, Loop, Viewer, Debrief]:
    """Lock a loop and return it with its debrief, which people may still read and vote in; raises Refusal."""
    row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
    if not may_see_content(loop, asking):
        raise not_readable(session, loop, asking)
    need_debriefable(loop)
    debrief = debrief_of(session, loop.id)
    if debrief is None or not debrief.is_running:
        raise not_running(loop, debrief)
    return row, loop, asking, debrief


def need_lead(session: Session, loop: Loop, asking: Viewer, debrief: Debrief | None) -> None:
    """Raise Refusal, with whom to ask, for someone who does not lead a loop's debriefs."""
    if may_lead(loop, asking):
        return
    runs = debrief is not None and debrief.is_running
    leader = debrief.started_by if debrief is not None and runs else loop.hiring_manager
    known = people_named(session, loop.team_id, [leader]).get(leader)
    name, steps = (known.name if known else None) or "", (signal_of(loop),)
    if runs:
        raise Refusal("debrief_refusals.others_lead", leader=name, steps=steps)
    raise Refusal("debrief_refusals.others_start", leader=name, steps=steps, plea=Plea(Act.DEBRIEF, loop.id))


def need_debriefable(loop: Loop) -> None:
    """Raise Refusal unless a loop can be debriefed now."""
    why = why_not_debriefed(loop)
    if why is not None:
        way = signal_of(loop) if loop.is_revealed else loop_of(loop)
        raise Refusal(f"debrief_refusals.{why}", steps=(way,))


def not_running(loop: Loop, debrief: Debrief | None) -> Refusal:
    """Return that no debrief of a loop takes votes now: it is open already, or there is none."""
    if debrief is not None and debrief.is_open:
        return Refusal("debrief_refusals.is_open", steps=(step("debrief", loop.id, Door.DEBRIEF),))
    return Refusal("debrief_refusals.none_runs", steps=(step("debrief", loop.id, Door.DEBRIEF),))


def not_readable(session: Session, loop: Loop, asking: Viewer) -> Refusal:
    """Return why a panel's debrief is not someone's to see."""
    why = why_not_debriefed(loop)
    if why in (NotDebriefable.SEALED, NotDebriefable.ON_HOLD, NotDebriefable.CANCELED, NotDebriefable.ONE_SCORECARD):
        return Refusal(f"debrief_refusals.{why}", steps=(loop_of(loop),))
    return why_sealed(session, loop, asking)
