"""A browser is opened where someone sits in front of a screen, and nowhere else."""

import sys
import webbrowser

import pytest

from bot.cli.browser import has_display, open_page

NAMES = ("CI", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY")


@pytest.mark.parametrize(
    ("platform", "environment", "opened"),
    [
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
        ("darwin", {"CI": "true"}, False),
        ("darwin", {"SSH_CONNECTION": "10.0.0.1 22"}, False),
        ("linux", {"DISPLAY": "localhost:10.0", "SSH_TTY": "/dev/pts/0"}, False),
    ],
)
def test_a_screen_is_known_by_the_platform_and_the_environment(
    platform: str, environment: dict[str, str], opened: bool
) -> None:
    assert has_display(environment, platform) is opened


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a browser was asked for, on a machine with a screen."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, new: asked.append(url) or True)
    return asked


def test_a_page_is_opened_for_somebody_at_a_terminal_alone(pages: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert open_page("http://127.0.0.1:8200")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    assert not open_page("http://127.0.0.1:8201")
    assert pages == ["http://127.0.0.1:8200"]


def test_a_browser_that_fails_is_no_failure_of_the_playground(
    pages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(url: str, new: int) -> bool:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "open", fails)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert not open_page("http://127.0.0.1:8200")
