"""A loop's states, and who may see and do what in each; knows no database, no Slack and no clock of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from rubrics.catalogue.model import Recommendation, Rubric, Scorecard, Value
from rubrics.panel.coverage import CoverageWarning


class LoopState(StrEnum):
    """Where a loop stands; the laws of each state are in the functions below."""

    OPEN = "open"
    REVEALED = "revealed"
    DECIDED = "decided"
    CANCELED = "cancelled"  # the spelling that rows and exported records hold


REVEALED = (LoopState.REVEALED, LoopState.DECIDED)
"""The states in which a panel is open to those entitled; from the first of them on there is a signal."""


class InterviewState(StrEnum):
    """Where one interviewer's part of a loop stands."""

    DUE = "due"
    SUBMITTED = "submitted"
    EXCUSED = "excused"
    DID_NOT_HAPPEN = "did_not_happen"
    SHADOW = "shadow"


ON_THE_PANEL = (InterviewState.SUBMITTED, InterviewState.DUE)
"""The states in which an interviewer's scorecard counts, or is still to come."""


class RevealCause(StrEnum):
    """Why a panel was revealed."""

    COMPLETE = "complete"
    OVERRIDE = "override"


class ExcuseReason(StrEnum):
    """Why an interview ended without a scorecard; what somebody said about it stands in the interview's note."""

    REMOVED_FROM_PANEL = "removed_from_panel"
    DID_NOT_HAPPEN = "did_not_happen"
    OTHER = "other"


class CardStep(StrEnum):
    """What an interviewer may do next about the scorecard of one interview."""

    SCORE = "score"
    CONTINUE = "continue"
    AMEND = "amend"
    ADD_LATE = "add_late"


class Interview(Value):
    """One interviewer's session in a loop, with the competencies it focuses on (ids of the pinned rubric)."""

    id: str
    interviewer: str
    focus: tuple[str, ...]
    state: InterviewState
    starts_at: datetime | None = None
    took_place_early: bool = False
    referred: bool = False
    excused_by: str | None = None
    excuse_reason: ExcuseReason | None = None
    excuse_note: str | None = None


class Loop(Value):
    """One candidate's interviews for one role and level; people are Slack user ids."""

    id: str
    team_id: str
    opening: str
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

    @property
    def label(self) -> str:
        """What the channel may call the candidate: the code, or the name where the loop says so."""
        return self.candidate_name if self.shows_name and self.candidate_name else self.candidate_code

    @property
    def private_label(self) -> str:
        """What those on the loop may call the candidate: name and code."""
        if self.candidate_name and self.candidate_name != self.candidate_code:
            return f"{self.candidate_name} ({self.candidate_code})"
        return self.candidate_code

    @property
    def pending(self) -> tuple[Interview, ...]:
        """The interviews that still owe a scorecard."""
        return tuple(i for i in self.interviews if i.state is InterviewState.DUE)

    @property
    def submitted(self) -> tuple[Interview, ...]:
        """The interviews whose scorecard is in."""
        return tuple(i for i in self.interviews if i.state is InterviewState.SUBMITTED)

    @property
    def referrers(self) -> frozenset[str]:
        """The interviewers who declared to have referred the candidate."""
        return frozenset(i.interviewer for i in self.interviews if i.referred)

    @property
    def expected(self) -> int:
        """How many scorecards the panel owes in all: those in and those due."""
        return len(self.submitted) + len(self.pending)

    @property
    def is_open(self) -> bool:
        """Whether the panel is still sealed and may go on."""
        return self.state is LoopState.OPEN

    @property
    def is_revealed(self) -> bool:
        """Whether the panel's content may be read by those entitled."""
        return self.state in REVEALED

    def interview_of(self, user: str) -> Interview | None:
        """Return the interview that a person holds in this loop, or None."""
        return next((i for i in self.interviews if i.interviewer == user), None)

    def is_late(self, now: datetime) -> bool:
        """Whether the deadline has passed while a scorecard is still owed."""
        return self.is_open and bool(self.pending) and now > self.deadline_at


def card_step(loop: Loop, interview: Interview, *, begun: bool) -> CardStep:
    """Return what an interviewer may do next about their scorecard; `begun` says that a draft of it is kept."""
    if interview.state is InterviewState.SUBMITTED:
        return CardStep.AMEND
    if loop.is_revealed:
        return CardStep.ADD_LATE
    return CardStep.CONTINUE if begun else CardStep.SCORE


_NOTE = "note"
Note = Annotated[str, _NOTE]
"""A text about the interview as a whole, on a scorecard; empty where nothing was written."""


class CardContent(Value):
    """What an interviewer fills in: ratings (None for "not assessed") and evidence, by competency, and the rest.

    Each thing asked about the interview as a whole stands here by the name of its field in the form and of its
    column. `reason` belongs to a change after the reveal.
    """

    ratings: Mapping[str, int | None]
    evidence: Mapping[str, str] = {}
    recommendation: Recommendation
    reason: str | None = None

    @property
    def notes(self) -> Mapping[str, str]:
        """What was written about the interview as a whole, by the name of its field, where something was."""
        names = [name for name, field in type(self).model_fields.items() if _NOTE in field.metadata]
        return {name: text for name in names if (text := getattr(self, name))}


class SubmittedCard(CardContent):
    """A scorecard as it was submitted: one version of one interview's card.

    `remarks` names, by competency, the rules that its wording was remarked on by and that it was kept in spite of.
    """

    interview: str
    interviewer: str
    version: int
    submitted_at: datetime
    remarks: Mapping[str, tuple[str, ...]] = {}
    after_reveal: bool = False

    @property
    def scorecard(self) -> Scorecard:
        """Its part in the arithmetic: what was rated, and the recommendation."""
        rated = {competency: rating for competency, rating in self.ratings.items() if rating is not None}
        return Scorecard(interviewer=self.interviewer, ratings=rated, recommendation=self.recommendation)

    def lacks_evidence(self, competency: str) -> bool:
        """Whether a rating that asks for evidence (1, 2 or 5) came without any, and so is unsupported."""
        return lacks_evidence(self.ratings.get(competency), self.evidence.get(competency))


class Support(Value):
    """What stands behind a panel's scorecards.

    How many there are and how many come from people who referred the candidate; how many ratings of 1, 2 or 5 there
    are and how many of them are unsupported.
    """

    scorecards: int
    referred: int
    asking: int
    unsupported: int


def support_of(loop: Loop, cards: Sequence[SubmittedCard]) -> Support:
    """Count, over one version of each scorecard, what its reader should know before trusting the sum."""
    asking = [(card, c) for card in cards for c, rating in card.ratings.items() if rating in NEEDS_EVIDENCE]
    return Support(
        scorecards=len(cards),
        referred=sum(card.interviewer in loop.referrers for card in cards),
        asking=len(asking),
        unsupported=sum(card.lacks_evidence(competency) for card, competency in asking),
    )


def shown_versions(cards: Sequence[SubmittedCard]) -> tuple[SubmittedCard, ...]:
    """Return what a revealed panel shows of all versions: the last sealed one of each card, and those made since.

    Second thoughts before the reveal are kept but not shown, so that amending is free.
    """
    sealed = {card.interview: card.version for card in cards if not card.after_reveal}
    return tuple(card for card in cards if card.after_reveal or card.version == sealed[card.interview])


NEEDS_EVIDENCE = (1, 2, 5)


def lacks_evidence(rating: int | None, evidence: str | None) -> bool:
    """Tell whether a rating asks for evidence (1, 2 or 5) and has none: it counts, but as unsupported."""
    return rating in NEEDS_EVIDENCE and not (evidence or "").strip()


class Viewer(Value):
    """The person who asks; `is_admin` comes from the settings or the workspace's owners.

    An outsider is a guest, an app, somebody deactivated or of another company.
    """

    user: str
    is_admin: bool = False
    is_outsider: bool = False


def may_see_status(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may know that this loop exists, who is in and who is late."""
    if viewer.is_outsider or viewer.user == loop.candidate_user:
        return False
    return viewer.is_admin or viewer.user in _people(loop)


def may_see_content(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may read ratings and evidence of others now.

    Never before the reveal, whoever asks; not an interviewer who was excused, and so left the panel, unless they
    run the loop. A panel of one opens to the hiring manager only: its mean would be that one person's rating.
    """
    if not loop.is_revealed or not may_see_status(loop, viewer):
        return False
    own = loop.interview_of(viewer.user)
    if own is not None and own.state is InterviewState.EXCUSED and not may_run(loop, viewer):
        return False
    return len(loop.submitted) > 1 or viewer.user == loop.hiring_manager


def may_excuse(loop: Loop, viewer: Viewer, interview: Interview) -> bool:
    """Tell whether a person may excuse an interview: never the hiring manager, who has a stake in the panel."""
    if viewer.user in (loop.hiring_manager, loop.candidate_user):
        return False
    return viewer.is_admin or viewer.user in (loop.opened_by, loop.recruiter, interview.interviewer)


def may_run(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may override a deadline or cancel: hiring manager, opener, recruiter, admin."""
    if viewer.user == loop.candidate_user:
        return False
    return viewer.is_admin or viewer.user in (loop.hiring_manager, loop.opened_by, loop.recruiter)


def is_complete(states: Sequence[InterviewState]) -> bool:
    """Tell whether no interview of a panel still owes a scorecard."""
    return InterviewState.DUE not in states


def _people(loop: Loop) -> set[str]:
    named = {loop.opened_by, loop.recruiter, loop.hiring_manager}
    return named | {interview.interviewer for interview in loop.interviews}
