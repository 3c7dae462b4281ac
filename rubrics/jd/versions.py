"""JDs as a team agrees on them: which texts are the same, and when enough people have approved; knows no store."""

import hashlib
import re
import unicodedata
from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.model import Value
from rubrics.jd.text.board_json import readable
from rubrics.jd.text.plaintext import plain_text

MOST_APPROVERS = 10
"""More people than that read no text with care; boards of a company have fewer."""
_MARKS = re.compile(r"^(?:\s*(?:[-*•·‣◦▪●○–]|>(?!\s?\d)|#{1,6}|\d{1,2}[.)](?=\s)))*\s*")
"""What a list or a heading begins with, unlike ">5 years": copying a page keeps it, drops it, or makes it another."""
_EMPHASIS = re.compile(r"(?<![\w*_])(?:\*{1,3}|_{1,3})(?=\S)|(?<=\S)(?:\*{1,3}|_{1,3})(?![\w*_])")


class JdState(StrEnum):
    """How far a version of a JD is; an approved one is replaced when a later one is approved."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class JdAct(StrEnum):
    """What someone did about a version, as its entries have it."""

    ASKED = "asked"
    APPROVED = "approved"
    TAKEN_BACK = "taken_back"
    SETTLED = "settled"
    """Enough people had approved: the text is frozen."""
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    APPROVERS_CHANGED = "approvers_changed"


class Approver(Value):
    """Someone who was asked to approve, and when they did."""

    person: str
    approved_at: datetime | None = None


class JdVersion(Value):
    """One text of a JD that people were asked to approve; people are Slack ids.

    `needed` of its approvers must approve. `series` is what its versions share; one without an opening stands alone.
    `review` is the asker's own review, which no one else opens.
    """

    id: str
    team_id: str
    series: str
    version: int
    opening: str | None
    title: str
    text: str
    given_title: str | None = None
    location: str | None = None
    digest: str
    needed: int
    asked_by: str
    asked_at: datetime
    state: JdState
    settled_at: datetime | None = None
    review: str = ""
    approvers: tuple[Approver, ...] = ()

    @property
    def approved_by(self) -> tuple[Approver, ...]:
        """Who has approved, the first first."""
        done = [each for each in self.approvers if each.approved_at is not None]
        return tuple(sorted(done, key=lambda each: (each.approved_at, each.person)))

    @property
    def left(self) -> int:
        """How many approvals are missing."""
        return max(0, self.needed - len(self.approved_by))

    @property
    def is_enough(self) -> bool:
        """Whether so many have approved that the text is frozen; its author is none of them."""
        return sum(each.person != self.asked_by for each in self.approved_by) >= self.needed

    def names(self, person: str) -> bool:
        """Tell whether someone is among those who were asked to approve."""
        return any(each.person == person for each in self.approvers)

    def has_approved(self, person: str) -> bool:
        """Tell whether someone has approved."""
        return any(each.person == person for each in self.approved_by)

    def waits_for(self, person: str) -> bool:
        """Tell whether someone's approval is waited for."""
        waits = any(each.person == person and each.approved_at is None for each in self.approvers)
        return self.state is JdState.IN_REVIEW and waits


def lines_of(text: str) -> list[str]:
    """Return a text line by line as people compare it: without markup, marks of lists, and spaces that say nothing."""
    plain = unicodedata.normalize("NFKC", plain_text(readable(text)).plain)
    lines = (" ".join(_EMPHASIS.sub("", _MARKS.sub("", line)).split()) for line in plain.splitlines())
    return [line for line in lines if any(character.isalnum() for character in line)]


def text_digest(text: str) -> str:
    """Return what tells the words of JDs apart; line breaks, list marks, spaces, quotes and case make no difference."""
    return hashlib.sha256(" ".join(lines_of(text)).casefold().encode()).hexdigest()
