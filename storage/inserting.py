"""Adding a row unless it is there already, safely when two processes do it at once."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from storage.columns import Base

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

    Insert = postgresql.Insert | sqlite.Insert


def add_unless_there(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are new; rows that exist already stay as they are."""
    if rows:
        session.execute(inserting(session, table).on_conflict_do_nothing(), list(rows))


def inserting(session: Session, table: type[Base]) -> "Insert":
    """Return an INSERT that can say what happens where a row is there already."""
    return inserting_on(session.get_bind().dialect.name, table)


def inserting_on(database: str, table: type[Base]) -> "Insert":
    """Return `inserting` for a kind of database, so that a statement can be made once for the process."""
    # Its own dialect is loaded with an engine; the other one is as much again to import, and for nothing.
    dialect = import_module(f"sqlalchemy.dialects.{database}")
    insert: Insert = dialect.insert(table)
    return insert
