"""Whether a colleague is in the channel that their own interviews are posted to: looked up before every post."""

from bot.wiring import Services
from bot.worker.directory import members_of
from storage.loop_lookups import colleague_interviewed, note_channel_checked
from storage.messages import MessageRow


def is_candidate_in(services: Services, row: MessageRow) -> bool:
    """Tell whether whom a message is about is in its channel now; raises HeldError, or what UNREACHABLE names.

    Slack is asked only where the candidate is a colleague. The first time they are not there, the loop's channel
    counts as checked.
    """
    with services.reads() as session:
        account = colleague_interviewed(session, row.team_id, row.subject)
    if account is None:
        return False
    if account in members_of(services, row.team_id, row.recipient):
        return True
    with services.sessions.begin() as session:
        note_channel_checked(session, row.team_id, row.subject, row.recipient)
    return False
