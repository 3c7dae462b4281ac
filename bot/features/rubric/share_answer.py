"""Sharing an answer about the definitions to a channel: the wish is kept here, the worker posts it."""

from bot.errors import Refusal
from bot.features.rubric.topic import Topic
from bot.wiring import Actor, Workspace
from storage.messages import MessageKind
from storage.outbox import want_once
from storage.people import name_channel, name_people


def share_answer(workspace: Workspace, actor: Actor, topic: Topic, channel: str, *, request: str) -> None:
    """Have an answer posted in a channel with the actor's name; the same request twice posts it once."""
    if not topic.is_shareable:
        raise Refusal("rubric_refusals.not_shareable")
    with workspace.sessions.begin() as session:
        name_people(session, actor.team, [actor.user])
        name_channel(session, actor.team, channel)
        want_once(
            session,
            team_id=actor.team,
            kind=MessageKind.ANSWER_SHARE,
            subject=topic.key,
            recipient=channel,
            actor=actor.user,
            request=request,
        )
