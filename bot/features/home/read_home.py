"""What one person's Home is drawn from, read in one transaction; a write only where someone is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bot.features.calibration.read_habits import panels_rated
from bot.features.home.read_debriefs import is_asked, own_debriefs, readable_debrief
from bot.features.install.setup import Setup, setup_in
from bot.features.loop.access import loops_of, loops_shown
from bot.features.opening.access import openings_known
from bot.features.opening.read_opening import OpeningRowShown, rows_of
from bot.features.people.viewer import viewer_with
from bot.features.scorecard.choose_scorecard import is_owed
from bot.features.workspace.settings import WorkspaceSettings, settings_in
from bot.features.workspace.who_opens import may_open, openers_to_ask
from bot.wiring import Actor, Workspace
from rubrics.calibration.habits import FEWEST_CANDIDATES
from rubrics.calibration.round import OwnPart, Round
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import REVEALED, InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer, may_see_signal
from rubrics.signal import HireSignal
from storage.calibration import asked_rounds
from storage.desk import ReviewedJd, Standing, followed_stages, reviewed_jds, standings
from storage.loop_lists import ListedLoop
from storage.loop_pages import MOST_COUNTED, Counted, due_paged, loops_counted
from storage.people import account_of, name_people
from storage.signals import newest_signals

MOST_SHOWN = 5
"""Rows of a group on Home; a button below it opens all of them."""
MOST_JDS = MOST_OPENINGS = 3
MOST_CALIBRATIONS = 2

Item = TypeVar("Item")


class Group(StrEnum):
    """The lists that Home shows the beginning of; LOOPS is every loop that someone may know of."""

    DUE = "due"
    NEXT = "next"
    LATE = "late"
    DEBRIEFS = "debriefs"
    DECIDE = "decide"
    RUNS = "runs"
    REVEALED = "revealed"
    DECIDED = "decided"
    LOOPS = "loops"


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
class Entry:
    """A loop in a list before it is read; of one that is sealed how it stands, by each interview of one's own.

    Of one that is revealed its debrief, if the person has a part in it.
    """

    listed: ListedLoop
    standing: Standing | None = None
    debrief: Debrief | None = None


@dataclass(frozen=True)
class Desk:
    """What stands in which list, in its order, before any loop is read."""

    lists: dict[Group, list[Entry]]
    is_cut: bool


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
    has_habits: bool = False
    """Whether they rated in so many panels that there may be something to say of how they rate."""

    @property
    def is_empty(self) -> bool:
        """Whether the person has nothing here yet."""
        has_work = self.jds.number or self.openings.number or self.calibrations
        return not has_work and not any(group.number for group in self.groups.values())


def home_facts(workspace: Workspace, actor: Actor) -> HomeFacts:
    """Return what is due from the actor, what they run and what was revealed to them.

    Someone who opens Home for the first time is named, so that the worker learns their time zone and standing.
    """
    with workspace.reads() as session:
        account = account_of(session, actor.team, actor.user)
        asking = viewer_with(workspace, actor, account)
        facts = _facts(workspace, session, actor, asking)
    if not account.is_known:
        with workspace.sessions.begin() as session:
            name_people(session, actor.team, [actor.user])
    return facts


def is_sealed_for(listed: ListedLoop) -> bool:
    """Tell whether a loop of someone's list is sealed, and so how it stands for them is shown."""
    return is_owed(listed) or (listed.runs and listed.is_open)


def _facts(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> HomeFacts:
    desk = desk_of(workspace, session, actor, asking)
    parts = {group: listed[:MOST_SHOWN] for group, listed in desk.lists.items() if group not in COUNTED}
    found = _loops(session, actor, asking, [each for part in parts.values() for each in part])
    groups: dict[Group, Shown[Row]] = {
        group: Shown(_rows_of(part, found, asking), len(desk.lists[group])) for group, part in parts.items()
    }
    groups |= {group: Shown((), len(desk.lists[group])) for group in COUNTED}
    if desk.is_cut:
        numbers = _numbers(workspace, session, actor, asking)
        most = numbers[Group.LOOPS] >= MOST_COUNTED
        for each in desk.lists[Group.DEBRIEFS]:  # counted among the revealed ones, and shown apart
            listed = each.listed
            numbers[_of_revealed(listed.state, runs=listed.runs, decides=_waits_for_decision(listed))] -= 1
            numbers[Group.DEBRIEFS] += 1
        groups = {group: Shown(shown.items, numbers[group], most) for group, shown in groups.items()}
    jds = reviewed_jds(session, actor.team, actor.user, MOST_JDS + 1)
    settings = settings_in(session, actor.team)
    opens = may_open(settings, asking)
    return HomeFacts(
        groups=groups,
        openings=_openings(workspace, session, actor, asking),
        jds=Shown(jds[:MOST_JDS], len(jds), len(jds) > MOST_JDS),
        setup=setup_in(workspace, session) if asking.is_admin else None,
        settings=settings if asking.is_admin else None,
        is_outsider=asking.is_outsider,
        may_open=opens,
        ask=() if opens else [user for user, _ in openers_to_ask(workspace, session)],
        interviews=any(each.listed.interview is not None for each in desk.lists[Group.LOOPS]),
        calibrations=_calibrations(workspace, session, actor, asking),
        has_habits=panels_rated(each.listed for each in desk.lists[Group.LOOPS]) >= FEWEST_CANDIDATES,
    )


def _calibrations(
    workspace: Workspace, session: Session, actor: Actor, asking: Viewer
) -> Sequence[tuple[Round, OwnPart]]:
    if asking.is_outsider:
        return ()
    return asked_rounds(session, actor.team, actor.user, workspace.now, MOST_CALIBRATIONS)


def _openings(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> Shown[OpeningRowShown]:
    known = openings_known(session, actor, asking, most=MOST_OPENINGS + 1)
    rows = rows_of(workspace, session, actor, known[:MOST_OPENINGS], everyone=asking.is_admin)
    return Shown(rows, len(known), len(known) > MOST_OPENINGS)


def desk_of(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> Desk:
    """Read the list of loops and how the sealed ones stand, and put each into one list only."""
    found = loops_of(session, actor, asking)
    sealed = [each for each in found.loops if is_sealed_for(each)]
    soonest_first = standings(session, actor.team, actor.user, [each.id for each in sealed])
    listed = {each.id: each for each in found.loops}
    lists: dict[Group, list[Entry]] = {group: [] for group in Group}
    for each in soonest_first:
        lists[_group_of(listed[each.loop], each, workspace)].append(Entry(listed[each.loop], each))
    lists[Group.NEXT].sort(key=_begins_at)
    waiting = [each.id for each in found.loops if _waits_for_decision(each)]
    followed = followed_stages(session, actor.team, waiting)
    debriefs = own_debriefs(session, actor, found.loops)
    for loop in found.loops:
        if loop.id in debriefs:
            lists[Group.DEBRIEFS].append(Entry(loop, debrief=debriefs[loop.id]))
        elif loop.state in REVEALED:
            decides = _waits_for_decision(loop) and loop.id not in followed
            lists[_of_revealed(loop.state, runs=loop.runs, decides=decides)].append(Entry(loop))
        elif loop.state is LoopState.ON_HOLD and loop.runs:
            lists[Group.RUNS].append(Entry(loop))
    standing = {each.loop: each for each in reversed(soonest_first)}
    lists[Group.LOOPS] = [Entry(loop, standing.get(loop.id)) for loop in found.loops]
    return Desk(lists, found.is_cut)


def _numbers(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> dict[Group, int]:
    """Return how many loops each list holds, where not all of them were read."""
    numbers = dict.fromkeys(Group, 0)
    for each in loops_counted(session, actor.team, actor.user, workspace.now, everyone=asking.is_admin):
        numbers[Group.LOOPS] += each.number
        if (group := _group_counted(each)) is not None:
            numbers[group] += each.number
    to_score = due_paged(session, actor.team, actor.user, first=0, most=1, over_at=workspace.now).number
    numbers[Group.NEXT] = max(0, numbers[Group.DUE] - to_score)
    return {**numbers, Group.DUE: to_score}


def _group_counted(counted: Counted) -> Group | None:
    """Return the list that loops of a kind stand in, as `desk_of` puts each into one; what is still to come is due."""
    if counted.state is LoopState.OPEN and counted.interview is InterviewState.DUE:
        return Group.DUE
    if counted.state is LoopState.OPEN and counted.runs:
        return Group.LATE if counted.is_late else Group.RUNS
    if counted.state in REVEALED:
        return _of_revealed(counted.state, runs=counted.runs, decides=counted.decides)
    return Group.RUNS if counted.state is LoopState.ON_HOLD and counted.runs else None


def _begins_at(entry: Entry) -> datetime:
    starts_at = entry.standing.starts_at if entry.standing else None
    return starts_at or entry.listed.opened_at


def _group_of(listed: ListedLoop, standing: Standing, workspace: Workspace) -> Group:
    if is_owed(listed):
        return Group.NEXT if standing.takes_place_after(workspace.now) else Group.DUE
    return Group.LATE if workspace.now > standing.deadline_at else Group.RUNS


def _waits_for_decision(listed: ListedLoop) -> bool:
    return listed.decides and listed.state is LoopState.REVEALED


def _of_revealed(state: LoopState, *, runs: bool, decides: bool) -> Group:
    if state is LoopState.DECIDED:
        return Group.DECIDED
    if decides:
        return Group.DECIDE
    return Group.RUNS if runs else Group.REVEALED


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
