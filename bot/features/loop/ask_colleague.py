"""Asking a colleague, once, for what one may not do oneself: who may be asked, and the direct message they get."""

from sqlalchemy.orm import Session

from bot.errors import NextStep, Plea, Refusal, reason
from bot.features.loop.access import loop_known_to, loop_of
from bot.features.loop.pleas import ASK, Act, is_left_to_do, may_do, occasion_of, value_of
from bot.features.people.admins import admin_ids, is_admin
from bot.features.people.viewer import viewer
from bot.features.workspace.who_opens import TO_OPEN, openers_to_ask
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer
from storage.messages import MessageKind
from storage.outbox import is_wanted, want_once
from storage.people import PersonRow, people_named

MOST_ASKED = 2
"""Buttons that ask someone: one is enough, a second is for when that one is away."""


def ways_to_ask(workspace: Workspace, actor: Actor, plea: Plea) -> tuple[NextStep, ...]:
    """Return a button for each of a few who may do what someone may not; none for anyone who may not know the loop."""
    with workspace.reads() as session:
        if plea.act == TO_OPEN:
            people = openers_to_ask(workspace, session)
        else:
            try:
                loop, _ = loop_known_to(workspace, session, actor, plea.loop)
            except Refusal:
                return ()
            people = able(workspace, session, loop, actor, plea)
    return tuple(
        NextStep(reason("asking_labels.ask_person", name=name.split(maxsplit=1)[0]), ASK, value_of(plea, user))
        for user, name in people
    )


def able(workspace: Workspace, session: Session, loop: Loop, actor: Actor, plea: Plea) -> list[tuple[str, str]]:
    """Return whom someone may ask, by id and name: recruiter, opener and hiring manager first, then admins."""
    admins = admin_ids(workspace, session)
    named = dict.fromkeys((loop.recruiter, loop.opened_by, loop.hiring_manager, *admins))
    known = people_named(session, loop.team_id, named)
    able = [known[user] for user in named if user in known and user != actor.user]
    act = Act(plea.act)
    may = [each for each in able if each.name and may_do(loop, _viewer(workspace, each), act, plea.interview)]
    return [(each.user_id, each.name or "") for each in may][:MOST_ASKED]


def ask_colleague(workspace: Workspace, actor: Actor, plea: Plea, person: str) -> tuple[Loop, bool]:
    """Ask someone by direct message; tells with the loop whether that is new: the same thing is asked of them once."""
    with workspace.sessions.begin() as session:
        loop, _ = loop_known_to(workspace, session, actor, plea.loop)
        if person not in {user for user, _ in able(workspace, session, loop, actor, plea)}:
            raise Refusal("asking_refusals.not_theirs", steps=(loop_of(loop),))
        if not is_left_to_do(loop, Act(plea.act), plea.interview):
            raise Refusal("asking_refusals.done_already", steps=(loop_of(loop),))
        if is_asked(session, loop, actor, plea, person):
            return loop, False
        team, kind, about = loop.team_id, MessageKind.PLEA, occasion_of(plea, actor)
        want_once(session, team_id=team, kind=kind, subject=loop.id, recipient=person, request=about, actor=actor.user)
        return loop, True


def is_asked(session: Session, loop: Loop, actor: Actor, plea: Plea, person: str) -> bool:
    """Tell whether someone has asked a colleague for this already; it isn't sent again."""
    team, kind, about = loop.team_id, MessageKind.PLEA, occasion_of(plea, actor)
    return is_wanted(session, team_id=team, kind=kind, subject=loop.id, recipient=person, occasion=about)


def ask_to_open(workspace: Workspace, actor: Actor, person: str) -> bool:
    """Ask someone who may open loops to open one, once a day; tells whether that is new."""
    with workspace.sessions.begin() as session:
        asking = viewer(workspace, session, actor)
        if asking.is_outsider:
            raise Refusal("workspace_refusals.opener_is_outsider")
        openers = dict(openers_to_ask(workspace, session))
        if person not in openers:
            raise Refusal("workspace_refusals.may_not_open", ask=list(openers.values()))
        team, kind, day, by = actor.team, MessageKind.PLEA_TO_OPEN, workspace.now.date().isoformat(), actor.user
        if is_wanted(session, team_id=team, kind=kind, subject=by, recipient=person, occasion=day):
            return False
        want_once(session, team_id=team, kind=kind, subject=by, recipient=person, request=day)
        return True


def _viewer(workspace: Workspace, person: PersonRow) -> Viewer:
    outsider = person.is_guest or person.is_bot or person.is_deleted or person.is_stranger
    return Viewer(user=person.user_id, is_admin=is_admin(workspace, person), is_outsider=outsider)
