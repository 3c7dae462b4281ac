"""Messages as rows: what each is, where it is on its way, and every place where it stands; wants none."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.columns import Base, enum_of, new_id


class MessageKind(StrEnum):
    """What a message is; its subject is a loop unless the kind says otherwise."""

    ANNOUNCEMENT = "announcement"
    INVITATION = "invitation"
    SIGNAL = "signal"
    SIGNAL_THREAD = "signal_thread"
    """The first message in the thread of a signal's post; its occasion is that post's ts."""
    SIGNAL_SHARE = "signal_share"
    REVEAL = "reveal"
    """What a panel and its hiring manager are told when it opens."""
    MATRIX = "matrix"
    """The ratings by name, for someone who asked for them; its occasion is how many signals there were then."""
    COMPARISON = "comparison"
    """Candidates by competency, for someone who asked; its subject is the opening, its occasion how they stood."""
    RECORD = "record"
    """Says that a loop's record comes as a file; its occasion begins with the format."""
    RECORD_FILE = "record_file"
    """That file, below it; its occasion is the ts of the message that says so."""
    REFERRAL = "referral"
    PRIVATE_NOTE = "private_note"
    """What a recruiter is told of a note to them alone; its occasion is the interview."""
    CHANGE = "change"
    LEAVER = "leaver"
    """Anyone who runs a loop is told once that an interviewer has left; its occasion is the interview."""
    MANAGER_LEFT = "manager_left"
    """The same of a hiring manager whose decision is due; its occasion is that person."""
    OFFER = "offer"
    """Someone is asked to take an interview over; its occasion is the interview."""
    OFFER_ANSWER = "offer_answer"
    """Anyone who asked is told what they answered; its occasion names the interview and them."""
    PLEA = "plea"
    """What someone asks of a colleague who may do it; its occasion names the act, the interview and them."""
    DECISION = "decision"
    """What a loop's channel reads of an entry, never why; its occasion is the entry's number, and whether undone."""
    PLEA_TO_OPEN = "plea_to_open"
    """Someone who may not open a loop asks for one; its subject is that person, its occasion the day."""
    NEWS = "news"
    """What happened to a loop, to those concerned; its occasion is the number of the record's entry."""
    NOTICE = "notice"
    """What an opener is told of messages that could not be delivered."""
    ANSWER_SHARE = "answer_share"
    """Its subject is a topic's key."""
    JD_REVIEW_SHARE = "jd_review_share"
    """Its subject is a review."""
    JD_TEXT = "jd_text"
    """The text of a JD for its author; its subject is a review."""
    JD_APPROVAL = "jd_approval"
    """Someone is asked to approve a JD; its subject, as of the next, is the version."""
    JD_NEWS = "jd_news"
    """What became of that, to who asked and who runs the opening; its occasion is the entry, or who has left."""
    RUBRIC_PROPOSAL = "rubric_proposal"
    """An admin is asked to approve a rubric that someone wrote; its subject, as of the next, is the version."""
    RUBRIC_NEWS = "rubric_news"
    """What became of that, to who proposed it."""
    SHARE_NOTICE = "share_notice"
    """What a sharer is told of a share that was not posted; its subject is the share's message."""
    REPORT = "report"
    """What an interviewer says of their interview, to who may accept it; its occasion begins with the interview."""
    REPORT_DECLINED = "report_declined"
    CALENDAR = "calendar"
    """A file for an interviewer's calendar; its occasion is the interview, how often there was one, what it says."""
    KIT = "kit"
    """What an interviewer reads shortly before; its occasion is the interview and the rung's time, as a reminder's."""
    REMINDER = "reminder"
    DIGEST = "digest"
    """What is late and what waits for a decision; its subject is the person, its occasion the day."""
    HOLD_ENDS = "hold_ends"
    """Anyone who put a loop on hold is asked to resume it on the day they named; its occasion is when they did."""
    STATUS = "status"
    """Which scorecards a loop lacks, for recruiter and hiring manager; its occasion is when they were told on."""
    DEBRIEF = "debrief"
    """How far a debrief is, in the thread of the signal's post; its occasion, as of all about one, is its id."""
    DEBRIEF_ASK = "debrief_ask"
    """Who votes again, and who decides, are told that a debrief has started."""
    DEBRIEF_REMINDER = "debrief_reminder"
    """Anyone who has not voted again some hours later is asked once more."""
    DEBRIEF_OPEN = "debrief_open"
    """What the re-votes came to, as a new message in the thread: no one is notified of an edit."""
    DEBRIEF_OPENED = "debrief_opened"
    """The same to each who voted, and to who decides and leads."""
    CALIBRATION = "calibration"
    """Someone is asked to rate sample answers; its subject, as of the two that follow, is the round."""
    CALIBRATION_SHARE = "calibration_share"
    """A channel is asked to; its actor is who sent it."""
    CALIBRATION_RESULTS = "calibration_results"
    """Anyone who rated is told that there are results, or that the round closed; its occasion is which of the two."""


class MessageState(StrEnum):
    """Where a message is on its way."""

    WANTED = "wanted"
    SENDING = "sending"
    """Claimed: should the lease run out without an outcome, no one knows whether it was sent."""
    STANDING = "standing"
    WAITING = "waiting"
    """Something has to be fixed first; the problem says what."""
    UNCLEAR = "unclear"
    """Slack did not say what became of it; it is sent once more, with a mark."""
    GIVEN_UP = "given_up"
    EXPIRED = "expired"
    GONE = "gone"
    """There is nothing to say any more."""


class Problem(StrEnum):
    """Why a message is not where it should be, as someone is told of it."""

    NOT_IN_CHANNEL = "not_in_channel"
    ARCHIVED = "archived"
    SHARED_CHANNEL = "shared_channel"
    PUBLIC_CHANNEL = "public_channel"
    CANDIDATE_IN_CHANNEL = "candidate_in_channel"
    """A colleague is in the channel that their own interviews were to be posted to."""
    RESTRICTED = "restricted"
    UNREACHABLE = "unreachable"
    """A person who cannot be written to."""
    OUTSIDER = "outsider"
    """A person who may not take part in any loop."""
    UNCONFIRMED = "unconfirmed"
    NO_ACCESS = "no_access"
    """Slack does not take the workspace's token, so no one can be told either."""
    GIVEN_UP = "given_up"
    EXPIRED = "expired"
    GONE = "gone"
    """What was shared is no longer there."""


SHORT = 16
"""Characters of an id that tell apart the messages about one interview: with that interview's own they fit the column.
"""

TERMINAL = (MessageState.GIVEN_UP, MessageState.EXPIRED, MessageState.GONE)

SHARES = (MessageKind.ANSWER_SHARE, MessageKind.JD_REVIEW_SHARE, MessageKind.CALIBRATION_SHARE)

CALIBRATION = (MessageKind.CALIBRATION, MessageKind.CALIBRATION_SHARE, MessageKind.CALIBRATION_RESULTS)

WITHOUT_LOOP = (
    *(*SHARES, *CALIBRATION, MessageKind.SHARE_NOTICE, MessageKind.DIGEST),
    *(MessageKind.PLEA_TO_OPEN, MessageKind.COMPARISON, MessageKind.JD_TEXT),
    *(MessageKind.JD_APPROVAL, MessageKind.JD_NEWS, MessageKind.RUBRIC_PROPOSAL, MessageKind.RUBRIC_NEWS),
)
"""What is about no loop, so that none is locked for it."""

PASSING = (
    MessageKind.KIT,
    MessageKind.CALENDAR,
    MessageKind.COMPARISON,
    MessageKind.JD_TEXT,
    MessageKind.RECORD,
    MessageKind.RECORD_FILE,
    MessageKind.REMINDER,
    MessageKind.STATUS,
    MessageKind.DIGEST,
    MessageKind.DEBRIEF_REMINDER,
)
"""What is of a moment: no one is told that one did not arrive, since the next one follows or it is too late."""

LIFE = {
    **dict.fromkeys(MessageKind, timedelta(days=14)),  # two weeks' absence of anyone who can fix it
    MessageKind.REPORT_DECLINED: timedelta(days=3),
    MessageKind.CHANGE: timedelta(days=3),  # later it is known by other ways, or over
    MessageKind.CALENDAR: timedelta(days=1),  # the link in the invitation does as well
    # Anyone who asked for these asks again.
    **dict.fromkeys(
        (MessageKind.COMPARISON, MessageKind.JD_TEXT, MessageKind.RECORD, MessageKind.RECORD_FILE), timedelta(days=1)
    ),
    MessageKind.KIT: timedelta(minutes=15),  # then the interview begins
    MessageKind.REMINDER: timedelta(hours=4),  # then the next one comes
    **dict.fromkeys((MessageKind.STATUS, MessageKind.DIGEST, MessageKind.DEBRIEF_REMINDER), timedelta(days=1)),
    **dict.fromkeys(SHARES, timedelta(hours=1)),  # an answer that arrives later would only puzzle the channel
}
"""For how long it is worth delivering a message of a kind."""


class MessageRow(Base):
    """A message that should exist in Slack, to a channel or as a direct message to a person.

    `wanted` counts up with each wish for an edit; `posted` is the newest revision that stands anywhere (0: none).
    `occasion` tells messages apart that are alike in all else. `fresh` says that the next delivery makes a new post.
    `unclear` counts deliveries that no one knows the outcome of. `leased_until` and `sending_since` belong to a claim.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("team_id", "subject", "kind", "recipient", "occasion"),
        Index(None, "due_at"),
        Index(None, "state", "kind"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    team_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[MessageKind] = mapped_column(enum_of(MessageKind))
    subject: Mapped[str]
    recipient: Mapped[str] = mapped_column(String(32))
    occasion: Mapped[str] = mapped_column(String(64), default="")
    actor: Mapped[str | None] = mapped_column(String(32))
    wanted_at: Mapped[datetime]
    wanted: Mapped[int] = mapped_column(default=1)
    posted: Mapped[int] = mapped_column(default=0)
    fresh: Mapped[bool] = mapped_column(default=True)
    state: Mapped[MessageState] = mapped_column(enum_of(MessageState), default=MessageState.WANTED)
    due_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    unclear: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Problem | None] = mapped_column(enum_of(Problem))
    waiting_since: Mapped[datetime | None]
    leased_until: Mapped[datetime | None]
    sending_since: Mapped[datetime | None]


class PlaceRow(Base):
    """A place where a message stands, or stood: never overwritten, so that each can be found again.

    `channel` is the conversation Slack answered with, because edits need it. `revision` is what stands there,
    `is_repeat` that it is marked as sent again, `core_only` that Slack refused newer blocks there, `lost_at` since
    when it can no longer be edited (deleted, or closed to edits).
    """

    __tablename__ = "places"

    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    channel: Mapped[str] = mapped_column(String(32), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    posted_at: Mapped[datetime]
    revision: Mapped[int]
    is_repeat: Mapped[bool] = mapped_column(default=False)
    core_only: Mapped[bool] = mapped_column(default=False)
    lost_at: Mapped[datetime | None]
