"""The hire signal: what a panel's scorecards say together, how sure that is and why; this is its public door."""

from rubrics.signal.panel import SignalError
from rubrics.signal.summary import summarise
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
    Rule,
    Shortfall,
    StandardError,
    Tally,
    Topic,
    Word,
)
from rubrics.signal.words import LEAN, LEAN_NO, NO, STRONG, figure, percent, word_at

__all__ = [
    "LEAN",
    "LEAN_NO",
    "NO",
    "OVERALL",
    "STRONG",
    "BarReading",
    "CompetencySummary",
    "Contribution",
    "Coverage",
    "Disagreement",
    "FloorCheck",
    "HireSignal",
    "InterviewerPart",
    "ItemPart",
    "Reason",
    "Rule",
    "Shortfall",
    "SignalError",
    "StandardError",
    "Tally",
    "Topic",
    "Word",
    "figure",
    "percent",
    "summarise",
    "word_at",
]
