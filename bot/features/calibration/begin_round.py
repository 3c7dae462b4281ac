"""Beginning a round: by oneself for all who join, or by sending it to people and a channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from sqlalchemy.orm import Session

from bot.errors import FormRefusal, Refusal, reason
from bot.features.calibration.access import RatingForm, Standing, form_in, member, standing_in
from bot.features.calibration.tell_raters import REMINDER
from bot.features.people.unfit import unfit_channel, unfit_people
from bot.features.workspace.who_opens import need_opener_in
from bot.wiring import Actor, Workspace
from rubrics.calibration.round import Round
from rubrics.catalogue.samples import SampleSet
from storage.calibration import CalibrationRow, begun_round, round_value
from storage.calibration_parts import ask_raters, own_parts
from storage.messages import MessageKind
from storage.outbox import want_message, want_once
from storage.people import channel_named, name_channel, name_people

JOINED_FOR = timedelta(days=14)
"""How long a round stays open that someone began by themselves: two weeks, for colleagues to come by."""
REMINDED = timedelta(days=1)
"""How long before a round closes people are asked once more: five minutes are found in a day."""


@dataclass(frozen=True)
class Sending:
    """A round as it is to be sent: which answers, to whom, and for how many days it takes ratings."""

    set_id: str
    people: Sequence[str]
    channel: str | None
    days: int


def begin_rating(workspace: Workspace, actor: Actor, set_id: str) -> RatingForm | Standing:
    """Join the open round about a set of answers, or begin one; return the answer to rate; raises Refusal."""
    sample = _sample(workspace, set_id)
    with workspace.sessions.begin() as session:
        asking = member(workspace, session, actor)
        row = _begun(workspace, session, actor, sample, JOINED_FOR)
        ask_raters(session, actor.team, row.id, [actor.user], None)
        around, own = round_value(session, row), own_parts(session, actor.user, [row.id])[row.id]
        return form_in(workspace, around, own) or standing_in(workspace, session, asking, around, own)


def send_round(workspace: Workspace, actor: Actor, sending: Sending, *, request: str) -> Round:
    """Ask people and a channel to rate a set of answers; raises Refusal.

    A round about it that is open already is theirs too, so that all of their ratings are compared. The same request
    twice asks once.
    """
    sample = _sample(workspace, sending.set_id)
    if not sending.people and not sending.channel:
        raise FormRefusal({"sample_people": reason("calibration_refusals.no_one")})
    with workspace.sessions.begin() as session:
        need_opener_in(workspace, session, actor)
        _refuse_unfit(session, actor, sending)
        lasts = timedelta(days=sending.days)
        row = _begun(workspace, session, actor, sample, lasts)
        row.closes_at = max(row.closes_at, workspace.now + lasts)  # no earlier than those who are asked now read
        name_people(session, actor.team, [actor.user, *sending.people])
        ask_raters(session, actor.team, row.id, sending.people, actor.user)
        _want(session, actor, row, sending, request)
        return round_value(session, row)


def _want(session: Session, actor: Actor, row: CalibrationRow, sending: Sending, request: str) -> None:
    """Have people and channel asked, and people once more on the day before the round closes."""
    for person, (occasion, due_at) in product(sending.people, (("", None), (REMINDER, row.closes_at - REMINDED))):
        want_message(
            session,
            team_id=actor.team,
            kind=MessageKind.CALIBRATION,
            subject=row.id,
            recipient=person,
            occasion=occasion,
            actor=actor.user,
            due_at=due_at,
        )
    if sending.channel:
        name_channel(session, actor.team, sending.channel)
        want_once(
            session,
            team_id=actor.team,
            kind=MessageKind.CALIBRATION_SHARE,
            subject=row.id,
            recipient=sending.channel,
            actor=actor.user,
            request=request,
        )


def _begun(workspace: Workspace, session: Session, actor: Actor, sample: SampleSet, lasts: timedelta) -> CalibrationRow:
    now = workspace.now
    return begun_round(session, team_id=actor.team, sample=sample, opened_by=actor.user, now=now, closes_at=now + lasts)


def _sample(workspace: Workspace, set_id: str) -> SampleSet:
    sample = workspace.catalogue.sample_sets.get(set_id)
    if sample is None:
        raise Refusal("calibration_refusals.no_such_set")
    return sample


def _refuse_unfit(session: Session, actor: Actor, sending: Sending) -> None:
    channel = channel_named(session, actor.team, sending.channel) if sending.channel else None
    problems = {
        "sample_people": unfit_people(session, actor, sending.people),
        "sample_channel": unfit_channel(channel),
    }
    if wrong := {field: why for field, why in problems.items() if why}:
        raise FormRefusal(wrong)
