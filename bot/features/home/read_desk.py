"""What stands in which list of someone's desk, in its order, and how many; reads no loop and no scorecard."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.features.home.read_debriefs import own_debriefs
from bot.features.scorecard.choose_scorecard import is_owed
from bot.wiring import Actor, Workspace
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import LoopState
from rubrics.panel.permissions import Viewer
from storage.desk import Standing, drafts_json, followed_stages, owed_standings, standings
from storage.loop_list_statements import MOST_LISTED
from storage.loop_lists import ListedLoop, LoopList
from storage.loop_pages import Counted, others_counted

MOST_READ_IN_FULL = 10
"""Scorecards that are due whose drafts are read with them; of more, few are shown."""


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
    has_drafts: bool
    """Whether it is known what stands in the scorecards that are due."""


def sealed_standings(session: Session, actor: Actor, listed: Sequence[ListedLoop]) -> list[Standing]:
    """Return how the sealed ones among some loops stand for a person, the one that is due soonest first.

    Those are what the person owes a scorecard in, or runs.

    Where no scorecard of theirs is due, their list knows all that there is. Of more than `MOST_READ_IN_FULL` that are
    due no draft is read: `with_drafts` does for the few that are shown.
    """
    owed = {each.id: each.deadline_at for each in listed if is_owed(each)}
    if len(owed) <= MOST_READ_IN_FULL:
        found = standings(session, actor.team, actor.user, list(owed))
    else:
        found = owed_standings(session, actor.user, owed)
    runs = (each for each in listed if each.runs and each.is_open and each.id not in owed)
    found += [Standing(each.id, each.deadline_at) for each in runs]
    return sorted(found, key=lambda each: (each.deadline_at, each.loop))


def with_drafts(session: Session, parts: Mapping[Group, Sequence[Entry]]) -> dict[Group, list[Entry]]:
    """Return what is shown of lists with what stands in its unfinished scorecards."""
    shown = [entry.standing for part in parts.values() for entry in part if entry.standing]
    drafts = drafts_json(session, [each.interview for each in shown if each.interview])
    return {group: [_with_draft(entry, drafts) for entry in part] for group, part in parts.items()}


def _with_draft(entry: Entry, drafts: Mapping[str, str]) -> Entry:
    standing = entry.standing
    if standing is None or standing.interview is None or standing.interview not in drafts:
        return entry
    return replace(entry, standing=replace(standing, draft_json=drafts[standing.interview]))


def desk_of(workspace: Workspace, session: Session, actor: Actor, found: LoopList) -> Desk:
    """Read how the sealed ones among the loops of a person's list stand, and put each into one list only."""
    soonest_first = sealed_standings(session, actor, found.loops)
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
            continue
        decides = _waits_for_decision(loop) and loop.id not in followed
        if group := _group_of_other(loop.state, runs=loop.runs, decides=decides):
            lists[group].append(Entry(loop))
    standing = {each.loop: each for each in reversed(soonest_first)}
    lists[Group.LOOPS] = [Entry(loop, standing.get(loop.id)) for loop in found.loops]
    return Desk(lists, found.is_cut, has_drafts=sum(map(is_owed, found.loops)) <= MOST_READ_IN_FULL)


@dataclass(frozen=True, slots=True)
class Size:
    """How many loops a list holds; `is_cut` says that there may be more."""

    number: int
    is_cut: bool = False


def sizes(session: Session, actor: Actor, asking: Viewer, desk: Desk) -> dict[Group, Size]:
    """Return how many each list of a desk holds: of a long history at least so many.

    Open loops are read first: all of them, unless the hundred that were read are nothing else. Of the others the
    newest hundred are counted, so that a desk costs the same however long the history behind it is.
    """
    read = {group: Size(len(listed)) for group, listed in desk.lists.items()}
    if not desk.is_cut:
        return read
    own = others_counted(session, actor.team, actor.user)
    anyones = others_counted(session, actor.team, actor.user, everyone=True) if asking.is_admin else own
    numbers = _by_group(own, {Group.DECIDE, Group.RUNS}) + _by_group(anyones, {Group.REVEALED, Group.DECIDED})
    numbers.update(group for group, listed in desk.lists.items() for each in listed if each.listed.is_open)
    apart = [each.listed for each in desk.lists[Group.DEBRIEFS]]  # counted among the revealed ones, and shown apart
    numbers.subtract(_group_of_other(each.state, runs=each.runs, decides=_waits_for_decision(each)) for each in apart)
    has_more_open = all(each.listed.is_open and each.listed.names_person for each in desk.lists[Group.LOOPS])
    is_cut = {
        **dict.fromkeys((Group.DUE, Group.NEXT, Group.LATE), has_more_open),
        Group.DECIDE: _is_full(own),
        Group.RUNS: has_more_open or _is_full(own),
        **dict.fromkeys((Group.REVEALED, Group.DECIDED), _is_full(anyones)),
    }
    held = {group: Size(numbers[group], is_cut=cut) for group, cut in is_cut.items()}
    return {**read, **held, Group.LOOPS: Size(MOST_LISTED, is_cut=True)}


def _by_group(counted: Iterable[Counted], groups: Collection[Group]) -> Counter[Group | None]:
    """Return how many loops that are not open stand in each of these lists, as `desk_of` puts each into one."""
    numbers: Counter[Group | None] = Counter()
    for each in counted:
        if (group := _group_of_other(each.state, runs=each.runs, decides=each.decides)) in groups:
            numbers[group] += each.number
    return numbers


def _is_full(counted: Sequence[Counted]) -> bool:
    return sum(each.number for each in counted) >= MOST_LISTED


def _begins_at(entry: Entry) -> datetime:
    starts_at = entry.standing.starts_at if entry.standing else None
    return starts_at or entry.listed.opened_at


def _group_of(listed: ListedLoop, standing: Standing, workspace: Workspace) -> Group:
    if is_owed(listed):
        return Group.NEXT if standing.takes_place_after(workspace.now) else Group.DUE
    return Group.LATE if workspace.now > standing.deadline_at else Group.RUNS


def _waits_for_decision(listed: ListedLoop) -> bool:
    return listed.decides and listed.state is LoopState.REVEALED


def _group_of_other(state: LoopState, *, runs: bool, decides: bool) -> Group | None:
    """Return the list that a loop which is not open stands in, if any."""
    if state is LoopState.DECIDED:
        return Group.DECIDED
    if state is LoopState.REVEALED:
        return Group.DECIDE if decides else Group.RUNS if runs else Group.REVEALED
    return Group.RUNS if state is LoopState.ON_HOLD and runs else None
