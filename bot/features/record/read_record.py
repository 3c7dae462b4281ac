"""Reading a loop's record: what happened to it, whether the chain holds, and ratings where one is entitled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.features.loop.access import loop_known_to
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction, RecordEntry
from rubrics.panel.scorecard import SubmittedCard, shown_versions
from storage.access_log import note_access, unfolded_entries
from storage.audit import entries, entry_value, first_broken
from storage.loops import LoopRow
from storage.people import people_named
from storage.scorecards import versions_in


@dataclass(frozen=True)
class LoopRecord:
    """A loop's record, oldest entry first.

    `broken` is the number of the first entry that does not fit the chain, None while all do. `cards` holds the
    scorecards' versions that are shown at all, where the reader may see ratings, and nothing otherwise. `names` are
    those of the people in it, by their ids, as far as they are known.
    """

    loop: Loop
    entries: tuple[RecordEntry, ...]
    broken: int | None
    cards: tuple[SubmittedCard, ...]
    names: Mapping[str, str]


def read_record(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> LoopRecord:
    """Return a loop's record to somebody who may know of the loop; raises Refusal.

    Its last entries may be readings that the worker has yet to fold into the chain. Reading it with ratings is noted,
    after what is returned; `noted` is False where the same reader only turns a page.
    """
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        rows = entries(session, loop.id)
        chained = tuple(map(entry_value, rows))
        all_entries = (*chained, *unfolded_entries(session, loop.id, after=len(chained)))
        reading = LoopRecord(
            loop=loop,
            entries=all_entries,
            names=names_in(session, loop, all_entries),
            broken=first_broken(rows, session.get_one(LoopRow, loop.id).record_head),
            cards=shown_versions(versions_in(session, loop.id)) if may_see_content(loop, asking) else (),
        )
    if reading.cards and noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_RECORD, workspace.now)
    return reading


def names_in(session: Session, loop: Loop, kept: Sequence[RecordEntry]) -> dict[str, str]:
    """Return the names of everybody whom a loop's record names, by their ids, as far as they are known."""
    people = {interview.interviewer for interview in loop.interviews}
    for entry in kept:
        people |= {entry.actor, entry.facts.get("person", ""), *entry.facts.get("changed", {})}
    known = people_named(session, loop.team_id, people)
    return {user: person.name for user, person in known.items() if person.name}
