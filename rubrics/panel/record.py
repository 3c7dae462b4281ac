"""A loop's record as values: who did what and when; knows neither how it is kept nor how it is told."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from rubrics.catalogue.model import Value

DEBRIEF = "debrief"
"""Who acted where no one did but Debrief itself."""


class AuditAction(StrEnum):
    """What can be done to a loop, by the name that its record keeps."""

    OPENED = "opened"
    EDITED = "edited"
    TOOK_PLACE_EARLY = "took place early"
    DECLARED_REFERRAL = "declared a referral"
    SUBMITTED = "submitted"
    EXCUSED = "excused"
    DID_NOT_HAPPEN = "did not happen"
    REPORTED = "reported"
    """What an interviewer says of their interview, to be accepted or not."""
    DECLINED_REPORT = "declined a report"
    NOTED_SHADOWING = "noted as shadowing"
    """An interviewer was in training: the scorecard is practice, and no longer waited for."""
    SILENCED = "silenced"
    ENDED_SILENCE = "ended the silence"
    SET_SENIORITY = "set seniority"
    REVEALED = "revealed"
    SHARED = "shared"
    READ_RATINGS = "read ratings"
    READ_EVIDENCE = "read evidence"
    READ_NOTES = "read private notes"
    READ_RECORD = "read the record"
    UNSEALED = "unsealed"
    HELD = "put on hold"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    LINKED = "linked"
    """Other people, another channel or another level than before."""
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    STAGE_ENDED = "ended the stage"
    STARTED_DEBRIEF = "started the debrief"
    PROLONGED_READING = "prolonged the reading"
    READY = "ready to re-vote"
    REVOTED = "re-voted"
    """That someone did; what they said stands in the entry that opened the re-votes."""
    OPENED_REVOTES = "opened the re-votes"
    DISCUSSED = "discussed a topic"
    CANCELED_DEBRIEF = "canceled the debrief"
    READ_REVOTES = "read the re-votes"
    DECIDED = "decided"
    DECISION_UNDONE = "undid the decision"
    CLOSED = "closed"
    """Of the other stages of a candidate's interviews: one that is revealed, and takes no more scorecards."""
    REOPENED = "reopened"
    """Of any stage, because its decision was undone or another interview is held."""
    DISSENTED = "dissented"
    NAMED_DELEGATE = "named who decides"
    CANCELED = "cancelled"
    """The record's own spelling; entries are chained and never rewritten."""


CONTENT = ("votes", "competency", "why", "basis", "text")
"""Facts of an entry that tell what a panel said, or why someone decided so or did not agree: shown to those alone who
may read the panel."""


class RecordEntry(Value):
    """One entry of a loop's record; `number` counts from 1, and what `facts` holds depends on the action.

    `action` is an AuditAction wherever Debrief wrote the entry: a record that was tampered with may say anything.
    """

    number: int
    at: datetime
    actor: str
    action: str
    facts: Mapping[str, Any]
