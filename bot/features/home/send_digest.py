"""Looking at whose digest is due: what is late and what waits for a decision, once a working day, to who runs loops."""

from datetime import datetime

from bot.features.home.read_desk import Group
from bot.features.home.read_home import HomeFacts, Row, Shown, home_facts
from bot.features.loop.cadence import cadence_of
from bot.features.people.zones import zones_of
from bot.wiring import Actor, Services
from rubrics.panel.reminders import digest_after, takes_digest
from storage.clock import time_of
from storage.messages import MessageKind
from storage.outbox import want_once
from storage.reminders import digests_due, lock_digest

MOST_A_PASS = 20
TOLD = (Group.LATE, Group.DECIDE)
"""The lists of Home that a digest is made of."""
RUN = (*TOLD, Group.RUNS)


def digests_to_send(services: Services) -> list[Actor]:
    """Return whose digest is due, or was not planned yet."""
    with services.reads() as session:
        return [Actor(*due) for due in digests_due(session, MOST_A_PASS)]


def send_digest(services: Services, person: Actor) -> bool:
    """Want someone's digest where anything waits for them, and note when the next one comes.

    Anyone who runs nothing any more gets none; opening a loop begins it again.
    """
    facts = home_facts(services.workspace(person.team), person)
    with services.sessions.begin() as session:
        row, now = lock_digest(session, person.team, person.user), time_of(session)
        if row is None or (row.due_at is not None and row.due_at > now):
            return False
        zone, cadence = zones_of(session, person.team, person.user)[person.user], cadence_of(session, person.team)
        if row.due_at is not None and takes_digest(now, zone, cadence) and waiting_for(facts):
            want_once(
                session,
                team_id=person.team,
                kind=MessageKind.DIGEST,
                subject=person.user,
                recipient=person.user,
                request=_day(row.due_at),
            )
        next_at = digest_after(now, zone, cadence)
        if next_at is None or not runs_anything(facts):
            session.delete(row)
        else:
            row.due_at = next_at
        return True


def waiting_for(facts: HomeFacts) -> dict[Group, Shown[Row]]:
    """Return what of Home a digest tells, by list; of a loop whose reminders are off not that it is late."""
    waiting: dict[Group, Shown[Row]] = {}
    for group in TOLD:
        shown = facts.groups[group]
        told = [row for row in shown.items if group is not Group.LATE or row.loop.silence is None]
        number = shown.number - (len(shown.items) - len(told))
        if number:
            waiting[group] = Shown(told, number, shown.is_cut)
    return waiting


def runs_anything(facts: HomeFacts) -> bool:
    """Tell whether someone runs a loop that is not decided yet."""
    return any(facts.groups[group].number for group in RUN)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
