"""Ending a revealed stage: a named person advances, stops, or asks for one more interview first.

The next stage opens in the same transaction. It is found by the stage it follows, so that a second click opens none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import Field
from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, Refusal, reason
from bot.features.loop.access import locked_loop_known_to, loop_known_to, loop_of
from bot.features.loop.loop_request import FARTHEST_DEADLINE, MOST_ON_A_PANEL, shadow_checks
from bot.features.loop.next_stage import Following, end_stage, follow, form_after, holders_now
from bot.features.loop.panel_warnings import keys_of, stage_warnings
from bot.features.loop.pleas import Act, may_not
from bot.features.loop.reasons import LONGEST_REASON
from bot.features.loop.reveal_panel import IN_THE_CHANNEL, refresh_messages
from bot.features.people.unfit import unfit_people
from bot.slack.seen_warnings import SeenWarnings
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Value
from rubrics.panel.coverage import CoverageWarning, divide_focus
from rubrics.panel.loop import USUAL_MINUTES, Loop
from rubrics.panel.parts import Part, parts_for
from rubrics.panel.permissions import Viewer, may_decide_stage
from rubrics.panel.plan import StagePlan
from rubrics.panel.seating import seated_with, times_from
from rubrics.panel.stage import StageOutcome
from storage.loops import LoopRow, loop_of_form, loop_value
from storage.messages import MessageKind
from storage.outbox import want_edit, want_edits
from storage.people import name_people


class NextStage(Value):
    """What the next stage is to be: its name, who holds it and what they assess between them, and from when.

    `minutes` is how long each interview takes that no plan gives a length. Where a schedule filled in `times`, by the
    keys of the parts, they count instead of the start, and its `lengths` instead of the plan's.
    """

    what: StageOutcome
    reason: str
    name: str
    interviewers: tuple[str, ...]
    focus: tuple[str, ...]
    shadows: tuple[str, ...] = ()
    starts_at: datetime | None = None
    minutes: int = USUAL_MINUTES
    times: Mapping[str, datetime | None] = Field(default_factory=dict)
    lengths: Mapping[str, int] = Field(default_factory=dict)


@dataclass(frozen=True)
class NextStep:
    """A stage that is about to end, the plan of the one that would follow, and who holds that one's interviews now."""

    loop: Loop
    plan: StagePlan | None
    holders: Mapping[int, str | None]


@dataclass(frozen=True)
class StageWarned:
    """A next stage that was not opened yet: what there is to know first, and the mark that says it was shown."""

    loop: Loop
    wanted: NextStage
    warnings: tuple[CoverageWarning, ...]
    mark: str


def stage_to_end(workspace: Workspace, actor: Actor, loop_id: str) -> Loop:
    """Return a revealed stage that the actor may end now; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
    need_endable(loop, asking)
    return loop


def next_step(workspace: Workspace, actor: Actor, loop_id: str, what: StageOutcome) -> NextStep:
    """Return what would follow a revealed stage that the actor may end now; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        need_endable(loop, asking)
        plan = planned_next(loop, what)
        return NextStep(loop, plan, holders_now(session, actor, plan, loop.candidate_user) if plan else {})


def stop_after_stage(workspace: Workspace, actor: Actor, loop_id: str, why: str) -> Loop:
    """End a candidate's interviews after a revealed stage, with a reason; twice is once."""
    if not why.strip():
        raise FormRefusal({"reason": reason("loop_refusals.no_reason")})
    need_length(why)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if loop.stage.outcome is not None and loop.stage.outcome.what is StageOutcome.STOP:
            return loop
        need_endable(loop, asking)
        end_stage(session, row, by=actor.user, what=StageOutcome.STOP, why=why, now=workspace.now)
        _refresh(session, row)
        return loop_value(row)


def open_next_stage(
    workspace: Workspace, actor: Actor, loop_id: str, wanted: NextStage, seen: str = ""
) -> Loop | StageWarned:
    """Open the stage that follows a revealed one, sealed by itself, and return it; twice is once.

    Returns what there is to know first where that was not shown yet; `seen` marks what was.
    """
    need_length(wanted.reason)
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        opened = loop_of_form(session, actor.team, form_after(loop))
        if opened is not None and loop.stage.outcome is not None and loop.stage.outcome.what is wanted.what:
            return loop_value(opened)
        need_endable(loop, asking)
        name_people(session, actor.team, [*wanted.interviewers, *wanted.shadows])
        check_stage(session, actor, loop, wanted, workspace.now)
        parts, focus = panel_of(loop, wanted)
        warnings = stage_warnings(session, actor, loop, parts, focus, plan=planned_next(loop, wanted.what))
        shown = SeenWarnings.of_mark(seen)
        if shown.unseen(keys_of(warnings)):
            return StageWarned(loop, wanted, warnings, shown.after(keys_of(warnings)).mark)
        following = Following(
            wanted.what,
            actor.user,
            wanted.name,
            parts,
            focus,
            times_of(parts, wanted),
            reason=wanted.reason,
            warnings=warnings,
        )
        next_row = follow(session, row, loop, following, workspace.now)
        _refresh(session, row)
        return loop_value(next_row)


def open_one_more(
    session: Session, actor: Actor, row: LoopRow, wanted: NextStage, now: datetime, *, form_id: str, number: int
) -> LoopRow:
    """Open one more interview behind a locked, revealed stage, whatever followed it before; raises FormRefusal.

    Anyone who calls it has seen to it that the actor may. It is found again by `form_id`.
    """
    loop = loop_value(row)
    name_people(session, actor.team, wanted.interviewers)
    check_stage(session, actor, loop, wanted, now)
    parts, focus = panel_of(loop, wanted)
    times = times_from(parts, wanted.starts_at)
    following = Following(
        wanted.what, actor.user, wanted.name, parts, focus, times, reason=wanted.reason, form_id=form_id, number=number
    )
    opened = follow(session, row, loop, following, now)
    _refresh(session, row)
    return opened


def planned_next(loop: Loop, what: StageOutcome) -> StagePlan | None:
    """Return the stage that the plan holds next, where an outcome leads to it."""
    return next(iter(loop.stage.later), None) if what is StageOutcome.ADVANCE else None


def panel_of(loop: Loop, wanted: NextStage) -> tuple[tuple[Part, ...], dict[str, Sequence[str]]]:
    """Return the parts of the next stage, and who assesses what: as its plan says, where that fits what was chosen.

    Where someone would assess nothing, or something that was chosen would be left out, it is divided anew.
    """
    plan, focus = planned_next(loop, wanted.what), {}
    if plan is not None:
        seated = seated_with(plan, wanted.interviewers, wanted.shadows)
        parts = seated.parts
        focus = {key: [each for each in ids if each in wanted.focus] for key, ids in seated.focus.items()}
    else:
        parts = parts_for(wanted.interviewers, wanted.shadows)
    lengths = {part.key: wanted.lengths.get(part.key) or part.minutes or wanted.minutes for part in parts}
    parts = tuple(part.model_copy(update={"minutes": lengths[part.key]}) for part in parts)
    counting = [part.key for part in parts if part.counts]
    if all(focus.get(key) for key in counting) and {each for ids in focus.values() for each in ids} == {*wanted.focus}:
        return parts, dict(focus)
    divided = divide_focus(loop.rubric.part(wanted.focus), counting)
    return parts, {key: ids or wanted.focus for key, ids in divided.items()}


def times_of(parts: Sequence[Part], wanted: NextStage) -> dict[str, datetime | None]:
    """Return when each interview of the next stage begins: as a schedule said, else one after another."""
    if not wanted.times:
        return times_from(parts, wanted.starts_at)
    return {part.key: wanted.times.get(part.key) for part in parts if part.joins is None}


def _refresh(session: Session, row: LoopRow) -> None:
    """Have a stage's posts say how it ended, or keep to themselves what a later stage may not read."""
    want_edits(session, team_id=row.team_id, kinds=IN_THE_CHANNEL, subject=row.id)
    kind, decides = MessageKind.REVEAL, row.hiring_manager
    want_edit(session, team_id=row.team_id, kind=kind, subject=row.id, recipient=decides)
    refresh_messages(session, row)


def need_endable(loop: Loop, asking: Viewer) -> None:
    """Raise Refusal unless a stage is revealed, has not ended, and may be ended by anyone who asks."""
    if may_decide_stage(loop, asking):
        return
    if not loop.is_revealed:
        raise Refusal("loop_refusals.stage_is_sealed", steps=(loop_of(loop),))
    if loop.stage.outcome is not None:
        raise Refusal("loop_refusals.stage_has_ended", steps=(loop_of(loop),))
    raise may_not("may_not_end_stage", loop, Act.DECIDE)


def need_length(why: str) -> None:
    """Raise FormRefusal where a reason is longer than the record takes."""
    if len(why) > LONGEST_REASON:
        raise FormRefusal({"reason": reason("loop_refusals.too_long", most=LONGEST_REASON)})


def check_stage(session: Session, actor: Actor, loop: Loop, wanted: NextStage, now: datetime) -> None:
    """Raise FormRefusal where a next stage cannot open as it is wanted."""
    people, number, start = wanted.interviewers, len(wanted.interviewers), wanted.starts_at
    known = {each.id for each in loop.rubric.competencies}
    checks: list[tuple[str, bool, Reason | str]] = [
        ("interviewers", number == 0, reason("loop_refusals.no_interviewer")),
        ("interviewers", loop.candidate_user in people, reason("loop_refusals.candidate_interviews")),
        ("interviewers", number > MOST_ON_A_PANEL, reason("loop_refusals.too_many_to_change", most=MOST_ON_A_PANEL)),
        ("shadows", loop.candidate_user in wanted.shadows, reason("loop_refusals.candidate_interviews")),
        *shadow_checks(people, wanted.shadows),
        ("focus", not known.intersection(wanted.focus), reason("loop_refusals.no_focus")),
        ("start", start is not None and start <= now, reason("loop_refusals.time_has_passed")),
        ("start", start is not None and start > now + FARTHEST_DEADLINE, reason("loop_refusals.too_far_ahead")),
    ]
    problems = {field: why for field, wrong, why in checks if wrong}
    for field, chosen in (("interviewers", people), ("shadows", wanted.shadows)):
        if unfit := unfit_people(session, actor, chosen):
            problems.setdefault(field, unfit)
    if problems:
        raise FormRefusal(problems)
