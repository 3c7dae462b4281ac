"""Has equal parts of values stand in memory once: two fifths of the anchors and questions of a role's levels are equal.

So reading rubrics back makes that many fewer. Knows no kind of value.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel


def with_shared_parts(values: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return frozen values by their keys, equal to those given; these take over each other's equal parts, too."""
    known = _Known()
    return {key: known.first(value) for key, value in values.items()}


class _Known:
    """The first of all equal parts, by what it is made of."""

    def __init__(self) -> None:
        self._first: dict[Any, Any] = {}
        self._held: list[Any] = []
        """Whatever was looked at: of what is gone, something else could have the id."""

    def first(self, part: Any) -> Any:
        """Return the first part that was made of equal parts, which may be this one; what can change, as it is."""
        self._held.append(part)
        if isinstance(part, BaseModel):
            own = vars(part)
            for name, each in own.items():
                own[name] = self.first(each)
            return self._first.setdefault((type(part), frozenset(part.model_fields_set), *map(id, own.values())), part)
        if type(part) is tuple:
            parts = tuple(map(self.first, part))
            self._held.append(parts)
            return self._first.setdefault((tuple, *map(id, parts)), parts)
        if isinstance(part, str | float | int | None):
            return self._first.setdefault((type(part), part), part)
        return part
