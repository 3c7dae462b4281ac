"""Which loop a command acts on: the one it names or the only one there is; else it asks, with a button for the act."""

from collections.abc import Callable, Collection

from bot.errors import Refusal
from bot.features.loop.read_loop import my_loops
from bot.features.loop.show_loop import which
from bot.slack.block_types import Modal
from bot.slack.replying import Answer, Asked
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import LoopState

OPEN = (LoopState.OPEN,)


def on_one(
    workspace: Workspace,
    asked: Asked,
    act: str,
    action_id: str,
    handler: Callable[[Workspace, Actor, str], Modal],
    *,
    states: Collection[LoopState],
) -> Answer:
    """Answer a command that acts on one of the asker's loops in these states; `act` is its word, as typed.

    A loop that is named and may not be changed is handed on all the same: the act itself says why not.
    """
    page = my_loops(workspace, asked.actor, asked.text, states=states, runs=True)
    if page.only is not None:
        return handler(workspace, asked.actor, page.only.id)
    if page.loops:
        return which(page, workspace.now, act, action_id)
    if asked.text:
        named = my_loops(workspace, asked.actor, asked.text, most=1).loops
        return handler(workspace, asked.actor, named[0].id)
    raise Refusal("loop_refusals.no_open_loop" if states == OPEN else "loop_refusals.no_such_state")


def on_one_open(
    workspace: Workspace, asked: Asked, act: str, action_id: str, handler: Callable[[Workspace, Actor, str], Modal]
) -> Answer:
    """Answer a command that changes one open loop, as `on_one` does."""
    return on_one(workspace, asked, act, action_id, handler, states=OPEN)
