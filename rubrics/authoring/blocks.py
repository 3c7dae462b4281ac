"""Data of a file whose parts remember where they stand; knows no syntax."""

from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where something stands: a file's name and a line counted from 1."""

    file: str
    line: int


class Block(dict[str, Any]):
    """A mapping that remembers where it and each of its keys stand.

    One that was written as a list replaces what is inherited, as lists do.
    """

    def __init__(self, place: Place, *, replaces: bool = False) -> None:
        super().__init__()
        self.place, self.replaces = place, replaces
        self.places: dict[str, Place] = {}

    def put(self, key: str, value: Any, place: Place) -> None:
        """Set a key together with its place."""
        self[key] = value
        self.places[key] = place


class Listing(list[Any]):
    """A list that remembers where it and each of its items stand."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places: list[Place] = []
