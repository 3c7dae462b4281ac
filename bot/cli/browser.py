"""Opens a page in the browser of anyone who sits in front of this machine; where that is no one, nothing happens."""

import os
import sys
import webbrowser
from collections.abc import Mapping


def open_page(url: str) -> bool:
    """Open the page in a new tab; tells whether a browser was asked to."""
    if not has_display(os.environ, sys.platform) or not sys.stdout.isatty():
        return False
    try:
        return webbrowser.open(url, new=2)
    except webbrowser.Error:
        return False


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window can be opened on the screen of anyone who typed the command: never in CI or over SSH."""
    if any(environment.get(name) for name in ("CI", "SSH_CONNECTION", "SSH_TTY")):
        return False
    if platform in {"darwin", "win32"}:
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
