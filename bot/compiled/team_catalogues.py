"""The catalogue of each workspace: that of the process, with the roles laid over it that the workspace wrote in Slack.

What was approved in another process shows here two seconds later at most; a workspace without roles of its own is
handed the very catalogue of the process, and costs one short question of the database in that time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.logs import get_logger
from rubrics.authoring.team_layer import OwnRole, laid_over
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.lookup import Catalogue
from storage.lru import Lru
from storage.team_definitions import approved_digests, approved_roles

log = get_logger(__name__)

LOOKED_AT_FOR_S = 2
"""For so long what was read is taken as it is: an approval is seen everywhere before its admin has told anyone."""
MOST_TEAMS = 2048
"""A workspace with a few roles of its own takes about 200 kB, one without nothing; one that is forgotten is read anew.
"""


@dataclass(frozen=True)
class _Kept:
    base: Catalogue
    digests: tuple[str, ...]
    catalogue: Catalogue
    read_at: float

    def is_fresh(self, base: Catalogue, now: float) -> bool:
        return self.base is base and now - self.read_at < LOOKED_AT_FOR_S


class TeamCatalogues:
    """What a process has read of workspaces' own roles; safe with threads, of which one asks the database at a time."""

    def __init__(self, watch: Callable[[], float] = monotonic) -> None:
        self._watch = watch
        self._kept: Lru[str, _Kept] = Lru(MOST_TEAMS)
        self._lock = Lock()

    def of(self, team: str, base: Catalogue, reads: sessionmaker[Session]) -> Catalogue:
        """Return a workspace's catalogue; while the database is out of reach, as it was last."""
        kept = self._kept.get(team)
        if kept is not None and kept.is_fresh(base, self._watch()):
            return kept.catalogue
        has_turn = self._lock.acquire(blocking=kept is None or kept.base is not base)
        if not has_turn and kept is not None:
            return kept.catalogue  # another thread is asking already
        try:
            kept = self._kept.get(team)
            if kept is None or not kept.is_fresh(base, self._watch()):
                kept = self._read(team, base, kept, reads)
                self._kept.put(team, kept)
        finally:
            self._lock.release()
        return kept.catalogue

    def forget(self, team: str) -> None:
        """Have a workspace's roles read anew at once: they were changed by this very process."""
        with self._lock:
            kept = self._kept.get(team)
            if kept is not None:
                self._kept.put(team, _Kept(kept.base, kept.digests, kept.catalogue, self._watch() - LOOKED_AT_FOR_S))

    def _read(self, team: str, base: Catalogue, kept: _Kept | None, reads: sessionmaker[Session]) -> _Kept:
        try:
            with reads() as session:
                digests = approved_digests(session, team)
                if kept is not None and kept.base is base and kept.digests == digests:
                    return _Kept(base, digests, kept.catalogue, self._watch())
                roles = [OwnRole(each.written, each.digest) for each in approved_roles(session, team)]
        except SQLAlchemyError:
            # Whatever needs the database says so itself; a rubric is read without it.
            log.warning("a workspace's own roles could not be read; going by what is known", team=team)
            known = kept.catalogue if kept is not None and kept.base is base else base
            return _Kept(base, kept.digests if kept is not None else (), known, self._watch())
        return _Kept(base, tuple(role.digest for role in roles), laid_over(base, roles), self._watch())


@dataclass(frozen=True)
class OwnDefinitions:
    """The definitions of one workspace: `base` is what the process has, `kept` what it read of workspaces.

    Without a database to read from they are those of the process.
    """

    team: str
    base: Catalogue
    reads: sessionmaker[Session] | None = None
    kept: TeamCatalogues = field(default_factory=TeamCatalogues)
    problems: Sequence[Problem] = ()
    """What is wrong with edited files, which change nothing until they are right."""

    def catalogue(self) -> Catalogue:
        """Return the catalogue as it is now."""
        return self.base if self.reads is None else self.kept.of(self.team, self.base, self.reads)

    def changed(self) -> None:
        """Have the workspace's own roles read anew: someone approved some."""
        self.kept.forget(self.team)
