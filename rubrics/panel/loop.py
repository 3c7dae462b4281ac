"""A loop and its interviews as values: one stage, sealed and revealed by itself; knows no database and no Slack."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.candidate_names import candidate_label
from rubrics.panel.coverage import CoverageWarning
from rubrics.panel.decision import Decided, DecisionPost
from rubrics.panel.interview_report import InterviewReport
from rubrics.panel.loop_facts import Link, RevealCause, Silence, Withdrawal
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.panel.plan import InterviewKind
from rubrics.panel.stage import Stage


class LoopState(StrEnum):
    """Where a loop stands; the laws of each state are in the functions below."""

    OPEN = "open"
    REVEALED = "revealed"
    DECIDED = "decided"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    CANCELED = "cancelled"  # the spelling that rows and exported records hold


REVEALED = (LoopState.REVEALED, LoopState.DECIDED)
"""The states in which a panel is open to those entitled; from the first of them on there is a signal."""
TAKES_CARDS = (LoopState.OPEN, LoopState.REVEALED)
"""The states in which a scorecard may be submitted or changed."""


UNDECIDED = (LoopState.OPEN, LoopState.REVEALED, LoopState.ON_HOLD)
"""The states of a loop that is still to come to an end."""


class InterviewState(StrEnum):
    """Where one interviewer's part of a loop stands."""

    DUE = "due"
    SUBMITTED = "submitted"
    EXCUSED = "excused"
    DID_NOT_HAPPEN = "did_not_happen"


ON_THE_PANEL = (InterviewState.SUBMITTED, InterviewState.DUE)
"""The states in which an interviewer's scorecard counts, or is still to come."""


class ExcuseReason(StrEnum):
    """Why an interview ended without a scorecard; what someone said about it stands in the interview's note."""

    REMOVED_FROM_PANEL = "removed_from_panel"
    DID_NOT_HAPPEN = "did_not_happen"
    CANNOT = "cannot"
    WAS_SHADOWING = "was_shadowing"
    """Of interviews excused before such an interviewer was in training from then on (`InterviewKind.SHADOW`)."""
    SOMEONE_ELSE = "someone_else"
    LEFT_COMPANY = "left_company"
    OTHER = "other"


class Holding(Protocol):
    """What tells whether an interview's scorecard is waited for, of a value or of a row."""

    @property
    def state(self) -> InterviewState:
        """Where it stands."""

    @property
    def kind(self) -> InterviewKind:
        """Whether its scorecard counts."""


class Interview(Value):
    """One interviewer's session in a loop, with the competencies it focuses on (ids of the pinned rubric).

    A person may hold two. Interviews that share a `session` take place together: a pair, where each scores alone, or
    a trainer with someone in training. `exercise` is what its plan sets there. `report` waits for recruiter or opener.
    """

    id: str
    interviewer: str
    focus: tuple[str, ...]
    state: InterviewState
    kind: InterviewKind = InterviewKind.FULL
    session: str | None = None
    starts_at: datetime | None = None
    minutes: int | None = None
    exercise: str = ""
    report: InterviewReport | None = None
    took_place_early: bool = False
    referred: bool = False
    excused_by: str | None = None
    excuse_reason: ExcuseReason | None = None
    excuse_note: str | None = None

    @property
    def counts(self) -> bool:
        """Whether its scorecard is part of the signal, and is waited for."""
        return self.kind is InterviewKind.FULL

    @property
    def ends_at(self) -> datetime | None:
        """When it is over, where its time is known."""
        return self.starts_at and self.starts_at + timedelta(minutes=self.minutes or USUAL_MINUTES)


USUAL_MINUTES = 45
"""The length of an interview that no one gave one: what calendars offer for it between half an hour and an hour."""


class Hold(Value):
    """Since when a loop rests, in which state it goes on, and until when, where that is known."""

    resumes_as: LoopState
    by: str
    at: datetime
    until: datetime | None = None
    reason: str = ""


class Loop(Value):
    """One candidate's interviews for one role and level, or one stage of them; people are Slack user ids.

    Each stage is a loop of its own with its own seal, reveal and signal (ADR 0008). `sealed_from` are those who owe a
    scorecard in a later stage: until it is in they read nothing of this one; `later_is_sealed` says that one is open.
    `delegate` is who decides besides the hiring manager, `decision_post` when the channel reads what was decided.
    `history` is what its ranges rest on where the workspace learns that from its own closed panels.
    `is_channel_checked` says that the candidate is known not to be in the channel; until then nothing is posted to it.
    """

    id: str
    team_id: str
    opening_id: str
    opening: str
    candidate_id: str
    candidate_code: str
    candidate_name: str | None
    candidate_user: str | None
    shows_name: bool
    channel: str
    hiring_manager: str
    recruiter: str
    opened_by: str
    opened_at: datetime
    deadline_at: datetime
    state: LoopState
    rubric: Rubric
    interviews: tuple[Interview, ...]
    warnings: tuple[CoverageWarning, ...] = ()
    revealed_at: datetime | None = None
    reveal_cause: RevealCause | None = None
    override_by: str | None = None
    override_reason: str | None = None
    stage: Stage
    hold: Hold | None = None
    withdrawal: Withdrawal | None = None
    silence: Silence | None = None
    decision: Decided | None = None
    history: PinnedHistory | None = None
    delegate: str | None = None
    decision_post: DecisionPost = DecisionPost.AFTER_UNDO
    links: tuple[Link, ...] = ()
    opens_if_withdrawn: bool = True
    is_channel_checked: bool = True
    sealed_from: frozenset[str] = frozenset()
    later_is_sealed: bool = False

    @property
    def label(self) -> str:
        """What the channel may call the candidate: the code, or the name where the loop says so."""
        return self.candidate_name if self.shows_name and self.candidate_name else self.candidate_code

    @property
    def private_label(self) -> str:
        """What those on the loop may call the candidate: name and code."""
        return candidate_label(self.candidate_name, self.candidate_code)

    @property
    def deciders(self) -> tuple[str, ...]:
        """Who may decide: whom the hiring manager named for it, and the hiring manager."""
        return tuple(dict.fromkeys(user for user in (self.delegate, self.hiring_manager) if user))

    @property
    def due(self) -> tuple[Interview, ...]:
        """The interviews whose scorecard is to come, those in training among them."""
        return tuple(i for i in self.interviews if i.state is InterviewState.DUE)

    @property
    def pending(self) -> tuple[Interview, ...]:
        """The interviews that still owe a scorecard that counts."""
        return tuple(i for i in self.due if i.counts)

    @property
    def submitted(self) -> tuple[Interview, ...]:
        """The interviews whose scorecard counts and is in."""
        return tuple(i for i in self.interviews if i.counts and i.state is InterviewState.SUBMITTED)

    @property
    def panel(self) -> tuple[str, ...]:
        """The people whose scorecards count, in or to come, each once and in the panel's order."""
        return tuple(dict.fromkeys(i.interviewer for i in self.interviews if i.counts and i.state in ON_THE_PANEL))

    @property
    def referrers(self) -> tuple[str, ...]:
        """The interviewers who declared to have referred the candidate, each once, in the panel's order."""
        return tuple(dict.fromkeys(i.interviewer for i in self.interviews if i.referred))

    @property
    def expected(self) -> int:
        """How many scorecards the panel owes in all: those in and those due."""
        return sum(i.counts and i.state in ON_THE_PANEL for i in self.interviews)

    @property
    def assesses(self) -> tuple[str, ...]:
        """The competencies that this stage is to assess, in the rubric's order: all of them where it is no part.

        Of a part what its plan says and what its interviewers were given, even those who were excused since.
        """
        everything = tuple(each.id for each in self.rubric.competencies)
        if not self.stage.is_part:
            return everything
        stays = [i for i in self.interviews if i.excuse_reason is not ExcuseReason.REMOVED_FROM_PANEL]
        given = [interview.focus for interview in stays if interview.counts]
        seats = self.stage.plan.interviews if self.stage.plan else ()
        given += [seat.focus for seat in seats if seat.kind is InterviewKind.FULL]
        own = {each for focus in given for each in focus}
        return tuple(each for each in everything if each in own) or everything

    @property
    def assessed(self) -> Rubric:
        """The rubric as far as this stage is to assess it: by what its signal and its coverage are judged."""
        return self.rubric.part(self.assesses) if self.stage.is_part else self.rubric

    @property
    def is_open(self) -> bool:
        """Whether the panel is still sealed and may go on."""
        return self.state is LoopState.OPEN

    @property
    def is_revealed(self) -> bool:
        """Whether the panel was opened to those entitled; one that rests or was withdrawn since then still is."""
        if self.state is LoopState.ON_HOLD:
            return self.hold is not None and self.hold.resumes_as in REVEALED
        return self.state in REVEALED or (self.state is LoopState.WITHDRAWN and self.revealed_at is not None)

    @property
    def is_readable(self) -> bool:
        """Whether those entitled may read the panel: it was revealed, or opens since the candidate withdrew."""
        return self.is_revealed or (self.state is LoopState.WITHDRAWN and self.opens_if_withdrawn)

    @property
    def is_told_in_channel(self) -> bool:
        """Whether the channel may read what the panel said: not while people of a later stage have yet to score."""
        if self.stage.outcome is None and self.state is not LoopState.DECIDED:
            return not self.stage.later
        return not self.later_is_sealed

    @property
    def is_undecided(self) -> bool:
        """Whether nothing has brought the loop to its end yet."""
        return self.state in UNDECIDED

    def is_kept_from(self, user: str) -> bool:
        """Whether someone reads nothing of this stage yet: they owe a scorecard in a later one, or are to hold it.

        Not anyone who says how this one ends, until it has: they cannot without reading it.
        """
        if user in self.sealed_from:
            return True
        may_go_on = self.is_undecided or (self.decision is not None and not self.decision.is_settled)
        decides = user in (self.recruiter, *self.deciders)
        if not may_go_on or self.stage.outcome is not None or decides:
            return False
        return any(user == seat.interviewer for stage in self.stage.later for seat in stage.interviews)

    def interview(self, interview_id: str) -> Interview | None:
        """Return an interview of this loop by its id, or None."""
        return next((i for i in self.interviews if i.id == interview_id), None)

    def interviews_of(self, user: str) -> tuple[Interview, ...]:
        """Return the interviews that a person holds in this loop, in the panel's order."""
        return tuple(i for i in self.interviews if i.interviewer == user)

    def together_with(self, interview: Interview) -> tuple[Interview, ...]:
        """Return the others that take place together with an interview: a pair's, a trainer's, a shadow's."""
        others = (i for i in self.interviews if i.id != interview.id)
        return tuple(i for i in others if interview.session is not None and i.session == interview.session)

    def is_late(self, now: datetime) -> bool:
        """Whether the deadline has passed while a scorecard is still owed."""
        return self.is_open and now > self.deadline_at and bool(self.pending)


def is_complete(interviews: Iterable[Holding]) -> bool:
    """Tell whether no interview of a panel still owes a scorecard that counts."""
    return not any(each.state is InterviewState.DUE and each.kind is InterviewKind.FULL for each in interviews)
