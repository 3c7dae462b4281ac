"""One fix as it is proposed: the remarks it answers, its edits and its questions; knows no rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rubrics.jd.fixes.asking import Answers, Ask
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.reading.reading import Reading
from rubrics.jd.values import Review


@dataclass(frozen=True)
class Proposal:
    """A fix of some rules' remarks; without edits nothing can be done before its questions are answered.

    `blanks` counts the blanks that its edits leave, and `may_bring` names rules that judge a fact its author gave.
    `otherwise` is what is proposed where a review does not bear it out.
    """

    rules: tuple[str, ...]
    edits: tuple[Edit, ...] = ()
    asks: tuple[Ask, ...] = ()
    blanks: int = 0
    may_bring: tuple[str, ...] = ()
    otherwise: "Proposal | None" = None


@dataclass(frozen=True)
class Case:
    """All that a fix is proposed from: a text as it was read and reviewed, the answers, and the remarks to fix.

    `asked_alone` where an author wants these remarks fixed and no others.
    """

    reading: Reading
    review: Review
    answers: Answers
    rules: frozenset[str]
    asked_alone: bool = False

    @property
    def text(self) -> str:
        """The text under review, as it was read."""
        return self.reading.document.text.original

    def wants(self, *rules: str) -> tuple[str, ...]:
        """Return which of some rules have a remark that is to be fixed."""
        return tuple(rule for rule in rules if rule in self.rules)


Proposer = Callable[[Case], Iterator[Proposal]]
