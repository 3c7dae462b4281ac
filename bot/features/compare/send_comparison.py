"""Sending candidates by competency to anyone who asks: a direct message of the worker's, one for each state of them."""

import hashlib

from bot.features.compare.read_comparison import ComparedOpening, comparison_of
from bot.wiring import Actor, Workspace
from storage.messages import SHORT, MessageKind
from storage.outbox import want_message


def send_comparison(workspace: Workspace, actor: Actor, opening_id: str) -> ComparedOpening:
    """Have an opening's candidates by competency sent to who runs it; raises Refusal. That they read it is noted.

    Asked for again, the same message stands; only when a signal has changed, or a candidate come, is it a new one.
    """
    compared = comparison_of(workspace, actor, opening_id, noted=True)
    with workspace.sessions.begin() as session:
        want_message(
            session,
            team_id=workspace.team,
            kind=MessageKind.COMPARISON,
            subject=compared.opening.id,
            recipient=actor.user,
            occasion=_state_of(compared),
        )
    return compared


def _state_of(compared: ComparedOpening) -> str:
    """Return what tells one state of the candidates from another: who they are, and by what means."""
    means = {side.loop.id: [(each.id, each.mean) for each in side.signal.competencies] for side in compared.sides}
    return hashlib.sha256(repr(sorted(means.items())).encode()).hexdigest()[:SHORT]
