"""Rating one answer after another: each change is kept, and all are handed in with the last one."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, reason
from bot.features.calibration.access import RatingForm, Standing, form_in, round_known_to, standing_in
from bot.features.calibration.tell_raters import tell_of_results
from bot.wiring import Actor, Workspace
from rubrics.calibration.round import FEWEST, Rated, Round
from storage.calibration import round_value
from storage.calibration_parts import ask_raters, keep_rating, locked_part, own_parts


def keep_answer(
    workspace: Workspace, actor: Actor, round_id: str, answer_id: str, *, rated: Rated, acted_at: str
) -> None:
    """Keep what someone says of an answer so far, unless a later change is kept already; raises Refusal.

    Where their ratings are handed in, or the round has closed, nothing is kept: the modal was left open.
    """
    with workspace.sessions.begin() as session:
        _, around, own, _ = round_known_to(workspace, session, actor, round_id, lock=True)
        form = form_in(workspace, around, own, answer_id)
        if form is not None and form.answer.id == answer_id:
            _keep(session, actor, form, rated, acted_at)


def rate_answer(
    workspace: Workspace, actor: Actor, round_id: str, answer_id: str, rated: Rated
) -> RatingForm | Standing:
    """Keep what someone says of an answer and return the next, or how the round stands once all are handed in.

    Raises Refusal. The same twice is one: who has handed in is shown how it stands.
    """
    if rated.rating is None:
        raise FormRefusal({f"sample_rating:{answer_id}": reason("calibration_refusals.rating_missing")})
    with workspace.sessions.begin() as session:
        row, around, own, asking = round_known_to(workspace, session, actor, round_id, lock=True)
        form = form_in(workspace, around, own, answer_id)
        if form is not None and form.answer.id == answer_id:
            _keep(session, actor, form, rated, _stamp(workspace.now))
            own = own_parts(session, actor.user, [round_id])[round_id]
            if own.next_answer(around.sample) is None:
                _hand_in(session, actor, around, workspace.now)
                around, own = round_value(session, row), own_parts(session, actor.user, [round_id])[round_id]
        return form_in(workspace, around, own) or standing_in(workspace, session, asking, around, own)


def _keep(session: Session, actor: Actor, form: RatingForm, rated: Rated, acted_at: str) -> None:
    round_id = form.round.id
    ask_raters(session, actor.team, round_id, [actor.user], None)
    locked_part(session, round_id, actor.user)
    # A rating that the answer's scale has not was never offered: it counts as none.
    is_point = rated.rating is not None and form.answer.scale.holds(rated.rating)
    kept = rated if is_point else rated.model_copy(update={"rating": None})
    keep_rating(session, round_id, actor.user, form.answer.id, rated=kept, acted_at=acted_at)


def _hand_in(session: Session, actor: Actor, around: Round, now: datetime) -> None:
    """Count someone's ratings from now on; with the third person there is something to read for all before them."""
    part = locked_part(session, around.id, actor.user)
    assert part is not None  # noqa: S101 - they have just rated
    part.finished_at = now
    session.flush()
    if around.finished + 1 == FEWEST:
        tell_of_results(session, around, team_id=actor.team, but=actor.user)


def _stamp(now: datetime) -> str:
    """Return a moment as Slack writes that of a click."""
    return f"{now.timestamp():.6f}"
