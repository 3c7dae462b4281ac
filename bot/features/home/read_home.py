"""What one person's Home is drawn from, read in one transaction; a write only where somebody is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.loop.access import loops_of
from bot.features.scorecard.open_scorecard import to_score
from bot.wiring import Actor, Workspace
from rubrics.catalogue.role import Role
from rubrics.panel.loop import Interview, Loop
from storage.drafts import drafted
from storage.people import name_people, people_named


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home is drawn from; `begun` are the interviews with a draft, `runs` the loops one runs."""

    to_score: Sequence[tuple[Loop, Interview]]
    begun: set[str]
    runs: Sequence[Loop]
    others: Sequence[Loop]
    roles: Sequence[Role]


def home_facts(workspace: Workspace, actor: Actor) -> HomeFacts:
    """Return what the actor owes and the loops they may know of.

    Somebody who opens Home for the first time is named, so that the worker learns their time zone and standing.
    """
    with workspace.reads() as session:
        known = people_named(session, actor.team, [actor.user])
        loops = loops_of(workspace, session, actor)
        due = [(loop, interview) for loop, interview in to_score(loops, actor.user) if interview in loop.pending]
        begun = drafted(session, [interview.id for _, interview in due])
    if not known:
        with workspace.sessions.begin() as session:
            name_people(session, actor.team, [actor.user])
    runs = [loop for loop in loops if actor.user in (loop.opened_by, loop.recruiter, loop.hiring_manager)]
    return HomeFacts(
        to_score=due,
        begun=begun,
        runs=runs,
        others=[loop for loop in loops if loop not in runs],
        roles=workspace.catalogue.roles,
    )
