"""Wanting the line that tells a loop's channel of an entry; when it may be read is up to anyone who calls."""

from sqlalchemy.orm import Session

from bot.features.loop.reveal_panel import IN_THE_CHANNEL
from storage.decisions import DecisionRow
from storage.loops import LoopRow
from storage.messages import MessageKind
from storage.outbox import want_edits, want_message

UNDONE = "undone"


def want_line(session: Session, row: LoopRow, entry: DecisionRow, *, undone: bool = False) -> None:
    """Want a new line about an entry, or about its undoing; what stands there already is drawn anew."""
    team, kind = row.team_id, MessageKind.DECISION
    about = f"{entry.number}:{UNDONE}" if undone else str(entry.number)
    want_message(session, team_id=team, kind=kind, subject=row.id, recipient=row.channel_id, occasion=about)
    want_edits(session, team_id=team, kinds=(kind, *IN_THE_CHANNEL), subject=row.id)
