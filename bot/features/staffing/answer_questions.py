"""Answering whether to hire: what is asked now, and the answers kept with the questions they were given to."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.opening.access import opening_known_to, openings_known
from bot.features.people.viewer import viewer
from bot.features.staffing.read_checks import CheckShown, shown
from bot.slack.limits import MENU_OPTIONS
from bot.wiring import Actor, Workspace
from rubrics.catalogue.staffing import StaffingQuestions
from rubrics.panel.plan import Opening
from storage.columns import new_id
from storage.staffing_checks import StaffingCheckRow, keep_staffing_check


@dataclass(frozen=True)
class Asking:
    """What is asked now, and the openings that the answers may be about, the latest first."""

    questions: StaffingQuestions
    openings: tuple[Opening, ...]


def asking_for(workspace: Workspace, actor: Actor) -> Asking:
    """Return the form's questions and the actor's openings; refuses guests, and where nothing is asked."""
    with workspace.reads() as session:
        return _asking(workspace, session, actor)


def answer_questions(
    workspace: Workspace, actor: Actor, answers: Mapping[str, str], opening: str | None, *, submission: str
) -> CheckShown:
    """Keep the actor's answers and return what they come to; the opening must be one that the actor runs."""
    with workspace.sessions.begin() as session:
        asking = _asking(workspace, session, actor)
        if opening is not None:
            opening_known_to(workspace, session, actor, opening)
        row = StaffingCheckRow(
            id=new_id(),
            team_id=actor.team,
            submission=submission,
            opening_id=opening,
            questions=asking.questions.model_dump(mode="json"),
            answers=dict(answers),
            outcome=asking.questions.rule_for(answers).outcome,
            answered_by=actor.user,
            answered_at=workspace.now,
        )
        return shown(session, actor, keep_staffing_check(session, row))


def _asking(workspace: Workspace, session: Session, actor: Actor) -> Asking:
    asking = viewer(workspace, session, actor)
    if asking.is_outsider:
        raise Refusal("staffing_refusals.outsider")
    hiring = workspace.catalogue.hiring
    if hiring is None or hiring.staffing is None:
        raise Refusal("staffing_refusals.nothing_asked")
    known = openings_known(session, actor, asking, most=MENU_OPTIONS)
    return Asking(hiring.staffing, tuple(known))
