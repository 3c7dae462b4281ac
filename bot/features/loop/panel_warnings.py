"""What to know before a panel is opened or changed: of its channel, its people and who assesses what."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.features.loop.duplicate_loop import duplicate_warnings
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.namesakes import candidate_meant, namesake_warning
from bot.features.opening.read_trace import never_assessed
from bot.wiring import Actor, Workspace
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import (
    GAPS,
    CoverageWarning,
    PanelFacts,
    WarningKey,
    alone_warning,
    coverage_warnings,
    last_one_warning,
    person_of,
)
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.parts import Part, keyed
from rubrics.panel.plan import StagePlan
from rubrics.panel.seating import held_focus, planned_focus
from storage.candidate_loops import referrers_of
from storage.candidates import CandidateRow, candidate_called
from storage.loop_reading import loops_by_id
from storage.people import channel_named, people_named
from storage.stages import stages_of

BY_RUBRIC = frozenset(
    {
        WarningKey.NOBODY_ASSESSES,
        WarningKey.ONE_RATER,
        WarningKey.TOO_MANY_COMPETENCIES,
        WarningKey.TOO_MANY_INTERVIEWERS,
        WarningKey.TOO_FEW_INTERVIEWERS,
        WarningKey.NOBODY_SENIOR,
        WarningKey.REFERRED_CANDIDATE,
    }
)
"""What `coverage_warnings` says of a rubric and its division, and may say no more by another one."""


def plan_warnings(
    workspace: Workspace,
    session: Session,
    actor: Actor,
    request: LoopRequest,
    rubric: Rubric,
    *,
    focus: Mapping[str, Sequence[str]],
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a loop is opened as requested: whether it runs already, its channel, its panel."""
    facts = facts_about(session, actor, candidate_meant(session, actor.team, request), request.interviewers)
    in_channel = _channel_warnings(session, actor, request.channel, shows_name=request.shows_name)
    known = (*namesake_warning(session, actor, request), *duplicate_warnings(session, actor, request, rubric))
    alone = alone_warning(request.hiring_manager, request.interviewers, request.ahead)
    panel = coverage_warnings(rubric, focus, facts, request.ahead, request.least)
    return (*alone, *known, *in_channel, *panel, *_promised(workspace, session, actor, request, focus))


def _promised(
    workspace: Workspace, session: Session, actor: Actor, request: LoopRequest, focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    """Warn in one line of what the opening's JD asks for and, as people confirmed, no interview assesses."""
    assessed = {each for ids in (*focus.values(), *request.ahead.values()) for each in ids}
    opening = request.opening_id
    number = never_assessed(workspace, session, actor, opening, assessed) if opening else 0
    return (CoverageWarning(key=WarningKey.PROMISED, values={"number": number}),) if number else ()


def edit_warnings(
    session: Session, actor: Actor, loop: Loop, parts: Sequence[Part], focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a running loop gets this panel; `focus` is that of those who owe a scorecard."""
    held = keyed(loop.interviews)
    submitted = {key: i.focus for key, i in held.items() if i.state is InterviewState.SUBMITTED}
    whole = {part.key: focus.get(part.key) or submitted.get(part.key, ()) for part in parts if part.counts}
    elsewhere = {**planned_focus(loop.stage.later), **held_focus(_earlier(session, loop))}
    least = _least(loop.stage.plan, is_first=loop.stage.number == 1)
    facts = facts_of(session, actor, loop.candidate_code, map(person_of, whole))
    in_channel = _channel_warnings(session, actor, loop.channel, shows_name=loop.shows_name)
    alone = alone_warning(loop.hiring_manager, whole, elsewhere)
    coverage = coverage_warnings(loop.rubric, whole, facts, elsewhere, least)
    return (*alone, *in_channel, *coverage, *last_one_warning(len(focus)))


def stage_warnings(
    session: Session,
    actor: Actor,
    loop: Loop,
    parts: Sequence[Part],
    focus: Mapping[str, Sequence[str]],
    *,
    plan: StagePlan | None,
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a stage opens behind this one; what others assess, before or after, is no gap."""
    later = loop.stage.later[1:] if plan is not None else loop.stage.later
    elsewhere = {**planned_focus(later), **held_focus([*_earlier(session, loop), loop])}
    counting = {part.key: focus.get(part.key, ()) for part in parts if part.counts}
    facts = facts_of(session, actor, loop.candidate_code, map(person_of, counting))
    return coverage_warnings(loop.rubric, counting, facts, elsewhere, _least(plan, is_first=False))


def _least(plan: StagePlan | None, *, is_first: bool) -> int | None:
    """Return how many interviewers a stage asks for: one where it follows another and no plan says more."""
    if plan is not None:
        return plan.minimum
    return None if is_first else 1


def _earlier(session: Session, loop: Loop) -> list[Loop]:
    """Return the stages before one."""
    if loop.stage.number == 1:
        return []
    stages = loops_by_id(session, loop.team_id, stages_of(session, loop.team_id, loop.stage.first))
    return [stage for stage in stages if stage.stage.number < loop.stage.number]


def warnings_by(
    session: Session, actor: Actor, loop: Loop, rubric: Rubric, focus: Mapping[str, Sequence[str]]
) -> list[CoverageWarning]:
    """Return of what a loop was opened in spite of what holds by another rubric and division, and their new gaps.

    What has nothing to do with either, such as a public channel, holds as it did.
    """
    facts = facts_of(session, actor, loop.candidate_code, map(person_of, focus))
    elsewhere = {**planned_focus(loop.stage.later), **held_focus(_earlier(session, loop))}
    least = _least(loop.stage.plan, is_first=loop.stage.number == 1)
    by_rubric = coverage_warnings(rubric, focus, facts, elsewhere, least)
    now = {_subject(warning): warning for warning in by_rubric}
    told = (now.pop(_subject(each), None) if each.key in BY_RUBRIC else each for each in loop.warnings)
    holding = [warning for warning in told if warning is not None]
    return [*holding, *(warning for warning in now.values() if warning.key in GAPS)]


def facts_of(session: Session, actor: Actor, candidate: str, people: Iterable[str]) -> PanelFacts:
    """Return what is known of a panel's people: seniority as recorded, and who declared to have referred."""
    return facts_about(session, actor, candidate_called(session, actor.team, candidate), people)


def facts_about(session: Session, actor: Actor, row: CandidateRow | None, people: Iterable[str]) -> PanelFacts:
    """Return the same where it was looked up already which candidate is meant, if a known one is."""
    known = people_named(session, actor.team, people)
    seniority = {user: Level(person.seniority) for user, person in known.items() if person.seniority}
    return PanelFacts(seniority=seniority, referred=frozenset(referrers_of(session, row.id) if row else ()))


def _subject(warning: CoverageWarning) -> tuple[str, str | None, object]:
    """Return what tells a warning from others of its kind, whatever its figures: whom, which competency."""
    return warning.key, warning.who, warning.values.get("competency")


def keys_of(warnings: Sequence[CoverageWarning]) -> list[str]:
    """Return what tells warnings apart, to know which ones someone has seen."""
    return [json.dumps(warning.model_dump(mode="json"), sort_keys=True) for warning in warnings]


def _channel_warnings(session: Session, actor: Actor, channel: str, *, shows_name: bool) -> tuple[CoverageWarning, ...]:
    """Warn of a public channel, as far as Slack told us what it is: everybody in the workspace reads it."""
    known = channel_named(session, actor.team, channel)
    if known is None or known.fetched_at is None or known.is_private:
        return ()
    return (CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": shows_name}),)
