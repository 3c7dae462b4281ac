"""Which loops someone may know of, and which of them words mean, such as a candidate's name.

Whatever concerns one loop asks here first.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from bot.errors import NextStep, Reason, Refusal, reason
from bot.features.doors import YOUR_LOOPS, Door, step
from bot.features.people.viewer import viewer, viewer_with
from bot.wiring import Actor, Workspace
from rubrics.catalogue.names import is_name
from rubrics.panel.candidate_names import begins, candidate_label, name_words, nearest_candidates
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_see_status
from storage.loop_lists import (
    KnownCandidate,
    ListedLoop,
    LoopList,
    account_and_loops,
    candidates_known,
    loops_listed,
    loops_listed_about,
)
from storage.loop_reading import loop_by_id, loop_with_interview, loops_by_id
from storage.loops import LoopRow, lock_loop, loop_value
from storage.people import Account


def no_such_loop() -> Refusal:
    """Return the one answer to "not there" and to "not yours", so that asking tells an outsider nothing."""
    return Refusal("loop_refusals.no_such_loop")


def signal_of(loop: Loop) -> NextStep:
    """Return the way to the signal of a revealed loop, as a refusal offers it."""
    return step("signal", loop.id, Door.READ_SIGNAL)


def loop_of(loop: Loop) -> NextStep:
    """Return the way to how a loop stands, as a refusal offers it."""
    return step("open_loop", loop.id, Door.LOOP_DETAILS)


def none_is_about(session: Session, actor: Actor, asking: Viewer, words: str) -> Refusal:
    """Return that no loop is about a candidate of this name, with those the person may know of who come near it."""
    steps = [NextStep(_named(each), Door.LOOP_DETAILS, each.loop) for each in near_to(session, actor, asking, words)]
    return Refusal("loop_refusals.none_is_about", steps=[*steps, YOUR_LOOPS] if steps else (), words=words)


def near_to(session: Session, actor: Actor, asking: Viewer, words: str) -> list[KnownCandidate]:
    """Return the candidates that misspelled words may mean, of those alone whom the person may know of."""
    if asking.is_outsider or not is_name(words):
        return []
    known = candidates_known(session, actor.team, actor.user, everyone=asking.is_admin)
    by_code = {each.code: each for each in known}
    return [by_code[code] for code in nearest_candidates(words, {each.code: each.name for each in known})]


def candidates_offered(workspace: Workspace, actor: Actor, typed: str) -> list[KnownCandidate]:
    """Return whom what was typed into a menu may mean, of those alone whom the person may know of; all for nothing."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        if asking.is_outsider:
            return []
        known = candidates_known(session, actor.team, actor.user, everyone=asking.is_admin)
        parts = name_words(typed)
        begun = [each for each in known if not parts or begins(parts, name_words(f"{each.name} {each.code}"))]
        return begun or near_to(session, actor, asking, typed)


def _named(candidate: KnownCandidate) -> Reason:
    return reason("loop_labels.candidate", candidate=candidate_label(candidate.name, candidate.code))


def loop_known_to(workspace: Workspace, session: Session, actor: Actor, loop_id: str) -> tuple[Loop, Viewer]:
    """Return a loop that the actor may know of; raises Refusal, alike for "not there" and "not yours"."""
    return loop_known(session, actor, viewer(workspace, session, actor), loop_id)


def loop_known(session: Session, actor: Actor, asking: Viewer, loop_id: str) -> tuple[Loop, Viewer]:
    """Return the same to someone whose standing was read already."""
    return known_to(loop_by_id(session, actor.team, loop_id), asking)


def interview_loop_known_to(
    workspace: Workspace, session: Session, actor: Actor, interview_id: str
) -> tuple[Loop, Viewer]:
    """Return the loop of an interview that the actor may know of; raises Refusal like `loop_known_to`."""
    return known_to(loop_with_interview(session, actor.team, interview_id), viewer(workspace, session, actor))


def locked_loop_known_to(
    workspace: Workspace, session: Session, actor: Actor, loop_id: str
) -> tuple[LoopRow, Loop, Viewer]:
    """Lock a loop for writing and return it, if the actor may know of it; raises Refusal otherwise."""
    row = lock_loop(session, actor.team, loop_id)
    if row is None:
        raise no_such_loop()
    loop, asking = known_to(loop_value(row), viewer(workspace, session, actor))
    return row, loop, asking


def loops_of(session: Session, actor: Actor, asking: Viewer, words: str = "") -> LoopList:
    """Return the list of the loops that someone may know of, newest first; an admin's are those of the workspace.

    With words, those about the candidate who goes by them.
    """
    if asking.is_outsider:
        return LoopList()
    if words:
        return loops_listed_about(session, actor.team, actor.user, words, everyone=asking.is_admin)
    return loops_listed(session, actor.team, actor.user, everyone=asking.is_admin)


def viewer_and_loops(workspace: Workspace, session: Session, actor: Actor, words: str = "") -> tuple[Viewer, LoopList]:
    """Return the actor with their standing and the same list, which without words are read in one statement."""
    if words:
        asking = viewer(workspace, session, actor)
        return asking, loops_of(session, actor, asking, words)
    _, asking, listed = account_viewer_and_loops(workspace, session, actor)
    return asking, listed


def account_viewer_and_loops(workspace: Workspace, session: Session, actor: Actor) -> tuple[Account, Viewer, LoopList]:
    """Return the same without words, with what is known of the actor."""
    account, listed = account_and_loops(
        session, actor.team, actor.user, lambda account: viewer_with(workspace, actor, account).is_admin
    )
    asking = viewer_with(workspace, actor, account)
    return account, asking, LoopList() if asking.is_outsider else listed


def loops_shown(session: Session, actor: Actor, asking: Viewer, listed: Iterable[ListedLoop]) -> list[Loop]:
    """Return the loops of a list that are to be shown, in its order; what may not be known of is not among them."""
    loops = loops_by_id(session, actor.team, [each.id for each in listed])
    return [loop for loop in loops if may_see_status(loop, asking)]


def known_to(loop: Loop | None, asking: Viewer) -> tuple[Loop, Viewer]:
    """Return a loop that was read to someone who may know of it; raises Refusal, alike for none and for others'."""
    if loop is None or not may_see_status(loop, asking):
        raise no_such_loop()
    return loop, asking
