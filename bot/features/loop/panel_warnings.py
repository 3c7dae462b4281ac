"""What to know before a panel is opened or changed: of its channel, its people and who assesses what."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from bot.features.loop.duplicate_loop import duplicate_warnings
from bot.features.loop.loop_request import LoopRequest
from bot.features.loop.namesakes import candidate_meant, namesake_warning
from bot.wiring import Actor
from rubrics.catalogue.model import Level, Rubric
from rubrics.panel.coverage import (
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
from rubrics.panel.seating import planned_focus
from storage.candidates import CandidateRow, candidate_called
from storage.loops import referrers_of
from storage.people import channel_named, people_named


def plan_warnings(
    session: Session, actor: Actor, request: LoopRequest, rubric: Rubric, focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a loop is opened as requested: whether it runs already, its channel, its panel."""
    facts = facts_about(session, actor, candidate_meant(session, actor.team, request), request.interviewers)
    in_channel = _channel_warnings(session, actor, request.channel, shows_name=request.shows_name)
    known = (*namesake_warning(session, actor, request), *duplicate_warnings(session, actor, request, rubric))
    alone = alone_warning(request.hiring_manager, request.interviewers, request.ahead)
    panel = coverage_warnings(rubric, focus, facts, request.ahead, request.least)
    return (*alone, *known, *in_channel, *panel)


def edit_warnings(
    session: Session, actor: Actor, loop: Loop, parts: Sequence[Part], focus: Mapping[str, Sequence[str]]
) -> tuple[CoverageWarning, ...]:
    """Return what to know before a running loop gets this panel; `focus` is that of those who owe a scorecard."""
    held = keyed(loop.interviews)
    submitted = {key: i.focus for key, i in held.items() if i.state is InterviewState.SUBMITTED}
    whole = {part.key: focus.get(part.key) or submitted.get(part.key, ()) for part in parts if part.counts}
    ahead = planned_focus(loop.stage.later)
    facts = facts_of(session, actor, loop.candidate_code, map(person_of, whole))
    in_channel = _channel_warnings(session, actor, loop.channel, shows_name=loop.shows_name)
    alone = alone_warning(loop.hiring_manager, whole, ahead)
    return (*alone, *in_channel, *coverage_warnings(loop.rubric, whole, facts, ahead), *last_one_warning(len(focus)))


def facts_of(session: Session, actor: Actor, candidate: str, people: Iterable[str]) -> PanelFacts:
    """Return what is known of a panel's people: seniority as recorded, and who declared to have referred."""
    return facts_about(session, actor, candidate_called(session, actor.team, candidate), people)


def facts_about(session: Session, actor: Actor, row: CandidateRow | None, people: Iterable[str]) -> PanelFacts:
    """Return the same where it was looked up already which candidate is meant, if a known one is."""
    known = people_named(session, actor.team, people)
    seniority = {user: Level(person.seniority) for user, person in known.items() if person.seniority}
    return PanelFacts(seniority=seniority, referred=frozenset(referrers_of(session, row.id) if row else ()))


def keys_of(warnings: Sequence[CoverageWarning]) -> list[str]:
    """Return what tells warnings apart, to know which ones somebody has seen."""
    return [json.dumps(warning.model_dump(mode="json"), sort_keys=True) for warning in warnings]


def _channel_warnings(session: Session, actor: Actor, channel: str, *, shows_name: bool) -> tuple[CoverageWarning, ...]:
    """Warn of a public channel, as far as Slack told us what it is: everybody in the workspace reads it."""
    known = channel_named(session, actor.team, channel)
    if known is None or known.fetched_at is None or known.is_private:
        return ()
    return (CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": shows_name}),)
