"""Tells whether definitions and the code that reads them are what they were, by one digest of both."""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pydantic

from rubrics.authoring.places import BUILT_IN, MOST_BYTES, MOST_FILES
from rubrics.authoring.sheet_grid import MARKDOWN, SHEETS

FORMAT = 2
"""Of what is kept; another one makes everything anew."""
ENDINGS = (".yaml", ".yml", *SHEETS, *MARKDOWN)
CODE = Path(__file__).parents[2] / "rubrics"


class _UnusualError(Exception):
    """Something in a folder that only reading it properly can judge: a link, a device, a file far too long."""


def digest_of(*folders: Path | None) -> str | None:
    """Return what stands for the built-in definitions, a team's folders and the code; None where one is unusual."""
    digest = hashlib.sha256(repr((FORMAT, sys.version, sys.platform, pydantic.VERSION)).encode())
    try:
        for path in (BUILT_IN, *filter(None, folders)):
            # Cautions name files as the folder was given.
            digest.update(f"{path}\0".encode(errors="surrogateescape"))
            for name, content in _contents(path):
                digest.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape") + content)
    except (_UnusualError, OSError):
        return None
    digest.update(code_stamp(CODE).encode())
    return digest.hexdigest()


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    files = [str(path)] if path.is_file() else sorted(_files(str(path)))
    if len(files) > MOST_FILES:
        raise _UnusualError
    for file in files:
        with open(file, "rb") as stream:  # noqa: PTH123 – an open Path costs a third more, forty times
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise _UnusualError
        yield file[len(str(path)) :], content


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise _UnusualError
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(ENDINGS):
                if not entry.is_file():
                    raise _UnusualError
                yield entry.path


def code_stamp(folder: Path) -> str:
    """Return what stands for a folder's code: time and size of each module, by which Python knows a stale .pyc, too."""
    return "".join(_code(folder))


def _code(folder: Path) -> Iterator[str]:
    for directory, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            if name.endswith(".py"):
                facts = os.stat(os.path.join(directory, name))  # noqa: PTH116, PTH118 – as above
                yield f"{name} {facts.st_mtime_ns} {facts.st_size}\0"
