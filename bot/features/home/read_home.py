"""What one person's Home is drawn from, read in one transaction; a write only where someone is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bot.features.authoring.begun import Waiting, waiting_proposals
from bot.features.calibration.read_habits import panels_rated
from bot.features.home.read_debriefs import is_asked, readable_debrief
from bot.features.home.read_desk import Entry, Group, desk_of, sizes, with_drafts
from bot.features.install.setup import Setup, setup_in
from bot.features.loop.access import account_viewer_and_loops, loops_shown
from bot.features.opening.access import RUNNING, openings_known
from bot.features.opening.read_opening import OpeningRowShown, rows_of
from bot.features.workspace.settings import WorkspaceSettings, settings_known
from bot.features.workspace.who_opens import may_open, openers_to_ask
from bot.wiring import Actor, Workspace
from rubrics.calibration.habits import FEWEST_CANDIDATES
from rubrics.calibration.round import OwnPart, Round
from rubrics.catalogue.errors import Problem
from rubrics.jd.versions import JdVersion
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_signal
from rubrics.signal import HireSignal
from storage.calibration import asked_rounds
from storage.desk import ReviewedJd, Standing, held_on_desk, reviewed_jds
from storage.jd_versions import jds_to_approve
from storage.loop_lists import LoopList
from storage.people import name_people
from storage.signals import newest_signals

MOST_SHOWN = 5
"""Rows of a group on Home; a button below it opens all of them."""
MOST_JDS, MOST_OPENINGS = 2, 3
MOST_CALIBRATIONS = 2
MOST_TO_APPROVE = 5

Item = TypeVar("Item")


COUNTED = frozenset({Group.DECIDED, Group.LOOPS})
"""Lists of which Home shows nothing but the button that opens them."""


@dataclass(frozen=True)
class Row:
    """A loop in a list: how it stands for the person, if it is sealed, else its newest signal.

    `debrief` is for those who have a part in it and may read its panel; `votes` says that theirs is waited for.
    """

    loop: Loop
    standing: Standing | None = None
    signal: HireSignal | None = None
    debrief: Debrief | None = None
    votes: bool = False


@dataclass(frozen=True)
class Shown(Generic[Item]):
    """The first items of a group, and how many it holds; `is_cut` says that there may be more."""

    items: Sequence[Item] = ()
    number: int = 0
    is_cut: bool = False


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home is drawn from.

    `setup` is for admins until all is done, `settings` for admins always; `ask` are those who may open loops where the
    person may not; `interviews` tells whether they were ever asked to score.
    """

    groups: dict[Group, Shown[Row]]
    openings: Shown[OpeningRowShown]
    jds: Shown[ReviewedJd]
    setup: Setup | None
    settings: WorkspaceSettings | None
    is_outsider: bool
    may_open: bool
    ask: Sequence[str]
    interviews: bool
    calibrations: Sequence[tuple[Round, OwnPart]] = ()
    """The rounds of sample answers that wait for the person, the soonest to close first."""
    to_approve: Sequence[JdVersion] = ()
    """The JDs that wait for the person's approval, the longest waiting first."""
    proposals: Sequence[Waiting] = ()
    """Rubrics that wait for an admin: for one all of them, for anyone else their own; the longest waiting first."""
    broken: Sequence[Problem] = ()
    """For admins: what is wrong with the team's definition files."""
    has_habits: bool = False
    """Whether they rated in so many panels that there may be something to say of how they rate."""

    @property
    def is_empty(self) -> bool:
        """Whether the person has nothing here yet."""
        has_work = self.jds.number or self.openings.number or self.calibrations or self.to_approve or self.proposals
        return not has_work and not any(group.number for group in self.groups.values())


def home_facts(workspace: Workspace, actor: Actor) -> HomeFacts:
    """Return what is due from the actor, what they run and what was revealed to them.

    Someone who opens Home for the first time is named, so that the worker learns their time zone and standing.
    """
    with workspace.reads() as session:
        account, asking, listed = account_viewer_and_loops(workspace, session, actor)
        facts = _facts(workspace, session, actor, asking, listed)
    if not account.is_known:
        with workspace.sessions.begin() as session:
            name_people(session, actor.team, [actor.user])
    return facts


def _facts(workspace: Workspace, session: Session, actor: Actor, asking: Viewer, listed: LoopList) -> HomeFacts:
    desk = desk_of(workspace, session, actor, listed)
    parts = {group: listed[:MOST_SHOWN] for group, listed in desk.lists.items() if group not in COUNTED}
    parts = parts if desk.has_drafts else with_drafts(session, parts)
    found = _loops(session, actor, asking, [each for part in parts.values() for each in part])
    groups: dict[Group, Shown[Row]] = {
        group: Shown(_rows_of(parts.get(group, ()), found, asking), size.number, size.is_cut)
        for group, size in sizes(session, actor, asking, desk).items()
    }
    held = held_on_desk(session, actor.team, actor.user, workspace.now, RUNNING, all_of=asking.is_admin)
    jds = reviewed_jds(session, actor.team, actor.user, MOST_JDS + 1) if held.reviews else []
    settings = settings_known(session, actor.team, held.kept)
    opens = may_open(settings, asking)
    return HomeFacts(
        groups=groups,
        openings=_openings(workspace, session, actor, asking) if held.openings else Shown(),
        jds=Shown(jds[:MOST_JDS], len(jds), len(jds) > MOST_JDS),
        setup=setup_in(workspace, session) if asking.is_admin else None,
        settings=settings if asking.is_admin else None,
        is_outsider=asking.is_outsider,
        may_open=opens,
        ask=() if opens else [user for user, _ in openers_to_ask(workspace, session)],
        interviews=any(each.listed.interview is not None for each in desk.lists[Group.LOOPS]),
        calibrations=_calibrations(workspace, session, actor, asking) if held.rounds else (),
        to_approve=_to_approve(session, actor, asking) if held.to_approve else (),
        proposals=waiting_proposals(workspace, session, actor, asking) if held.proposals else (),
        broken=workspace.definitions.problems if asking.is_admin else (),
        has_habits=panels_rated(each.listed for each in desk.lists[Group.LOOPS]) >= FEWEST_CANDIDATES,
    )


def _calibrations(
    workspace: Workspace, session: Session, actor: Actor, asking: Viewer
) -> Sequence[tuple[Round, OwnPart]]:
    if asking.is_outsider:
        return ()
    return asked_rounds(session, actor.team, actor.user, workspace.now, MOST_CALIBRATIONS)


def _to_approve(session: Session, actor: Actor, asking: Viewer) -> Sequence[JdVersion]:
    return () if asking.is_outsider else jds_to_approve(session, actor.team, actor.user, MOST_TO_APPROVE)


def _openings(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> Shown[OpeningRowShown]:
    known = openings_known(session, actor, asking, most=MOST_OPENINGS + 1)
    rows = rows_of(workspace, session, actor, known[:MOST_OPENINGS], everyone=asking.is_admin)
    return Shown(rows, len(known), len(known) > MOST_OPENINGS)


def rows_shown(session: Session, actor: Actor, asking: Viewer, entries: Sequence[Entry]) -> list[Row]:
    """Return the rows of a list that are to be shown, in its order."""
    return _rows_of(entries, _loops(session, actor, asking, entries), asking)


def _loops(
    session: Session, actor: Actor, asking: Viewer, entries: Sequence[Entry]
) -> dict[str, tuple[Loop, HireSignal | None]]:
    """Read the loops that are shown, each once, and of those that are revealed the newest signal."""
    listed = {entry.listed.id: entry.listed for entry in entries}
    loops = loops_shown(session, actor, asking, listed.values())
    signals = newest_signals(session, [loop.id for loop in loops if may_see_signal(loop, asking)])
    return {loop.id: (loop, signals.get(loop.id)) for loop in loops}


def _rows_of(
    entries: Sequence[Entry], found: Mapping[str, tuple[Loop, HireSignal | None]], asking: Viewer
) -> list[Row]:
    shown = [(entry, found[entry.listed.id]) for entry in entries if entry.listed.id in found]
    rows = []
    for entry, (loop, signal) in shown:
        debrief = readable_debrief(loop, entry.debrief, asking)
        rows.append(Row(loop, entry.standing, signal, debrief, is_asked(debrief, asking)))
    return rows
