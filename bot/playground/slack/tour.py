"""A tour of the workspace, handed in as data: what to try, as whom, where, and what ticks it off; acts in nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Deed(StrEnum):
    """What pressing a button of the tour does, beside becoming its person and going to its place."""

    GO = "go"
    """Nothing more; `what` names an element of the newest message to look at, if any."""
    PRESS = "press"
    """Press the button of the newest message that has one with this action_id."""
    SHORTCUT = "shortcut"
    """Use this message shortcut on the newest message that someone wrote."""
    COMMAND = "command"
    """Run this command, with all that follows it."""


@dataclass(frozen=True)
class Move:
    """A button of a step: its label, who acts and where (a channel's id, "dm" or "home"), and what they do.

    It is ticked off once a modal with one of the callback_ids in `seen` has been in front of someone, or one of those
    in `submitted` was submitted and taken.
    """

    label: str
    person: str
    place: str
    deed: Deed = Deed.GO
    what: str = ""
    seen: frozenset[str] = frozenset()
    submitted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Step:
    """Something to try, done once each of its moves is; `text` is mrkdwn."""

    title: str
    text: str
    moves: Sequence[Move]


@dataclass
class Tour:
    """The steps under one title, what is said once all are done (mrkdwn), and the moves that are done so far."""

    title: str = ""
    steps: Sequence[Step] = ()
    end: str = ""
    ticked: set[Move] = field(default_factory=set)

    def is_done(self, step: Step) -> bool:
        """Tell whether each of a step's moves was done."""
        return self.ticked.issuperset(step.moves)

    def saw(self, callback_id: str) -> bool:
        """Note that a modal was in front of someone; tell whether that ticked a move off."""
        return self._tick({move for move in self._moves if callback_id in move.seen})

    def submitted(self, callback_id: str) -> bool:
        """Note that a modal's submission was taken; tell whether that ticked a move off."""
        return self._tick({move for move in self._moves if callback_id in move.submitted})

    @property
    def _moves(self) -> list[Move]:
        return [move for step in self.steps for move in step.moves]

    def _tick(self, done: set[Move]) -> bool:
        news = done - self.ticked
        self.ticked |= news
        return bool(news)
