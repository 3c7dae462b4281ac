"""What one person's Home is drawn from, read in one transaction; a write only where someone is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bot.features.calibration.read_habits import panels_rated
from bot.features.home.read_debriefs import is_asked, readable_debrief
from bot.features.home.read_desk import Entry, Group, desk_of, sizes
from bot.features.install.setup import Setup, setup_in
from bot.features.loop.access import loops_shown
from bot.features.opening.access import openings_known
from bot.features.opening.read_opening import OpeningRowShown, rows_of
from bot.features.people.viewer import viewer_with
from bot.features.workspace.settings import WorkspaceSettings, settings_in
from bot.features.workspace.who_opens import may_open, openers_to_ask
from bot.wiring import Actor, Workspace
from rubrics.calibration.habits import FEWEST_CANDIDATES
from rubrics.calibration.round import OwnPart, Round
from rubrics.jd.versions import JdVersion
from rubrics.panel.debrief import Debrief
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_signal
from rubrics.signal import HireSignal
from storage.calibration import asked_rounds
from storage.desk import ReviewedJd, Standing, reviewed_jds
from storage.jd_versions import jds_to_approve
from storage.people import account_of, name_people
from storage.signals import newest_signals

MOST_SHOWN = 5
"""Rows of a group on Home; a button below it opens all of them."""
MOST_JDS = MOST_OPENINGS = 3
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
    has_habits: bool = False
    """Whether they rated in so many panels that there may be something to say of how they rate."""

    @property
    def is_empty(self) -> bool:
        """Whether the person has nothing here yet."""
        has_work = self.jds.number or self.openings.number or self.calibrations or self.to_approve
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


def _facts(workspace: Workspace, session: Session, actor: Actor, asking: Viewer) -> HomeFacts:
    desk = desk_of(workspace, session, actor, asking)
    parts = {group: listed[:MOST_SHOWN] for group, listed in desk.lists.items() if group not in COUNTED}
    found = _loops(session, actor, asking, [each for part in parts.values() for each in part])
    groups: dict[Group, Shown[Row]] = {
        group: Shown(_rows_of(parts.get(group, ()), found, asking), size.number, size.is_cut)
        for group, size in sizes(session, actor, asking, desk).items()
    }
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
        to_approve=() if asking.is_outsider else jds_to_approve(session, actor.team, actor.user, MOST_TO_APPROVE),
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
