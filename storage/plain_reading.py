"""Sending statements about tables rather than rows' objects: what is read often and changed nowhere is read so."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Result, Select
from sqlalchemy.orm import Session


def read(session: Session, statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Result[*tuple[Any, ...]]:
    """Return the rows of a statement that is made once for the whole process, and given its values here.

    What the session holds back is written first, as before any query for objects.
    """
    session.flush()
    return session.connection().execute(statement, values)
