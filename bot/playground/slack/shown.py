"""The JSON in which Slack shows its own things to an app: messages, views, people, channels."""

from bot.playground.slack.modals import LiveView
from bot.playground.slack.workspace import Channel, Json, Member, Post, Workspace


def message_json(workspace: Workspace, post: Post) -> Json:
    """Return a message as the Web API and the interaction payloads show it."""
    identity = workspace.identity
    shown: Json = {
        "type": "message",
        "user": post.author,
        "text": post.text,
        "ts": post.ts,
        "team": workspace.team_id,
    }
    if post.author == identity.bot_user_id:
        profile = {"id": identity.bot_id, "app_id": identity.app_id, "name": identity.app_name, "deleted": False}
        shown |= {"bot_id": identity.bot_id, "app_id": identity.app_id, "bot_profile": profile}
    if post.blocks:
        shown["blocks"] = post.blocks
    if post.thread_ts:
        shown["thread_ts"] = post.thread_ts
    if post.edited_ts:
        shown["edited"] = {"user": post.author, "ts": post.edited_ts}
    if post.metadata:
        shown["metadata"] = post.metadata
    return shown


def view_json(workspace: Workspace, view: LiveView) -> Json:
    """Return a view as views.* answer with it and as interaction payloads carry it."""
    return {
        **view.payload,
        "id": view.id,
        "team_id": workspace.team_id,
        "state": {"values": view.values},
        "hash": view.hash,
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": workspace.identity.app_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.identity.bot_id,
    }


def member_json(workspace: Workspace, member: Member, *, locale: bool) -> Json:
    """Return a person as users.info does."""
    shown: Json = {
        "id": member.id,
        "team_id": member.team_id or workspace.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "real_name": member.real_name,
        "tz": member.tz,
        "profile": {"real_name": member.real_name, "display_name": member.name, "title": member.title},
        "is_admin": member.is_admin or member.is_owner,
        "is_owner": member.is_owner,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": member.is_bot,
        "is_stranger": member.team_id not in {"", workspace.team_id},
        "is_app_user": False,
    }
    return {**shown, "locale": "en-US"} if locale else shown


def channel_json(workspace: Workspace, channel: Channel, *, locale: bool) -> Json:
    """Return a conversation as conversations.info does."""
    if channel.peer:
        return {"id": channel.id, "is_im": True, "user": channel.peer, "is_archived": False}
    shown: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_general": False,
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_org_shared": False,
        "is_member": workspace.identity.bot_user_id in channel.members,
        "context_team_id": workspace.team_id,
    }
    return {**shown, "locale": "en-US"} if locale else shown
