"""Who is told what of a round, as wishes of the outbox: nothing here tells who said what."""

from sqlalchemy.orm import Session

from rubrics.calibration.round import Round
from storage.calibration_parts import finishers
from storage.messages import MessageKind
from storage.outbox import drop_unposted, want_edits, want_message

REMINDER = "reminder"
"""The occasion of a second message that asks to rate; the first has none."""
FIRST, CLOSED = "first", "closed"
"""The two occasions on which someone hears of results: enough people finished, and the round closed."""


def tell_of_results(session: Session, around: Round, *, team_id: str, but: str) -> None:
    """Tell those who finished before that there is something to read; who makes it so reads it already."""
    for person in finishers(session, around.id):
        if person != but:
            _want(session, team_id, around, person, FIRST)


def tell_of_closing(session: Session, around: Round, *, team_id: str) -> None:
    """Tell who rated, and who began it, that a round has closed; what asks to rate says so from now on."""
    for person in dict.fromkeys([around.opened_by, *finishers(session, around.id)]):
        drop_unposted(session, team_id, around.id, person)  # one message that is true, not two of which one was
        _want(session, team_id, around, person, CLOSED)
    want_edits(session, team_id=team_id, kinds=[MessageKind.CALIBRATION], subject=around.id)
    want_edits(session, team_id=team_id, kinds=[MessageKind.CALIBRATION_SHARE], subject=around.id)


def _want(session: Session, team_id: str, around: Round, person: str, occasion: str) -> None:
    kind = MessageKind.CALIBRATION_RESULTS
    want_message(session, team_id=team_id, kind=kind, subject=around.id, recipient=person, occasion=occasion)
