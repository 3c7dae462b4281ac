"""The payloads of every delivery, with the fields Slack sends and no others; sends nothing itself."""

from bot.playground.slack.markup import escape
from bot.playground.slack.modals import LiveView
from bot.playground.slack.shown import member_json, message_json, view_json
from bot.playground.slack.workspace import Channel, Json, Member, Post, Workspace


class Payloads:
    """Builds payloads for one workspace; `url` turns a response_url's token into its address."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def command(self, user: str, channel: Channel, command: str, text: str, tickets: dict[str, str]) -> dict[str, str]:
        """Return the form of a slash command."""
        workspace = self._workspace
        return {
            "token": "local",
            "team_id": workspace.team_id,
            "team_domain": workspace.domain,
            "channel_id": channel.id,
            "channel_name": _channel_name(channel),
            "user_id": user,
            "user_name": workspace.members[user].name,
            "command": command,
            "text": self._escaped(text),
            "api_app_id": workspace.identity.app_id,
            "is_enterprise_install": "false",
            **tickets,
        }

    def _escaped(self, text: str) -> str:
        """Return a command's text as `should_escape: true` sends it: names become ids."""
        words = [self._mention(word) or word for word in text.split(" ")]
        return " ".join(words)

    def _mention(self, word: str) -> str | None:
        if word.startswith("@"):
            named = (member.id for member in self._workspace.members.values() if member.name == word[1:])
            return next((f"<@{user}>" for user in named), None)
        if word.startswith("#"):
            places = (c for c in self._workspace.channels.values() if c.name == word[1:] and not c.peer)
            return next((f"<#{c.id}|{'' if c.is_private else c.name}>" for c in places), None)
        return None if word.startswith(("<@U", "<#C")) else escape(word)

    def _common(self, kind: str, user: str) -> Json:
        workspace = self._workspace
        member = workspace.members[user]
        return {
            "type": kind,
            "team": {"id": workspace.team_id, "domain": workspace.domain},
            "user": {
                "id": user,
                "username": member.name,
                "name": member.name,
                "team_id": member.team_id or workspace.team_id,
            },
            "api_app_id": workspace.identity.app_id,
            "token": "local",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def view_actions(self, view: LiveView, trigger_id: str, action: Json) -> Json:
        """Return block_actions from inside a modal or App Home: no channel, no response_url."""
        return {
            **self._common("block_actions", view.user),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger_id,
            "view": view_json(self._workspace, view),
            "actions": [action],
        }

    def message_actions(self, user: str, post: Post, tickets: dict[str, str], action: Json, state: Json) -> Json:
        """Return block_actions from a message; an ephemeral message is not shown in it."""
        place = self._place(post)
        shown = {} if post.ephemeral_to else {"message": message_json(self._workspace, post)}
        container = {
            "type": "message",
            "message_ts": post.ts,
            "channel_id": post.channel,
            "is_ephemeral": post.ephemeral_to is not None,
        }
        if post.thread_ts:
            container["thread_ts"] = post.thread_ts
        common = self._common("block_actions", user)
        rest = {"channel": place, "state": {"values": state}, "actions": [action], **shown}
        return {**common, "container": container, **tickets, **rest}

    def shortcut(self, user: str, post: Post, callback_id: str, tickets: dict[str, str]) -> Json:
        """Return a message shortcut; it carries the whole message."""
        return {
            **self._common("message_action", user),
            "callback_id": callback_id,
            "action_ts": self._workspace.stamp(),
            "message_ts": post.ts,
            "channel": self._place(post),
            "message": message_json(self._workspace, post),
            **tickets,
        }

    def global_shortcut(self, user: str, callback_id: str, trigger_id: str) -> Json:
        """Return a global shortcut: it comes from no message and no channel, and has no response_url."""
        common = self._common("shortcut", user)
        return {
            **common,
            "callback_id": callback_id,
            "action_ts": self._workspace.stamp(),
            "trigger_id": trigger_id,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def submission(self, shown: Json, user: str, trigger_id: str, response_urls: list[Json]) -> Json:
        """Return a view_submission of a view as it stood when it was sent."""
        common = self._common("view_submission", user)
        return {**common, "trigger_id": trigger_id, "view": shown, "response_urls": response_urls}

    def closed(self, view: LiveView, *, is_cleared: bool) -> Json:
        """Return a view_closed; it has no trigger_id."""
        shown = view_json(self._workspace, view)
        return {**self._common("view_closed", view.user), "view": shown, "is_cleared": is_cleared}

    def suggestion(self, view: LiveView, block_id: str, action_id: str, typed: str) -> Json:
        """Return a block_suggestion for what was typed into an external_select."""
        return {
            **self._common("block_suggestion", view.user),
            "container": {"type": "view", "view_id": view.id},
            "block_id": block_id,
            "action_id": action_id,
            "value": typed,
            "view": view_json(self._workspace, view),
        }

    def home_opened(self, user: str, channel: Channel, home: LiveView | None, tab: str) -> Json:
        """Return the app_home_opened event, which opening the Messages tab sends too."""
        workspace = self._workspace
        event: Json = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        event["event_ts"] = workspace.stamp()
        if home and tab == "home":
            event["view"] = view_json(workspace, home)
        return self.event(event)

    def moved(self, event_type: str, user: str, channel: Channel) -> Json:
        """Return member_joined_channel or member_left_channel."""
        kind = "G" if channel.is_private else "C"
        about: Json = {"type": event_type, "user": user, "channel": channel.id, "channel_type": kind}
        return self.event({**about, "team": self._workspace.team_id, "event_ts": self._workspace.stamp()})

    def changed(self, member: Member) -> Json:
        """Return the user_change event, which describes an account anew."""
        about: Json = {"type": "user_change", "user": member_json(self._workspace, member, locale=False)}
        return self.event({**about, "event_ts": self._workspace.stamp()})

    def event(self, event: Json) -> Json:
        """Return an event in its envelope."""
        workspace = self._workspace
        authorization = {
            "enterprise_id": None,
            "team_id": workspace.team_id,
            "user_id": workspace.identity.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "local",
            "team_id": workspace.team_id,
            "api_app_id": workspace.identity.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": workspace.mint("Ev"),
            "event_time": int(workspace.clock()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }

    def _place(self, post: Post) -> Json:
        channel = self._workspace.channel(post.channel)
        return {"id": channel.id, "name": _channel_name(channel)}


def _channel_name(channel: Channel) -> str:
    if channel.peer:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name
