"""A disk that knows what was synced: notes each write and sync of SQLite in this process, and loses power at any point.

SQLite's own layer toward the operating system is wrapped (its default VFS), so what is noted is what SQLite really
asked of the disk, in its order. What is simulated is the disk: it keeps what a sync confirmed, and of everything
written after that a random part, in sectors, or nothing. Directories are taken as synced; disks that lie about a sync
are beyond it.
"""

import _sqlite3
import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, ClassVar

SECTOR = 512
"""What a disk writes whole or not at all."""
OK = 0
POINTER, INT, LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
OPEN = ctypes.CFUNCTYPE(INT, POINTER, POINTER, POINTER, INT, POINTER)
WRITE = ctypes.CFUNCTYPE(INT, POINTER, POINTER, INT, LONG)
TRUNCATE = ctypes.CFUNCTYPE(INT, POINTER, LONG)
SYNC = ctypes.CFUNCTYPE(INT, POINTER, INT)


class Vfs(ctypes.Structure):
    """The beginning of `sqlite3_vfs`, as far as its function that opens a file."""

    _fields_: ClassVar = [
        ("version", INT),
        ("file_size", INT),
        ("longest_path", INT),
        ("next", POINTER),
        ("name", ctypes.c_char_p),
        ("app_data", POINTER),
        ("open", POINTER),
    ]


class Methods(ctypes.Structure):
    """`sqlite3_io_methods`, of which three are wrapped."""

    _fields_: ClassVar = [
        ("version", INT),
        ("close", POINTER),
        ("read", POINTER),
        ("write", POINTER),
        ("truncate", POINTER),
        ("sync", POINTER),
        ("others", POINTER * 13),
    ]


@dataclass
class Disk:
    """All that happened, in order: (file, what, offset or size, bytes), syncs, and marks of the drill's own."""

    file: Path
    """The database's file: what it holds when the record begins counts as synced."""
    before: bytes
    events: list[tuple[str, str, int, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_noting: bool = True
    """Until the block ends; what closing connections write afterwards is no part of the record."""

    def note(self, file: str, what: str, place: int = 0, content: Any = b"") -> None:
        """Note what happened to a file."""
        with self.lock:
            if self.is_noting:
                self.events.append((file, what, place, content))

    def mark(self, what: object) -> None:
        """Note that by now someone was told that something is stored."""
        self.note("", "mark", 0, what)

    def marks(self, until: int) -> set[Any]:
        """Return what was marked up to a point."""
        return {content for _, what, _, content in self.events[:until] if what == "mark"}

    def after_power_loss(self, at: int, folder: Path, dice: Random | None) -> Path:
        """Write into a folder what the disk holds if the power goes at this point; returns the database's file.

        With dice, of what was not synced any sector may be there; without, none of it is.
        """
        kept: dict[str, bytearray] = {str(self.file): bytearray(self.before)}
        loose: dict[str, list[tuple[str, int, bytes]]] = {}
        for file, what, place, content in self.events[:at]:
            if what == "sync":
                for change in loose.pop(file, []):
                    _apply(kept.setdefault(file, bytearray()), *change)
            elif what != "mark":
                loose.setdefault(file, []).append((what, place, content))
        if dice is not None:
            for file, changes in loose.items():
                for change in _some(changes, dice):
                    _apply(kept.setdefault(file, bytearray()), *change)
        for file, content in kept.items():
            (folder / Path(file).name).write_bytes(content)
        return folder / self.file.name


def _apply(file: bytearray, what: str, place: int, content: bytes) -> None:
    if what == "truncate":
        del file[place:]
        return
    file.extend(bytes(max(0, place + len(content) - len(file))))
    file[place : place + len(content)] = content


def _some(changes: list[tuple[str, int, bytes]], dice: Random) -> Iterator[tuple[str, int, bytes]]:
    for what, place, content in changes:
        if what == "truncate":
            if dice.random() < 0.5:
                yield what, place, content
            continue
        for start in range(0, len(content), SECTOR):
            if dice.random() < 0.5:
                yield what, place + start, content[start : start + SECTOR]


def _library() -> ctypes.CDLL:
    # A handle on Python's own module finds the very SQLite that it is linked with.
    return ctypes.CDLL(getattr(_sqlite3, "__file__", None))


@contextmanager
def recorded(database: Path) -> Iterator[Disk]:
    """Note what SQLite does to a database in WAL mode, in all connections that this process opens inside the block.

    No connection may be open when the block begins.
    """
    library, disk = _library(), Disk(database, database.read_bytes())
    written = {str(database), f"{database}-wal"}
    library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    original_open, kept_alive = vfs.open, []
    really_open = OPEN(original_open)
    patched: dict[int, Methods] = {}
    files: dict[int, str] = {}

    def wrapped(methods: Methods) -> Methods:
        write, truncate, sync = WRITE(methods.write), TRUNCATE(methods.truncate), SYNC(methods.sync)

        def on_write(file: int, content: int, size: int, place: int) -> int:
            outcome = write(file, content, size, place)
            if outcome == OK:
                disk.note(files[file], "write", place, ctypes.string_at(content, size))
            return outcome

        def on_truncate(file: int, size: int) -> int:
            outcome = truncate(file, size)
            if outcome == OK:
                disk.note(files[file], "truncate", size)
            return outcome

        def on_sync(file: int, flags: int) -> int:
            outcome = sync(file, flags)
            if outcome == OK:
                disk.note(files[file], "sync")
            return outcome

        ours = Methods.from_buffer_copy(methods)
        callbacks = (WRITE(on_write), TRUNCATE(on_truncate), SYNC(on_sync))
        kept_alive.extend((write, truncate, sync, *callbacks))
        ours.write, ours.truncate, ours.sync = (ctypes.cast(callback, POINTER).value for callback in callbacks)
        return ours

    def on_open(this: int, name: int | None, file: int, flags: int, out: int) -> int:
        outcome = really_open(this, name, file, flags, out)
        path = ctypes.string_at(name).decode() if name else ""
        if outcome == OK and path in written:
            pointer = ctypes.cast(file, ctypes.POINTER(POINTER))
            address = pointer[0]
            if address not in patched:
                patched[address] = wrapped(Methods.from_address(address))
            files[file] = path
            pointer[0] = ctypes.addressof(patched[address])
        return outcome

    callback = OPEN(on_open)
    kept_alive.extend((callback, patched))
    vfs.open = ctypes.cast(callback, POINTER).value
    try:
        yield disk
    finally:
        disk.is_noting = False
        vfs.open = original_open
        _FOREVER.append(kept_alive)


_FOREVER: list[Any] = []
"""Connections may outlive the block, and their files go on calling what was made for them."""
