"""Whether the people and the channel of a loop may be in it, as far as Slack has told us what they are."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, reason
from bot.features.loop.access import loops_of
from bot.features.loop.loop_request import LoopRequest
from bot.features.people.unfit import unfit_channel, unfit_people
from bot.features.people.viewer import viewer
from bot.features.workspace.who_opens import need_opener_in
from bot.wiring import Actor, Workspace
from storage.candidates import CandidateRow, candidate_called, goes_by
from storage.people import channel_named


def refuse_unfit(workspace: Workspace, session: Session, actor: Actor, request: LoopRequest) -> None:
    """Refuse who may open no loop, candidates on their own panel, guests, bots, strangers and unfit channels.

    As far as Slack told us: on the first step they may be new to us. The worker asks Slack meanwhile, so that the
    second step knows; and it checks the channel once more before every post.
    """
    need_opener_in(workspace, session, actor)
    known = candidate_called(session, actor.team, request.candidate_typed)
    if known is not None and not _may_name(workspace, session, actor, request, known):
        raise FormRefusal({"candidate": reason("loop_refusals.unknown_code")})
    problems = {
        "candidate_user": _account_problem(actor, request, None if request.is_namesake else known),
        "interviewers": unfit_people(session, actor, request.interviewers),
        "shadows": unfit_people(session, actor, request.shadows),
        "hiring_manager": unfit_people(session, actor, [request.hiring_manager]),
        "channel": unfit_channel(channel_named(session, actor.team, request.channel)),
    }
    if wrong := {field: why for field, why in problems.items() if why}:
        raise FormRefusal(wrong)


def _may_name(workspace: Workspace, session: Session, actor: Actor, request: LoopRequest, known: CandidateRow) -> bool:
    """Tell whether the actor may call this candidate so: a code stands in channels, and must not lead to the name."""
    if goes_by(known, request.candidate_typed):
        return True
    return bool(loops_of(session, actor, viewer(workspace, session, actor), known.code).loops)


def _account_problem(actor: Actor, request: LoopRequest, known: CandidateRow | None) -> Reason | None:
    """Return what is wrong with the Slack account of a candidate who is a colleague, given now or known before."""
    accounts = {request.candidate_user, known.user_id if known else None} - {None}
    if actor.user in accounts:
        return reason("loop_refusals.about_themselves")
    if len(accounts) > 1:
        return reason("loop_refusals.another_account")
    return reason("loop_refusals.candidate_decides") if accounts & request.panel_side else None
