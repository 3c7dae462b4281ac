"""What columns are made of: how times, words and lists are kept, how constraints are called, and ids."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    ScalarSelect,
    String,
    TypeDecorator,
    bindparam,
    select,
)
from sqlalchemy.orm import DeclarativeBase

from rubrics.catalogue.model import Recommendation
from rubrics.panel.decision import Choice, DecisionPost, Stance
from rubrics.panel.loop import ExcuseReason, InterviewState, LoopState
from rubrics.panel.loop_facts import RevealCause
from rubrics.panel.plan import InterviewKind, OpeningState

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; a naive one is refused, because no one could say what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC on its way in."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a time without a zone cannot be stored"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time back aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Return what makes a time of a stored one: of SQLite's text in one step, since lists hold hundreds of them."""
        return _of_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _of_text(stored: str | None) -> datetime | None:
    return datetime.fromisoformat(f"{stored}+00:00") if stored is not None else None


def new_id() -> str:
    """Return an opaque id that says nothing and cannot be guessed."""
    return uuid4().hex


def enum_of(kind: type[Any]) -> Enum:
    """Return the type of a column that keeps an enumeration's values as words."""
    return Enum(kind, native_enum=False, length=20, values_callable=lambda e: [member.value for member in e])


def unindexed(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a column of words for a condition that is checked on rows, and never chooses an index.

    Beside a list of ids a condition on the team would: SQLite, without statistics, then reads all that a team has.
    """
    return column.concat("")


def unforeseen(name: str, like: ColumnElement[Any]) -> ScalarSelect[Any]:
    """Return a parameter, of a column's type, whose value PostgreSQL does not look at when it plans a statement.

    It keeps the plan of a prepared statement only where one for the very values seems no cheaper. With a person whose
    list is shorter than the average one it always does, and planning anew takes ten times what reading does.
    """
    return select(bindparam(name, type_=like.type)).scalar_subquery()


Facts = dict[str, Any] | None
"""What was noted at once and is read as a whole, such as who put a loop on hold and until when; or nothing."""


class Base(DeclarativeBase):
    """What every table shares."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy reads it as a class attribute
        datetime: UtcDateTime,
        str: String(255),
        LoopState: enum_of(LoopState),
        InterviewState: enum_of(InterviewState),
        InterviewKind: enum_of(InterviewKind),
        OpeningState: enum_of(OpeningState),
        RevealCause: enum_of(RevealCause),
        ExcuseReason: enum_of(ExcuseReason),
        DecisionPost: enum_of(DecisionPost),
        Choice: enum_of(Choice),
        Stance: enum_of(Stance),
        Recommendation: enum_of(Recommendation),
        dict[str, Any]: JSON,
        Facts: JSON(none_as_null=True),
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }
