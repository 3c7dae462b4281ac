"""Answers the links to records: to whom they were signed for, who may still read them, for as long as they hold."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock

import structlog
from slack_bolt.adapter.wsgi.http_response import WsgiHttpResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Refusal
from bot.features.record.handing_out import PATH, Grant, granted
from bot.features.record.read_record import record_to_hand_out
from bot.features.record.show_document import MEDIA_TYPES, RecordFormat, document, file_name
from bot.wiring import Actor, Services
from bot.wording.words import plain_words
from storage.lru import Lru

log = structlog.get_logger(__name__)

Headers = dict[str, Sequence[str]]
MOST_A_MINUTE = 10
"""Records for one person: someone who audits opens one in a few seconds, and a loop of requests stops here."""
MINUTE = timedelta(minutes=1)
MOST_PEOPLE = 10_000
"""People whose pace is kept at once, a few hundred bytes each."""
POLICY = "; ".join(("default-src 'none'", "style-src 'unsafe-inline'", "frame-ancestors 'none'", "base-uri 'none'"))
KEPT_TO_ITSELF: Headers = {
    "cache-control": ["no-store"],
    "referrer-policy": ["no-referrer"],
    "x-content-type-options": ["nosniff"],
    "x-robots-tag": ["noindex, nofollow"],
    "content-security-policy": [POLICY],
}
"""No cache keeps a record, no page learns where its reader came from, and nothing in it can run or be loaded."""


class RecordLinks:
    """What `/records/…` answers; it logs nothing of the address, which is all that someone needs for ten minutes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._pace = Pace(services.now)

    def answer(self, path: str, *, is_asked_for: bool) -> WsgiHttpResponse:
        """Return the record that a link leads to; nothing of it where a browser only looks whether it is there."""
        grant = granted(self._services.settings, path.removeprefix(PATH))
        if grant is None:
            return _said(HTTPStatus.NOT_FOUND, "record_links.not_ours")
        if grant.until <= self._services.now():
            return _said(HTTPStatus.GONE, "record_links.expired")
        if not is_asked_for:
            return WsgiHttpResponse(HTTPStatus.OK, KEPT_TO_ITSELF)
        return self._handed_out(grant)

    def _handed_out(self, grant: Grant) -> WsgiHttpResponse:
        if not self._pace.allows(f"{grant.team} {grant.person}"):
            return _said(HTTPStatus.TOO_MANY_REQUESTS, "record_links.too_many", {"retry-after": ["60"]})
        try:
            return _record_of(self._services, grant)
        except Refusal:  # they may not read it any more, or it is gone: which of the two is no one's business
            return _said(HTTPStatus.NOT_FOUND, "record_links.not_yours")
        except SQLAlchemyError as error:
            log.warning("a record was not handed out: the database does not answer", exc_info=error)
            return _said(HTTPStatus.SERVICE_UNAVAILABLE, "serving.database_silent")


class Pace:
    """How many records someone took in the last minute, as this process saw it."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._lock = now, Lock()
        self._taken = Lru[str, deque[datetime]](MOST_PEOPLE)

    def allows(self, person: str) -> bool:
        """Count one more, and tell whether it is not too many."""
        with self._lock:
            now, taken = self._now(), self._taken.get(person) or deque[datetime](maxlen=MOST_A_MINUTE)
            if len(taken) == MOST_A_MINUTE and now - taken[0] < MINUTE:
                return False
            taken.append(now)
            self._taken.put(person, taken)
            return True


def _record_of(services: Services, grant: Grant) -> WsgiHttpResponse:
    workspace = services.workspace(grant.team)
    record = record_to_hand_out(workspace, Actor(grant.team, grant.person), grant.loop)
    where = "inline" if grant.form is RecordFormat.PAGE else "attachment"
    headers: Headers = {
        "content-type": [f"{MEDIA_TYPES[grant.form]};charset=utf-8"],
        "content-disposition": [f'{where}; filename="{file_name(grant.form, record.loop)}"'],
    }
    return WsgiHttpResponse(HTTPStatus.OK, KEPT_TO_ITSELF | headers, document(grant.form, record, workspace.now))


def _said(status: HTTPStatus, key: str, headers: Headers | None = None) -> WsgiHttpResponse:
    text: Headers = {"content-type": ["text/plain;charset=utf-8"]}
    return WsgiHttpResponse(status, KEPT_TO_ITSELF | text | (headers or {}), f"{plain_words(key)}\n")
