"""The tables, declared once; they hold facts and know no rules.

Rows are found by queries in the modules beside this one. Relationships never load by surprise (`lazy="raise"`),
times are stored in UTC and come back aware, and people are Slack user ids within a workspace (`team_id`).
"""

from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rubrics.catalogue.model import Recommendation, Rubric
from rubrics.panel.loop import ExcuseReason, InterviewState, LoopState, RevealCause
from storage import claims as _claims  # noqa: F401 – it and what it imports declare the tables of the outbox
from storage.access_log import AccessRow  # noqa: F401 – its table is declared beside its queries
from storage.columns import Base, new_id


class PersonRow(Base):
    """A Slack user who was named; `fetched_at` is empty until the worker has asked Slack who it is."""

    __tablename__ = "people"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str | None]
    time_zone: Mapped[str | None]
    seniority: Mapped[str | None] = mapped_column(String(20))
    is_owner: Mapped[bool] = mapped_column(default=False)
    is_guest: Mapped[bool] = mapped_column(default=False)
    is_bot: Mapped[bool] = mapped_column(default=False)
    is_deleted: Mapped[bool] = mapped_column(default=False)
    is_stranger: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


class ChannelRow(Base):
    """A Slack channel that was named; `fetched_at` is empty until the worker has asked Slack what it is."""

    __tablename__ = "channels"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    is_private: Mapped[bool] = mapped_column(default=False)
    is_shared: Mapped[bool] = mapped_column(default=False)
    is_archived: Mapped[bool] = mapped_column(default=False)
    has_bot: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]


class RubricVersionRow(Base):
    """A rubric as it was when a loop was pinned to it, found by its content's digest.

    `rubric` reads the content once, however many loops of a list are pinned to it.
    """

    __tablename__ = "rubric_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    rubric_id: Mapped[str]
    content: Mapped[dict[str, Any]]
    pinned_at: Mapped[datetime]

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric exactly as it was pinned."""
        return Rubric.model_validate(self.content)


class OpeningRow(Base):
    """A post to fill."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("team_id", "name", "role", "level"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    role: Mapped[str]
    level: Mapped[str] = mapped_column(String(20))
    hiring_manager: Mapped[str] = mapped_column(String(32))
    recruiter: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]


class CandidateRow(Base):
    """A person who is interviewed; one row across all their loops.

    `name_key` is the name as it is looked up, whatever its case: databases fold the letters of English at most.
    """

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("team_id", "code"), UniqueConstraint("team_id", "name_key"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(80))
    name: Mapped[str | None]
    name_key: Mapped[str | None] = mapped_column(Text)
    user_id: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]


class LoopRow(Base):
    """One candidate's interviews for one opening, in one channel, by one version of a rubric.

    `record_head` is the digest of the newest entry of its record, so that one cut off at the end shows.
    """

    __tablename__ = "loops"
    __table_args__ = (Index(None, "team_id", "state"), UniqueConstraint("team_id", "form_id"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    form_id: Mapped[str] = mapped_column(String(64))
    opening_id: Mapped[str] = mapped_column(ForeignKey("openings.id"))
    candidate_id: Mapped[str] = mapped_column(ForeignKey("candidates.id"))
    rubric_digest: Mapped[str] = mapped_column(ForeignKey("rubric_versions.digest"))
    channel_id: Mapped[str] = mapped_column(String(32))
    hiring_manager: Mapped[str] = mapped_column(String(32))
    recruiter: Mapped[str] = mapped_column(String(32))
    opened_by: Mapped[str] = mapped_column(String(32))
    opened_at: Mapped[datetime]
    deadline_at: Mapped[datetime]
    shows_name: Mapped[bool] = mapped_column(default=False)
    warnings: Mapped[list[dict[str, Any]]]
    state: Mapped[LoopState] = mapped_column(default=LoopState.OPEN)
    revealed_at: Mapped[datetime | None]
    reveal_cause: Mapped[RevealCause | None]
    override_by: Mapped[str | None] = mapped_column(String(32))
    override_reason: Mapped[str | None] = mapped_column(Text)
    record_head: Mapped[str] = mapped_column(String(64), default="")

    opening: Mapped[OpeningRow] = relationship(lazy="raise")
    candidate: Mapped[CandidateRow] = relationship(lazy="raise")
    rubric_version: Mapped[RubricVersionRow] = relationship(lazy="raise")
    interviews: Mapped[list["InterviewRow"]] = relationship(
        lazy="raise", back_populates="loop", order_by="InterviewRow.position"
    )


class InterviewRow(Base):
    """One interviewer's session in a loop; `excuse_note` holds what somebody said when they excused it."""

    __tablename__ = "interviews"
    __table_args__ = (UniqueConstraint("loop_id", "interviewer"), Index(None, "interviewer"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"))
    position: Mapped[int]
    interviewer: Mapped[str] = mapped_column(String(32))
    focus: Mapped[list[str]]
    starts_at: Mapped[datetime | None]
    took_place_early: Mapped[bool] = mapped_column(default=False)
    referred: Mapped[bool] = mapped_column(default=False)
    state: Mapped[InterviewState] = mapped_column(default=InterviewState.DUE)
    excused_by: Mapped[str | None] = mapped_column(String(32))
    excuse_reason: Mapped[ExcuseReason | None]
    excuse_note: Mapped[str | None] = mapped_column(Text)

    loop: Mapped[LoopRow] = relationship(lazy="raise", back_populates="interviews")


class DraftRow(Base):
    """An interview's scorecard as far as it is filled in: what stands in the modal, by field.

    `acted_at` is Slack's time of the last click, so that one that comes late changes nothing; `hinted` holds
    digests of texts whose wording was remarked on, so that the same text is taken the second time.
    """

    __tablename__ = "drafts"

    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"), primary_key=True)
    values: Mapped[dict[str, Any]]
    hinted: Mapped[list[str]]
    acted_at: Mapped[str] = mapped_column(String(32), default="")
    saved_at: Mapped[datetime]


class ScorecardRow(Base):
    """One version of an interview's scorecard; the highest version counts, none is ever changed.

    `submission` names the modal that was submitted, so that a double click stores one card.
    """

    __tablename__ = "scorecards"
    __table_args__ = (UniqueConstraint("interview_id", "version"), UniqueConstraint("interview_id", "submission"))

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id"))
    version: Mapped[int]
    submission: Mapped[str] = mapped_column(String(64))
    submitted_at: Mapped[datetime]
    recommendation: Mapped[Recommendation]
    after_reveal: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)

    ratings: Mapped[list["RatingRow"]] = relationship(lazy="raise", cascade="all")
    interview: Mapped[InterviewRow] = relationship(lazy="raise")


class RatingRow(Base):
    """One rating of a scorecard; an empty rating says “not assessed”."""

    __tablename__ = "ratings"

    scorecard_id: Mapped[str] = mapped_column(ForeignKey("scorecards.id"), primary_key=True)
    competency: Mapped[str] = mapped_column(String(60), primary_key=True)
    rating: Mapped[int | None]
    evidence: Mapped[str] = mapped_column(Text, default="")
    remarks: Mapped[list[str]] = mapped_column(default=list)


class SignalRow(Base):
    """A hire signal as it was computed: revision 1 at the reveal, later ones for amendments, none ever changed."""

    __tablename__ = "signals"

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    computed_at: Mapped[datetime]
    content: Mapped[dict[str, Any]]


class FormRow(Base):
    """A half-filled form, kept so that Slack carries only its opaque id."""

    __tablename__ = "forms"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(index=True)


class JdReviewRow(Base):
    """A JD that somebody had reviewed: its text for as long as they want it, and what the review came to.

    The same text of the same person has one row, found by its digest; `changes` compares it with the review before.
    """

    __tablename__ = "jd_reviews"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", "digest"),
        Index(None, "team_id", "user_id", "reviewed_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    body_digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    given_title: Mapped[str | None]
    location: Mapped[str | None]
    outcome: Mapped[dict[str, Any]]
    changes: Mapped[dict[str, Any]]
    submission: Mapped[str] = mapped_column(String(64), default="")
    keep_days: Mapped[int]
    keep_until: Mapped[datetime] = mapped_column(index=True)
    created_at: Mapped[datetime]
    reviewed_at: Mapped[datetime]


class AuditRow(Base):
    """One entry of a loop's record, chained to the one before by digest.

    The digest covers `sealed`, the salted digest of the payload; payload and salt stand apart, so that both can be
    emptied for somebody's erasure.
    """

    __tablename__ = "audit_entries"

    loop_id: Mapped[str] = mapped_column(ForeignKey("loops.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    salt: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


METADATA = Base.metadata
"""Everything declared above, for whoever compares a database with it."""
