"""Resolves `extends`: lays a definition over the one it extends; knows of fields only which shorten which."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rubrics.authoring.blocks import Block, Place
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

LONGEST_CHAIN = 20
Layer = Mapping[str, Block]
"""The definitions of one kind in one folder, by id."""


LONG_FORMS = {"short": ("name", "text")}
"""A key that says in few words what others say in full: new words in full leave the inherited short ones behind."""


def laid_over(base: Block, child: Block) -> Block:
    """Return the child with what it leaves out taken from the base.

    Mappings merge key by key, `null` drops what was inherited, everything else replaces it whole. What is said anew
    in full does not keep its inherited short form.
    """
    merged = Block(child.place)
    for key, value in base.items():
        if key not in child and key != "abstract" and not any(full in child for full in LONG_FORMS.get(key, ())):
            merged.put(key, value, base.places[key])
    for key, value in child.items():
        inherited = base.get(key)
        if isinstance(inherited, Block) and isinstance(value, Block) and not value.replaces:
            value = laid_over(inherited, value)  # noqa: PLW2901 - the same value, completed
        if value is not None:
            merged.put(key, value, child.places[key])
    return _in_order(merged, base)


def _in_order(merged: Block, base: Block) -> Block:
    """Keep the base's order, so that an overridden entry stays where it was."""
    ordered = Block(merged.place)
    for key in [*(key for key in base if key in merged), *(key for key in merged if key not in base)]:
        ordered.put(key, merged[key], merged.places[key])
    return ordered


def _extending_as(base: Block, merged: Block) -> Block:
    """Let a definition laid over the one of its own name extend what that one extends, and not itself."""
    del merged["extends"]
    if "extends" in base:
        merged.put("extends", base["extends"], base.places["extends"])
    return merged


class Extending:
    """Resolves the definitions of one kind over layers of folders, the built-in one first."""

    def __init__(self, kind: str, layers: Iterable[Layer], report: Callable[[Problem], None]) -> None:
        self.kind, self.layers, self.report = kind, tuple(layers), report
        self.done: dict[tuple[str, int], Block | None] = {}

    def names(self) -> list[str]:
        """Return every id, the built-in ones first."""
        return list(dict.fromkeys(name for layer in self.layers for name in layer))

    def resolved(self, name: str) -> Block | None:
        """Return the definition of this name with everything it extends; None where that cannot be found."""
        return self._at(name, len(self.layers) - 1, ())

    def completed(self, block: Block) -> Block | None:
        """Return a definition that stands elsewhere (a competency in a role), with what it extends."""
        return self._with_base(None, block, len(self.layers) - 1, ())

    def _at(self, name: str, top: int, seen: tuple[tuple[str, int], ...]) -> Block | None:
        level = self._level_of(name, top)
        if (name, level) not in self.done:
            self.done[name, level] = self._with_base(name, self.layers[level][name], level, (*seen, (name, level)))
        return self.done[name, level]

    def _with_base(self, name: str | None, block: Block, level: int, seen: tuple[tuple[str, int], ...]) -> Block | None:
        target = block.get("extends")
        if not isinstance(target, str):
            return block
        # A file that extends its own name means the definition beneath it, in the folder below.
        top = level - 1 if target == name else len(self.layers) - 1
        base = self._find(target, top, block.places["extends"], seen)
        if base is None:
            return None
        merged = laid_over(base, block)
        return _extending_as(base, merged) if target == name else merged

    def _find(self, target: str, top: int, place: Place, seen: tuple[tuple[str, int], ...]) -> Block | None:
        level = self._level_of(target, top)
        if level < 0:
            known = self.names()
            values = {
                "section": self.kind,
                "name": target,
                "beneath": target in known,
                "near": nearest_name(target, (name for name in known if name != target)),
            }
            self.report(Problem.at(place, ProblemKind.NOTHING_TO_EXTEND, **values))
            return None
        if len(seen) == LONGEST_CHAIN:
            self.report(Problem.at(place, ProblemKind.CHAIN_TOO_LONG, most=LONGEST_CHAIN))
            return None
        if (target, level) in seen:
            circle = (*(name for name, _ in seen), target)
            self.report(Problem.at(place, ProblemKind.CIRCLE, names=circle))
            return None
        return self._at(target, top, seen)

    def _level_of(self, name: str, top: int) -> int:
        return next((level for level in range(top, -1, -1) if name in self.layers[level]), -1)


def walk(data: Any) -> Iterable[tuple[Block, str]]:
    """Yield every block with each of its keys, however deep."""
    if isinstance(data, Block):
        for key, value in data.items():
            yield data, key
            yield from walk(value)
    elif isinstance(data, list):
        for item in data:
            yield from walk(item)
