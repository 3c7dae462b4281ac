"""The messages to those who hold an interview: each interview has its own, named by its occasion."""

from datetime import datetime

from sqlalchemy.orm import Session

from rubrics.panel.card_step import first_to_act_on
from rubrics.panel.loop import Interview, Loop
from storage.loops import InterviewRow, LoopRow
from storage.messages import MessageKind
from storage.outbox import want_another, want_message

DEADLINE = ".deadline"
"""What the occasion of a change ends with where nothing changed but when the scorecard is due."""


def invite(session: Session, row: LoopRow, interview: InterviewRow) -> None:
    """Want the invitation to a new interview of a locked loop."""
    team, kind = row.team_id, MessageKind.INVITATION
    to = interview.interviewer
    want_message(session, team_id=team, kind=kind, subject=row.id, recipient=to, occasion=interview.id)


def invite_again(session: Session, row: LoopRow, interview: InterviewRow) -> None:
    """Want a new invitation to an interview that had been taken off, beside the old one."""
    team, kind, to = row.team_id, MessageKind.INVITATION, interview.interviewer
    want_another(session, team_id=team, kind=kind, subject=row.id, recipient=to, about=interview.id)


def tell_of_change(
    session: Session, row: LoopRow, interview: InterviewRow, now: datetime, *, in_time_only: bool = False
) -> None:
    """Want a new message that an interview was changed or taken off, since an edited invitation goes unseen.

    With `in_time_only` nothing changed but when its scorecard is due.
    """
    occasion = f"{interview.id}.{int(now.timestamp())}{DEADLINE if in_time_only else ''}"
    team, kind, to = row.team_id, MessageKind.CHANGE, interview.interviewer
    want_message(session, team_id=team, kind=kind, subject=row.id, recipient=to, occasion=occasion)


def is_in_time_only(occasion: str) -> bool:
    """Tell whether a message says no more than that a scorecard is due at another time."""
    return occasion.endswith(DEADLINE)


def interview_meant(loop: Loop, recipient: str, occasion: str) -> Interview | None:
    """Return the interview that a message to someone is about; one that names none is about the one to act on."""
    named = loop.interview(occasion.partition(".")[0])
    if named is not None:
        return named if named.interviewer == recipient else None
    own = loop.interviews_of(recipient)
    return first_to_act_on(own) or next(iter(own), None)
