"""Single facts of a loop's row, for anyone who needs no loop as a value."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.candidates import CandidateRow
from storage.loops import InterviewRow, LoopRow


def loop_of_interview(session: Session, team_id: str, interview_id: str) -> str | None:
    """Return the id of the loop that an interview of this workspace belongs to, or None."""
    return session.scalar(
        select(LoopRow.id)
        .join(InterviewRow, InterviewRow.loop_id == LoopRow.id)
        .where(InterviewRow.id == interview_id, LoopRow.team_id == team_id)
    )


def team_of_loop(session: Session, loop_id: str) -> str | None:
    """Return the workspace of a loop, for anyone who runs Debrief and knows only the id; None where there is none."""
    return session.scalar(select(LoopRow.team_id).where(LoopRow.id == loop_id))


def colleague_interviewed(session: Session, team_id: str, loop_id: str) -> str | None:
    """Return the Slack account of a loop's candidate; None where they are from outside, or it is no loop."""
    account = select(CandidateRow.user_id).join(LoopRow, LoopRow.candidate_id == CandidateRow.id)
    return session.scalar(account.where(LoopRow.id == loop_id, LoopRow.team_id == team_id))


def note_channel_checked(session: Session, team_id: str, loop_id: str, channel: str) -> None:
    """Note that a loop's candidate is known not to be in this channel, if it is still the loop's."""
    unchecked = (LoopRow.id == loop_id, LoopRow.team_id == team_id, ~LoopRow.is_channel_checked)
    checked = update(LoopRow).where(*unchecked, LoopRow.channel_id == channel).values(is_channel_checked=True)
    session.execute(checked, execution_options={"synchronize_session": False})
