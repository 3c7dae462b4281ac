"""Levels: Debrief's five, which documents and laws speak of, and those of a role, which may be a team's own."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from rubrics.catalogue import limits

LevelId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length=1, max_length=limits.LEVEL_ID)
]
LevelName = Annotated[str, StringConstraints(min_length=1, max_length=limits.LEVEL_NAME, strip_whitespace=True)]


class Level(StrEnum):
    """How senior an opening is in Debrief's own words, lowest first."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"
    PRINCIPAL = "principal"


FIVE_LEVELS = {level.value: level for level in Level}
STEP = {level: number for number, level in enumerate(Level)}
"""A level's place on a ladder of nine rungs: junior is rated on rungs 1 to 5, principal on 5 to 9."""


class RoleLevel(str):
    """A level of one role: its id as a string, with the name a team gives it and Debrief's level that it is like.

    It is equal to its id, so that ids find it in mappings and rows. As JSON it is its id too, unless it has a name of
    its own: then what is kept of a rubric can be shown whatever becomes of the definitions.
    """

    own_name: str | None
    like: Level | None

    def __new__(cls, level_id: str, own_name: str | None = None, like: Level | None = None) -> Self:
        """Make a level of its id; one of Debrief's five is like itself."""
        level = super().__new__(cls, level_id)
        level.own_name, level.like = own_name, FIVE_LEVELS.get(level_id, like)
        return level

    @property
    def value(self) -> str:
        """Its id as a plain string."""
        return str.__str__(self)

    @property
    def name(self) -> str:
        """What people call it: its own name, else its id."""
        return self.own_name or self.value

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        written = core_schema.union_schema([handler(LevelId), handler(NamedLevel)])
        return core_schema.no_info_wrap_validator_function(
            lambda value, read: value if isinstance(value, cls) else cls._of(read(value)),
            written,
            serialization=core_schema.plain_serializer_function_ser_schema(_kept, when_used="json"),
        )

    @classmethod
    def _of(cls, written: "str | NamedLevel") -> Self:
        return cls(written.id, written.name, written.like) if isinstance(written, NamedLevel) else cls(written)


class NamedLevel(BaseModel):
    """A level with a name of its own, as it is kept."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    id: LevelId
    name: LevelName
    like: Level | None = None


def _kept(level: RoleLevel) -> Any:
    if level.own_name is None:
        return level.value
    return {"id": level.value, "name": level.own_name, "like": level.like and level.like.value}


def is_or_like(level: str, other: str) -> bool:
    """Tell whether a level is another one, or one of a team's own that is like that one of Debrief's."""
    return level == other or (isinstance(level, RoleLevel) and level.like == other)


def like_of(level: str) -> Level | None:
    """Return the level of Debrief's that a level is or is like, if it is like any."""
    return level.like if isinstance(level, RoleLevel) else FIVE_LEVELS.get(level)
