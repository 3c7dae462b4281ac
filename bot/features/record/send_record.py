"""A record as a file in someone's direct messages: asked for here, made when the worker shares it."""

from bot.features.loop.access import locked_loop_known_to
from bot.features.record.read_record import record_to_hand_out
from bot.features.record.show_document import RecordFormat, document
from bot.slack.shared_files import FILES_SCOPE
from bot.wiring import Actor, Workspace
from storage.messages import MessageKind
from storage.outbox import want_another
from storage.rate_limits import held_until


def may_take_files(workspace: Workspace) -> bool:
    """Tell whether this workspace takes files, or was not asked lately: only Slack knows, and it says so by a try."""
    with workspace.reads() as session:
        return held_until(session, workspace.team, FILES_SCOPE) is None


def send_record(workspace: Workspace, actor: Actor, loop_id: str, form: RecordFormat) -> bool:
    """Have a record sent to someone who may know of the loop; raises Refusal.

    Tells whether it may come. Asked for again before it came, it comes once.
    """
    if not may_take_files(workspace):
        return False
    with workspace.sessions.begin() as session:
        _, loop, _ = locked_loop_known_to(workspace, session, actor, loop_id)
        about = {"team_id": loop.team_id, "subject": loop.id, "recipient": actor.user}
        want_another(session, kind=MessageKind.RECORD, about=form.value, **about)
    return True


def form_meant(occasion: str) -> RecordFormat:
    """Return the format that a message says comes."""
    return RecordFormat(occasion.partition(".")[0])


def record_content(workspace: Workspace, actor: Actor, loop_id: str, form: RecordFormat, file: str) -> bytes:
    """Return a record as the bytes of a file; raises Refusal where its reader may not know of the loop any more.

    That they take it is noted once for each `file`, however often it has to be sent.
    """
    record = record_to_hand_out(workspace, actor, loop_id, file=file, form=form.value)
    return document(form, record, workspace.now).encode()
