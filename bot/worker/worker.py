"""One worker: pass after pass it takes each step that is due, and no step's failure ends it."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.features.approval.look_after_jds import forget_unapproved_jds, tell_of_lost_approvers
from bot.features.calibration.close_round import close_due_rounds
from bot.features.debrief.open_revotes import open_forgotten
from bot.features.debrief.settle_decisions import settle_decisions
from bot.features.home.send_digest import digests_to_send, send_digest
from bot.features.jd.keep_jd import forget_expired_reviews
from bot.features.jd.waive_jd import forget_expired_waivers
from bot.features.loop.learn_history import learn_history
from bot.features.loop.leavers import tell_of_leavers
from bot.features.loop.reveal_panel import reveal_forgotten
from bot.features.loop.send_reminders import look_at, looks_due
from bot.features.people.set_seniority import record_seniority
from bot.features.record.fold_access import fold_access
from bot.wiring import Services
from bot.worker.delivery import prepare, put_off, send
from bot.worker.directory import fetch_channels, fetch_people, refresh_people
from bot.worker.heartbeat import Heartbeat
from storage.claims import claim
from storage.clock import time_of
from storage.forms import drop_forms_before
from storage.heartbeats import Process, beat
from storage.outbox import drop_unposted_shares
from storage.planner_statistics import refresh_statistics
from storage.rate_limits import drop_past_limits
from storage.team_definitions import drop_drafts_before

MOST_A_PASS = 20
"""Messages delivered before the worker looks after everything else again."""
SIGN_EVERY_S = 15
"""Far more often than the silence that counts as death."""
TIDY_EVERY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=1)
"""How long half-filled forms and shares that were not posted are kept."""
DRAFTS_KEPT_FOR = timedelta(days=90)
"""How long a rubric's draft that no one changes is kept: a quarter's planning, and someone comes back to it."""

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Worker:
    """Any number may run at once, because each message is claimed by lease."""

    def __init__(self, services: Services, heartbeat: Heartbeat | None = None) -> None:
        self.services = services
        self.heartbeat = heartbeat or Heartbeat()
        self._tidied_at: datetime | None = None
        self._looked_after = ""
        self._signed_at: float | None = None
        self._signed_for: datetime | None = None

    def run(self, stop: threading.Event, interval: float = 1.0) -> None:
        """Work until told to stop, pausing `interval` seconds whenever there was nothing to do."""
        while not stop.is_set():
            if not self.run_once():
                stop.wait(interval)

    def run_once(self) -> bool:
        """Do everything that is due now; tell whether anything was done.

        Messages come before look-ups, so that no one waits for what their message does not need.
        """
        services = self.services
        steps: tuple[Callable[[], int], ...] = (
            self._give_sign,
            self._reveal_forgotten,
            lambda: settle_decisions(services),
            lambda: fold_access(services),
            lambda: record_seniority(services),
            self._remind,
            self._deliver_due,
            lambda: fetch_people(services),
            lambda: fetch_channels(services),
            lambda: learn_history(services),
            self._tidy,
        )
        done = sum(self._guarded(step) or 0 for step in steps) > 0
        self.heartbeat.passed()
        return done

    def _guarded(self, step: Callable[[], T], message: str | None = None) -> T | None:
        """Take a step; whatever goes wrong in it is logged, and must not keep the others from being taken."""
        self.heartbeat.beat()
        try:
            return step()
        except SQLAlchemyError:
            log.exception("the database failed; trying again", message=message)
        except Exception:  # one step or message that cannot be done must not end the worker: it does all the others
            log.exception("a step of the worker failed", message=message)
        return None

    def _reveal_forgotten(self) -> int:
        revealed, self._looked_after = reveal_forgotten(self.services, self._looked_after)
        return revealed

    def _remind(self) -> int:
        """Look at the interviews that are due to be; one that cannot be looked at keeps none of the others waiting."""
        services = self.services
        looked = 0
        for look in looks_due(services):
            looked += bool(self._guarded(partial(look_at, services, look), look.interview))
        for person in digests_to_send(services):
            looked += bool(self._guarded(partial(send_digest, services, person), person.user))
        return looked

    def _give_sign(self) -> int:
        """Leave a sign of life in the database, for web processes elsewhere; a new one where the clock was moved."""
        now = self.services.now()
        moved = self._signed_for is not None and abs(now - self._signed_for) >= timedelta(seconds=SIGN_EVERY_S)
        if moved or self._signed_at is None or monotonic() - self._signed_at >= SIGN_EVERY_S:
            with self.services.sessions.begin() as session:
                beat(session, Process.WORKER)
            self._signed_at, self._signed_for = monotonic(), now
        return 0

    def _deliver_due(self) -> int:
        delivered = 0
        while delivered < MOST_A_PASS and self._deliver_next():
            delivered += 1
        return delivered

    def _deliver_next(self) -> bool:
        services = self.services
        with services.sessions.begin() as session:
            claimed = claim(session)
        if claimed is None:
            return False
        prepared = self._guarded(lambda: (prepare(services, claimed),), claimed.id)
        if prepared is None:  # it failed, and before anything was sent
            self._guarded(lambda: put_off(services, claimed), claimed.id)
            return True
        (job,) = prepared
        if job is not None:  # should this fail, no one knows whether it was sent, and the lease says so by running out
            self._guarded(lambda: send(services, job), claimed.id)
        return True

    def _tidy(self) -> int:
        """Delete what is no longer to be kept, close rounds of calibration, have a few people described anew.

        Deleted are half-filled forms, rubrics' drafts, shares that were not posted, limits that are over, and JDs whose
        authors wanted them no longer. The database looks anew at how full its tables are. Anyone who runs a loop is
        told who left it; a debrief that waited for them alone opens.
        """
        with self.services.reads() as session:
            now = time_of(session)
        if self._tidied_at is not None and now - self._tidied_at < TIDY_EVERY:
            return 0
        self._tidied_at = now
        with self.services.sessions.begin() as session:
            forgotten = drop_forms_before(session, now - KEPT_FOR) + drop_unposted_shares(session, now - KEPT_FOR)
            forgotten += drop_drafts_before(session, now - DRAFTS_KEPT_FOR)
            drop_past_limits(session)
        refresh_statistics(self.services.engine)
        asked = refresh_people(self.services)
        told = tell_of_leavers(self.services) + open_forgotten(self.services) + close_due_rounds(self.services)
        told += tell_of_lost_approvers(self.services)
        forgotten += forget_expired_reviews(self.services) + forget_expired_waivers(self.services)
        forgotten += forget_unapproved_jds(self.services)
        return forgotten + asked + told
