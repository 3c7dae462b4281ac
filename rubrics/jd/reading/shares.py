"""Adds weighted strengths up to shares of roles; quotes nothing."""

import math
from collections.abc import Mapping, Sequence

from rubrics.jd.knowledge.role_knowledge import BIAS
from rubrics.jd.knowledge.weight_knowledge import FIXED
from rubrics.jd.reading.titles import TitleReading
from rubrics.jd.values import OTHER

_MIXED_LEAD = 0.25
"""With a smaller lead over the second role the first is right six times in ten; with a larger one, nine. With .2 a
fiftieth more postings get one role, of which half are right (docs/jd-verdict.md)."""
Weights = Mapping[str, Mapping[str, float]]
_NOTHING: Mapping[str, float] = {}


def strengths_of(strengths: Mapping[str, float], title: TitleReading, named: TitleReading | None) -> dict[str, float]:
    """Return every feature the verdict adds up: what the body says, the title, and what the body calls the job."""
    every = dict(strengths)
    for sort, reading in (("title", title), ("self", named)):
        if reading is not None and reading.roles and not reading.any_role:
            every.update({f"{sort}:{role}": 1 / len(reading.roles) for role in sorted(reading.roles)})
    if title.fixed:
        every[FIXED] = 1.0
    return every


def distribution_of(
    strengths: Mapping[str, float],
    weights: Weights,
    roles: Sequence[str],
    own: Mapping[str, float] = _NOTHING,
    wording: Mapping[str, float] = _NOTHING,
) -> dict[str, float]:
    """Return each role's share, adding up to 1: the softmax of weighted strengths.

    `own` are roles of the team's own with what speaks for them: what would be other work is theirs. `wording` is what
    the words of the text add for each role.
    """
    bias = weights.get(BIAS, {})
    scores = {role: bias.get(role, 0.0) + wording.get(role, 0.0) for role in roles}
    for name, strength in strengths.items():
        for role, weight in weights.get(name, {}).items():
            scores[role] += weight * strength
    if own:
        outside = scores.pop(OTHER)
        scores.update({role: outside + gain for role, gain in own.items()})
    top = max(scores.values())
    shares = {role: math.exp(score - top) for role, score in scores.items()}
    total = sum(shares.values())
    return {role: share / total for role, share in shares.items()}


def mixed_with(shares: Mapping[str, float], lead: float = _MIXED_LEAD) -> str | None:
    """Return the second role where the first one leads by less than `lead`: too little to be named alone."""
    first, *others = sorted(shares, key=lambda role: -shares[role])
    return others[0] if others and shares[first] - shares[others[0]] < lead else None
