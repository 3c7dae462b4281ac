"""Reading a loop's signal: as far as it is there, and with what stands behind it for those who may read the panel."""

from dataclasses import dataclass

from bot.errors import Refusal
from bot.features.loop.access import loop_known_to, loops_of
from bot.features.signal.share_signal import why_not_shared
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import Loop, LoopState, Support, may_see_content, support_of
from rubrics.signal import HireSignal, summarize
from storage.scorecards import latest, versions_in
from storage.signals import newest_signals, signals_of


@dataclass(frozen=True)
class SignalReading:
    """A loop's signal as one person may read it now: none before the reveal, the original first, then amendments."""

    loop: Loop
    signals: tuple[HireSignal, ...]
    may_share: bool
    support: Support | None
    """What stands behind the ratings as they are now, for those who may read them."""


def signal_for(workspace: Workspace, actor: Actor, loop_id: str) -> SignalReading:
    """Return a loop's signal to somebody who may know of the loop; raises Refusal."""
    with workspace.reads() as session:
        loop, asking = loop_known_to(workspace, session, actor, loop_id)
        return SignalReading(
            loop=loop,
            signals=tuple(signals_of(session, loop.id)) if loop.is_revealed else (),
            may_share=why_not_shared(session, loop, asking) is None,
            support=support_of(loop, latest(versions_in(session, loop.id))) if may_see_content(loop, asking) else None,
        )


def explained_signal_for(workspace: Workspace, actor: Actor, loop_id: str) -> SignalReading:
    """Return a revealed loop's signal to somebody who may read its panel's content; raises Refusal."""
    reading = signal_for(workspace, actor, loop_id)
    if reading.support is None:
        raise why_sealed(reading.loop)
    return reading


def signals_to_read(workspace: Workspace, actor: Actor, words: str = "") -> list[tuple[Loop, HireSignal | None]]:
    """Return the loops one may know of with their newest signals: the revealed ones first, then the sealed.

    With words, only those about that candidate.
    """
    with workspace.reads() as session:
        loops = loops_of(workspace, session, actor, words)
        signals = newest_signals(session, [loop.id for loop in loops if loop.is_revealed])
    return sorted(((loop, signals.get(loop.id)) for loop in loops), key=lambda pair: pair[1] is None)


def signal_without_referrers(workspace: Workspace, loop: Loop) -> HireSignal | None:
    """Return how a panel would read now without those who referred the candidate, for whoever read its content.

    None where nobody did, or nobody else submitted.
    """
    with workspace.reads() as session:
        cards = latest(versions_in(session, loop.id))
    others = [card.scorecard for card in cards if card.interviewer not in loop.referrers]
    return summarize(others, loop.rubric) if 0 < len(others) < len(cards) else None


def why_sealed(loop: Loop) -> Refusal:
    """Return why this panel's ratings and evidence are not open to somebody who knows of the loop."""
    if loop.state is LoopState.CANCELED:
        return Refusal("signal_refusals.canceled")
    return Refusal("signal_refusals.one_scorecard" if loop.is_revealed else "signal_refusals.sealed")
