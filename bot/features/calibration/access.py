"""Which rounds someone may know of, and how they stand in one; whatever concerns one round asks here first."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.calibration.round import OwnPart, Results, Round, may_rate, results_of, shows_results
from rubrics.catalogue.samples import SampleAnswer
from rubrics.panel.permissions import Viewer
from storage.calibration import CalibrationRow, round_row, round_value
from storage.calibration_parts import finished_ratings, own_parts


@dataclass(frozen=True)
class RatingForm:
    """One answer to rate, with what the person said of it and of the others so far."""

    round: Round
    own: OwnPart
    answer: SampleAnswer

    @property
    def is_last(self) -> bool:
        """Whether this is the only one that they have not rated: handing it in hands in all."""
        left = {each.id for each in self.round.sample.answers if self.own.rating(each.id) is None}
        return left <= {self.answer.id}


@dataclass(frozen=True)
class Standing:
    """How a round stands for someone: sealed, waiting for others, or with what it says.

    `may_close` is for who began it and for admins, who learn no more than others.
    """

    round: Round
    own: OwnPart
    is_open: bool
    may_close: bool
    results: Results | None = None


def member(workspace: Workspace, session: Session, actor: Actor) -> Viewer:
    """Return the actor with their standing; refuses guests and anyone who else is no full member."""
    asking = viewer(workspace, session, actor)
    if asking.is_outsider:
        raise Refusal("calibration_refusals.outsider")
    return asking


def round_known_to(
    workspace: Workspace, session: Session, actor: Actor, round_id: str, *, lock: bool = False
) -> tuple[CalibrationRow, Round, OwnPart, Viewer]:
    """Return a round of the actor's workspace, with their own part in it; raises Refusal."""
    asking = member(workspace, session, actor)
    row = round_row(session, actor.team, round_id, lock=lock)
    if row is None:
        raise Refusal("calibration_refusals.no_such_round")
    return row, round_value(session, row), own_parts(session, actor.user, [round_id])[round_id], asking


def standing_in(workspace: Workspace, session: Session, asking: Viewer, around: Round, own: OwnPart) -> Standing:
    """Return how a round stands for someone; what others said is read only where they may know of it."""
    now = workspace.now
    finished = finished_ratings(session, around.id) if shows_results(around, own, now) else {}
    return Standing(
        round=around,
        own=own,
        is_open=around.is_open(now),
        may_close=around.is_open(now) and (asking.is_admin or asking.user == around.opened_by),
        results=results_of(around.sample, finished, asking.user),
    )


def form_in(workspace: Workspace, around: Round, own: OwnPart, answer_id: str = "") -> RatingForm | None:
    """Return the answer that someone is to rate, by its id or else the first that is left; None where none is."""
    if not may_rate(around, own, workspace.now):
        return None
    ids = [each.id for each in around.sample.answers]
    meant = answer_id if answer_id in ids else own.next_answer(around.sample) or ids[-1]
    return RatingForm(around, own, around.sample.answer(meant))
