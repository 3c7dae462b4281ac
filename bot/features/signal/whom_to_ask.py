"""Whom someone is sent to who clicked below a signal, in its own channel, and may not read what that opens."""

from functools import wraps

from bot.errors import Refusal
from bot.features.loop.access import no_such_loop
from bot.features.signal.read_signal import why_not_theirs
from bot.slack.block_types import Modal
from bot.slack.replying import ClickHandler, PostedHandler
from bot.wiring import Actor, Workspace


def naming_whom_to_ask(handler: ClickHandler) -> PostedHandler:
    """Have people told whom to ask who may not read what a button in the loop's own channel opens."""

    @wraps(handler)
    def on(workspace: Workspace, actor: Actor, value: str, channel: str) -> Modal:
        try:
            return handler(workspace, actor, value)
        except Refusal as refusal:
            is_theirs = refusal.reason.key != no_such_loop().reason.key
            told = None if is_theirs else why_not_theirs(workspace, actor, _loop_in(value), channel)
            if told is None:
                raise
        raise told

    return on


def _loop_in(value: str) -> str:
    """Return the loop's id in what a button carries: it stands alone, before a colon, or behind the act of a menu."""
    return value.partition(":")[0].split(" ")[:2][-1]
