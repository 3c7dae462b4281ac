"""A loop's record for those who run Debrief, outside Slack: sealed, unless unsealed for a reason that is noted."""

from bot.errors import Refusal
from bot.features.record.fold_access import fold_into
from bot.features.record.read_record import LoopRecord, record_in
from bot.wiring import Services
from rubrics.panel.record import AuditAction
from storage.audit import record
from storage.loop_lookups import team_of_loop
from storage.loops import lock_loop, loop_value

COMMAND_LINE = "command line"
"""Who acted, in the record, where someone used the command line."""


def export_record(services: Services, loop_id: str, *, unseal_reason: str | None = None) -> LoopRecord:
    """Return a loop's record; ratings only with a reason to unseal, which is noted in it. Raises Refusal."""
    with services.sessions.begin() as session:
        team = team_of_loop(session, loop_id)
        row = lock_loop(session, team, loop_id) if team else None
        if row is None:
            raise Refusal("record_refusals.no_loop_to_export", loop=loop_id)
        if unseal_reason is not None:
            if not unseal_reason.strip():
                raise Refusal("record_refusals.no_reason")
            facts = {"reason": unseal_reason.strip()}
            record(session, row.id, actor=COMMAND_LINE, action=AuditAction.UNSEALED, now=services.now(), **facts)
        fold_into(session, row.id)
        return record_in(session, loop_value(row), with_ratings=unseal_reason is not None)
