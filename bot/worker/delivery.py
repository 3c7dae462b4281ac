"""Delivers one message: makes it stand in Slack as it should, by a new post or an edit of one place where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.errors import Refusal
from bot.features.loop.show_notice import sent_again, withheld
from bot.slack.block_types import Message
from bot.slack.capabilities import Drawings, learn, newer_kinds, worth_trying
from bot.slack.errors import UNREACHABLE, UnexpectedAnswerError, error_of, is_unclear
from bot.slack.shared_files import FILES_SCOPE, SharedFile
from bot.wiring import Services
from bot.wording.words import words
from bot.worker.calls import HeldError, called, need_free, rest
from bot.worker.delivery_failures import (
    EXPIRED,
    GIVE_UP,
    MOST_UNCLEAR,
    NEW_POST,
    NO_FILES,
    REFUSED_BLOCKS,
    RETRY,
    SETTLED,
    End,
    How,
    end_of,
    end_of_file,
    is_person,
)
from bot.worker.directory import described_person, fetch_channel
from bot.worker.drawing import drawn
from bot.worker.internal_candidate import is_candidate_in
from bot.worker.outcome import NOTICES, Sent, note_end, note_held, note_lost, note_standing
from bot.worker.scenes import Drawn
from storage.claims import EDIT, POST, Claim
from storage.clock import time_of
from storage.message_lookups import message_row, places_of
from storage.messages import MessageRow, PlaceRow, Problem

log = structlog.get_logger(__name__)


class _EndedError(Exception):
    """A delivery that ends before anything is sent."""

    def __init__(self, end: End) -> None:
        self.end = end
        super().__init__(end.how.name)


@dataclass(frozen=True)
class Job:
    """A claimed message that is ready to be sent: its drawings, the best first, and which place is edited, if any."""

    row: MessageRow
    ways: Drawings
    place: PlaceRow | None
    core_only: bool
    is_repeat: bool
    look_at: datetime | None
    thread_ts: str | None
    problem: Problem | None
    file: SharedFile | None = None


@dataclass(frozen=True)
class Audience:
    """Who reads a message: only some, or everybody; `problem` is why what stands there is to say nothing any more."""

    is_private: bool
    problem: Problem | None = None


UPLOAD = "files.getUploadURLExternal"
"""The first of an upload's three calls; after a 429 of any of them none is made."""
ASK_FOR_FILES_AGAIN = timedelta(days=1)
"""How long no file is sent to a workspace that takes none: an admin may have granted it since."""
LOOK_AGAIN = timedelta(hours=1)
"""After how long a message that was taken out of a channel is looked at again: they may have left it."""


def prepare(services: Services, claim: Claim) -> Job | None:
    """Return a claimed message ready to be sent; None where it cannot or need not be, which is noted.

    Only what this very message needs is looked up before it: its channel, or a person no one described yet.
    """
    with services.reads() as session:
        row, now = message_row(session, claim.id), time_of(session)
    if row is None:
        return None
    try:
        if row.expires_at is not None and row.expires_at <= now:
            raise _EndedError(EXPIRED)
        if row.fresh and row.unclear > MOST_UNCLEAR:  # each try may stand there already, or end the worker itself
            raise _EndedError(GIVE_UP)
        return _job(services, row, _checked(services, row))
    except _EndedError as ended:
        note_end(services, row, ended.end)
    except HeldError as held:
        note_held(services, row, held.until)
    except UNREACHABLE as failure:
        log.warning("message not checked", message=row.id, kind=row.kind, error=error_of(failure))
        note_end(services, row, end_of(error_of(failure), row.recipient))
    return None


def put_off(services: Services, claim: Claim) -> None:
    """Note that a claimed message could not even be drawn; nothing of it was sent."""
    with services.reads() as session:
        row = message_row(session, claim.id)
    if row is not None:
        note_end(services, row, RETRY)


def send(services: Services, job: Job) -> None:
    """Post or edit a message, and note what came of it; raises nothing that Slack or the network may cause."""
    row = job.row
    try:
        sent = _sent(services, job)
    except HeldError as held:
        note_held(services, row, held.until)
    except Refusal:  # anyone who was to get a file may not read what is in it any more
        note_end(services, row, SETTLED)
    except UNREACHABLE as failure:
        error, unclear = error_of(failure), is_unclear(failure) and job.place is None
        log.warning("message not delivered", message=row.id, kind=row.kind, error=error, unclear=unclear)
        if job.place is not None and error in NEW_POST:
            note_lost(services, row, job.place.channel, job.place.ts)
        else:
            if job.file is not None and error in NO_FILES:
                rest(services, row.team_id, FILES_SCOPE, ASK_FOR_FILES_AGAIN)
            end = end_of_file(error) if job.file is not None else end_of(error, row.recipient)
            note_end(services, row, end, unclear=unclear)
    else:
        note_standing(services, row, sent, job.look_at, job.problem)


def _checked(services: Services, row: MessageRow) -> Audience:
    """Return who would read a message; ends it where it may not go at all."""
    if not is_person(row.recipient):
        return _checked_channel(services, row)
    if row.kind not in NOTICES and _is_outsider(services, row):
        raise _EndedError(End(How.WAIT, Problem.OUTSIDER))
    return Audience(is_private=True)


def _checked_channel(services: Services, row: MessageRow) -> Audience:
    # Asked anew before each post: it may have been shared, or made public, or joined, since the last one.
    channel = fetch_channel(services, row.team_id, row.recipient)
    if channel.is_shared:
        raise _EndedError(End(How.WAIT, Problem.SHARED_CHANNEL))
    if channel.is_archived:
        raise _EndedError(end_of("is_archived", row.recipient))
    if not channel.has_bot:
        raise _EndedError(end_of("not_in_channel", row.recipient))
    if not is_candidate_in(services, row):
        return Audience(channel.is_private)
    if row.fresh:
        raise _EndedError(End(How.WAIT, Problem.CANDIDATE_IN_CHANNEL))
    return Audience(channel.is_private, Problem.CANDIDATE_IN_CHANNEL)


def _is_outsider(services: Services, row: MessageRow) -> bool:
    """Tell whether a person may not take part, as far as Slack says; asks it where no one has."""
    try:
        person = described_person(services, row.team_id, row.recipient)
    except UNREACHABLE:
        return False  # Slack answers, but will not describe them; someone who knows them named them
    return person.is_guest or person.is_bot or person.is_deleted or person.is_stranger


def _job(services: Services, row: MessageRow, audience: Audience) -> Job:
    with services.reads() as session:
        now = time_of(session)
        if audience.problem is None:
            says = drawn(services, session, row, now, is_private=audience.is_private)
        else:
            says = Drawn(withheld(), look_at=now + LOOK_AGAIN)
        places = places_of(session, row.id)
    if says.problem is not None:
        raise _EndedError(End(How.WAIT, says.problem))
    if says.message is None:
        raise _EndedError(SETTLED)
    ways, place = (says.message, *says.fallbacks), None if row.fresh else _oldest(places)
    # Where newer blocks were refused once they are not offered again: an edit must not look different every time.
    core_only = any(p.core_only for p in places)
    ways = ways[-1:] if core_only else worth_trying(services.block_verdicts, row.team_id, ways, services.now())
    is_repeat = place.is_repeat if place is not None else row.unclear > 0
    return Job(row, ways, place, core_only, is_repeat, says.look_at, says.thread_ts, audience.problem, says.file)


def _oldest(places: Sequence[PlaceRow]) -> PlaceRow | None:
    """Return the place whose text is the oldest, of those that can be edited; None where there is none."""
    return min((place for place in places if place.lost_at is None), key=lambda place: place.revision, default=None)


def _sent(services: Services, job: Job, refused: Sequence[Message] = ()) -> Sent:
    """Send the first of the drawings that Slack takes, and remember for the next message which it refused."""
    row, way, is_last = job.row, job.ways[len(refused)], len(refused) + 1 == len(job.ways)
    try:
        sent = _put(services, job, way, core_only=job.core_only or (is_last and len(refused) > 0))
    except UNREACHABLE as failure:
        if is_last or error_of(failure) not in REFUSED_BLOCKS:
            raise
    else:
        learn(services.block_verdicts, row.team_id, way, refused, services.now())
        return sent
    log.info("newer blocks refused, sending others", message=row.id, kind=row.kind, refused=sorted(newer_kinds(way)))
    return _sent(services, job, (*refused, way))


def _put(services: Services, job: Job, message: Message, *, core_only: bool) -> Sent:
    row, place = job.row, job.place
    if job.file is not None:
        return _shared(services, job, job.file)
    marked = sent_again(message) if job.is_repeat else message
    content: Mapping[str, Any] = {"text": marked["text"], "blocks": marked["blocks"], "parse": "none"}
    if place is not None:
        channel, ts = place.channel, place.ts
        called(services, row.team_id, EDIT, lambda client: client.chat_update(channel=channel, ts=ts, **content))
        return Sent(place.channel, place.ts, row.wanted, core_only, job.is_repeat)
    quiet: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
    if job.thread_ts is not None:
        quiet["thread_ts"] = job.thread_ts
    answer = called(
        services,
        row.team_id,
        POST,
        lambda client: client.chat_postMessage(channel=row.recipient, **content, **quiet),
    )
    stands = answer.get("channel"), answer.get("ts")
    if not all(isinstance(part, str) and part for part in stands):
        raise UnexpectedAnswerError(POST)
    return Sent(str(stands[0]), str(stands[1]), row.wanted, core_only, job.is_repeat)


def _shared(services: Services, job: Job, file: SharedFile) -> Sent:
    """Upload a file and share it where the message that announces it stands.

    Slack names no message of it, and shares it a little later: its place goes by the file's id.
    """
    row, comment = job.row, job.ways[-1]["text"]
    need_free(services, row.team_id, UPLOAD)
    if file.asks_first:
        _ask_whether(services, row.team_id, file.name)
    content = file.content()
    answer = called(
        services,
        row.team_id,
        UPLOAD,
        lambda client: client.files_upload_v2(
            filename=file.name,
            content=content,
            title=file.title,
            channel=file.channel,
            initial_comment=f"{comment}\n{words('notice.sent_again')}" if job.is_repeat else comment,
        ),
    )
    shared = answer.get("files")
    ids = [each.get("id") for each in shared if isinstance(each, dict)] if isinstance(shared, list) else []
    if len(ids) != 1 or not isinstance(ids[0], str):
        raise UnexpectedAnswerError(UPLOAD)
    return Sent(file.channel, ids[0], row.wanted, core_only=False, is_repeat=job.is_repeat)


def _ask_whether(services: Services, team: str, name: str) -> None:
    """Raise what Slack answers where a workspace takes no file; one that is only announced comes to nothing there."""
    called(services, team, UPLOAD, lambda client: client.files_getUploadURLExternal(filename=name, length=1))
