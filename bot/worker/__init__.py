"""The worker: makes Slack say what the database says, again and again, so that any crash is healed by the next pass."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.features.jd.keep_jd import forget_expired_reviews
from bot.features.loop.reveal_panel import reveal_forgotten
from bot.features.record.fold_access import fold_access
from bot.wiring import Services
from bot.worker.directory import fetch_channels, fetch_people, refresh_people
from bot.worker.posting import deliver
from bot.worker.sharing import deliver_share
from storage.drafts import drop_dead_drafts
from storage.forms import drop_forms_before
from storage.leases import claim
from storage.shares import drop_settled_shares
from storage.tables import PostRow, ShareRow

Work = type[PostRow] | type[ShareRow]
Deliver = Callable[[Services, str], None]

MOST_A_PASS = 20
TIDY_EVERY = timedelta(minutes=10)
KEPT_FOR = timedelta(days=1)
"""How long half-filled forms and settled shares are kept."""

log = structlog.get_logger(__name__)


class Reconciler:
    """One worker; any number may run, because each post is claimed by lease."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._tidied_at: datetime | None = None

    def run(self, stop: threading.Event, interval: float = 1.0) -> None:
        """Reconcile until told to stop, pausing `interval` seconds whenever there was nothing to do."""
        while not stop.is_set():
            if not self.run_once():
                stop.wait(interval)

    def run_once(self) -> bool:
        """Do everything that is due now; tell whether anything was done."""
        steps: tuple[Callable[[], int], ...] = (
            lambda: fetch_people(self.services),
            lambda: fetch_channels(self.services),
            lambda: reveal_forgotten(self.services),
            lambda: fold_access(self.services),
            lambda: self._deliver_due(PostRow, deliver),
            lambda: self._deliver_due(ShareRow, deliver_share),
            self._tidy,
        )
        return sum(self._guarded(step) for step in steps) > 0

    def _guarded(self, step: Callable[[], int]) -> int:
        try:
            return step()
        except SQLAlchemyError:
            log.exception("the database failed; trying again")
            return 0

    def _deliver_due(self, work: Work, deliver_one: Deliver) -> int:
        delivered = 0
        while delivered < MOST_A_PASS and self._deliver_next(work, deliver_one):
            delivered += 1
        return delivered

    def _deliver_next(self, work: Work, deliver_one: Deliver) -> bool:
        with self.services.sessions.begin() as session:
            claimed = claim(session, work, self.services.now())
        if claimed is None:
            return False
        try:
            deliver_one(self.services, claimed)
        except Exception:  # one post that cannot be made must not keep the others waiting; its lease runs out by itself
            log.exception("a post failed", post=claimed)
        return True

    def _tidy(self) -> int:
        """Delete what is no longer to be kept, and have a few people described anew.

        Deleted are half-filled forms, drafts nobody can open any more, settled shares, and JDs whose authors wanted
        them no longer.
        """
        now = self.services.now()
        if self._tidied_at is not None and now - self._tidied_at < TIDY_EVERY:
            return 0
        self._tidied_at = now
        with self.services.sessions.begin() as session:
            forgotten = drop_forms_before(session, now - KEPT_FOR) + drop_settled_shares(session, now - KEPT_FOR)
            forgotten += drop_dead_drafts(session)
        return forgotten + forget_expired_reviews(self.services) + refresh_people(self.services)
