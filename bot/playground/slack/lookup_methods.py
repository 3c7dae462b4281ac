"""auth.test, conversations.* and users.info: what an app may ask about the workspace."""

from collections.abc import Callable

from bot.playground.slack.shown import channel_json, member_json
from bot.playground.slack.workspace import Channel, Json, SlackRefusalError, Workspace


class LookupMethods:
    """The reading methods of the Web API."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.methods: dict[str, tuple[Callable[[Json], Json], set[str]]] = {
            "auth.test": (self.auth_test, set()),
            "conversations.info": (self.conversations_info, {"channel", "include_locale", "include_num_members"}),
            "conversations.members": (self.conversations_members, {"channel", "cursor", "limit"}),
            "users.info": (self.users_info, {"user", "include_locale"}),
        }

    def auth_test(self, _: Json) -> Json:
        """Say whose token this is."""
        workspace, identity = self._workspace, self._workspace.identity
        return {
            "url": f"https://{workspace.domain}.slack.invalid/",
            "team": workspace.team_name,
            "user": identity.app_name.lower(),
            "team_id": workspace.team_id,
            "user_id": identity.bot_user_id,
            "bot_id": identity.bot_id,
            "is_enterprise_install": False,
        }

    def conversations_info(self, params: Json) -> Json:
        """Describe a conversation the app can see."""
        channel = self._seen(params)
        shown = channel_json(self._workspace, channel, locale=_yes(params, "include_locale"))
        if _yes(params, "include_num_members"):
            shown["num_members"] = len(channel.members)
        return {"channel": shown}

    def conversations_members(self, params: Json) -> Json:
        """List the members of a conversation, page by page."""
        members = sorted(self._seen(params).members)
        start, size = int(params.get("cursor") or 0), int(params.get("limit") or 100)
        following = str(start + size) if start + size < len(members) else ""
        return {"members": members[start : start + size], "response_metadata": {"next_cursor": following}}

    def users_info(self, params: Json) -> Json:
        """Describe a person."""
        member = self._workspace.member(str(params.get("user", "")))
        return {"user": member_json(self._workspace, member, locale=_yes(params, "include_locale"))}

    def _seen(self, params: Json) -> Channel:
        channel = self._workspace.channel(str(params.get("channel", "")))
        if channel.is_private and self._workspace.identity.bot_user_id not in channel.members:
            raise SlackRefusalError("channel_not_found")
        return channel


def _yes(params: Json, name: str) -> bool:
    return str(params.get(name, "")).lower() in {"1", "true"}
