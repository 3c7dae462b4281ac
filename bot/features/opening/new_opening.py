"""Making an opening: its people and channel checked, its rubric pinned, a plan to begin with; in one transaction."""

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Reason, reason
from bot.features.opening.access import opening_known_to
from bot.features.opening.opening_request import COPY, OpeningRequest, checked_opening
from bot.features.opening.opening_rubric import scored_for
from bot.features.people.unfit import unfit_channel, unfit_people
from bot.features.workspace.who_opens import need_opener_in
from bot.wiring import Actor, Workspace
from bot.wording.words import plain_words
from rubrics.catalogue.model import Rubric
from rubrics.panel.default_plan import PlanShape, default_plan
from rubrics.panel.plan import Opening, OpeningState, StagePlan
from rubrics.panel.scored_exercises import scored_plan
from storage.columns import new_id
from storage.jd_reviews import jd_review
from storage.jd_versions import carry_jd
from storage.openings import OpeningRow, opening_like, opening_row, opening_value
from storage.people import channel_named, name_channel, name_people
from storage.rubric_versions import pin_rubric


def new_opening(workspace: Workspace, actor: Actor, request: OpeningRequest) -> Opening:
    """Make an opening, its recruiter anyone who makes it, and return it; one that is there just so already is returned.

    A name that loops were merely labeled with becomes the opening of those loops.
    """
    rubric = checked_opening(workspace, request)
    with workspace.sessions.begin() as session:
        need_opener_in(workspace, session, actor)
        refuse_unfit(session, actor, {"hiring_manager": request.hiring_manager}, request.channel)
        chosen = _plan(workspace, session, actor, request, rubric)
        rubric, plan = scored_plan(rubric, chosen, scored_for(workspace, rubric.role, rubric.level))
        wanted = _row(workspace, session, actor, request, rubric)
        found = opening_like(session, wanted)
        row = opening_row(session, actor.team, found.id, lock=True)
        assert row is not None  # noqa: S101 – found in this very transaction
        if row.id != wanted.id and row.channel_id is not None:
            return _same(row, wanted)
        for name in ("hiring_manager", "recruiter", "channel_id", "place", "rubric_digest", "state", "jd_review_id"):
            setattr(row, name, getattr(wanted, name))
        row.stages = [stage.model_dump(mode="json") for stage in plan]
        carry_jd(session, actor.team, row.id, row.jd_review_id)
        return opening_value(row)


def refuse_unfit(session: Session, actor: Actor, people: dict[str, str], channel: str) -> None:
    """Note people and a channel for the worker to look up, and refuse those known to be unfit, each at its field."""
    name_people(session, actor.team, sorted({*people.values(), actor.user}))
    name_channel(session, actor.team, channel)
    problems: dict[str, Reason | None] = {
        **{field: unfit_people(session, actor, [person]) for field, person in people.items()},
        "channel": unfit_channel(channel_named(session, actor.team, channel)),
    }
    if wrong := {field: why for field, why in problems.items() if why}:
        raise FormRefusal(wrong)


def _row(workspace: Workspace, session: Session, actor: Actor, request: OpeningRequest, rubric: Rubric) -> OpeningRow:
    # A review that was deleted while the form was open is forgotten, as it would be later.
    review = jd_review(session, team_id=actor.team, user=actor.user, review_id=request.jd_review)
    return OpeningRow(
        id=new_id(),
        team_id=actor.team,
        name=" ".join(request.name.split()),
        role=rubric.role,
        level=rubric.level.value,
        hiring_manager=request.hiring_manager,
        recruiter=actor.user,
        created_at=workspace.now,
        state=OpeningState.OPEN,
        place=" ".join(request.place.split()),
        channel_id=request.channel,
        rubric_digest=pin_rubric(session, rubric, workspace.now),
        jd_review_id=review.id if review else None,
    )


def _plan(
    workspace: Workspace, session: Session, actor: Actor, request: OpeningRequest, rubric: Rubric
) -> tuple[StagePlan, ...]:
    if request.plan in tuple(PlanShape):
        names = {name: plain_words(f"opening_form.stage_{name}") for name in ("screen", "onsite")}
        return default_plan(rubric, PlanShape(request.plan), **names)
    copied = opening_known_to(workspace, session, actor, request.plan.removeprefix(COPY)).opening
    if copied.role != rubric.role:
        raise FormRefusal({"plan": reason("opening_refusals.plan_of_another_role")})
    return copied.stages


def _same(row: OpeningRow, wanted: OpeningRow) -> Opening:
    """Return an opening that is there already where a second click asks for the very same; raises FormRefusal else."""
    facts = ("hiring_manager", "recruiter", "channel_id", "place")
    if any(getattr(row, name) != getattr(wanted, name) for name in facts):
        raise FormRefusal({"name": reason("opening_refusals.name_is_taken")})
    return opening_value(row)
