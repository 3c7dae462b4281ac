"""All answers about hiring as plain data, for the operator; knows no format but JSON's values."""

from collections.abc import Sequence
from typing import Any

from bot.wiring import Services
from storage.staffing_checks import StaffingCheck, staffing_checks

MOST = 100_000
"""More than any company asks itself; so that one statement's answer has an end."""


def export_checks(services: Services, team: str | None = None) -> Sequence[dict[str, Any]]:
    """Return every set of answers of a workspace, or of all, the latest first: who, when, what, and why so."""
    with services.reads() as session:
        return [_exported(check) for check in staffing_checks(session, team, None, MOST)]


def _exported(check: StaffingCheck) -> dict[str, Any]:
    return {
        "id": check.id,
        "team": check.team_id,
        "opening": check.opening_id,
        "answered_by": check.answered_by,
        "answered_at": check.answered_at.isoformat(),
        "outcome": check.rule.outcome.value,
        "because": check.rule.because,
        "sources": list(check.rule.sources),
        "answers": [
            {"ask": question.ask, "answer": option.text, "means": option.means, "sources": list(option.sources)}
            for question, option in check.given
        ],
    }
