"""Keeps bytes by name in this person's cache folder; knows not what they are (docs/adr/0006).

Nothing here ever fails: without a folder that is safe to use, nothing is kept and everything is made anew.
"""

import hashlib
import logging
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "DEBRIEF_CACHE"
OFF = "off"
MOST_BYTES = 16_000_000
"""Of one file; the built-in knowledge takes 1 MB."""
MOST_IN_ALL = 48_000_000
"""Of all files: some twenty versions of the definitions, as someone who writes them makes in an hour."""
DIGEST_BYTES = hashlib.sha256().digest_size
_FOREIGN_WRITES = stat.S_IWGRP | stat.S_IWOTH
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

log = logging.getLogger(__name__)


def cache_folder() -> Path | None:
    """Return where this person's caches go: DEBRIEF_CACHE, else the platform's place; None where there is none."""
    wanted = os.environ.get(VARIABLE)
    if wanted == OFF or not hasattr(os, "geteuid"):  # who owns a folder on Windows, os.stat does not say
        return None
    if wanted:
        return Path(wanted)
    home = Path(os.environ.get("HOME") or "/nonexistent")
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "debrief"
    given = Path(os.environ.get("XDG_CACHE_HOME") or "")
    # The specification has a relative path ignored.
    return (given if given.is_absolute() else home / ".cache") / "debrief"


class CacheFolder:
    """A folder of files that each carry a digest of their name and content; any number of processes may use it.

    Only a folder and files that belong to this person, and that no one else can write to, are read or written.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """Return what was kept under a name; None where that is nothing, or not what was written."""
        try:
            with self._opened() as folder:
                held = _held(folder, name)
        except OSError as problem:
            log.debug("the cache cannot be read: %s", problem)
            return None
        if held is None or held[:DIGEST_BYTES] != _digest(name, held[DIGEST_BYTES:]):
            return None
        return held[DIGEST_BYTES:]

    def write(self, name: str, content: bytes) -> None:
        """Keep a content under a name, where that is possible; a reader sees all of it or nothing."""
        if self.folder is None or len(content) > MOST_BYTES:
            return
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._opened() as folder:
                _replace(folder, name, _digest(name, content) + content)
                _remove_oldest(folder)
        except OSError as problem:
            log.debug("the cache cannot be written: %s", problem)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        """Yield the folder's descriptor: what is checked and what is used are then one and the same."""
        if self.folder is None:
            raise FileNotFoundError
        folder = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | _NO_LINK)
        try:
            _check_ours(os.fstat(folder))
            yield folder
        finally:
            os.close(folder)


def _check_ours(facts: os.stat_result) -> None:
    if facts.st_uid != os.geteuid() or facts.st_mode & _FOREIGN_WRITES:
        raise PermissionError


def _held(folder: int, name: str) -> bytes | None:
    with os.fdopen(os.open(name, os.O_RDONLY | _NO_LINK | os.O_NONBLOCK, dir_fd=folder), "rb") as file:
        facts = os.fstat(file.fileno())
        _check_ours(facts)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > MOST_BYTES + DIGEST_BYTES:
            return None
        return file.read()


def _replace(folder: int, name: str, held: bytes) -> None:
    """Write beside, then rename: a rename is one step for every reader and takes the place of what stood there."""
    beside = f".{name}.{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK
    with os.fdopen(os.open(beside, flags, 0o600, dir_fd=folder), "wb") as file:
        file.write(held)
    os.rename(beside, name, src_dir_fd=folder, dst_dir_fd=folder)


def _remove_oldest(folder: int) -> None:
    """Leave the newest files; one that an interrupted process left half written grows old like the others."""
    facts = {name: os.stat(name, dir_fd=folder, follow_symlinks=False) for name in os.listdir(folder)}
    left = MOST_IN_ALL
    for name in sorted(facts, key=lambda name: facts[name].st_mtime_ns, reverse=True):
        left -= facts[name].st_size
        if left < 0:
            os.unlink(name, dir_fd=folder)


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()
