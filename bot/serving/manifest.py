"""The app as Slack is to know it: one manifest for Socket Mode, one for HTTP, both from what the rooms declare."""

from typing import Any

from bot.serving.declared import declared_commands, declared_events, declared_shortcuts
from bot.wording.words import plain_words

SCOPES = ("channels:read", "chat:write", "commands", "groups:read", "users:read")
"""What Debrief asks for; docs/scopes.md says why. Each later addition makes every workspace reinstall."""

OPTIONAL_SCOPES = ("files:write",)
"""What a workspace may leave out when it installs Debrief; without it, what it is for is done another way or not."""


def manifest(host: str | None = None, *, only_debrief: bool = False) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or with a host (`debrief.example.com`) the one for HTTP.

    With `only_debrief` it asks for /debrief alone, where other apps of a workspace have the short commands already:
    each of them may be typed behind it.
    """
    url = f"https://{host}/slack/events" if host else None
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Debrief",
            "description": plain_words("serving.description"),
            "background_color": "#1F2937",
            "long_description": plain_words("serving.long_description"),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Debrief", "always_online": False},
            "slash_commands": _commands(url, only_debrief=only_debrief),
            "shortcuts": [
                {
                    "name": one.name,
                    "type": "global" if one.everywhere else "message",
                    "callback_id": one.callback_id,
                    "description": one.description,
                }
                for one in declared_shortcuts()
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES), "bot_optional": sorted(OPTIONAL_SCOPES)}},
        "settings": {
            "event_subscriptions": {**({"request_url": url} if url else {}), "bot_events": declared_events()},
            "interactivity": {
                "is_enabled": True,
                **({"request_url": url, "message_menu_options_url": url} if url else {}),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _commands(url: str | None, *, only_debrief: bool) -> list[dict[str, Any]]:
    declared = declared_commands()
    return [
        {
            "command": command.name,
            **({"url": url} if url else {}),
            "description": command.description,
            "usage_hint": declared.usage_hint(command),
            "should_escape": True,
        }
        for command in declared.commands
        if command.leads_to_all or not only_debrief
    ]
