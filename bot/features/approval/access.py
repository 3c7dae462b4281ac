"""Which versions of JDs someone may know of, and who runs them; whatever concerns one version asks here first."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.errors import NextStep, Reason, Refusal
from bot.features.doors import REVIEW_A_JD, Door
from bot.features.people.viewer import viewer
from bot.wiring import Actor, Workspace
from rubrics.jd.versions import JdState, JdVersion
from rubrics.panel.permissions import Viewer, may_run_opening
from rubrics.panel.plan import Opening
from storage.jd_versions import JdVersionRow, jd_version_row, jd_version_value, jds_of_series
from storage.openings import opening_row, opening_value


@dataclass(frozen=True)
class KnownJd:
    """A version that the actor may know of, as a row to change and as a value; `runs` says that they may change it."""

    row: JdVersionRow
    jd: JdVersion
    opening: Opening | None
    asking: Viewer
    runs: bool


def no_such_jd() -> Refusal:
    """Return the one answer to "not there" and to "not yours"."""
    return Refusal("approval_refusals.no_such_jd", steps=(REVIEW_A_JD,))


def jd_known_to(workspace: Workspace, session: Session, actor: Actor, jd_id: str, *, lock: bool = False) -> KnownJd:
    """Return a version that the actor asked about, was asked to approve, or runs the opening of; raises Refusal."""
    row = jd_version_row(session, actor.team, jd_id, lock=lock)
    if row is None:
        raise no_such_jd()
    jd, asking = jd_version_value(session, row), viewer(workspace, session, actor)
    opening = opening_of(session, jd)
    if not may_know(jd, opening, asking):
        raise no_such_jd()
    return KnownJd(row, jd, opening, asking, runs=_runs(jd, opening, asking))


def need_review(session: Session, jd: JdVersion) -> None:
    """Refuse what is about a version that no one is asked to approve any more, with the way to the one that counts."""
    if jd.state is not JdState.IN_REVIEW:
        counts = jds_of_series(session, jd.team_id, jd.series, (JdState.IN_REVIEW, JdState.APPROVED))
        steps = [NextStep(Reason("approval_labels.open"), Door.JD_APPROVAL, later.id) for later in counts[:1]]
        raise Refusal("approval_refusals.not_in_review", steps=steps, state=jd.state.value)


def opening_of(session: Session, jd: JdVersion) -> Opening | None:
    """Return the opening that a version is for, or None."""
    row = opening_row(session, jd.team_id, jd.opening) if jd.opening else None
    return opening_value(row) if row is not None else None


def may_know(jd: JdVersion, opening: Opening | None, asking: Viewer) -> bool:
    """Tell whether someone may read a version: who asked, who was asked, and those who run its opening."""
    if asking.is_outsider:
        return False
    return jd.names(asking.user) or _runs(jd, opening, asking)


def _runs(jd: JdVersion, opening: Opening | None, asking: Viewer) -> bool:
    """Tell whether someone may change who approves a version, or withdraw it."""
    if asking.is_outsider:
        return False
    is_theirs = asking.is_admin or asking.user == jd.asked_by
    return is_theirs or (opening is not None and may_run_opening(opening, asking))
