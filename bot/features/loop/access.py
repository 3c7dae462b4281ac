"""Which loops somebody may know of; everything about one loop asks here first."""

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, Viewer, may_see_status
from storage.candidates import name_key
from storage.loops import LoopRow, lock_loop, loop_row, loop_value, loops_about


def no_such_loop() -> Refusal:
    """Return the one answer to "not there" and to "not yours", so that asking tells an outsider nothing."""
    return Refusal("loop_refusals.no_such_loop")


def loop_known_to(workspace: Workspace, session: Session, actor: Actor, loop_id: str) -> tuple[Loop, Viewer]:
    """Return a loop that the actor may know of; raises Refusal, alike for "not there" and "not yours"."""
    row = loop_row(session, actor.team, loop_id)
    return _checked(workspace, session, actor, row)


def locked_loop_known_to(
    workspace: Workspace, session: Session, actor: Actor, loop_id: str
) -> tuple[LoopRow, Loop, Viewer]:
    """Lock a loop for writing and return it, if the actor may know of it; raises Refusal otherwise."""
    row = lock_loop(session, actor.team, loop_id)
    if row is None:
        raise no_such_loop()
    loop, asking = _checked(workspace, session, actor, row)
    return row, loop, asking


def loops_of(workspace: Workspace, session: Session, actor: Actor, words: str = "") -> list[Loop]:
    """Return the loops that the actor may know of, newest first; an admin's are those of the workspace.

    With words, those about the candidate who goes by them.
    """
    asking = viewer(workspace, session, actor)
    rows = loops_about(session, actor.team, actor.user, everyone=asking.is_admin, words=words)
    loops = [loop for loop in map(loop_value, rows) if may_see_status(loop, asking)]
    return _about(loops, words) if words else loops


def _about(loops: list[Loop], words: str) -> list[Loop]:
    """Keep the loops whose candidate goes by these words: a code, a name or whole words of one, case aside.

    Where somebody is called exactly that, only they are meant.
    """
    wanted = name_key(" ".join(words.split()))
    exact = [loop for loop in loops if wanted in (loop.candidate_code.casefold(), _name(loop))]
    return exact or [loop for loop in loops if set(wanted.split()) <= set(_name(loop).split())]


def _name(loop: Loop) -> str:
    return name_key(loop.candidate_name or "")


def _checked(workspace: Workspace, session: Session, actor: Actor, row: LoopRow | None) -> tuple[Loop, Viewer]:
    if row is None:
        raise no_such_loop()
    loop, asking = loop_value(row), viewer(workspace, session, actor)
    if not may_see_status(loop, asking):
        raise no_such_loop()
    return loop, asking
