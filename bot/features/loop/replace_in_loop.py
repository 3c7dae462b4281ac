"""Replacing a loop's hiring manager, recruiter, channel or level; what stands in the old channel is taken out of it."""

from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, Refusal, reason
from bot.features.loop.access import locked_loop_known_to, loop_known_to, loop_of
from bot.features.loop.change_level import change_level, level_problem
from bot.features.loop.check_channel import is_kept_out
from bot.features.loop.pleas import Act
from bot.features.loop.reveal_panel import SHOW_THE_SIGNAL
from bot.features.loop.tell_news import due, in_charge, note_and_tell
from bot.features.loop.withdraw_candidate import need_undecided
from bot.features.people.unfit import unfit_channel, unfit_people
from bot.slack.channel_members import Members, not_asked
from bot.wiring import Actor, Workspace
from bot.wording.phrases import level_name
from rubrics.catalogue.levels import RoleLevel
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import Viewer, may_name_recruiter, may_run
from rubrics.panel.record import AuditAction
from storage.loops import LoopRow, lock_loop, loop_value
from storage.messages import MessageKind
from storage.outbox import drop_unposted, want_edit, want_edits, want_message
from storage.people import channel_named, name_channel, name_people


@dataclass(frozen=True)
class Setup:
    """What of a loop can be replaced while it runs; people and the channel by their Slack ids."""

    hiring_manager: str
    recruiter: str
    channel: str
    level: RoleLevel


def setup_of(loop: Loop) -> Setup:
    """Return what of a loop can be replaced, as it is now."""
    return Setup(loop.hiring_manager, loop.recruiter, loop.channel, loop.rubric.level)


def replace_in_loop(
    workspace: Workspace, actor: Actor, loop_id: str, wanted: Setup, members: Members = not_asked
) -> Loop:
    """Put others in the place of a loop's people, channel or level, and tell those concerned; raises FormRefusal.

    Slack is asked who is in another channel only where the candidate is a colleague, and while nothing is locked.
    """
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        _check(workspace, session, actor, wanted, loop=loop, asking=asking)
    is_checked = True
    if wanted.channel != loop.channel and loop.candidate_user is not None:
        is_checked = is_kept_out(loop.candidate_user, wanted.channel, members)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        changed = _check(workspace, session, actor, wanted, loop=loop, asking=asking)
        people = in_charge(row) | (due(row) if "level" in changed else set())
        _apply(workspace, session, actor, row, loop=loop, wanted=wanted)
        if "channel" in changed:
            row.is_channel_checked = is_checked
            _move_messages(session, row, loop)
        people |= in_charge(row)
        now = workspace.now
        note_and_tell(session, row, actor, AuditAction.REPLACED, people=people, now=now, changed=changed)
        session.flush()
        again = lock_loop(session, actor.team, loop_id)
        assert again is not None  # noqa: S101 – locked above
        return loop_value(again)


def _check(
    workspace: Workspace, session: Session, actor: Actor, wanted: Setup, *, loop: Loop, asking: Viewer
) -> dict[str, list[str]]:
    """Return what would change, each from what to what; raises Refusal and FormRefusal."""
    need_undecided(loop, runs=may_run(loop, asking), act=Act.REPLACE)
    before = setup_of(loop)
    changed = {
        each.name: [level_name(getattr(before, each.name)), level_name(getattr(wanted, each.name))]
        for each in fields(Setup)
        if getattr(before, each.name) != getattr(wanted, each.name)
    }
    if not changed:
        raise Refusal("loop_refusals.nothing_replaced", steps=(loop_of(loop),))
    problems: dict[str, Reason | None] = {
        "hiring_manager": _person_problem(session, actor, loop, wanted.hiring_manager),
        "recruiter": _person_problem(session, actor, loop, wanted.recruiter),
        "channel": unfit_channel(channel_named(session, actor.team, wanted.channel)),
        "level": level_problem(workspace, session, loop, wanted.level),
    }
    if not may_name_recruiter(loop, asking):
        problems["recruiter"] = reason("loop_refusals.manager_names_no_recruiter")
    if wrong := {field: why for field, why in problems.items() if why and field in changed}:
        raise FormRefusal(wrong)
    return changed


def _person_problem(session: Session, actor: Actor, loop: Loop, person: str) -> Reason | None:
    if person == loop.candidate_user:
        return reason("loop_refusals.candidate_decides")
    return unfit_people(session, actor, [person])


def _apply(workspace: Workspace, session: Session, actor: Actor, row: LoopRow, *, loop: Loop, wanted: Setup) -> None:
    name_people(session, row.team_id, [wanted.hiring_manager, wanted.recruiter])
    name_channel(session, row.team_id, wanted.channel)
    if wanted.hiring_manager != row.hiring_manager:
        row.delegate = None  # named by the hiring manager before: the new one decides, until they name someone
        want_edit(session, team_id=row.team_id, kind=MessageKind.MANAGER_LEFT, subject=row.id)
    row.hiring_manager, row.recruiter, row.channel_id = wanted.hiring_manager, wanted.recruiter, wanted.channel
    if wanted.level != loop.rubric.level:
        change_level(workspace, session, actor, row, loop=loop, level=wanted.level)


def _move_messages(session: Session, row: LoopRow, before: Loop) -> None:
    """Have a locked loop's messages stand in its new channel; in the old one they say that they moved."""
    drop_unposted(session, row.team_id, row.id, before.channel)
    kinds = [MessageKind.ANNOUNCEMENT, *([MessageKind.SIGNAL] if before.is_revealed else [])]
    for kind in kinds:
        want_message(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=row.channel_id)
    want_edits(session, team_id=row.team_id, kinds=SHOW_THE_SIGNAL, subject=row.id)
