"""The signal that a last or late submit leads to, computed from the sealed cards before the loop is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from rubrics.catalogue.model import Scorecard
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.scorecard import CardContent, SubmittedCard
from rubrics.signal import HireSignal, summarize
from storage.scorecards import latest, newest_versions, versions_in
from storage.signals import newest_signals


@dataclass(frozen=True)
class PanelSignal:
    """A panel's scorecards, one version of each in the panel's order, and what they say together."""

    scorecards: Sequence[Scorecard]
    signal: HireSignal


@dataclass(frozen=True)
class ForeseenSignal:
    """The signal of a panel with one card still to be stored; holds while `versions` of the others are the newest."""

    loop: Loop
    interview: Interview
    cards: Sequence[SubmittedCard]
    versions: Mapping[str, int]
    panel: PanelSignal | None = None

    def computed_with(self, content: CardContent) -> "ForeseenSignal":
        """Return the same with the signal that this card leads to."""
        own = SubmittedCard(
            **content.model_dump(),
            interview=self.interview.id,
            interviewer=self.interview.interviewer,
            version=1,
            submitted_at=self.loop.opened_at,
        )
        # In the panel's order, as they will be read: a sum of floats may depend on it in its last digit.
        by_interview = {card.interview: card for card in (*self.cards, own)}
        cards = [by_interview[i.id] for i in self.loop.interviews if i.id in by_interview]
        return replace(self, panel=_summed_up(cards, self.loop))


def foreseen_signal(session: Session, loop: Loop, interview: Interview) -> ForeseenSignal | None:
    """Return the others' cards where this one leads to a signal: the last one due, or any after the reveal.

    That of someone in training leads to none.
    """
    if not interview.counts:
        return None
    if not loop.is_revealed and any(other.id != interview.id for other in loop.pending):
        return None
    cards = [card for card in latest(versions_in(session, loop.id)) if card.interview != interview.id]
    return ForeseenSignal(loop, interview, cards, {card.interview: card.version for card in cards})


def signal_with(session: Session, loop: Loop, interview: Interview, foreseen: ForeseenSignal | None) -> PanelSignal:
    """Return the signal of a locked loop whose newest card was just stored: the foreseen one where it holds."""
    if foreseen is not None and foreseen.panel is not None:
        versions = newest_versions(session, loop.id)
        versions.pop(interview.id, None)
        if versions == foreseen.versions:
            return foreseen.panel
    return _summed_up(latest(versions_in(session, loop.id)), loop)


def kept_signal(session: Session, loop: Loop) -> PanelSignal | None:
    """Return the newest signal of a loop as it is kept, with the cards behind it; None before the reveal."""
    signal = newest_signals(session, [loop.id]).get(loop.id) if loop.is_revealed else None
    if signal is None:
        return None
    return PanelSignal([card.scorecard for card in latest(versions_in(session, loop.id))], signal)


def _summed_up(cards: Sequence[SubmittedCard], loop: Loop) -> PanelSignal:
    scorecards = [card.scorecard for card in cards]
    return PanelSignal(scorecards, summarize(scorecards, loop.assessed, loop.history))
