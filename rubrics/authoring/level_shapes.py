"""What a role's levels may say in a definition file, and the levels that come of it; knows no file."""

from collections.abc import Iterable, Mapping

from rubrics.catalogue.levels import FIVE_LEVELS, STEP, Level, LevelId, LevelName, RoleLevel
from rubrics.catalogue.model import Sentence, Value
from rubrics.catalogue.role import Statement


class LevelText(Value):
    """What a level means in this role; its key is its id.

    One that is not among Debrief's five has a name. `like` says which of them it is like: ladders, pay, the words of
    documents and JD review go by that, and without it they say nothing of the level.
    """

    name: LevelName | None = None
    like: Level | None = None
    expectation: Sentence
    scope: Statement | None = None


def levels_of(texts: Mapping[LevelId, LevelText]) -> tuple[RoleLevel, ...]:
    """Return a role's levels, lowest first: by what each is like where all are like one, else as they are written."""
    return in_order(RoleLevel(name, text.name, text.like) for name, text in texts.items())


def in_order(levels: Iterable[RoleLevel]) -> tuple[RoleLevel, ...]:
    """Return levels by what each is like where all are like one, else as they come."""
    listed = tuple(levels)
    return listed if any(level.like is None for level in listed) else tuple(sorted(listed, key=_step))


def _step(level: RoleLevel) -> int:
    return STEP[level.like] if level.like else 0


def weight_at(weights: Mapping[LevelId, float | None], level: RoleLevel) -> float | None:
    """Return the weight at a level: its own, that of Debrief's level it is like, or one that is the same at all five.

    None where a competency is not assessed at that level.
    """
    if level in weights:
        return weights[level]
    if level.like:
        return weights.get(level.like)
    everywhere = {weights.get(each) for each in FIVE_LEVELS}
    return everywhere.pop() if len(everywhere) == 1 else None
