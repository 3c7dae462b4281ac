"""What there is to calibrate by: the rounds someone knows of, and the sets of answers that a round may be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.calibration.access import RatingForm, Standing, form_in, member, round_known_to, standing_in
from bot.features.workspace.settings import settings_in
from bot.features.workspace.who_opens import may_open
from bot.wiring import Actor, Workspace
from rubrics.calibration.round import OwnPart, Round
from rubrics.catalogue.samples import SampleAnswer, SampleSet
from storage.calibration import asked_rounds, rounds_of

MOST_ROUNDS = 5
"""Rounds in view: older ones that are over have said what they had to."""


@dataclass(frozen=True)
class Overview:
    """The rounds that are open or that someone rated in, with their own part in each."""

    rounds: Sequence[tuple[Round, OwnPart]]
    has_sets: bool
    may_send: bool


def overview(workspace: Workspace, actor: Actor) -> Overview:
    """Return the rounds that someone may rate in, or has rated in; raises Refusal."""
    with workspace.reads() as session:
        asking = member(workspace, session, actor)
        rounds = rounds_of(session, actor.team, actor.user, workspace.now, MOST_ROUNDS, everyone=asking.is_admin)
        sends = may_open(settings_in(session, actor.team), asking)
    return Overview(rounds, bool(workspace.catalogue.sample_sets), sends)


def first_waiting(workspace: Workspace, actor: Actor) -> RatingForm | None:
    """Return the answer to rate where exactly one round waits for someone; None where a choice is theirs."""
    with workspace.reads() as session:
        member(workspace, session, actor)
        waiting = asked_rounds(session, actor.team, actor.user, workspace.now, 2)
    return form_in(workspace, *waiting[0]) if len(waiting) == 1 else None


def round_for(workspace: Workspace, actor: Actor, round_id: str, answer_id: str = "") -> RatingForm | Standing:
    """Return the answer that someone is to rate in a round, or how it stands for them; raises Refusal."""
    with workspace.reads() as session:
        _, around, own, asking = round_known_to(workspace, session, actor, round_id)
        return form_in(workspace, around, own, answer_id) or standing_in(workspace, session, asking, around, own)


def answer_in(workspace: Workspace, actor: Actor, round_id: str, answer_id: str) -> tuple[Standing, SampleAnswer]:
    """Return one answer of a round, and how that stands for someone; raises Refusal."""
    with workspace.reads() as session:
        _, around, own, asking = round_known_to(workspace, session, actor, round_id)
        standing = standing_in(workspace, session, asking, around, own)
    return standing, _answer(around, answer_id)


def anchors_of(workspace: Workspace, actor: Actor, round_id: str, answer_id: str) -> SampleAnswer:
    """Return one answer with its anchors, for who rates it or has; raises Refusal."""
    with workspace.reads() as session:
        _, around, _, _ = round_known_to(workspace, session, actor, round_id)
    return _answer(around, answer_id)


def sets_typed(workspace: Workspace, typed: str) -> list[SampleSet]:
    """Return the sets of answers that what was typed may mean; all for nothing."""
    words = typed.casefold().split()
    sets = workspace.catalogue.sample_sets.values()
    return [each for each in sets if all(word in _called(each) for word in words)]


def _called(sample: SampleSet) -> str:
    return f"{sample.name or ''} {sample.level.value} {sample.role_name} {sample.id}".casefold()


def _answer(around: Round, answer_id: str) -> SampleAnswer:
    try:
        return around.sample.answer(answer_id)
    except KeyError:
        raise Refusal("calibration_refusals.no_such_answer") from None
