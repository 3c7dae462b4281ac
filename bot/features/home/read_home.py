"""What one person's Home is drawn from, read in one transaction; a write only where somebody is new."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from bot.features.loop.access import loops_of, loops_shown
from bot.features.people.viewer import viewer_with
from bot.features.scorecard.open_scorecard import is_owed, need_own_interview, to_score
from bot.wiring import Actor, Workspace
from rubrics.catalogue.role import Role
from rubrics.panel.loop import Interview, Loop, Viewer
from storage.drafts import drafted
from storage.loop_lists import ListedLoop
from storage.people import account_of, name_people

MOST_SHOWN = 10
"""Loops in a part of Home; the commands named below them list more."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Shown(Generic[Item]):
    """The first items of a part of Home, and how many it holds; `is_cut` says that there may be more."""

    items: Sequence[Item] = ()
    number: int = 0
    is_cut: bool = False


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home is drawn from; `begun` are the interviews with a draft, `runs` the loops one runs."""

    to_score: Shown[tuple[Loop, Interview]]
    begun: set[str]
    runs: Shown[Loop]
    others: Shown[Loop]
    roles: Sequence[Role]


def home_facts(workspace: Workspace, actor: Actor) -> HomeFacts:
    """Return what the actor owes and the loops they may know of.

    Somebody who opens Home for the first time is named, so that the worker learns their time zone and standing.
    """
    with workspace.reads() as session:
        account = account_of(session, actor.team, actor.user)
        asking = viewer_with(workspace, actor, account)
        facts = _facts(session, actor, asking, workspace.catalogue.roles)
    if not account.is_known:
        with workspace.sessions.begin() as session:
            name_people(session, actor.team, [actor.user])
    return facts


def _facts(session: Session, actor: Actor, asking: Viewer, roles: Sequence[Role]) -> HomeFacts:
    """Read what is shown: a list says of each loop what one's part in it is, so only those drawn are read."""
    listed = loops_of(session, actor, asking)
    owed = [each for each in to_score(listed.loops) if is_owed(each)]
    run = [each for each in listed.loops if each.runs]
    others = [each for each in listed.loops if not each.runs]
    drawn = {each.id: each for part in (owed, run, others) for each in part[:MOST_SHOWN]}
    loops = {loop.id: loop for loop in loops_shown(session, actor, asking, drawn.values())}

    def shown(part: Sequence[ListedLoop]) -> list[Loop]:
        return [loops[each.id] for each in part[:MOST_SHOWN] if each.id in loops]

    due = [(loop, need_own_interview(loop, actor)) for loop in shown(owed)]
    return HomeFacts(
        to_score=Shown(due, len(owed), listed.is_cut),
        begun=drafted(session, [interview.id for _, interview in due]),
        runs=Shown(shown(run), len(run), listed.is_cut),
        others=Shown(shown(others), len(others), listed.is_cut),
        roles=roles,
    )
