"""What is left to set up in a workspace, for its admins; what is set up is told from what is known already."""

from dataclasses import dataclass, fields
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.features.people.admins import need_admin_in
from bot.wiring import Actor, Workspace
from storage.heartbeats import Process, fell_silent
from storage.people import ask_about_channel, channel_named, is_in_private_channel

SILENCE = timedelta(minutes=2)
"""The worker notes itself every few seconds; after so long without, nothing is being posted."""
DONE_ALREADY = 2
"""Anyone who reads this has installed Debrief, and its database answers."""


@dataclass(frozen=True)
class Setup:
    """What is set up, each True or False; what Debrief can't do without comes first."""

    worker: bool
    channel: bool
    admins: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what is left to do, in the order in which to do it."""
        return tuple(each.name for each in fields(self) if not getattr(self, each.name))

    @property
    def number(self) -> int:
        """How many steps there are in all."""
        return len(fields(self)) + DONE_ALREADY


def setup_in(workspace: Workspace, session: Session) -> Setup:
    """Return what is set up in a workspace, inside a transaction that is open already."""
    return Setup(
        worker=not fell_silent(session, Process.WORKER, SILENCE),
        channel=is_in_private_channel(session, workspace.team),
        admins=bool(workspace.settings.debrief_admins),
    )


def check_channel(workspace: Workspace, actor: Actor, channel: str) -> bool:
    """Tell an admin whether Debrief is known to be in a channel; if not, the worker asks Slack. Raises Refusal."""
    with workspace.sessions.begin() as session:
        need_admin_in(workspace, session, actor)
        known = channel_named(session, actor.team, channel)
        ask_about_channel(session, actor.team, channel)
        return known is not None and known.has_bot


def worker_is_seen(workspace: Workspace, actor: Actor) -> bool:
    """Tell an admin whether the worker gives signs of life; raises Refusal."""
    with workspace.reads() as session:
        need_admin_in(workspace, session, actor)
        return not fell_silent(session, Process.WORKER, SILENCE)
