"""`debrief worker`: runs the worker alone, which makes Slack say what the database says."""

import sys

from bot.cli import collecting
from bot.cli.starting import ready_services, ready_settings, stop_on_signals
from bot.logs import get_logger
from bot.worker.heartbeat import Heartbeat, supervised
from bot.worker.worker import Worker

LOOK_EVERY_S = 30
"""Long enough for a worker that ended to be started again and come to the end of a pass."""
OUR_FAULT = 3
"""The exit code of what is Debrief's own fault."""

log = get_logger(__name__)


def worker_command() -> None:
    """Run the worker: it posts and edits.

    On PostgreSQL there may be several; on SQLite `serve` runs it.
    """
    settings = ready_settings()
    settings.bot_token()
    stop = stop_on_signals()
    services = ready_services(settings)
    collecting.serving()
    log.info("the worker has started")
    heartbeat = Heartbeat()
    with supervised(Worker(services, heartbeat).run, heartbeat):
        while not stop.wait(LOOK_EVERY_S):
            if not heartbeat.is_alive():
                # A thread that hangs cannot be ended from within: anyone who supervises the process starts another one.
                log.error("the worker gives no sign of life; ending", restarts=heartbeat.restarts)
                sys.exit(OUR_FAULT)
    services.engine.dispose()
    log.info("the worker has stopped")
