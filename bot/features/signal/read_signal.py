"""Reading a loop's signal: as far as it is there, and with what stands behind it for those who may read the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import Plea, Refusal
from bot.features.doors import step
from bot.features.loop.access import loop_known, loop_known_to, loop_of, loops_shown, none_is_about, viewer_and_loops
from bot.features.loop.ask_colleague import able, is_asked
from bot.features.loop.pleas import Act, is_left_to_do, may_do
from bot.features.loop.read_loop import MOST_SHOWN
from bot.features.people.viewer import viewer
from bot.features.signal.offer_debrief import DebriefOffer, offered_debrief
from bot.features.signal.share_signal import is_share_offered
from bot.features.workspace.declared import CALIBRATED_SIGNAL
from bot.features.workspace.settings import settings_in
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import REVEALED, Loop, LoopState
from rubrics.panel.permissions import Viewer, may_decide, may_see_content, may_see_signal
from rubrics.panel.scorecard import Support, support_of
from rubrics.signal import HireSignal, summarize
from rubrics.signal.calibrated import CalibratedReading
from storage.loop_lists import LoopList
from storage.loop_reading import loop_by_id, loops_by_id
from storage.people import people_named
from storage.scorecards import latest, versions_in
from storage.signals import newest_signals, overall_signal, signals_and_reading
from storage.stages import stages_of

MANY = 2
"""Revealed stages from which on there is something to add up."""


@dataclass(frozen=True)
class SignalReading:
    """A loop's signal as one person may read it now: none before the reveal, the original first, then amendments."""

    loop: Loop
    signals: tuple[HireSignal, ...]
    may_share: bool = False
    support: Support | None = None
    """What stands behind the ratings as they are now, for those who may read them."""
    offer: DebriefOffer | None = None
    """Whether the reader may start or open the loop's debrief."""
    overall: HireSignal | None = None
    """What all revealed stages say together, where there are several and the reader may read the panel of each."""
    may_decide: bool = False
    """Whether a decision waits for the reader."""
    asks: tuple[str, str] | None = None
    """Whom a reader who may not start the debrief may ask to, by id and name."""
    has_asked: bool = False
    """Whether the reader has asked them already."""
    calibrated: CalibratedReading | None = None
    """The panel with strictness taken out, for those who may read it in a workspace that wants it now."""


@dataclass(frozen=True)
class SignalList:
    """The first loops of a list with their newest signals: the revealed ones first, then the sealed.

    `revealed` and `sealed` count all that the list holds; `is_cut` says that there are even more.
    """

    shown: Sequence[tuple[Loop, HireSignal | None]]
    revealed: int
    sealed: int
    is_cut: bool


def signal_for(workspace: Workspace, actor: Actor, loop_id: str) -> SignalReading:
    """Return a loop's signal to someone who may know of the loop; raises Refusal."""
    with workspace.reads() as session:
        return _reading(workspace, session, *loop_known_to(workspace, session, actor, loop_id))


def _reading(workspace: Workspace, session: Session, loop: Loop, asking: Viewer) -> SignalReading:
    if loop.is_revealed and not may_see_signal(loop, asking):
        raise why_sealed(session, loop, asking)
    signals, calibrated = signals_and_reading(session, loop.id) if loop.is_revealed else ((), None)
    entitled = may_see_content(loop, asking)
    offer = offered_debrief(session, loop, asking) if entitled else None
    asks = _whom_to_ask(workspace, session, loop, asking) if entitled and offer is None else None
    return SignalReading(
        loop=loop,
        signals=signals,
        may_share=is_share_offered(session, loop, asking, signals[-1] if signals else None, workspace.now),
        support=support_of(loop, latest(versions_in(session, loop.id))) if entitled else None,
        offer=offer,
        asks=asks,
        has_asked=asks is not None and is_asked(session, loop, *_plea_of(loop, asking), asks[0]),
        overall=_overall(session, loop, asking) if entitled else None,
        may_decide=may_decide(loop, asking) and loop.decision is None,
        calibrated=calibrated if entitled and _is_calibrated(session, loop, signals, calibrated) else None,
    )


def _whom_to_ask(workspace: Workspace, session: Session, loop: Loop, asking: Viewer) -> tuple[str, str] | None:
    """Return who may start the debrief that a reader may not start, the hiring manager first; None where none is."""
    if not is_left_to_do(loop, Act.DEBRIEF) or may_do(loop, asking, Act.DEBRIEF):
        return None
    people = able(workspace, session, loop, *_plea_of(loop, asking))
    return min(people, key=lambda each: each[0] != loop.hiring_manager, default=None)


def _plea_of(loop: Loop, asking: Viewer) -> tuple[Actor, Plea]:
    return Actor(loop.team_id, asking.user), Plea(Act.DEBRIEF, loop.id)


def _is_calibrated(
    session: Session, loop: Loop, signals: Sequence[HireSignal], reading: CalibratedReading | None
) -> bool:
    """Tell whether a reading is shown; few workspaces want one, so that none is stored, and nothing is asked."""
    return bool(reading and not signals[-1].shortfalls and settings_in(session, loop.team_id)[CALIBRATED_SIGNAL])


def _overall(session: Session, loop: Loop, asking: Viewer) -> HireSignal | None:
    """Return what all stages say together, for anyone who may read each: a stage of one tells one person's ratings."""
    if loop.stage.number == 1 and loop.stage.outcome is None:
        return None
    ids = stages_of(session, loop.team_id, loop.stage.first)
    revealed = [stage for stage in loops_by_id(session, loop.team_id, ids) if stage.is_revealed]
    if len(revealed) < MANY or not all(may_see_content(stage, asking) for stage in revealed):
        return None
    return overall_signal(session, ids)


def explained_signal_for(workspace: Workspace, actor: Actor, loop_id: str) -> SignalReading:
    """Return a revealed loop's signal to someone who may read its panel's content; raises Refusal."""
    with workspace.reads() as session:
        reading = _reading(workspace, session, *loop_known_to(workspace, session, actor, loop_id))
        if reading.support is None:
            raise why_sealed(session, reading.loop, viewer(workspace, session, actor))
        return reading


def signals_to_read(workspace: Workspace, actor: Actor, words: str = "") -> SignalReading | SignalList:
    """Return the signal of the one loop that someone may know of, or the list of more; of one with words, likewise.

    With words, only those about that candidate count; raises Refusal where there is none.
    """
    with workspace.reads() as session:
        asking, listed = viewer_and_loops(workspace, session, actor, words)
        if words and not listed.loops:
            raise none_is_about(session, actor, asking, words)
        if len(listed.loops) == 1:
            return _reading(workspace, session, *loop_known(session, actor, asking, listed.loops[0].id))
        return _list(session, actor, asking, listed)


def _list(session: Session, actor: Actor, asking: Viewer, listed: LoopList) -> SignalList:
    """Read what is shown of a list: a loop has a signal from its reveal on, so its state says which come first."""
    revealed = [each for each in listed.loops if each.state in REVEALED]
    sealed = [each for each in listed.loops if each.state not in REVEALED]
    loops = loops_shown(session, actor, asking, [*revealed, *sealed][:MOST_SHOWN])
    signals = newest_signals(session, [loop.id for loop in loops if may_see_signal(loop, asking)])
    shown = [(loop, signals.get(loop.id)) for loop in loops]
    return SignalList(shown, len(revealed), len(sealed), listed.is_cut)


def signal_without_referrers(workspace: Workspace, loop: Loop) -> HireSignal | None:
    """Return how a panel would read now without those who referred the candidate, for anyone who read its content.

    None where no one did, or no one else submitted.
    """
    with workspace.reads() as session:
        cards = latest(versions_in(session, loop.id))
    others = [card.scorecard for card in cards if card.interviewer not in loop.referrers]
    return summarize(others, loop.assessed, loop.history) if 0 < len(others) < len(cards) else None


def why_sealed(session: Session, loop: Loop, asking: Viewer) -> Refusal:
    """Return why this panel's ratings and evidence are not open to someone who knows of the loop, and whom to ask."""
    if loop.is_kept_from(asking.user):
        owes = asking.user in loop.sealed_from
        next_step = step("score", f"score {loop.candidate_code}") if owes else loop_of(loop)
        return Refusal("signal_refusals.later_stage", steps=(next_step,))
    if loop.state is LoopState.CANCELED:
        return Refusal("signal_refusals.canceled")
    if loop.state is LoopState.WITHDRAWN and not loop.is_readable:
        return Refusal("signal_refusals.withdrawn")
    if not loop.is_readable:
        return Refusal("signal_refusals.sealed")
    part = "for_the_panel" if len(loop.submitted) > 1 else "one_scorecard"
    return Refusal(f"signal_refusals.{part}", manager=_manager(session, loop))


def why_not_theirs(workspace: Workspace, actor: Actor, loop_id: str, channel: str) -> Refusal | None:
    """Return whom to ask, for someone who is not on a loop and clicked below its signal, in its own channel.

    Anyone who reads that channel knows of the signal, and who decides. None for anyone else, the candidate above all:
    they learn nothing.
    """
    with workspace.reads() as session:
        loop = loop_by_id(session, actor.team, loop_id)
        stands_there = loop is not None and loop.is_revealed and loop.channel == channel
        if loop is None or not stands_there or actor.user == loop.candidate_user:
            return None
        return Refusal("signal_refusals.for_the_panel", manager=_manager(session, loop))


def _manager(session: Session, loop: Loop) -> str:
    """Return what the hiring manager is called, or nothing where Slack has not said so."""
    known = people_named(session, loop.team_id, [loop.hiring_manager]).get(loop.hiring_manager)
    return (known.name if known else None) or ""
