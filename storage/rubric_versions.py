"""Rubrics as they were when loops were pinned to them; never changed afterward."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from rubrics.catalogue.model import Rubric
from storage.columns import Base
from storage.inserting import add_unless_there
from storage.lru import Lru

Rubrics = Lru[str, Rubric]
"""Rubrics already read, by digest: what has a digest never changes."""
RUBRICS = "rubrics"
"""Under this name a session's `info` holds the rubrics that its process has read."""
MOST_READ = 256
"""A rubric takes about 60 kB in memory, so that all of them take 16 MB; the built-in definitions have 35."""


class RubricVersionRow(Base):
    """A rubric as it was when a loop was pinned to it, found by its content's digest.

    Its content is left in the database unless its rubric is asked for and no session of the process has read it.
    """

    __tablename__ = "rubric_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    rubric_id: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    pinned_at: Mapped[datetime]

    @property
    def rubric(self) -> Rubric:
        """The rubric exactly as it was pinned."""
        session = object_session(self)
        if session is None:
            return Rubric.model_validate(self.content)
        return rubrics_by_digest(session, [self.digest])[self.digest]


def pin_rubric(session: Session, rubric: Rubric, now: datetime) -> str:
    """Keep a rubric for ever under its digest, and return the digest; keeping it twice changes nothing."""
    content = rubric.model_dump(mode="json")
    row = {"digest": rubric.digest, "rubric_id": rubric.id, "content": content, "pinned_at": now}
    add_unless_there(session, RubricVersionRow, [row])
    return rubric.digest


def rubrics_by_digest(session: Session, digests: Iterable[str]) -> Mapping[str, Rubric]:
    """Return pinned rubrics by digest, leaving out what no one pinned.

    Each is loaded and read once in a process; with all of them read already, the database is asked nothing.
    """
    read, wanted = _read(session), set(digests)
    rubrics = {digest: rubric for digest in wanted if (rubric := read.get(digest))}
    if missing := sorted(wanted.difference(rubrics)):
        for digest, content in session.execute(_CONTENT, {"digests": missing}):
            rubrics[digest] = Rubric.model_validate(content)
            read.put(digest, rubrics[digest])
    return rubrics


def remembering(rubrics: Rubrics) -> dict[str, Any]:
    """Return what a session maker's `info` must say for its sessions to share the rubrics they have read."""
    return {RUBRICS: rubrics}


def _read(session: Session) -> Rubrics:
    rubrics: Rubrics = session.info.setdefault(RUBRICS, Rubrics(MOST_READ))
    return rubrics


_VERSIONS = RubricVersionRow.__table__
_CONTENT = select(_VERSIONS.c.digest, _VERSIONS.c.content).where(
    _VERSIONS.c.digest.in_(bindparam("digests", expanding=True))
)
