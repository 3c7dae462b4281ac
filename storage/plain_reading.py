"""Asking the driver itself for rows that are read often and changed nowhere, and sending it the commonest changes.

SQLAlchemy writes each statement, once, and turns an error into what the rest of the code knows. What it makes anew for
every statement that it sends (its context, its cursor's description, its rows) takes ten times what SQLite takes to
answer, and most of what a request pays on PostgreSQL. Knows no table.
"""

from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect, Enum, Select, UpdateBase
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from storage.lru import Lru

Processor = Callable[[Any], Any]
Statement = Select[*tuple[Any, ...]]

MOST_WRITTEN = 512
"""Statements kept as SQL, a few kilobytes each; there are a hundred."""
PSYCOPG = "psycopg"
"""PostgreSQL's driver, whose cursors are passed by: only on PostgreSQL is it imported."""
PLANNED_ANEW = "debrief_planned_anew"
"""An execution option of a statement whose best plan depends on its values, and costs more than planning does."""
READER = "reader"
"""Under this name a session's `info` holds what it reads with, which costs much to ask it for."""


def read(session: Session, statement: Statement | UpdateBase, values: Mapping[str, Any]) -> list[Any]:
    """Return the rows of a statement that is made once for the whole process, and given its values here.

    One that makes a change returns what its RETURNING names.

    A row is a named tuple. What the session holds back is written first, as before any query for objects. Raises what
    SQLAlchemy raises.
    """
    rows: list[Any] = _asked(session, statement, values, Form.rows)
    return rows


def send(session: Session, statement: ClauseElement, values: Mapping[str, Any]) -> int:
    """Make a change by a statement that is made once for the whole process, and given its values here.

    All values are given, since a column's default is not looked up. Objects that the session has of the rows stay as
    they are. Return how many rows were changed.
    Raises what SQLAlchemy raises.
    """
    changed: int = _asked(session, statement, values, _changed)
    return changed


def _asked(
    session: Session,
    statement: ClauseElement,
    values: Mapping[str, Any],
    answer: Callable[["Form", Any], Any],
) -> Any:
    session.flush()
    reader = _reader_of(session)
    form, given = _written(statement, reader.connection.dialect, values).form_for(values)
    parameters, cursor = form.parameters(given), reader.cursor
    try:
        for listen in reader.listening:  # tests count statements so
            listen(reader.connection, cursor, form.sql, parameters, None, False)
        reader.ask(form, parameters)
        return answer(form, cursor)
    except BaseException as error:  # noqa: BLE001 – as SQLAlchemy itself, which raises it again by its own names
        del session.info[READER]
        reader.connection._handle_dbapi_exception(error, form.sql, parameters, cursor, None)  # noqa: SLF001 – no other way


def _changed(_form: "Form", cursor: Any) -> Any:
    """Return how many rows a change was made to."""
    return cursor.rowcount


class Reader:
    """A connection over which a session reads, and one cursor for all that it reads in a transaction."""

    __slots__ = ("connection", "cursor", "is_libpq", "listening")

    def __init__(self, connection: Connection) -> None:
        self.connection, self.is_libpq = connection, connection.dialect.driver == PSYCOPG
        self.cursor = _libpq_cursor(connection) if self.is_libpq else connection.connection.cursor()
        self.listening = list(connection.dispatch.before_cursor_execute)

    def ask(self, form: "Form", parameters: Any) -> None:
        """Send a statement."""
        if self.is_libpq and form.is_planned_anew:
            self.cursor.execute_anew(form.sql, parameters)
        else:
            self.cursor.execute(form.sql, parameters)


def _libpq_cursor(connection: Connection) -> Any:
    return import_module("storage.libpq_cursor").cursor_of(connection)


def _reader_of(session: Session) -> Reader:
    known: Reader | None = session.info.get(READER)
    if known is None or known.connection.closed or not known.connection.in_transaction():  # of one that has ended
        known = session.info[READER] = Reader(session.connection())
    return known


@dataclass(slots=True)
class Form:
    """A statement as SQL for one kind of database, its lists so long.

    `order` is that of the parameters where they have no names; `fixed` are those that stand in the statement.
    `is_planned_anew` says that PostgreSQL makes a plan for the values of each time.
    `from_driver` tells of columns how their types make a value of the driver's, known from the first answer on.
    """

    sql: str
    order: Sequence[str] | None
    fixed: Mapping[str, Any]
    single: Sequence[tuple[str, Processor | None]]
    lists: Sequence[tuple[str, Sequence[str], Processor | None]]
    row: Any
    processors: Callable[[Sequence[Any]], list[tuple[int, Processor]]]
    is_planned_anew: bool
    from_driver: list[tuple[int, Processor]] | None = None

    def parameters(self, given: Mapping[str, Any]) -> Any:
        """Return what the driver is handed beside the SQL."""
        known = dict(self.fixed)
        for name, process in self.single:
            known[name] = given[name] if process is None else process(given[name])
        for name, places, process in self.lists:
            values = given[name] if process is None else map(process, given[name])
            known.update(zip(places, values, strict=True))
        return known if self.order is None else [known[name] for name in self.order]

    def rows(self, cursor: Any) -> list[Any]:
        """Return the rows that a cursor has, with values as the columns' types make them."""
        if self.from_driver is None:  # asked once: a driver makes its description anew each time
            self.from_driver = self.processors(_types(cursor))
        rows = cursor.fetchall()
        if self.from_driver and rows:
            rows = zip(*_made(list(zip(*rows, strict=True)), self.from_driver), strict=True)
        return list(map(self.row._make, rows))


def _types(cursor: Any) -> list[Any]:
    types: list[Any] | None = getattr(cursor, "types", None)
    return types if types is not None else [column[1] for column in cursor.description]


def _made(columns: list[Sequence[Any]], from_driver: Sequence[tuple[int, Processor]]) -> list[Sequence[Any]]:
    """Return columns as their types make them: a column at a time takes half of what a row at a time does."""
    for place, process in from_driver:
        # No type of ours makes anything of nothing.
        columns[place] = [value if value is None else process(value) for value in columns[place]]
    return columns


@dataclass(slots=True)
class Written:
    """A statement as SQLAlchemy writes it for one kind of database; `lists` are the parameters that are lists."""

    compiled: Any
    dialect: Dialect
    columns: Any
    lists: Sequence[str]
    forms: dict[tuple[int, ...], Form] = field(default_factory=dict)

    def form_for(self, values: Mapping[str, Any]) -> tuple[Form, Mapping[str, Any]]:
        """Return the statement's form for lists as long as these, and the values with their lists so long."""
        given = {**values, **{name: _padded(values[name]) for name in self.lists}} if self.lists else values
        lengths = tuple(len(given[name]) for name in self.lists)
        form = self.forms.get(lengths)
        if form is None:
            form = self.forms[lengths] = self._form(given)
        return form, given

    def _form(self, given: Mapping[str, Any]) -> Form:
        dialect, state = self.dialect, self.compiled.construct_expanded_state(given)
        of_types = ((name, each.type.dialect_impl(dialect)) for each, name in self.compiled.bind_names.items())
        processors = {name: kind.bind_processor(dialect) for name, kind in of_types} | state.processors
        lists = [(name, state.parameter_expansion[name], processors.get(name)) for name in self.lists]
        in_lists = {place for _, places, _ in lists for place in places}
        single = [(name, processors.get(name)) for name in state.parameters if name in given]
        others = state.parameters.keys() - in_lists - given.keys()
        return Form(
            sql=state.statement,
            order=state.positiontup,
            fixed={name: _processed(state.parameters[name], processors.get(name)) for name in others},
            single=single,
            lists=lists,
            row=namedtuple("Row", self.columns.keys(), rename=True) if self.columns is not None else None,
            processors=partial(_processors, dialect, [column.type for column in self.columns or ()]),
            is_planned_anew=bool(self.compiled.execution_options.get(PLANNED_ANEW)),
        )


_statements = Lru[tuple[ClauseElement, str, tuple[str, ...]], Written](MOST_WRITTEN)


def _written(statement: ClauseElement, dialect: Dialect, values: Mapping[str, Any]) -> Written:
    changes = not isinstance(statement, Select)
    key = (statement, dialect.name, tuple(values) if changes else ())  # which columns an insert fills
    written = _statements.get(key)
    if written is None:
        compiled: Any = statement.compile(dialect=_writing(dialect), column_keys=list(values) if changes else None)
        if changes and compiled.prefetch:
            message = f"a default would have to be looked up for {[column.name for column in compiled.prefetch]}"
            raise ValueError(message)
        lists = [name for each, name in compiled.bind_names.items() if each.expanding and name in values]
        written = Written(compiled, dialect, _columns(statement), lists)
        _statements.put(key, written)
    return written


def _writing(dialect: Dialect) -> Dialect:
    """Return the dialect that writes a statement for the cursor it is sent with."""
    writing: Dialect = (
        import_module("storage.libpq_writing").numbered(dialect) if dialect.driver == PSYCOPG else dialect
    )
    return writing


def _columns(statement: ClauseElement) -> Any:
    """Return the columns of a statement's rows; None where it has none."""
    if isinstance(statement, UpdateBase):
        return statement.exported_columns or None
    return statement.selected_columns if isinstance(statement, Select) else None


def _processors(
    dialect: Dialect, types: Sequence[TypeEngine[Any]], codes: Sequence[Any]
) -> list[tuple[int, Processor]]:
    """Return what makes values of the driver's, by the column's place; `codes` are the driver's own of its types."""
    made = (_processor(dialect, kind, code) for kind, code in zip(types, codes, strict=True))
    return [(place, process) for place, process in enumerate(made) if process is not None]


def _processor(dialect: Dialect, kind: TypeEngine[Any], code: Any) -> Processor | None:
    """Return what makes a column's values of the driver's; words of an enumeration by a look-up, a fifth of its way."""
    if isinstance(kind, Enum) and kind.enum_class is not None:
        members: Mapping[str, Any] = dict(zip(kind.enums, kind.enum_class, strict=True))
        return members.__getitem__
    return kind.dialect_impl(dialect).result_processor(dialect, code)


def _processed(value: Any, process: Processor | None) -> Any:
    return value if process is None else process(value)


def _padded(values: Collection[Any]) -> list[Any]:
    """Return a list as long as the next power of two, its last value repeated: it means the same in SQL.

    So a statement has few forms, and PostgreSQL keeps the plan of each.
    """
    padded = list(values)
    return padded + padded[-1:] * ((1 << (len(padded) - 1).bit_length()) - len(padded)) if padded else padded
