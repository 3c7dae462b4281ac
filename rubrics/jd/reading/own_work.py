"""How much of a text speaks for each of a team’s own roles, which no fitted weights know; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.own_roles import OwnRole
from rubrics.jd.reading.titles import TitleReading

_NAMED = 0.5
"""What a title, or the text’s own name for its job, adds: the fitted weights of both lie between .46 and .57."""
_CUE = 0.8
"""What a cue that the team chose adds, times its strength: as much as a telling concept of a built-in role."""
_WORD = 0.4
"""Words that merely stand in the role’s definition are half as telling as chosen ones."""
_CUE_LINES = 2
"""Chosen cues speak without a title from so many sentences on; one may mention the work in passing."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the title says, and what the body calls its job."""

    title: TitleReading
    named: TitleReading | None


def own_gains(
    naming: Naming, strengths: Mapping[str, float], lines: Mapping[str, int], knowledge: Knowledge
) -> dict[str, float]:
    """Return how much speaks for each own role beyond its family, for the roles that something speaks for at all.

    `lines` counts, by feature, the sentences that hold a cue.
    """
    gains: dict[str, float] = {}
    for role in knowledge.own_roles.values():
        named = _named(role, naming)
        strength = strengths.get(role.feature, 0.0)
        if named or (role.gave_cues and lines.get(role.feature, 0) >= _CUE_LINES):
            gains[role.id] = named + strength * feature_weight(role)
    return gains


def feature_weight(role: OwnRole) -> float:
    """Return what one unit of a role’s cues adds."""
    return _CUE if role.gave_cues else _WORD


def _named(role: OwnRole, naming: Naming) -> float:
    readings = [reading for reading in (naming.title, naming.named) if reading is not None and role.id in reading.own]
    return sum(_NAMED / len(reading.own) for reading in readings)
