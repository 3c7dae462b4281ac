"""A folder's definitions as its files were last: read anew when they change, while requests go by the last good ones.

Every process looks for itself, since each has the files before it. What is broken is logged with file and line, once
for each state of the files, and changes nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from bot.compiled.definitions import Definitions
from bot.logs import get_logger
from rubrics.authoring.places import MOST_FILES
from rubrics.catalogue.errors import CatalogueError, Problem

log = get_logger(__name__)

LOOKED_AT_FOR_S = 2
"""For so long files are taken as they were: looking at a hundred takes a millisecond."""
MOST_LOGGED = 10
"""Problems of broken files that the log names; `debrief definitions check` names all."""

Stamp = tuple[tuple[str, int, int], ...]


def in_a_thread(work: Callable[[], None]) -> None:
    """Do some work beside what goes on, which it does not keep from ending."""
    Thread(target=work, name="definitions", daemon=True).start()


class DefinitionFiles:
    """The definitions of a folder, as they are now; `changed` is called after others have taken their place."""

    def __init__(
        self,
        folder: Path,
        first: Definitions,
        *,
        changed: Callable[[], None] = lambda: None,
        watch: Callable[[], float] = monotonic,
        beside: Callable[[Callable[[], None]], None] = in_a_thread,
    ) -> None:
        self._folder, self._current, self._changed = folder, first, changed
        self._watch, self._beside, self._lock = watch, beside, Lock()
        self._stamp, self._looked_at = stamp_of(folder), watch()
        self.problems: Sequence[Problem] = ()
        """What is wrong with the files as they are now, by their paths in the folder; while there is any, the last good
        definitions stay in use."""

    def now(self) -> Definitions:
        """Return the last good definitions; where the files have changed, they are read beside this request."""
        if self._watch() - self._looked_at >= LOOKED_AT_FOR_S and self._lock.acquire(blocking=False):
            self._looked_at = self._watch()
            stamp = stamp_of(self._folder)
            if stamp == self._stamp:
                self._lock.release()
            else:
                self._beside(lambda: self._read(stamp))
        return self._current

    def _read(self, stamp: Stamp) -> None:
        try:
            fresh = Definitions(self._folder)
            _ = fresh.catalogue, fresh.knowledge, fresh.remark_rules
        except CatalogueError as error:
            places = [f"{problem.file}:{problem.line} {problem.kind}" for problem in error.problems[:MOST_LOGGED]]
            log.error("definitions are broken; the last good ones stay", problems=len(error.problems), first=places)
            self.problems = [replace(problem, file=self._inside(problem.file)) for problem in error.problems]
        else:
            self._current, self.problems = fresh, ()
            self._changed()
            log.info("definitions were read anew", digest=fresh.catalogue.digest[:8])
        finally:
            self._stamp = stamp  # broken files are not read again until they change
            self._lock.release()

    def _inside(self, file: str) -> str:
        """Return a file by its path inside the folder: where that lies on a machine tells its reader nothing."""
        path = Path(file)
        return path.relative_to(self._folder).as_posix() if path.is_relative_to(self._folder) else path.name


def stamp_of(folder: Path) -> Stamp:
    """Return what tells the files of a folder, or a single file, from what they were: names, times and sizes."""
    return tuple(sorted(_facts(folder)))


def _facts(path: Path) -> Iterator[tuple[str, int, int]]:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    for file in files[: 2 * MOST_FILES]:
        try:
            facts = os.stat(file)  # noqa: PTH116 – a Path's own costs a third more
        except FileNotFoundError:
            continue  # an editor writes another file first, and then takes that one's name
        yield str(file), facts.st_mtime_ns, facts.st_size
