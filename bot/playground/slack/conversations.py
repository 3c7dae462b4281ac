"""Which conversations a conversations_select offers to one person; knows channels and filters, no screens."""

from bot.playground.slack.workspace import Channel, Json, Workspace


def offered_conversations(workspace: Workspace, user: str, element: Json) -> list[Channel]:
    """Return what the menu lists: public channels and one's own private ones and direct messages, as filtered."""
    wanted = element.get("filter", {})
    kinds = set(wanted.get("include", ["im", "mpim", "private", "public"]))
    return [
        channel
        for channel in workspace.channels.values()
        if _kind(channel) in kinds
        and (user in channel.members or not channel.is_private)
        and not channel.is_archived
        and not (channel.is_ext_shared and wanted.get("exclude_external_shared_channels"))
        and not (channel.peer and wanted.get("exclude_bot_users"))
    ]


def current_conversation(workspace: Workspace, user: str, element: Json, origin: str | None) -> str | None:
    """Return the conversation that `default_to_current_conversation` fills in, where the filter lets it."""
    if not element.get("default_to_current_conversation"):
        return None
    known = {channel.id for channel in offered_conversations(workspace, user, element)}
    return origin if origin in known else None


def _kind(channel: Channel) -> str:
    if channel.peer:
        return "im"
    return "private" if channel.is_private else "public"
