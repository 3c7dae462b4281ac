"""The one moment when a JD is approved: enough people have, so that its text is frozen and the one before replaced."""

from sqlalchemy.orm import Session

from bot.features.approval.access import opening_of
from bot.features.approval.tell_approval import redraw, tell_of_entry
from bot.wiring import Workspace
from rubrics.jd.versions import JdAct, JdState, JdVersion
from storage.jd_entries import note_jd_entry
from storage.jd_versions import JdVersionRow, jd_version_row, jd_version_value, jds_of_series


def settle_if_enough(workspace: Workspace, session: Session, row: JdVersionRow) -> JdVersion:
    """Freeze a version's text where enough people have approved, and return it as it is then; it must be locked."""
    jd = jd_version_value(session, row)
    if jd.state is not JdState.IN_REVIEW or not jd.is_enough:
        return jd
    replace_before(workspace, session, jd, JdState.APPROVED)
    row.state, row.settled_at = JdState.APPROVED, workspace.now
    by = jd.approved_by[-1].person
    facts = {"approved_by": [each.person for each in jd.approved_by], "digest": jd.digest}
    number = note_jd_entry(session, jd.id, actor=by, act=JdAct.SETTLED, now=workspace.now, **facts)
    settled = jd_version_value(session, row)
    redraw(session, settled)
    tell_of_entry(session, settled, opening_of(session, settled), number, by=by)
    return settled


def replace_before(workspace: Workspace, session: Session, jd: JdVersion, state: JdState) -> None:
    """Replace the other versions of a JD that are in a state by this one."""
    for other in jds_of_series(session, jd.team_id, jd.series, (state,)):
        row = jd_version_row(session, jd.team_id, other.id, lock=True)
        if row is None or row.id == jd.id or row.state is not state:
            continue
        row.state = JdState.REPLACED
        facts = {"by_version": jd.version}
        note_jd_entry(session, row.id, actor=jd.asked_by, act=JdAct.REPLACED, now=workspace.now, **facts)
        redraw(session, other)
