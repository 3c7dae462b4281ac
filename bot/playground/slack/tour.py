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
    """A button of a step: its label, who acts and where (a channel's id, "dm" or "home"), and what they do."""

    label: str
    person: str
    place: str
    deed: Deed = Deed.GO
    what: str = ""


@dataclass(frozen=True)
class Step:
    """Something to try; `text` is mrkdwn.

    It is ticked off once a modal with one of the callback_ids in `seen` has been in front of someone, or one of those
    in `submitted` was submitted and taken.
    """

    title: str
    text: str
    moves: Sequence[Move]
    seen: frozenset[str] = frozenset()
    submitted: frozenset[str] = frozenset()


@dataclass
class Tour:
    """The steps under one title, what is said once all are done (mrkdwn), and which are done so far."""

    title: str = ""
    steps: Sequence[Step] = ()
    end: str = ""
    ticked: set[int] = field(default_factory=set)

    def saw(self, callback_id: str) -> bool:
        """Note that a modal was in front of someone; tell whether that ticked a step off."""
        return self._tick({index for index, step in enumerate(self.steps) if callback_id in step.seen})

    def submitted(self, callback_id: str) -> bool:
        """Note that a modal's submission was taken; tell whether that ticked a step off."""
        return self._tick({index for index, step in enumerate(self.steps) if callback_id in step.submitted})

    def _tick(self, done: set[int]) -> bool:
        news = done - self.ticked
        self.ticked |= news
        return bool(news)
