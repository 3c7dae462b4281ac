"""What `serve` and `worker` do before they start: settings, logs, definitions, a migrated database, signals."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from bot.errors import Refusal
from bot.logs import configure_logs
from bot.serving.lanes import lane_left
from bot.settings import Settings, load_settings
from bot.wiring import Services, build_services
from bot.wording.words import speak
from storage import migrations


def ready_settings() -> Settings:
    """Return the settings, with the log and the language as they want them."""
    settings = load_settings()
    configure_logs(settings.debrief_log_level, settings.debrief_log_format)
    speak(settings.debrief_language)
    return settings


def ready_services(settings: Settings) -> Services:
    """Return services on a database of the right version; on SQLite it is migrated here, elsewhere before."""
    services = build_services(settings, waits=lane_left)
    have, want = migrations.current(services.engine), migrations.newest()
    if have == want:
        return services
    if not settings.on_sqlite:
        raise Refusal("starting_refusals.old_database", version=have, newest=want)
    migrations.upgrade(services.engine)
    return services


@contextmanager
def opened_services() -> Iterator[Services]:
    """Give services to a command that does one thing and ends, and close their database after it."""
    services = ready_services(ready_settings())
    try:
        yield services
    finally:
        services.engine.dispose()


def stop_on_signals() -> threading.Event:
    """Return an event that SIGTERM and ^C set, so that what is under way can end well."""
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return stop
