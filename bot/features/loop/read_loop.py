"""Reading loops: what one is on, how far it is, and what one may do about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loops_of
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import (
    Interview,
    Loop,
    LoopState,
    may_excuse,
    may_run,
    may_see_content,
)
from rubrics.panel.record import AuditAction, RecordEntry
from storage.audit import entry_value, last_entry
from storage.people import people_named


@dataclass(frozen=True)
class LoopDetails:
    """A loop as one person may see it now, and what they may do."""

    loop: Loop
    may_read_content: bool
    may_override: bool
    may_cancel: bool
    may_edit: bool
    runs: bool
    excusable: tuple[Interview, ...]
    excuses_self: bool
    names: Mapping[str, str]
    canceled: RecordEntry | None = None
    """The record's entry of who canceled the loop and why, where somebody did."""


def my_loops(workspace: Workspace, actor: Actor, words: str = "") -> list[Loop]:
    """Return the loops one may know of, newest first; with words, those about that candidate (raises Refusal)."""
    with workspace.reads() as session:
        loops = loops_of(workspace, session, actor, words)
    if loops or not words:
        return loops
    raise Refusal("loop_refusals.none_is_about", words=words)


def loop_details(workspace: Workspace, actor: Actor, loop_id: str) -> LoopDetails:
    """Return one loop as the actor may see it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        people = people_named(session, actor.team, [i.interviewer for i in loop.interviews])
        canceled = last_entry(session, loop.id, AuditAction.CANCELED) if loop.state is LoopState.CANCELED else None
    excusable = tuple(i for i in loop.pending if loop.is_open and may_excuse(loop, asking, i))
    return LoopDetails(
        loop=loop,
        may_read_content=may_see_content(loop, asking),
        may_override=may_run(loop, asking) and loop.is_late(workspace.now),
        may_cancel=may_run(loop, asking) and loop.is_open,
        may_edit=may_run(loop, asking) and loop.is_open,
        runs=may_run(loop, asking),
        excusable=excusable,
        excuses_self=[interview.interviewer for interview in excusable] == [actor.user],
        names={user: person.name for user, person in people.items() if person.name},
        canceled=entry_value(canceled) if canceled else None,
    )
