"""A debrief as values: who has read, who voted again, what was discussed; and its laws, apart from any meeting.

What a re-vote says is sealed like a rating: a value of it holds nothing before its debrief opened, so that no view
can tell what it was never handed.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Recommendation, Value
from rubrics.panel.loop import Loop, LoopState
from rubrics.panel.permissions import Viewer, may_run, may_see_content

LONGEST_LINE = 200
"""Characters of a re-vote's reason: one line, so that it is written on the spot and read by everyone."""
FEWEST_VOICES = 2
"""A re-vote of one would be told to the channel by its mere count."""


class DebriefPhase(StrEnum):
    """Where a debrief stands."""

    READING = "reading"
    VOTING = "voting"
    OPEN = "open"
    CANCELED = "canceled"


class TopicKind(StrEnum):
    """Why a competency is to be discussed, in the order in which such topics are taken."""

    FLOOR = "floor"
    """A must-have below the floor that the rubric declares."""
    MUST_HAVE = "must_have"
    """A must-have below the bar."""
    DIFFERS = "differs"
    WEAK = "weak"
    """Anything else below the bar, on which no one differs."""


class NotDebriefable(StrEnum):
    """Why a loop cannot be debriefed now."""

    SEALED = "sealed"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    CANCELED = "canceled"
    DECIDED = "decided"
    STAGE_ENDED = "stage_ended"
    ONE_SCORECARD = "one_scorecard"


class DebriefTopic(Value):
    """A competency to discuss, and who said when that it was; `is_single` says that only one person rated it."""

    competency: str
    kind: TopicKind
    is_single: bool = False
    discussed_by: str | None = None
    discussed_at: datetime | None = None

    @property
    def is_discussed(self) -> bool:
        """Whether someone ticked it off."""
        return self.discussed_at is not None


class ReVote(Value):
    """One interviewer's recommendation before and after a debrief's silent reading.

    `after` and `line` are None and empty until the debrief opened, and for good where they never voted.
    """

    person: str
    before: Recommendation
    ready_at: datetime | None = None
    voted_at: datetime | None = None
    after: Recommendation | None = None
    line: str = ""

    @property
    def counted(self) -> Recommendation:
        """What counts once the re-votes are open: who did not vote keeps the first recommendation."""
        return self.after or self.before

    @property
    def is_changed(self) -> bool:
        """Whether they recommend something else than before."""
        return self.counted is not self.before


class Debrief(Value):
    """One debrief of a loop; `number` counts those that were canceled before it, too.

    `opened_by` is None where the last vote opened it. `votes` stand in the panel's order.
    """

    id: str
    loop_id: str
    number: int
    started_by: str
    started_at: datetime
    reads_until: datetime
    topics: tuple[DebriefTopic, ...] = ()
    votes: tuple[ReVote, ...] = ()
    opened_at: datetime | None = None
    opened_by: str | None = None
    canceled_at: datetime | None = None

    @property
    def is_running(self) -> bool:
        """Whether people may still read and vote in it."""
        return self.opened_at is None and self.canceled_at is None

    @property
    def is_open(self) -> bool:
        """Whether its re-votes may be read by those who may read the panel."""
        return self.opened_at is not None

    def phase(self, now: datetime, away: Collection[str] = ()) -> DebriefPhase:
        """Return where it stands; `away` are those whom no one waits for."""
        if self.canceled_at is not None:
            return DebriefPhase.CANCELED
        if self.opened_at is not None:
            return DebriefPhase.OPEN
        is_read = all(each.ready_at for each in self.votes if each.person not in away)
        return DebriefPhase.VOTING if is_read or now >= self.reads_until else DebriefPhase.READING

    def vote_of(self, person: str) -> ReVote | None:
        """Return someone's part in it, or None where they have none."""
        return next((each for each in self.votes if each.person == person), None)

    def missing(self, away: Collection[str] = ()) -> tuple[str, ...]:
        """Return whose re-vote is waited for."""
        return tuple(each.person for each in self.votes if each.voted_at is None and each.person not in away)

    def topic(self, competency: str) -> DebriefTopic | None:
        """Return the topic of this competency, or None."""
        return next((each for each in self.topics if each.competency == competency), None)


def why_not_debriefed(loop: Loop) -> NotDebriefable | None:
    """Return why nothing of a debrief may be done in a loop now; None where it may."""
    states = {
        LoopState.OPEN: NotDebriefable.SEALED,
        LoopState.ON_HOLD: NotDebriefable.ON_HOLD,
        LoopState.WITHDRAWN: NotDebriefable.WITHDRAWN,
        LoopState.CANCELED: NotDebriefable.CANCELED,
        LoopState.DECIDED: NotDebriefable.DECIDED,
    }
    if loop.state in states:
        return states[loop.state]
    if loop.stage.outcome is not None:
        return NotDebriefable.STAGE_ENDED
    few = len({each.interviewer for each in loop.submitted}) < FEWEST_VOICES
    return NotDebriefable.ONE_SCORECARD if few else None


def may_lead(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may start, open, prolong or cancel a debrief: who runs the loop and may read its panel."""
    return not viewer.is_outsider and may_run(loop, viewer) and may_see_content(loop, viewer)


def away_from(loop: Loop, left: Collection[str]) -> frozenset[str]:
    """Return the interviewers whom no debrief waits for: who has left, and who may not read the panel.

    Anyone who owes a scorecard in a later stage reads nothing of this one, and so cannot vote on it.
    """
    return frozenset(left) | {each for each in loop.panel if not may_see_content(loop, Viewer(user=each))}


def speaking_order(panel: Iterable[str], seniority: Mapping[str, str | None], manager: str) -> tuple[str, ...]:
    """Return who speaks when: the least senior first, the hiring manager last, so that no one is led.

    Of someone whose seniority no one recorded it is not known that others would follow them; but they may. They
    stand among the senior, which most interviewers are.
    """
    ranks = {level.value: rank for rank, level in enumerate(Level)}
    usual = ranks[Level.SENIOR.value]
    people = [each for each in dict.fromkeys(panel) if each != manager]
    return (*sorted(people, key=lambda each: ranks.get(seniority.get(each) or "", usual)), manager)


def in_order(topics: Iterable[DebriefTopic]) -> tuple[DebriefTopic, ...]:
    """Return topics by kind, those of a kind as they came, each competency once."""
    kinds = list(TopicKind)
    first: dict[str, DebriefTopic] = {}
    for topic in sorted(topics, key=lambda each: kinds.index(each.kind)):
        first.setdefault(topic.competency, topic)
    return tuple(first.values())
