"""Reading loops: what one is on, how far it is, and after the reveal what the panel said."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.loop.access import locked_loop_known_to, loop_known_to, loops_of
from bot.features.signal.share_signal import why_not_shared
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import (
    Interview,
    Loop,
    LoopState,
    SubmittedCard,
    Support,
    may_excuse,
    may_run,
    may_see_content,
    shown_versions,
    support_of,
)
from rubrics.panel.record import AuditAction, RecordEntry
from rubrics.signal import HireSignal, summarise
from storage.audit import entry_value, last_entry, record
from storage.people import people_named
from storage.scorecards import latest, versions_in
from storage.signals import newest_signals, signals_of


@dataclass(frozen=True)
class LoopDetails:
    """A loop as one person may see it now: the signals only where they are entitled, and what they may do."""

    loop: Loop
    signals: tuple[HireSignal, ...]
    may_read_content: bool
    may_share: bool
    may_override: bool
    may_cancel: bool
    may_edit: bool
    runs: bool
    excusable: tuple[Interview, ...]
    excuses_self: bool
    names: Mapping[str, str]
    support: Support | None = None
    """What stands behind the ratings as they are now, for those who may read them."""
    cancelled: RecordEntry | None = None
    """The record's entry of who cancelled the loop and why, where somebody did."""


@dataclass(frozen=True)
class Evidence:
    """A revealed panel in full: each scorecard as it was revealed, and every change since."""

    loop: Loop
    cards: tuple[SubmittedCard, ...]


def my_loops(workspace: Workspace, actor: Actor, words: str = "") -> list[Loop]:
    """Return the loops one may know of, newest first; with words, those about that candidate (raises Refusal)."""
    with workspace.reads() as session:
        loops = loops_of(workspace, session, actor, words)
    if loops or not words:
        return loops
    raise Refusal(
        f"None of your loops is about “{words}”.", "/loop list shows the loops you are on, each with its code."
    )


def signals_to_read(workspace: Workspace, actor: Actor, words: str = "") -> list[tuple[Loop, HireSignal | None]]:
    """Return the loops one may know of with their newest signals: the revealed ones first, then the sealed.

    With words, only those about that candidate.
    """
    with workspace.reads() as session:
        loops = loops_of(workspace, session, actor, words)
        signals = newest_signals(session, [loop.id for loop in loops if loop.is_revealed])
    found = [(loop, signals.get(loop.id)) for loop in loops]
    return sorted(found, key=lambda pair: pair[1] is None)


def loop_details(workspace: Workspace, actor: Actor, loop_id: str) -> LoopDetails:
    """Return one loop as the actor may see it; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        signals = signals_of(session, loop.id) if loop.is_revealed else []
        people = people_named(session, actor.team, [i.interviewer for i in loop.interviews])
        may_share = why_not_shared(session, loop, asking) is None
        may_read = may_see_content(loop, asking)
        support = support_of(loop, latest(versions_in(session, loop.id))) if may_read else None
        cancelled = last_entry(session, loop.id, AuditAction.CANCELED) if loop.state is LoopState.CANCELLED else None
    excusable = tuple(i for i in loop.pending if loop.is_open and may_excuse(loop, asking, i))
    return LoopDetails(
        loop=loop,
        signals=tuple(signals),
        may_read_content=may_read,
        may_share=may_share,
        may_override=may_run(loop, asking) and loop.is_late(workspace.now),
        may_cancel=may_run(loop, asking) and loop.is_open,
        may_edit=may_run(loop, asking) and loop.is_open,
        runs=may_run(loop, asking),
        excusable=excusable,
        excuses_self=[interview.interviewer for interview in excusable] == [actor.user],
        names={user: person.name for user, person in people.items() if person.name},
        support=support,
        cancelled=entry_value(cancelled) if cancelled else None,
    )


def read_content(workspace: Workspace, actor: Actor, loop_id: str) -> LoopDetails:
    """Return a revealed loop to somebody who may read its panel's content; raises Refusal."""
    found = loop_details(workspace, actor, loop_id)
    if not found.may_read_content:
        raise no_content_yet(found.loop)
    return found


def signal_without_referrers(workspace: Workspace, loop: Loop) -> HireSignal | None:
    """Return how a panel would read now without those who referred the candidate, for whoever read its content.

    None where nobody did, or nobody else submitted.
    """
    with workspace.reads() as session:
        cards = latest(versions_in(session, loop.id))
    others = [card.scorecard for card in cards if card.interviewer not in loop.referrers]
    return summarise(others, loop.rubric) if 0 < len(others) < len(cards) else None


def read_ratings(workspace: Workspace, actor: Actor, loop_id: str) -> HireSignal:
    """Return the newest signal with each person's ratings in it to somebody entitled; the reading is noted."""
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise no_content_yet(loop)
        record(session, loop.id, actor=actor.user, action=AuditAction.READ_RATINGS, now=workspace.now)
        return signals_of(session, loop.id)[-1]


def read_evidence(workspace: Workspace, actor: Actor, loop_id: str, *, noted: bool = True) -> Evidence:
    """Return a revealed panel's scorecards to somebody entitled, and note the reading in the record.

    `noted` is False where the same reader only turns a page.
    """
    with workspace.sessions.begin() as session:
        _, loop, asking = locked_loop_known_to(workspace, session, actor, loop_id)
        if not may_see_content(loop, asking):
            raise no_content_yet(loop)
        if noted:
            record(session, loop.id, actor=actor.user, action=AuditAction.READ_EVIDENCE, now=workspace.now)
        return Evidence(loop, shown_versions(versions_in(session, loop.id)))


def no_content_yet(loop: Loop) -> Refusal:
    """Return why this panel's ratings and evidence are not open to somebody who knows of the loop."""
    if loop.state is LoopState.CANCELLED:
        return Refusal("This loop was cancelled, and its scorecards stay sealed.", "There is nothing to read.")
    if not loop.is_revealed:
        return Refusal(
            "This panel is still sealed.",
            "It opens when the last scorecard is in, or when somebody in charge reveals it after the deadline.",
        )
    return Refusal(
        "Fewer than two scorecards came in, so only the hiring manager may read them.",
        "A mean would be one person’s rating.",
    )
