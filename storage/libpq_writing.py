"""How SQLAlchemy writes statements that go to libpq itself: with numbers for parameters, and with their constants."""

from copy import copy
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Boolean, Dialect, Integer, Select, String
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg

WRITTEN = (Boolean, Integer, String)
"""Types of constants that stand in a statement as they are."""


def numbered(dialect: Dialect) -> Dialect:
    """Return a dialect of psycopg's as one that writes so."""
    writing = copy(dialect)
    writing.paramstyle, writing.positional = "numeric_dollar", True
    writing._type_memos = WeakKeyDictionary()  # noqa: SLF001 – the original's processors of literals double each %
    writing.identifier_preparer = writing.preparer(writing)  # which doubles each % for psycopg's own style
    writing.statement_compiler = Constants
    return writing


class Constants(PGCompiler_psycopg):
    """Writes the constants of a question into it.

    The server plans a prepared statement once for all values, and then has to know how much a list is cut to, and that
    the state asked for is a rare one.
    """

    def visit_bindparam(self, bindparam: Any, *where: Any, **how: Any) -> Any:
        """Write one parameter, as SQLAlchemy does, or its constant value."""
        is_constant = bindparam.unique and bindparam.value is not None and isinstance(bindparam.type, WRITTEN)
        if is_constant and isinstance(self.statement, Select):
            how["literal_binds"] = True
        return super().visit_bindparam(bindparam, *where, **how)  # type: ignore[no-untyped-call]
