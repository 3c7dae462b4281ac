"""The app as Slack is to know it: one manifest for Socket Mode, one for HTTP, both from what the rooms declare."""

from typing import Any

from bot.serving.declared import declared_commands, declared_events, declared_shortcuts

SCOPES = ("channels:read", "chat:write", "commands", "groups:read", "users:read")
"""What Debrief asks for; docs/scopes.md says why. Each later addition makes every workspace reinstall."""

_DESCRIPTION = "Rubrics, JD checklists, sealed scorecards and an explained hire signal for hiring teams."
_LONG_DESCRIPTION = (
    "Debrief keeps a hiring team honest with itself. It shows what good looks like for a role and level, checks a job "
    "description before it goes out, collects each interviewer’s scorecard without showing it to the others, and "
    "reveals the panel once, when the last card is in. The hire signal is plain arithmetic over explicit ratings, with "
    "its uncertainty and its coverage beside it. It decides nothing: the hiring manager does."
)


def manifest(host: str | None = None) -> dict[str, Any]:
    """Return the manifest for Socket Mode, or with a host (`debrief.example.com`) the one for HTTP."""
    url = f"https://{host}/slack/events" if host else None
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Debrief",
            "description": _DESCRIPTION,
            "background_color": "#1F2937",
            "long_description": _LONG_DESCRIPTION,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Debrief", "always_online": False},
            "slash_commands": _commands(url),
            "shortcuts": [
                {"name": one.name, "type": "message", "callback_id": one.callback_id, "description": one.description}
                for one in declared_shortcuts()
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
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


def _commands(url: str | None) -> list[dict[str, Any]]:
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
    ]
