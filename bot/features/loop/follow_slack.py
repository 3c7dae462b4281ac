"""What Slack says has changed outside Debrief: who is in a channel, and whose account works.

Nothing is believed that the worker does not look up again: an event only has it look at once.
"""

from bot.features.loop.leavers import redraw_leaver, tell_of_leavers
from bot.features.loop.reveal_panel import IN_THE_CHANNEL
from bot.wiring import Services
from storage.loop_reading import loops_about
from storage.messages import MessageKind
from storage.outbox import look_again, want_edit
from storage.people import ask_about_channel, channel_named, note_account

POSTS = (MessageKind.ANNOUNCEMENT, *IN_THE_CHANNEL, MessageKind.SIGNAL_SHARE)
"""What stands in a channel about a candidate."""


def follow_move(services: Services, team: str, user: str, channel: str, *, is_own: bool) -> None:
    """Look at what waits for a channel that someone joined or left, and at what stands there about them.

    `is_own` says that it was Debrief itself. Most people who move are no one's candidate: for them nothing is written.
    """
    with services.reads() as session:
        if channel_named(session, team, channel) is None:
            return
        about = [] if is_own else loops_about(session, team, user)
    if not (is_own or about):
        return
    with services.sessions.begin() as session:
        if is_own:
            ask_about_channel(session, team, channel)
        look_again(session, team, channel)
        for loop in about:
            for kind in POSTS:
                want_edit(session, team_id=team, kind=kind, subject=loop, recipient=channel)


def follow_account(services: Services, team: str, user: str, *, is_deactivated: bool) -> None:
    """Note that someone whom Debrief knows has left, or is back.

    Anyone who runs the loops that wait for them is told that they left, and reads there that they are back.
    """
    with services.sessions.begin() as session:
        if not note_account(session, team, user, is_deactivated=is_deactivated):
            return
        redraw_leaver(session, team, user)
    if is_deactivated:
        tell_of_leavers(services)
