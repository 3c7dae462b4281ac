"""The hire signal: what a panel's scorecards say together, how sure that is and why; this is its public door."""

from rubrics.catalogue.precision import LEAN
from rubrics.signal.comparison import Comparison, WidestGap, compare, widest_gap
from rubrics.signal.feedback import FeedbackPoint, FeedbackPoints, feedback_points
from rubrics.signal.kinds import Lack, RemedyKind, Rule, Topic, Word
from rubrics.signal.leaning import basis_of, must_haves_missed
from rubrics.signal.own_part import BesideOthers, OwnPart, beside_others, lone_recommendation, own_part
from rubrics.signal.panel import SignalError, SignalProblem
from rubrics.signal.spreads import FIXED, Spreads
from rubrics.signal.summary import summarize
from rubrics.signal.tally import Contradiction, Tally
from rubrics.signal.to_discuss import below_the_bar, discuss_first, to_discuss
from rubrics.signal.topics import tally_of_recommendations
from rubrics.signal.values import (
    OVERALL,
    BarReading,
    CompetencySummary,
    Contribution,
    Coverage,
    Disagreement,
    FloorCheck,
    HireSignal,
    InterviewerPart,
    ItemPart,
    Reason,
    Remedy,
    Shortfall,
    StandardError,
)
from rubrics.signal.voices import RECOMMENDATION_RATINGS
from rubrics.signal.words import CLEAR, LEAN_NO, NO, SURELY, word_at, word_of

__all__ = [
    "CLEAR",
    "FIXED",
    "LEAN",
    "LEAN_NO",
    "NO",
    "OVERALL",
    "RECOMMENDATION_RATINGS",
    "SURELY",
    "BarReading",
    "BesideOthers",
    "Comparison",
    "CompetencySummary",
    "Contradiction",
    "Contribution",
    "Coverage",
    "Disagreement",
    "FeedbackPoint",
    "FeedbackPoints",
    "FloorCheck",
    "HireSignal",
    "InterviewerPart",
    "ItemPart",
    "Lack",
    "OwnPart",
    "Reason",
    "Remedy",
    "RemedyKind",
    "Rule",
    "Shortfall",
    "SignalError",
    "SignalProblem",
    "Spreads",
    "StandardError",
    "Tally",
    "Topic",
    "WidestGap",
    "Word",
    "basis_of",
    "below_the_bar",
    "beside_others",
    "compare",
    "discuss_first",
    "feedback_points",
    "lone_recommendation",
    "must_haves_missed",
    "own_part",
    "summarize",
    "tally_of_recommendations",
    "to_discuss",
    "widest_gap",
    "word_at",
    "word_of",
]
