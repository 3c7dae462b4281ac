"""The playground: the real app, an SQLite file, the worker and LocalSlack, in one process on 127.0.0.1."""

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr
from werkzeug.serving import ThreadedWSGIServer

from bot.errors import Refusal
from bot.playground.demo import seed
from bot.playground.demo.tour import tour_of
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.server import QuietHandler, answering
from bot.serving.declared import declared_commands, declared_shortcuts
from bot.serving.manifest import OPTIONAL_SCOPES
from bot.serving.wsgi import PATH, build_wsgi
from bot.settings import Settings
from bot.slack.capabilities import take_for_granted
from bot.wiring import Services, build_services
from bot.wording.words import plain_words
from bot.worker.heartbeat import Heartbeat, supervised
from bot.worker.worker import Worker
from rubrics.jd import review_jd
from storage.migrations import upgrade

HOST = "127.0.0.1"
ICON = "icon.svg"


Seed = Callable[[Services, LocalSlack], None]


def from_nothing(services: Services, slack: LocalSlack) -> None:
    """Make the database's tables, and seed both."""
    upgrade(services.engine)
    seed.seed(services, slack)


@contextmanager
def playground(
    port: int, opened: Callable[[str], None] = lambda _: None, furnish: Seed = from_nothing
) -> Iterator[str]:
    """Run the playground until the block ends; yields the address of its page. Raises Refusal on a taken port.

    `furnish` gets a database without tables. The page is served before that is filled: `opened` gets the address
    then, and until the block begins the page says that it is being set up, lets anyone who acts wait, and catches up.
    """
    _need_free(port)
    slack = LocalSlack(optional_scopes=OPTIONAL_SCOPES)
    seed.people(slack)
    with (
        tempfile.TemporaryDirectory(prefix="debrief-") as folder,
        slack.serving(HOST, port) as url,
        ExitStack() as running,
    ):
        with slack.being_set_up():
            opened(url)
            services = _services(slack, Path(folder))
            running.callback(services.engine.dispose)
            furnish(services, slack)
            _read_a_jd(services, slack)
            _describe(slack)
            slack.connect_http(running.enter_context(_listening(services)) + PATH)
        running.enter_context(_working(services))
        yield url


def run(port: int, say: Callable[[str], None], show: Callable[[str], bool] = lambda _: False) -> None:
    """Run the playground, say where it is, and wait for Ctrl-C.

    `show` opens the page at an address and tells whether it could.
    """

    def opened(url: str) -> None:
        say(plain_words("playground.opened", url=url))
        if show(url):
            say(plain_words("playground.browser"))

    with playground(port, opened):
        say(plain_words("playground.ready"))
        threading.Event().wait()


def _describe(slack: LocalSlack) -> None:
    """Tell Slack what a manifest would, and the page what to try."""
    declared = declared_commands()
    slack.describe_commands([(c.name, c.description, declared.usage_hint(c)) for c in declared.commands])
    shortcuts = declared_shortcuts()
    slack.describe_shortcuts([(each.callback_id, each.name) for each in shortcuts if not each.everywhere])
    everywhere = [(each.callback_id, each.name, each.description) for each in shortcuts if each.everywhere]
    slack.describe_global_shortcuts(everywhere)
    slack.describe_icon(resources.files("bot.playground.demo").joinpath(ICON).read_text(encoding="utf-8"))
    slack.describe_tour(tour_of(seed.TEAM))


def _read_a_jd(services: Services, slack: LocalSlack) -> None:
    """Read the posted JD once: what reading needs is loaded before anyone asks, and Slack waits three seconds."""
    workspace = services.workspace(slack.workspace.team_id)
    review_jd(workspace.jd_knowledge, seed.TEAM.posted_jd, today=workspace.now.date())


def _need_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            raise Refusal("playground_refusals.port_taken", port=port) from None


def _free_port() -> int:
    """Return a port that is free now: links to records name it before anything listens on it."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _services(slack: LocalSlack, folder: Path) -> Services:
    settings = Settings(
        _env_file=None,
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=None,
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.base_url,
        database_url=f"sqlite:///{folder / 'playground.sqlite3'}",
        debrief_admins=(seed.TEAM.recruiter,),
        debrief_url=f"http://{HOST}:{_free_port()}",
    )
    services = build_services(settings, now=lambda: datetime.fromtimestamp(slack.clock(), UTC))
    take_for_granted(services.block_verdicts, slack.workspace.team_id, services.now())
    return services


@contextmanager
def _listening(services: Services) -> Iterator[str]:
    """Serve the app as production does, on a port of its own."""
    address = urlsplit(services.settings.debrief_url or "")
    server = ThreadedWSGIServer(HOST, address.port or 0, build_wsgi(services), handler=QuietHandler)
    server.daemon_threads = False  # what is under way is answered before Slack goes away beneath it
    with server, answering(server, "app"):
        yield f"http://{HOST}:{server.server_port}"


@contextmanager
def _working(services: Services) -> Iterator[None]:
    """Keep the worker at work, as `debrief serve` does: one that ends would leave the page silent for good."""
    heartbeat = Heartbeat()
    worker = Worker(services, heartbeat)
    with supervised(lambda stop: worker.run(stop, 0.3), heartbeat):
        yield
