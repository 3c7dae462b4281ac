"""`debrief worker`: runs the worker alone, which makes Slack say what the database says."""

import structlog

from bot.cli.starting import ready_services, ready_settings, stop_on_signals
from bot.worker.heartbeat import Heartbeat, supervised
from bot.worker.worker import Worker

log = structlog.get_logger(__name__)


def worker_command() -> None:
    """Run the worker: it posts and edits. On PostgreSQL there may be several; on SQLite `serve` has it."""
    settings = ready_settings()
    settings.bot_token()
    stop = stop_on_signals()
    services = ready_services(settings)
    log.info("the worker has started")
    heartbeat = Heartbeat()
    with supervised(Worker(services, heartbeat).run, heartbeat):
        stop.wait()
    services.engine.dispose()
    log.info("the worker has stopped")
