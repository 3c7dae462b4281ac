"""What a named person makes of a candidate's interviews: hire or not, why a reason is asked, and what may be undone.

Knows no loop, so that a loop may hold its decision, and of a signal only which way it leans.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from rubrics.catalogue.model import Value

UNDONE_WITHIN = timedelta(minutes=10)
"""As long as a decider may take it back without a trace in the channel: a slip of the hand is noticed by then."""


class Choice(StrEnum):
    """What may be made of a revealed panel; the first two end the loop, the others are entries and leave it open."""

    HIRE = "hire"
    NO_HIRE = "no_hire"
    ANOTHER = "another"
    HOLD = "hold"

    @property
    def ends(self) -> bool:
        """Whether it is a decision, and so closes all that is open."""
        return self in (Choice.HIRE, Choice.NO_HIRE)


class Stance(StrEnum):
    """How a decision stands to the signal of its moment."""

    AGREES = "agrees"
    OVERRIDES = "overrides"
    NEITHER = "neither"


class Ask(StrEnum):
    """Why a decision needs a reason, the gravest first."""

    AGAINST_SIGNAL = "against_signal"
    SPLIT = "split"
    NOT_ENOUGH = "not_enough"
    AGAINST_REVOTE = "against_revote"
    TIED_REVOTE = "tied_revote"
    MUST_HAVE_MISSED = "must_have_missed"
    REPLACES = "replaces"


class DecisionPost(StrEnum):
    """When a loop's channel reads what was decided; never why."""

    AFTER_UNDO = "after_undo"
    AT_ONCE = "at_once"
    NEVER = "never"


class Revote(Value):
    """How many recommend hiring, and how many do not, once re-votes are open."""

    for_hire: int
    against: int

    @property
    def leaning(self) -> Choice | None:
        """Which way the re-vote goes; None where it is tied."""
        if self.for_hire == self.against:
            return None
        return Choice.HIRE if self.for_hire > self.against else Choice.NO_HIRE


class Basis(Value):
    """What a decision was made on: the signal of its moment, the must-haves missed, the re-vote where there was one.

    `word` is the signal's, `leaning` the way that it points, None where it points neither way; `is_enough` tells
    whether the evidence suffices. `missed` are competencies' ids. It is kept with the decision as it was.
    """

    word: str
    leaning: Choice | None
    is_enough: bool
    score: float | None
    likely_range: tuple[float, float] | None
    bar: float
    missed: tuple[str, ...] = ()
    revote: Revote | None = None


class Decided(Value):
    """The decision that stands, as a loop holds it; why, and on what basis, is kept with its entry.

    `is_settled` says that no one may undo it any more, and that what it closed need not be kept as it was.
    """

    number: int
    choice: Choice
    by: str
    at: datetime
    is_settled: bool = False

    @property
    def settles_at(self) -> datetime:
        """Until when anyone who decided may take it back, and no one else is told."""
        return self.at + UNDONE_WITHIN

    def may_be_undone(self, person: str, now: datetime) -> bool:
        """Tell whether a person may take it back: who made it, within ten minutes."""
        return person == self.by and now < self.settles_at


def stance_of(choice: Choice, basis: Basis) -> Stance:
    """Return how a decision stands to its signal, which a No hire over a missed must-have never overrides."""
    if choice is basis.leaning:
        return Stance.AGREES
    # A signal for hiring that misses a must-have speaks for No hire as well.
    if basis.leaning is None or (choice is Choice.NO_HIRE and basis.missed):
        return Stance.NEITHER
    return Stance.OVERRIDES


def reasons_asked(choice: Choice, basis: Basis, *, replaces: bool = False) -> tuple[Ask, ...]:
    """Return why a decision needs a reason; none where it does not, or where the choice decides nothing.

    `replaces` says that it takes the place of one that stands.
    """
    if not choice.ends:
        return (Ask.REPLACES,) if replaces else ()
    asked = {
        Ask.AGAINST_SIGNAL: stance_of(choice, basis) is Stance.OVERRIDES,
        Ask.SPLIT: basis.leaning is None and basis.is_enough,
        Ask.NOT_ENOUGH: not basis.is_enough,
        Ask.AGAINST_REVOTE: basis.revote is not None and basis.revote.leaning not in (choice, None),
        Ask.TIED_REVOTE: basis.revote is not None and basis.revote.leaning is None,
        # A missed must-have speaks for No hire: only who hires all the same says why.
        Ask.MUST_HAVE_MISSED: bool(basis.missed) and choice is Choice.HIRE,
        Ask.REPLACES: replaces,
    }
    return tuple(ask for ask in Ask if asked[ask])
