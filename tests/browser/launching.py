"""Which browser the tests drive: the system's Chromium, without a window; none is downloaded."""

import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",  # CI runs as root, and the only page opened is our own
    "--no-proxy-server",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Return the program's path, or None where there is none on this machine."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)
