"""Whether people and a channel may be part of interviews, as far as Slack has told us what they are; asks no one."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.errors import Reason, reason
from bot.wiring import Actor
from storage.people import Channel, PersonRow, people_named


def unfit_people(session: Session, actor: Actor, users: Sequence[str]) -> Reason | None:
    """Return why one of these people cannot take part in a loop, as far as Slack has told us; None if all can."""
    known = people_named(session, actor.team, users)
    return next((why for user in users if (why := _person_problem(known.get(user)))), None)


def unfit_channel(channel: Channel | None) -> Reason | None:
    """Return why a channel may hear of no candidate; None while Slack has not told what it is."""
    if channel is None:
        return None
    if channel.is_shared:
        return reason("loop_refusals.channel_is_shared")
    return reason("loop_refusals.channel_is_archived") if channel.is_archived else None


def _person_problem(person: PersonRow | None) -> Reason | None:
    if person is None or person.fetched_at is None:
        return None
    problems = (
        (person.is_bot, "is_app"),
        (person.is_deleted, "is_deactivated"),
        (person.is_stranger, "is_stranger"),
        (person.is_guest, "is_guest"),
    )
    wrong = (reason(f"loop_refusals.{problem}", name=person.name) for is_so, problem in problems if is_so)
    return next(wrong, None)
