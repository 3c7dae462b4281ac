"""Going on by the rubric of another level: only while no scorecard is in, since ratings mean what their anchors say."""

from sqlalchemy.orm import Session

from bot.errors import Reason, reason
from bot.features.loop.panel_warnings import warnings_by
from bot.features.rubric.level_menus import no_rubric
from bot.wiring import Actor, Workspace
from rubrics.catalogue.errors import UnknownNameError
from rubrics.panel.another_level import refocused
from rubrics.panel.loop import InterviewState, Loop
from rubrics.panel.parts import keyed
from rubrics.panel.scored_exercises import with_exercises_of
from storage.drafts import drop_draft
from storage.loops import LoopRow
from storage.openings import OpeningRow, opening_like
from storage.rubric_versions import pin_rubric
from storage.scorecards import versions_in


def level_problem(workspace: Workspace, session: Session, loop: Loop, level: str) -> Reason | None:
    """Return why a loop cannot go on at another level, or None: its cards would be read by anchors they never saw."""
    if level == loop.rubric.level:
        return None
    if loop.is_revealed:
        return reason("loop_refusals.level_revealed")
    if versions_in(session, loop.id):
        return reason("loop_refusals.level_has_cards")
    try:
        workspace.catalogue.rubric(loop.rubric.role, level)
    except UnknownNameError:
        return no_rubric(workspace.catalogue, loop.rubric.role)
    return None


def change_level(workspace: Workspace, session: Session, actor: Actor, row: LoopRow, *, loop: Loop, level: str) -> None:
    """Pin the rubric of another level to a locked loop, and divide what it assesses; drafts by the old one go.

    Of what it was opened in spite of, what holds by the new rubric is told on, and with it what that leaves open.
    """
    rubric = with_exercises_of(loop.rubric, workspace.catalogue.rubric(loop.rubric.role, level))
    row.rubric_digest = pin_rubric(session, rubric, workspace.now)
    wanted = OpeningRow(
        team_id=row.team_id,
        name=rubric.title if loop.opening == loop.rubric.title else loop.opening,
        role=rubric.role,
        level=rubric.level.value,
        hiring_manager=row.hiring_manager,
        recruiter=row.recruiter,
        created_at=workspace.now,
    )
    row.opening = opening_like(session, wanted)
    owing = [each for each in row.interviews if each.state is InterviewState.DUE]
    focus = refocused(rubric, {each.id: each.focus for each in owing})
    for interview in owing:
        interview.focus = list(focus[interview.id])
        drop_draft(session, interview.id)
    parts = keyed(each for each in loop.interviews if each.id in focus and each.counts)
    divided = {key: focus[interview.id] for key, interview in parts.items()}
    warnings = warnings_by(session, actor, loop, rubric, divided)
    row.warnings = [warning.model_dump(mode="json") for warning in warnings]
