"""Rubrics as they were when loops were pinned to them; never changed afterward."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rubrics.catalogue.model import Rubric
from storage.columns import Base
from storage.inserting import add_unless_there


class RubricVersionRow(Base):
    """A rubric as it was when a loop was pinned to it, found by its content's digest.

    `rubric` reads the content once, however many loops of a list are pinned to it.
    """

    __tablename__ = "rubric_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    rubric_id: Mapped[str]
    content: Mapped[dict[str, Any]]
    pinned_at: Mapped[datetime]

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric exactly as it was pinned."""
        return Rubric.model_validate(self.content)


def pin_rubric(session: Session, rubric: Rubric, now: datetime) -> str:
    """Keep a rubric for ever under its digest, and return the digest; keeping it twice changes nothing."""
    content = rubric.model_dump(mode="json")
    row = {"digest": rubric.digest, "rubric_id": rubric.id, "content": content, "pinned_at": now}
    add_unless_there(session, RubricVersionRow, [row])
    return rubric.digest


def rubrics_by_digest(session: Session, digests: Iterable[str]) -> Mapping[str, Rubric]:
    """Return these pinned rubrics, each read once in the life of the process: what has a digest never changes."""
    wanted = set(digests)
    missing = wanted - _READ.keys()
    if missing:
        rows = session.execute(_CONTENT, {"digests": sorted(missing)})
        _READ.update((digest, Rubric.model_validate(content)) for digest, content in rows)
    return {digest: _READ[digest] for digest in wanted}


_READ: dict[str, Rubric] = {}
_CONTENT = select(RubricVersionRow.__table__.c.digest, RubricVersionRow.__table__.c.content).where(
    RubricVersionRow.__table__.c.digest.in_(bindparam("digests", expanding=True))
)
