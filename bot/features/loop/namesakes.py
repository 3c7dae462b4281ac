"""Whether a candidate who is called like a known one is the same person: asked before a loop opens, never assumed."""

from sqlalchemy.orm import Session

from bot.features.loop.loop_request import LoopRequest
from bot.wiring import Actor
from rubrics.panel.candidate_names import name_typed
from rubrics.panel.coverage import CoverageWarning, WarningKey
from storage.candidates import CandidateRow, candidate_called
from storage.loop_lists import loops_listed_about


def candidate_meant(session: Session, team: str, request: LoopRequest) -> CandidateRow | None:
    """Return the known candidate whom a request is about; None where they are new, or another of the same name."""
    return None if request.is_namesake else candidate_called(session, team, request.candidate_typed)


def namesake_warning(session: Session, actor: Actor, request: LoopRequest) -> tuple[CoverageWarning, ...]:
    """Return the question whether a known candidate of this name is meant; nothing where a code says so.

    The code is told to those on a loop of theirs alone, and of a colleague no one else is asked at all.
    """
    if name_typed(request.candidate_typed).code:
        return ()
    known = candidate_called(session, actor.team, request.candidate_typed)
    if known is None:
        return ()
    is_theirs = bool(loops_listed_about(session, actor.team, actor.user, known.code).loops)
    if known.user_id is not None and not is_theirs:
        return ()
    values = {"code": known.code if is_theirs else "", "is_other": request.is_namesake}
    return (CoverageWarning(key=WarningKey.SAME_NAME, values=values),)
