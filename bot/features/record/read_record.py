"""Reading a loop's record: what happened to it, whether the chain holds, and ratings where one is entitled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from bot.features.loop.access import locked_loop_known_to, loop_known_to
from bot.features.record.fold_access import fold_into
from bot.wiring import Actor, Workspace
from rubrics.panel.chain import ChainedEntry, without_content
from rubrics.panel.loop import Loop
from rubrics.panel.permissions import may_see_content
from rubrics.panel.record import AuditAction, RecordEntry
from rubrics.panel.scorecard import SubmittedCard, shown_versions
from rubrics.signal import HireSignal
from rubrics.signal.calibrated import CalibratedReading
from storage.access_log import note_access, unfolded_entries
from storage.audit import entries, entry_value, first_broken, record
from storage.loops import LoopRow
from storage.openings import KeptJd, jd_of_opening
from storage.people import people_named
from storage.scorecards import card_salts, versions_in
from storage.sent_reminders import SentReminder, reminders_sent
from storage.signals import last_reading, overall_signal, signals_of


@dataclass(frozen=True)
class LoopRecord:
    """A loop's record, oldest entry first.

    `broken` is the number of the first entry that does not fit the chain, None while all do, `head` the digest that
    the last one must have. `cards` holds the scorecards' versions that are shown at all, where the reader may see
    ratings, and nothing otherwise, as do `signals` and `salts`. `names` are those of the people in it, by their ids,
    as far as they are known.
    """

    loop: Loop
    entries: tuple[RecordEntry, ...]
    broken: int | None
    cards: tuple[SubmittedCard, ...]
    names: Mapping[str, str]
    head: str = ""
    signals: tuple[HireSignal, ...] = ()
    """The signal of the reveal first, then as it was amended."""
    all_stages: HireSignal | None = None
    """What the stages revealed with this one, or before it, say together, where it is one of several."""
    calibrated: CalibratedReading | None = None
    """What last stood beside a signal of this loop for information, where the workspace wanted that then."""
    salts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """What the digest of a scorecard was salted with, by interview and version."""
    jd: KeptJd | None = None
    reminders: tuple[SentReminder, ...] = ()

    @property
    def chained(self) -> tuple[ChainedEntry, ...]:
        """The entries that the chain holds: all but readings that wait to be folded in."""
        return tuple(entry for entry in self.entries if isinstance(entry, ChainedEntry))


def read_record(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> LoopRecord:
    """Return a loop's record to someone who may know of the loop; raises Refusal.

    Its last entries may be readings that the worker has yet to fold into the chain. Reading it with ratings is noted,
    after what is returned; `noted` is False where the same reader only turns a page.
    """
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        reading = record_in(session, loop, with_ratings=may_see_content(loop, asking), in_full=False)
    if reading.cards and noted:
        note_access(workspace.sessions, loop, actor.user, AuditAction.READ_RECORD, workspace.now)
    return reading


def record_to_hand_out(
    workspace: Workspace, actor: Actor, loop_id: str, *, file: str = "", form: str = ""
) -> LoopRecord:
    """Return the same for a document, whose every entry has to be in the chain; raises Refusal.

    That someone takes it with ratings is an entry of it; as a `file`, which may have to be sent again, one entry.
    """
    with workspace.sessions.begin() as session:
        row, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        fold_into(session, row.id)
        is_open = may_see_content(loop, asking)
        if is_open and not (file and _is_noted(session, row.id, file)):
            facts = {"file": file, "form": form} if file else {}
            record(session, row.id, actor=actor.user, action=AuditAction.READ_RECORD, now=workspace.now, **facts)
        return record_in(session, loop, with_ratings=is_open)


def _is_noted(session: Session, loop_id: str, file: str) -> bool:
    """Tell whether the record holds already that someone took it as this file."""
    reading = [each for each in entries(session, loop_id) if each.action == AuditAction.READ_RECORD]
    return any(entry_value(each).facts.get("file") == file for each in reading)


def record_in(session: Session, loop: Loop, *, with_ratings: bool, in_full: bool = True) -> LoopRecord:
    """Return a loop's record, no matter who asks; unless `in_full`, without what only documents hold."""
    rows = entries(session, loop.id)
    head = session.get_one(LoopRow, loop.id).record_head
    kept = map(entry_value, rows)
    chained = tuple(kept if with_ratings else map(without_content, kept))
    all_entries = (*chained, *unfolded_entries(session, loop.id, after=len(chained)))
    told = LoopRecord(
        loop=loop,
        entries=all_entries,
        broken=first_broken(rows, head),
        cards=shown_versions(versions_in(session, loop.id)) if with_ratings else (),
        names=_names(session, loop, all_entries),
        head=head,
    )
    return _in_full(session, told, with_ratings=with_ratings) if in_full else told


def _in_full(session: Session, told: LoopRecord, *, with_ratings: bool) -> LoopRecord:
    loop = told.loop
    return replace(
        told,
        signals=tuple(signals_of(session, loop.id)) if with_ratings else (),
        all_stages=overall_signal(session, [loop.id]) if with_ratings else None,
        calibrated=last_reading(session, loop.id) if with_ratings else None,
        salts=card_salts(session, loop.id) if with_ratings else {},
        jd=jd_of_opening(session, loop.team_id, loop.opening_id),
        reminders=reminders_sent(session, loop.team_id, loop.id),
    )


def _names(session: Session, loop: Loop, kept: Sequence[RecordEntry]) -> dict[str, str]:
    """Return the names of everybody whom a loop's record names, by their ids, as far as they are known."""
    people = {loop.hiring_manager, loop.recruiter, loop.opened_by, *(each.interviewer for each in loop.interviews)}
    for entry in kept:
        people |= {entry.actor, entry.facts.get("person", ""), *entry.facts.get("changed", {})}
    known = people_named(session, loop.team_id, people)
    return {user: person.name for user, person in known.items() if person.name}
