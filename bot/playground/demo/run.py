"""The playground: the real app, an SQLite file, the worker and LocalSlack, in one process on 127.0.0.1."""

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr
from werkzeug.serving import make_server

from bot.errors import Refusal
from bot.features.jd.show_checklist import MESSAGE_SHORTCUT
from bot.playground.demo import seed
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.server import QuietHandler
from bot.serving.wsgi import PATH, build_wsgi
from bot.settings import Settings
from bot.slack.help import COMMANDS
from bot.wiring import Services, build_services
from bot.worker.worker import Worker
from storage.migrations import upgrade

HOST = "127.0.0.1"
STOPPING_S = 5


@contextmanager
def playground(port: int) -> Iterator[str]:
    """Run the playground until the block ends; yields the address of its page. Raises Refusal on a taken port."""
    _need_free(port)
    slack = LocalSlack()
    seed.people(slack)
    with tempfile.TemporaryDirectory(prefix="debrief-") as folder, slack.serving(HOST, port) as url:
        services = _services(slack, Path(folder))
        seed.finished_loops(services, slack)
        slack.all_read()
        seed.waiting_loop(services, slack)
        slack.all_read(but=seed.AWAITED)
        slack.describe_commands([(c.name, c.description, c.usage_hint) for c in COMMANDS])
        slack.describe_shortcuts([(MESSAGE_SHORTCUT, "Review this JD")])
        slack.describe_tour(list(seed.TOUR))
        with _listening(services) as address, _working(services):
            slack.connect_http(address + PATH)
            yield url
        services.engine.dispose()


def run(port: int, say: Callable[[str], None]) -> None:
    """Run the playground, say where it is and what to try, and wait for Ctrl-C."""
    with playground(port) as url:
        say(f"\n  Debrief’s playground is at {url}\n")
        say("  Open it in a browser and try, as any of the people there:")
        for line in seed.TOUR:
            say(f"    {line.replace('`', '')}")
        say("\n  Everything stays on this machine and is forgotten at the end. Ctrl-C ends it.\n")
        threading.Event().wait()


def _need_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Refusal(
                f"Port {port} is taken by another program.", f"Choose another one: make demo PORT={port + 1}"
            ) from None


def _services(slack: LocalSlack, folder: Path) -> Services:
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=None,
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=f"sqlite:///{folder / 'playground.sqlite3'}",
        debrief_admins=(),
    )
    services = build_services(settings)
    upgrade(services.engine)
    return services


@contextmanager
def _listening(services: Services) -> Iterator[str]:
    """Serve the app as production does, on a port of its own."""
    server = make_server(HOST, 0, build_wsgi(services), threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=lambda: server.serve_forever(0.05), name="app", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(STOPPING_S)


@contextmanager
def _working(services: Services) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=Worker(services).run, args=(stop, 0.3), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(STOPPING_S)
