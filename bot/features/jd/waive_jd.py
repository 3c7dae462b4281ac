"""Waiving a remark of a JD review: it stays as it is, for a reason and until a day, and can be reopened.

A sentence's waiver holds for everybody in the workspace; that of what a text leaves out, in its author's reviews alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.errors import FormRefusal, Refusal, reason
from bot.features.jd.review_jd import review_again
from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_findings import entries
from bot.wiring import Actor, Services, Workspace
from rubrics.jd import Finding
from rubrics.jd.waivers import digest_of, subject_of
from storage.jd_waivers import JdWaiverRow, drop_expired_jd_waivers, reopen_jd_remark, waive_jd_remark

ASK_AGAIN = timedelta(days=90)
"""When a remark comes back unless another day is chosen: a quarter, since few openings stay open for longer."""
LONGEST = timedelta(days=366)
"""Laws change by the year, and a waiver that no one looks at again is a deleted rule."""
KEPT = timedelta(days=365)
"""How long a waiver is kept after its day, to tell why a remark was left."""
_MARK = 16
"""So much of a digest tells the sentences of one posting apart."""
UNTIL = "until"
"""The field of the form that holds the day."""


class WaiveReason(StrEnum):
    """Why a remark stays."""

    NOT_APPLICABLE = "na"
    DECIDED = "decided"
    WRONG = "wrong"


@dataclass(frozen=True)
class Waiving:
    """Why remarks stay, in one of three ways and a note, and the day they come back."""

    why: WaiveReason
    note: str
    until: date


def waive(workspace: Workspace, actor: Actor, shown: ReviewShown, mark: str, waiving: Waiving) -> Sequence[Finding]:
    """Waive the marked remark of one's own review, with those about the same phrase, and return them.

    Waiving it again changes the reason alone. Raises Refusal where it is no longer made, FormRefusal where the day is
    past or too far.
    """
    today = workspace.now.date()
    if not today < waiving.until <= today + LONGEST:
        raise FormRefusal({UNTIL: reason("jd_refusals.waive_day")})
    findings = marked(shown, mark)
    if not findings:
        raise Refusal("jd_refusals.remark_gone")
    with workspace.sessions.begin() as session:
        for finding in findings:
            row = JdWaiverRow(
                team_id=actor.team,
                scope="" if finding.start is not None else actor.user,
                rule=finding.rule,
                digest=_digest(shown, finding),
                kind=waiving.why.value,
                note=waiving.note,
                waived_by=actor.user,
                waived_at=workspace.now,
                expires_at=datetime.combine(waiving.until, time(), UTC) + timedelta(days=1),
            )
            waive_jd_remark(session, row)
    return findings


def mark_of(shown: ReviewShown, finding: Finding) -> str:
    """Return what a remark is known by: its number changes with every remark that is waived before it."""
    return f"{finding.rule}:{_digest(shown, finding)[:_MARK]}"


def marked(shown: ReviewShown, mark: str) -> Sequence[Finding]:
    """Return the remarks about the phrase of the marked one; a waived one stands alone."""
    for entry in entries(shown.review):
        if any(mark_of(shown, finding) == mark for finding in entry.findings):
            return entry.findings
    return [one.finding for one in shown.waived if mark_of(shown, one.finding) == mark]


def _digest(shown: ReviewShown, finding: Finding) -> str:
    return digest_of(subject_of(shown.review, shown.text, finding))


def reopen(workspace: Workspace, actor: Actor, review_id: str, waiver_id: str) -> None:
    """Take a waiver back that holds in one's own review; taking it back twice is no error. Raises Refusal."""
    review_again(workspace, actor, review_id)
    with workspace.sessions.begin() as session:
        reopen_jd_remark(session, team_id=actor.team, user=actor.user, waiver_id=waiver_id)


def forget_expired_waivers(services: Services) -> int:
    """Delete the waivers whose day is long past, and return how many there were."""
    with services.sessions.begin() as session:
        return drop_expired_jd_waivers(session, services.now() - KEPT)
