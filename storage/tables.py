"""The index of all tables: each is declared beside its queries, and imported here so that migrations know it.

Relationships never load by surprise (`lazy="raise"`), times are stored in UTC and come back aware, and people are
Slack user ids within a workspace (`team_id`).
"""

from storage.access_log import AccessRow
from storage.audit import AuditRow
from storage.calibration import CalibrationRow
from storage.calibration_parts import CalibrationRaterRow, CalibrationRatingRow
from storage.candidates import CandidateRow, CandidateWordRow
from storage.claims import TurnRow
from storage.columns import Base
from storage.debriefs import DebriefRow, DebriefTopicRow, ReVoteRow
from storage.decisions import DecisionRow, DissentRow
from storage.drafts import DraftRow
from storage.events import EventRow
from storage.forms import FormRow
from storage.heartbeats import HeartbeatRow
from storage.history import ClosedPanelRow, HistoryRow
from storage.jd_entries import JdEntryRow
from storage.jd_reviews import JdReviewRow
from storage.jd_traces import JdTraceRow
from storage.jd_versions import JdApproverRow, JdVersionRow
from storage.jd_waivers import JdWaiverRow
from storage.loop_members import LoopMemberRow
from storage.loops import InterviewRow, LoopRow
from storage.messages import MessageRow, PlaceRow
from storage.offers import OfferRow
from storage.openings import OpeningRow
from storage.people import ChannelRow, PersonRow
from storage.rate_limits import RateLimitRow
from storage.reminders import DigestRow, ReminderRow
from storage.rubric_versions import RubricVersionRow
from storage.scorecards import RatingRow, ScorecardRow
from storage.seniority_changes import SeniorityChangeRow
from storage.severity_fits import SeverityFitRow
from storage.signals import SignalRow
from storage.staffing_checks import StaffingCheckRow
from storage.team_definitions import RoleDraftRow, RoleVersionEntryRow, RoleVersionRow
from storage.workspace_settings import SettingChangeRow, SettingRow

METADATA = Base.metadata
"""Every table, for anyone who compares a database with them."""

__all__ = [
    "METADATA",
    "AccessRow",
    "AuditRow",
    "CalibrationRaterRow",
    "CalibrationRatingRow",
    "CalibrationRow",
    "CandidateRow",
    "CandidateWordRow",
    "ChannelRow",
    "ClosedPanelRow",
    "DebriefRow",
    "DebriefTopicRow",
    "DecisionRow",
    "DigestRow",
    "DissentRow",
    "DraftRow",
    "EventRow",
    "FormRow",
    "HeartbeatRow",
    "HistoryRow",
    "InterviewRow",
    "JdApproverRow",
    "JdEntryRow",
    "JdReviewRow",
    "JdTraceRow",
    "JdVersionRow",
    "JdWaiverRow",
    "LoopMemberRow",
    "LoopRow",
    "MessageRow",
    "OfferRow",
    "OpeningRow",
    "PersonRow",
    "PlaceRow",
    "RateLimitRow",
    "RatingRow",
    "ReVoteRow",
    "ReminderRow",
    "RoleDraftRow",
    "RoleVersionEntryRow",
    "RoleVersionRow",
    "RubricVersionRow",
    "ScorecardRow",
    "SeniorityChangeRow",
    "SettingChangeRow",
    "SettingRow",
    "SeverityFitRow",
    "SignalRow",
    "StaffingCheckRow",
    "TurnRow",
]
