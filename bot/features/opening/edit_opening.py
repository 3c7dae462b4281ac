"""Changing an opening: its name, people, channel, place, bar and JD, its rubric's version and its state."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.opening.access import KnownOpening, opening_known_to
from bot.features.opening.new_opening import refuse_unfit
from bot.features.opening.opening_rubric import current_rubric, rubric_of, scored_for, with_bar
from bot.wiring import Actor, Workspace
from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.plan import Opening, OpeningState
from rubrics.panel.scored_exercises import scored_plan
from storage.jd_reviews import jd_review
from storage.jd_versions import carry_jd
from storage.openings import OpeningRow, is_name_taken, opening_value
from storage.rubric_versions import pin_rubric


class OpeningChange(Value):
    """What an opening is to say from now on; `bar` is None for the rubric's own, `jd_review` for no JD."""

    name: str
    hiring_manager: str
    recruiter: str
    channel: str
    place: str = ""
    bar: float | None = None
    jd_review: str | None = None


def edit_opening(workspace: Workspace, actor: Actor, opening_id: str, change: OpeningChange) -> Opening:
    """Change an opening, and return it; its loops that run already stay as they are. Raises FormRefusal."""
    with workspace.sessions.begin() as session:
        known = opening_known_to(workspace, session, actor, opening_id, lock=True)
        row = known.row
        people = {"hiring_manager": change.hiring_manager, "recruiter": change.recruiter}
        refuse_unfit(session, actor, people, change.channel)
        row.name = _free_name(session, row, change.name)
        row.hiring_manager, row.recruiter, row.channel_id = change.hiring_manager, change.recruiter, change.channel
        row.place = " ".join(change.place.split())
        row.jd_review_id = _own_review(session, actor, known.opening, change.jd_review)
        carry_jd(session, actor.team, row.id, row.jd_review_id)
        if change.bar != row.bar:
            rubric = _with_bar(workspace, session, known, change.bar)
            row.bar, row.rubric_digest = change.bar, pin_rubric(session, rubric, workspace.now)
        return opening_value(row)


def use_new_rubric(workspace: Workspace, actor: Actor, opening_id: str) -> Opening:
    """Let an opening's next loops go by the rubric as it is defined now; loops that run keep theirs."""
    with workspace.sessions.begin() as session:
        known = opening_known_to(workspace, session, actor, opening_id, lock=True)
        rubric = current_rubric(workspace, known.opening)
        if rubric is None:
            raise Refusal("opening_refusals.role_is_gone")
        bar = known.opening.bar
        known.row.rubric_digest = pin_rubric(session, with_bar(rubric, bar or rubric.bar), workspace.now)
        known_exercises = scored_for(workspace, known.opening.role, known.opening.level)
        _, plan = scored_plan(rubric, known.opening.stages, known_exercises)
        known.row.stages = [stage.model_dump(mode="json") for stage in plan]
        return opening_value(known.row)


def set_state(workspace: Workspace, actor: Actor, opening_id: str, state: OpeningState) -> Opening:
    """Close an opening, put it on hold or open it again; its loops go on. Doing it twice changes nothing."""
    with workspace.sessions.begin() as session:
        row = opening_known_to(workspace, session, actor, opening_id, lock=True).row
        row.state = state
        return opening_value(row)


def _with_bar(workspace: Workspace, session: Session, known: KnownOpening, bar: float | None) -> Rubric:
    """Return the rubric pinned for an opening, with another bar; without one of its own, that of the definitions."""
    pinned = rubric_of(session, known.opening)
    current = current_rubric(workspace, known.opening)
    return with_bar(pinned, bar if bar is not None else current.bar if current else pinned.bar)


def _free_name(session: Session, row: OpeningRow, typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise FormRefusal({"name": reason("opening_refusals.no_name")})
    if is_name_taken(session, row, name):
        raise FormRefusal({"name": reason("opening_refusals.name_is_taken")})
    return name


def _own_review(session: Session, actor: Actor, opening: Opening, wanted: str | None) -> str | None:
    """Return the review to keep: the one there is, or one of the actor's own."""
    if wanted in (None, opening.jd_review):
        return wanted
    own = jd_review(session, team_id=actor.team, user=actor.user, review_id=wanted or "")
    if own is None:
        raise FormRefusal({"jd": reason("opening_refusals.not_your_review")})
    return own.id
