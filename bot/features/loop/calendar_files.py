"""An interview as a file for its interviewer's calendar: one for each change of its time, beside the invitation.

Which one was sent last is what the outbox knows of it: the occasion of each says of which interview it is, the how
manieth, and what it says. An invitation that stands is compared with it; so no change is missed, and none told twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from sqlalchemy.orm import Session

from bot.features.loop.show_announcement import RESTING
from bot.features.loop.tell_interviewers import interview_meant
from bot.slack.blocks import message
from bot.slack.shared_files import FILES_SCOPE, SharedFile
from bot.wording.words import plain_words, words
from rubrics.panel.loop import ON_THE_PANEL, Interview, Loop
from storage.loops import loop_row, loop_value
from storage.message_lookups import messages_about, places_of
from storage.messages import MessageKind, MessageRow
from storage.outbox import want_once
from storage.rate_limits import held_until

CANCELED = "canceled"
CONTENT = "bot.features.loop.calendar_content"
"""What writes iCalendar, imported with the first file: reading and writing it is a twentieth of a process's start."""


@dataclass(frozen=True)
class _Sent:
    """What one file was to say, and whether it was shared."""

    number: int
    mark: str
    is_shared: bool


def follow_invitation(session: Session, invitation: MessageRow, now: datetime) -> None:
    """Want the file that goes with an invitation, where what it says of the interview's time is new.

    The loop must be locked. Nothing is wanted of what is over.
    """
    row = loop_row(session, invitation.team_id, invitation.subject)
    loop = loop_value(row) if row is not None else None
    interview = interview_meant(loop, invitation.recipient, invitation.occasion) if loop else None
    if loop is None or interview is None or _is_over(interview, now):
        return
    sent = _files_of(session, loop, interview)
    mark, last = _mark_of(loop, interview), sent[-1] if sent else None
    is_new = last.mark != mark if last else mark != CANCELED
    if not is_new or (mark == CANCELED and not any(each.is_shared for each in sent)):
        return
    if held_until(session, loop.team_id, FILES_SCOPE) is not None:
        return
    occasion = f"{interview.id}.{last.number + 1 if last else 0}.{mark}"
    team, kind, to = loop.team_id, MessageKind.CALENDAR, interview.interviewer
    want_once(session, team_id=team, kind=kind, subject=loop.id, recipient=to, request=occasion)


def calendar_file(session: Session, loop: Loop, row: MessageRow) -> SharedFile | None:
    """Return the file of a message; None where it is true no longer, or the invitation stands nowhere."""
    interview_id, _, rest = row.occasion.partition(".")
    number, _, mark = rest.partition(".")
    interview, channel = loop.interview(interview_id), _where_invited(session, loop, row)
    if interview is None or channel is None or _mark_of(loop, interview) != mark:
        return None
    is_moved = any(each.is_shared for each in _files_of(session, loop, interview) if each.number < int(number))
    if mark == CANCELED and not is_moved:
        return None
    kind = CANCELED if mark == CANCELED else "moved" if is_moved else "new"
    label = "calendar_canceled" if mark == CANCELED else "calendar_title"
    title = plain_words(f"loop_labels.{label}", code=loop.label)
    write = import_module(CONTENT).calendar_content
    content: bytes = write(interview, title, int(number), row.wanted_at, canceled=mark == CANCELED)
    return SharedFile(
        name=f"interview-{loop.candidate_code}.ics",
        title=title,
        content=lambda: content,
        channel=channel,
        message=message(words(f"calendar.{kind}", loop=loop), []),
    )


def _mark_of(loop: Loop, interview: Interview) -> str:
    """Return what a calendar is to hold of an interview: when and for how long, or that it does not take place."""
    takes_place = interview.state in ON_THE_PANEL and loop.state not in RESTING
    if interview.starts_at is None or interview.ends_at is None or not takes_place:
        return CANCELED
    minutes = (interview.ends_at - interview.starts_at) // timedelta(minutes=1)
    return f"{int(interview.starts_at.timestamp())}-{minutes}"


def _is_over(interview: Interview, now: datetime) -> bool:
    return interview.starts_at is not None and interview.starts_at <= now


def _files_of(session: Session, loop: Loop, interview: Interview) -> Sequence[_Sent]:
    """Return what the files for an interview's present interviewer were to say, the first one first."""
    rows = [row for row in messages_about(session, loop.team_id, loop.id) if row.kind is MessageKind.CALENDAR]
    mine = [row for row in rows if row.recipient == interview.interviewer]
    parts = [(row.occasion.split("."), row.posted > 0) for row in mine]
    sent = [_Sent(int(number), mark, shared) for (of, number, mark), shared in parts if of == interview.id]
    return sorted(sent, key=lambda each: each.number)


def _where_invited(session: Session, loop: Loop, row: MessageRow) -> str | None:
    """Return the conversation in which an interviewer's invitation stands: files are shared by its id, not theirs."""
    invited = [each for each in messages_about(session, loop.team_id, loop.id) if each.kind is MessageKind.INVITATION]
    mine = [each for each in invited if each.recipient == row.recipient]
    places = [place for each in mine for place in places_of(session, each.id) if place.lost_at is None]
    return next((place.channel for place in places), None)
