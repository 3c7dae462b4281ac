"""Draws a loop's signal for its channel, as its post or as somebody's share; sends nothing and judges no channel."""

from sqlalchemy.orm import Session

from bot.features.signal import show_signal as view
from bot.slack.blocks import Message
from rubrics.panel.loop import Loop
from rubrics.panel.record import AuditAction
from storage.audit import entries
from storage.signals import signals_of

SIGNAL_KINDS = ("signal", "share")
"""Kinds of post that say what a panel's scorecards say; only a private channel may carry them."""


def signal_message(session: Session, kind: str, loop: Loop, *, with_table: bool) -> Message | None:
    """Return a signal's post as it should read now, with a table or in core blocks; None where nobody shared it."""
    signals = signals_of(session, loop.id)
    if kind == "signal":
        return view.post(loop, signals, with_table=with_table)
    shares = [entry for entry in entries(session, loop.id) if entry.action == AuditAction.SHARED]
    if not shares:
        return None
    return view.shared(loop, signals, by=shares[-1].actor, at=shares[-1].at, with_table=with_table)
