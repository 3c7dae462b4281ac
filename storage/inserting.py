"""Adding a row unless it is there already, safely when two processes do it at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.columns import Base


def add_unless_there(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are new; rows that exist already stay as they are."""
    if rows:
        session.execute(inserting(session, table).on_conflict_do_nothing(), list(rows))


def inserting(session: Session, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an INSERT that can say what happens where a row is there already."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table)
